"""The models that a step made, judged by the Khronos group's own validator."""

import json
import subprocess

# It comes from npm as a library: this reads each file and prints what is wrong with it as JSON.
JUDGE = """
const { validateBytes } = require('gltf-validator');
const fs = require('fs');
const judge = async (path) => {
  const { issues } = await validateBytes(new Uint8Array(fs.readFileSync(path)));
  const errors = issues.messages.filter((issue) => issue.severity === 0);
  return [path, errors.map((issue) => `${issue.pointer}: ${issue.message}`)];
};
Promise.all(process.argv.slice(2).map(judge)).then((all) => console.log(JSON.stringify(all)));
"""
NAMED_MAX = 5


def validate(paths, npm, say):
    """Stop with what is wrong; a model with an error is never recorded."""
    script = npm.folder / "anlan-gltf.js"
    script.write_text(JUDGE)
    judged = subprocess.run(["node", script, *paths], text=True, capture_output=True)
    if judged.returncode:
        raise SystemExit(f"gltf-validator did not run: {judged.stderr.strip()}")
    wrong = [f"{path}: {e}" for path, errors in json.loads(judged.stdout) for e in errors]
    if wrong:
        raise SystemExit(
            "\n".join(wrong[:NAMED_MAX])
            + f"\ngltf-validator finds {len(wrong)} errors; nothing is recorded."
        )
    say(f"gltf-validator: {len(paths)} files, no error")

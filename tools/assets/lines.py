"""Which lines are spoken, by whom, and how they are read: the words of the scenarios and of the
interface, and `voice.toml`. The voices themselves are the business of voice.py.
"""

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CAST = tomllib.loads(Path(__file__).with_name("voice.toml").read_text("utf-8"))
LANGUAGES = ["zh-CN", "en"]

# The words of the interface that are spoken; they stand in presentation as Rust.
PRODUCT = "anlan"
PRODUCT_WORDS = ROOT / "engine/headset/presentation/src/words.rs"
PRODUCT_FIELDS = "factor_question control_question false_alarm neutral again over".split()
FACTORS = ["human", "object", "environment", "management"]
TABLES = {"zh-CN": "ZH_CN", "en": "EN"}


def ron_words(path: Path) -> dict[str, str]:
    """A table of words: one `"key": "text",` a line."""
    entry = re.compile(r'^\s*"([^"]+)":\s*("(?:[^"\\]|\\.)*"),\s*$', re.M)
    return {key: json.loads(text) for key, text in entry.findall(path.read_text("utf-8"))}


def product_words(language: str) -> dict[str, str]:
    """The spoken words of the interface, as `ui.NAME`."""
    source = PRODUCT_WORDS.read_text("utf-8")
    table = source.split(f"const {TABLES[language]}: UiWords", 1)[1].split("\n};", 1)[0]
    words = {f"ui.{n}": re.search(rf'\b{n}: "(.*?)"', table)[1] for n in PRODUCT_FIELDS}
    factors = re.findall(r'"(.*?)"', re.search(r"factors: \[(.*?)\]", table, re.S)[1])
    return words | {f"ui.factor.{n}": text for n, text in zip(FACTORS, factors, strict=True)}


def scopes() -> list[str]:
    """Whose words there are: the interface and every scenario."""
    return [PRODUCT, *sorted(p.parent.name for p in (ROOT / "scenarios").glob("*/words.en.ron"))]


def words(language: str, scope: str) -> dict[str, str]:
    """All words of one of them."""
    if scope == PRODUCT:
        return product_words(language)
    return ron_words(ROOT / "scenarios" / scope / f"words.{language}.ron")


def role(scope: str, key: str) -> str | None:
    """Who says it; None if it is only read."""
    if by := CAST["speakers"].get(scope, {}).get(key):
        return by
    parts = key.split(".")
    fits = lambda pattern: all(
        i < len(parts) and p in ("*", parts[i]) for i, p in enumerate(pattern.split("."))
    )
    patterns = [pattern for pattern in CAST["roles"] if fits(pattern)]
    return CAST["roles"][max(patterns, key=len)] if patterns else None


def said(language: str, key: str, text: str) -> str:
    """What is read aloud of a text: without the speaker's name before it, and by the lexicon."""
    if key.startswith("prompt."):
        text = re.sub(r"^[^：:。.!！?？]{1,24}[：:]\s*", "", text)
    for written, read in CAST["lexicon"][language].items():
        text = text if is_pinyin(language, read) else text.replace(written, read)
    return text


def is_pinyin(language: str, read: str) -> bool:
    return language == "zh-CN" and not re.search("[\u4e00-\u9fff]", read)


def spoken(scope: str) -> str:
    """Every line of a scope with all that makes its sound, as one text to hash."""
    rows = []
    for language in LANGUAGES:
        pinyin = [w for w in CAST["lexicon"][language].items() if is_pinyin(language, w[1])]
        for key, text in words(language, scope).items():
            if by := role(scope, key):
                sounds = [f"{word}={read}" for word, read in pinyin if word in text]
                voice = CAST["voices"][language][by]
                rows.append([language, key, text, by, voice, said(language, key, text), *sounds])
    return json.dumps(rows, ensure_ascii=False)

"""Which language a document and each of its blocks are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

SAMPLE = 600  # characters that are looked at
SHORT = 60  # letters below which a line is taken to be in the language of its document
WEAK = 15  # letters from which a line may be in the default language in a document that is not
SHARE = 0.2  # of the letters of a document from which it is in the default language
SURE = 0.95  # probability from which another language of the same script is believed
TRIALS = 3  # draws of the detector; its own default of 7 takes twice the time for the same answer
SEED = 20010615

LATIN = "latin"
SCRIPTS = (  # first and last code point of a range of letters, and its script
    (0x0041, 0x024F, LATIN),
    (0x1E00, 0x1EFF, LATIN),
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0530, 0x058F, "armenian"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x077F, "arabic"),
    (0xFB50, 0xFEFC, "arabic"),
    (0x0900, 0x097F, "devanagari"),
    (0x0980, 0x09FF, "bengali"),
    (0x0B80, 0x0BFF, "tamil"),
    (0x0E00, 0x0E7F, "thai"),
    (0x10A0, 0x10FF, "georgian"),
    (0x3040, 0x30FF, "kana"),
    (0x3400, 0x9FFF, "han"),
    (0xAC00, 0xD7AF, "hangul"),
)
# The language of a few words in a script.
USUAL = {
    "greek": "el",
    "cyrillic": "ru",
    "armenian": "hy",
    "hebrew": "he",
    "arabic": "ar",
    "devanagari": "hi",
    "bengali": "bn",
    "tamil": "ta",
    "thai": "th",
    "georgian": "ka",
    "kana": "ja",
    "han": "zh",
    "hangul": "ko",
}
SPECIAL = {  # letters beyond the usual ones of the script; the first language that has all counts
    "cyrillic": (
        ("uk", "іїєґ"),
        ("ky", "ңөү"),
        ("be", "іў"),
        ("kk", "әіңғүұқөһ"),
        ("uz", "ўқғҳ"),
        ("tg", "ғӣқӯҳҷ"),
    ),
    "arabic": (("fa", "پچژگیک"), ("ur", "پچژگیکٹڈڑےں")),
}
TELLING = 0.03  # share of the letters that such letters must have: more than one name
UNKNOWN = frozenset({"ky", "be", "kk", "uz", "tg"})  # to the detector: believed by letters alone
SCRIPT_OF = {
    **{language: script for script, language in USUAL.items()},
    **{name: script for script, special in SPECIAL.items() for name, _ in special},
    **dict.fromkeys(("bg", "mk", "sr"), "cyrillic"),
    **dict.fromkeys(("mr", "ne"), "devanagari"),
}


def detect(text: str, default: str = "") -> str:
    """The ISO 639-1 code of the language the text is in; `default` where it cannot be told.

    A short text that is written in the script of `default` is taken to be in it.

    >>> detect("Les ministres se sont réunis à Bichkek, la capitale, pour parler du climat.")
    'fr'
    >>> detect("Bichkek", "fr"), detect("Заголовок материала", "fr"), detect("2024", "fr")
    ('fr', 'ru', 'fr')
    """
    text = text[:SAMPLE]
    found = script(text)
    if not found:
        return default
    if default and _letters(text) < SHORT and found == script_of(default):
        return default
    return _in_script(text, found) or default


def main_language(texts: Iterable[str], default: str = "") -> str:
    """The language of most letters of these texts; `default` where none can be told.

    Where a fifth of the letters are surely in `default`, it is that: what is left over of another
    language is found block by block, but text that is never taken for `default` stays as it is.
    """
    letters: Counter[str] = Counter()
    sure = 0
    for text in texts:
        size = _letters(text[:SAMPLE])
        letters[detect(text, default)] += size
        sure += size if default and detect(text) == default else 0
    if sure and sure >= SHARE * letters.total():
        return default
    return max(letters, key=lambda language: letters[language], default=default)


def block_language(text: str, document_language: str, default: str = "") -> str:
    """The language of a block: that of its document unless there is strong evidence.

    That is another script; or, from 60 letters on, another language that both halves of the
    block show with high probability. Names alone look like any language, but seldom twice. For
    `default`, the language that articles are usually in, 15 letters as a whole are enough.

    >>> block_language("Il entrera en vigueur en mai.", "en")
    'en'
    >>> block_language("Il entrera en vigueur en mai.", "en", "fr")
    'fr'
    """
    text = text[:SAMPLE]
    found = script(text)
    if not found:
        return document_language
    if found != script_of(document_language):
        return _in_script(text, found) or document_language
    usual = default not in {"", document_language} and found == script_of(default)
    if usual and _letters(text) >= WEAK and _in_script(text, found, SURE) == default:
        return default
    if _letters(text) < SHORT or document_language in UNKNOWN:
        return document_language
    other = _in_script(text, found, SURE)
    if other in {"", document_language}:
        return document_language
    cut = text.find(" ", len(text) // 2) % len(text)
    halves = {_in_script(half, found, SURE) for half in (text[:cut], text[cut:])}
    return other if halves == {other} else document_language


def script_of(language: str) -> str:
    """The script that a language is written in: "latin" unless known otherwise."""
    return SCRIPT_OF.get(language, LATIN)


def script(text: str) -> str:
    """The script of most letters, or "" where there are none.

    >>> script("Шанхай SCO"), script("上海 SCO"), script("20 %")
    ('cyrillic', 'han', '')
    """
    counts = Counter(_script(char) for char in text[:SAMPLE] if char.isalpha())
    for asian in ("han", "kana", "hangul"):
        counts[asian] *= 3  # a sign says as much as three letters
    counts.pop("", None)
    if counts["kana"]:
        counts["kana"] += counts.pop("han", 0)
    return max(counts, key=lambda name: counts[name], default="") if counts.total() else ""


def _script(char: str) -> str:
    code = ord(char)
    return next((name for first, last, name in SCRIPTS if first <= code <= last), "")


def _letters(text: str) -> int:
    return sum(3 if char >= "\u2e80" else 1 for char in text if char.isalpha())


def _in_script(text: str, name: str, least: float = 0.0) -> str:
    """The language of a text in this script, or "" where it is less probable than `least`."""
    by_letters = _by_letters(text, name)
    if by_letters in UNKNOWN:
        return by_letters
    if name not in {LATIN, "cyrillic", "arabic", "devanagari"}:
        return USUAL[name]
    if _letters(text) < SHORT and name != LATIN:
        return by_letters or USUAL[name]
    language, probability = _detected(text)
    if script_of(language) != name:
        return by_letters or USUAL.get(name, "")
    return language if probability >= least else ""


def _by_letters(text: str, name: str) -> str:
    """The language that the special letters of the text tell, or ""."""
    languages = SPECIAL.get(name, ())
    every = {char for _, letters in languages for char in letters}
    special = [char for char in text.casefold() if char in every]
    if len(special) < max(1.0, TELLING * _letters(text)):
        return ""
    return next((language for language, letters in languages if set(special) <= set(letters)), "")


def _detected(text: str) -> tuple[str, float]:
    """The detector's first choice and its probability; ("", 0.0) where it has none."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.n_trial = TRIALS
    detector.append(text.lower() if text.isupper() else text)
    try:
        first = next(iter(detector.get_probabilities()), None)
    except LangDetectException:
        return "", 0.0
    return (first.lang.split("-")[0], float(first.prob)) if first else ("", 0.0)


@cache
def _factory() -> DetectorFactory:
    """The detector with all its profiles in a fixed order and a fixed seed: it draws at random."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    profiles = [path.read_text("utf-8") for path in sorted(Path(PROFILES_DIRECTORY).iterdir())]
    factory.load_json_profile(profiles)
    factory.set_seed(SEED)
    return factory

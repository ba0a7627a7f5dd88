"""Which languages a file of terms is in: by what it says, by its name, by its letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from bilingual.errors import InputError
from bilingual.glossary.exchange import Imported, Pair
from bilingual.glossary.terms import Term
from bilingual.language import script, script_of

NAMES = {  # ISO 639-1, in English
    "af": "Afrikaans", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "eo": "Esperanto",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "ga": "Irish", "gl": "Galician", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean",
    "ky": "Kyrgyz", "la": "Latin", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian",
    "mn": "Mongolian", "ms": "Malay", "mt": "Maltese", "nb": "Norwegian Bokmål", "ne": "Nepali",
    "nl": "Dutch", "nn": "Norwegian Nynorsk", "no": "Norwegian", "oc": "Occitan", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "tg": "Tajik", "th": "Thai", "tk": "Turkmen", "tl": "Tagalog", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_CODES = {name.casefold(): code for code, name in NAMES.items()}
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8}){0,3}")
_NAMED = 5  # languages that a message names
_SCRIPTS = {"kana": "han"}  # Japanese has both


def code_of(said: str) -> str:
    """The code of a language that is named by a tag or in English; "" for anything else.

    >>> code_of("fr-CA"), code_of(" English (UK)"), code_of("zh_Hans_CN"), code_of("definition")
    ('fr', 'en', 'zh', '')
    """
    folded = " ".join(said.partition("(")[0].split()).casefold()
    tag = _TAG.fullmatch(folded)
    return _CODES.get(folded) or (tag[1] if tag else "")


def named(codes: Sequence[str]) -> str:
    """The languages in words.

    >>> named(("fr", "en")), named(("ru", "zh", "kmr")), named(["fr"])
    ('French and English', 'Russian, Chinese and kmr', 'French')
    """
    *first, last = [NAMES.get(code, code) for code in codes]
    return f"{', '.join(first)} and {last}" if first else last


def check_languages(path: Path, stated: Sequence[str], pair: Pair, otherwise: str) -> None:
    """Raises `InputError` for a file that is known to be in other languages than the pair.

    `stated` is what the file itself says; where it says nothing, its name may. `otherwise` tells
    how to import it all the same.
    """
    ours = (pair.source, pair.target)
    found = tuple(stated) or _in_name(path, ours)
    if not found or found == ours:
        return
    others = [code for code in found if code != pair.target]
    theirs = (others[0], pair.target) if pair.target in found and stated else found[:2]
    what = f"it is in {named(found[:_NAMED])}{'' if stated else ' by its name'}"
    hint = f"Import it with --into glossary/{'-'.join(theirs)}.tsv{otherwise}"
    raise InputError(f"{what}, this glossary in {named(ours)}", path=path, hint=hint)


def other_script(terms: Sequence[Term], imported: Imported, pair: Pair) -> str:
    """A warning where most sources are in another script than those of the glossary, or ""."""
    usual = _script([t.source for t in terms]) or script_of(pair.source)
    found = _script([t.source for t in imported.terms])
    if not found or _SCRIPTS.get(found, found) == _SCRIPTS.get(usual, usual):
        return ""
    return f"most sources are in {found.capitalize()} letters: is this {named([pair.source])}?"


def _in_name(path: Path, ours: tuple[str, str]) -> tuple[str, ...]:
    """Two codes beside each other in a file's name, if one of them is ours; () without such.

    >>> _in_name(Path("terms.ru-en.csv"), ("fr", "en"))
    ('ru', 'en')
    >>> _in_name(Path("mots-de-la-mer"), ("fr", "en"))
    ()
    """
    words = re.split(r"[\W_]+", path.stem.casefold())
    pairs = [two for two in pairwise(words) if set(two) <= {*NAMES, *ours}]
    related = [two for two in pairs if len(set(two)) == 2 and set(two) & set(ours)]
    alone = [two for two in pairs if len(words) == 2 and len(set(two)) == 2]
    return ours if ours in related else next(iter(related or alone), ())


def _script(sources: Sequence[str]) -> str:
    """The script of most of the texts, or "" where there are none."""
    counts = Counter(filter(None, map(script, sources)))
    return max(counts, key=lambda name: counts[name], default="")

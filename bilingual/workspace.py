"""A workspace: a folder with `bilingual.toml`, `corpus/`, `glossary/` and `build/`.

The only module that knows where things lie in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from bilingual.config import FILE, Config, check_language, load_config
from bilingual.engines.absent import find_or_absent
from bilingual.errors import ConfigError, InputError
from bilingual.files import write_text
from bilingual.glossary.match import Matcher
from bilingual.glossary.terms import Term
from bilingual.glossary.terms import load as load_terms
from bilingual.ingest import READERS, article_id
from bilingual.reviewed import load_reviewed
from bilingual.translate import Translator


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder and its settings."""

    root: Path
    config: Config

    @property
    def corpus(self) -> Path:
        """The folder of articles."""
        return self.root / "corpus"

    @property
    def furniture(self) -> Path:
        """Rules for lines that are no part of an article, beside the built-in ones."""
        return self.corpus / "furniture.tsv"

    @property
    def output(self) -> Path:
        """The folder of readers."""
        return self.root / "build"

    @property
    def pages(self) -> Path:
        """The folder of web pages."""
        return self.output / "html"

    @property
    def book(self) -> Path:
        """The e-book, named after the title."""
        return self.output / f"{article_id(self.config.title)}.epub"

    @property
    def index(self) -> Path:
        """The page to open first."""
        return self.pages / "index.html"

    @property
    def memory(self) -> Path:
        """The cache."""
        return self.output / "cache.sqlite"

    def glossary(self, source: str) -> Path:
        """The glossary file for articles in this language."""
        return self.root / "glossary" / f"{source}-{self.config.target}.tsv"

    def terms(self, source: str) -> tuple[Term, ...]:
        """The glossary for articles in this language; empty where there is none."""
        path = self.glossary(source)
        return load_terms(path) if path.exists() else ()

    def reviewed(self, source: str) -> Mapping[str, str]:
        """Approved translations for articles in this language."""
        name = f"memory.{source}-{self.config.target}.tsv"
        return load_reviewed(self.root / "glossary" / name)

    def translator(self, source: str, engine: str = "") -> Translator:
        """How articles in this language are translated here, by the settings' engine or another.

        Where no engine is installed for the pair, the first sentence asked of it says so.
        """
        terms = self.terms(source)
        return Translator(
            find_or_absent(source, self.config.target, engine or self.config.engine),
            Matcher(terms, source, self.config.target),
            self.reviewed(source),
            {(term.source, term.target): term.note for term in terms},
        )

    def articles(self) -> dict[str, Path]:
        """The article files by id, in the order of their paths.

        Hidden files and files of other kinds are passed over. Where two files would have the same
        id, their endings tell them apart.
        """
        paths = sorted(filter(self._is_article, self.corpus.rglob("*")))
        ids = {path: article_id(path.relative_to(self.corpus).as_posix()) for path in paths}
        count = Counter(ids.values())
        names: dict[str, Path] = {}
        for path, name in ids.items():
            unique = name if count[name] == 1 else f"{name}-{path.suffix[1:].lower()}"
            if unique in names:
                hint = "Rename one of them"
                raise InputError(
                    f"would have the same page as {names[unique]}", path=path, hint=hint
                )
            names[unique] = path
        return names

    def bears_on(self, article: Path) -> list[bytes]:
        """Everything that decides how this article file is understood."""
        files = (article, article.with_suffix(".toml"), self.furniture)
        contents = [file.read_bytes() if file.is_file() else b"" for file in files]
        return [self.config.source.encode(), *contents]

    def readers(self, kind: str) -> list[Path]:
        """What a build made of this format, as far as people open it."""
        if kind == "html":
            return [self.index] if self.index.exists() else []
        ending = {"anki": "apkg"}.get(kind, kind)
        return sorted(self.output.glob(f"{self.book.stem}*.{ending}"))

    def made(self, *, everything: bool) -> list[Path]:
        """What builds put into the output folder: readers and, if `everything`, the cache."""
        caches = sorted(self.output.glob(self.memory.name + "*")) if everything else []
        books = [path for kind in ("epub", "pdf", "apkg") for path in self.output.glob(f"*.{kind}")]
        return [path for path in (self.pages, *sorted(books), *caches) if path.exists()]

    def _is_article(self, path: Path) -> bool:
        inside = path.relative_to(self.corpus)
        hidden = any(part.startswith(".") for part in inside.parts)
        return not hidden and path.suffix.lower() in READERS and path.is_file()


def open_workspace(start: Path) -> Workspace:
    """The workspace that `start` is in: the nearest folder upwards with a `bilingual.toml`."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / FILE).is_file():
            return Workspace(folder, load_config(folder / FILE))
    hint = "Go to one, or make one: bilingual init my-reader"
    raise ConfigError("this folder is not in a workspace", path=start, hint=hint)


def create(folder: Path, *, source: str, target: str) -> list[Path]:
    """The files of a new workspace in this folder, in order; those already there are kept."""
    check_language("source", source)
    check_language("target", target)
    made = []
    for name, text in _starters(folder.resolve().name, source, target):
        path = folder / name
        if not path.exists():
            write_text(path, text)
            made.append(path)
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    return made


def _title(name: str) -> str:
    """A folder's name as a title that can stand between quotation marks in TOML."""
    plain = "".join(char for char in name if char.isprintable() and char not in '"\\')
    return " ".join(plain.split()) or "Bilingual reader"


def _starters(title: str, source: str, target: str) -> Iterator[tuple[str, str]]:
    new = resources.files("bilingual") / "new"
    settings = (new / FILE).read_text(encoding="utf-8")
    yield FILE, settings.format(title=_title(title), source=source, target=target)
    columns = "source\ttarget\tvariants\talternatives\tavoid\tcase\tnote\n"
    yield f"glossary/{source}-{target}.tsv", columns
    yield f"glossary/memory.{source}-{target}.tsv", "source\ttarget\tnote\n"
    yield "corpus/furniture.tsv", (new / "furniture.tsv").read_text(encoding="utf-8")
    yield "build/README.md", (new / "build.md").read_text(encoding="utf-8")

"""The whole job: a folder of articles becomes a bilingual reader.

1. Every article is read and cut into sentences (or taken from the cache, if its file is unchanged).
2. The sentences that no earlier run translated go to the engine, each once.
3. Every article whose text, terms or translations changed becomes a page.
4. Pages, index and book are written, those that changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import msgspec

from bilingual.bitext import CutArticle, bitext, cut, sentences
from bilingual.errors import BilingualError, ConfigError, EngineError, InputError
from bilingual.files import fingerprint
from bilingual.glossary.document import consistent
from bilingual.ingest import ingest, load_rules
from bilingual.ingest.furniture import Rules
from bilingual.memory import Memory
from bilingual.publish import edition, publish, withdraw
from bilingual.translate import Translator
from bilingual.version import __version__, code_fingerprint
from bilingual.view import page
from bilingual.workspace import Workspace


class Watch(Protocol):
    """Somebody who follows a long piece of work."""

    def start(self, what: str, total: int, unit: str) -> None:
        """A stage of `total` units begins."""
        ...

    def advance(self, count: int = 1) -> None:
        """So many more units are done."""
        ...


class Silent:
    """A watch that shows nothing."""

    def start(self, what: str, total: int, unit: str) -> None:
        """Shows nothing."""

    def advance(self, count: int = 1) -> None:
        """Shows nothing."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, or would do."""

    changed: tuple[str, ...]  # ids of the articles with a new page
    unchanged: int  # articles left as they were
    removed: tuple[str, ...]  # ids of pages whose article is gone
    translated: int  # sentences that an engine was asked for
    doubtful: int  # sentences of the new pages that a check doubts
    failed: tuple[BilingualError, ...]  # one an article that could not be read or translated
    written: tuple[Path, ...] = ()  # files that changed
    engines: tuple[str, ...] = ()  # labels of those in use


def build(
    workspace: Workspace,
    *,
    only: Sequence[Path] = (),
    dry_run: bool = False,
    watch: Watch | None = None,
) -> Report:
    """Makes the readers of a workspace; what did not change is not made again.

    `only` limits the work to these article files; `dry_run` finds out what would be done and does
    none of it. Articles that fail are in the report, the others are built. How readers are made,
    `workspace.config` says. Raises `BilingualError` for what concerns them all: settings,
    rules, glossary, engine.
    """
    with Memory(workspace.memory) as memory:
        run = _Run(workspace, memory, watch or Silent())
        works = run.read(only)
        changed = [work for work in works if not memory.get("page", work.id, work.page_key)]
        wanted = run.wanted(changed)
        removed = () if only else run.gone()
        written: list[Path] = []
        if not dry_run:
            run.translate(wanted)
            run.make_pages(changed)
            for name in removed:
                withdraw(workspace, memory, name)
            written = run.publish()
        return Report(
            changed=tuple(work.id for work in changed),
            unchanged=len(works) - len(changed),
            removed=tuple(removed),
            translated=sum(map(len, wanted.values())) if dry_run else run.translated,
            doubtful=run.doubtful,
            failed=tuple(run.failed),
            written=tuple(written),
            engines=tuple(dict.fromkeys(t.engine.label for t in run.translators.values())),
        )


class _ArticleLanguage(msgspec.Struct):
    language: str


class _Kept(msgspec.Struct):
    """As much of a kept `CutArticle` as a build without changes needs."""

    article: _ArticleLanguage


@dataclass(frozen=True, slots=True)
class _Work:
    """One article on its way to its page."""

    id: str
    path: Path
    key: str  # of its text: file, sidecar, rules
    page_key: str  # of everything its page shows
    language: str


@dataclass
class _Run:
    """One build: what its steps share."""

    workspace: Workspace
    memory: Memory
    watch: Watch
    failed: list[BilingualError] = field(default_factory=list)
    translators: dict[str, Translator] = field(default_factory=dict)
    translated: int = 0
    doubtful: int = 0

    def read(self, only: Sequence[Path]) -> list[_Work]:
        """The articles to build, those that cannot be read apart."""
        articles = _chosen(self.workspace, only)
        rules = load_rules(self.workspace.furniture)
        self.watch.start("Reading", len(articles), "articles")
        works = []
        for name, path in articles.items():
            try:
                works.append(self._work(name, path, rules))
            except BilingualError as error:
                self.failed.append(error)
            self.watch.advance()
        return works

    def _work(self, name: str, path: Path, rules: Rules) -> _Work:
        key = fingerprint(code_fingerprint(), *self.workspace.bears_on(path))
        kept = self.memory.get("article", name, key)
        if kept is None:
            source = self.workspace.config.source
            article = ingest(
                path, corpus=self.workspace.corpus, rules=rules, default_language=source
            )
            kept = msgspec.json.encode(cut(replace(article, id=name)))
            self.memory.put("article", name, key, kept)
        language = msgspec.json.decode(kept, type=_Kept).article.language
        made_with = self._translator(language).fingerprint
        return _Work(name, path, key, fingerprint(key, made_with, edition()), language)

    def _translator(self, language: str) -> Translator:
        if language not in self.translators:
            self.translators[language] = self.workspace.translator(language)
        return self.translators[language]

    def wanted(self, works: Sequence[_Work]) -> dict[str, list[str]]:
        """The sentences that must go to the engine, by language."""
        by_language: dict[str, dict[str, None]] = {}
        for work in works:
            found = sentences(self._article(work), self.workspace.config.target)
            by_language.setdefault(work.language, {}).update(dict.fromkeys(found))
        return {
            language: wanted
            for language, found in by_language.items()
            if (wanted := self._translator(language).wanted(found, self.memory))
        }

    def translate(self, wanted: Mapping[str, Sequence[str]]) -> None:
        """Fills the memory; a language without an engine is one failure."""
        for language, missing in wanted.items():
            self.watch.start(f"Translating {language}", len(missing), "sentences")
            try:
                self._translator(language).fill(missing, self.memory, self._advance)
            except EngineError as error:
                self.failed.append(error)

    def _advance(self, sentences: int) -> None:
        self.translated += sentences
        self.watch.advance(sentences)

    def make_pages(self, works: Sequence[_Work]) -> None:
        """Keeps a page for every article whose sentences are all translated."""
        self.watch.start("Laying out", len(works), "pages")
        for work in works:
            self.watch.advance()
            article, translator = self._article(work), self._translator(work.language)
            texts = list(sentences(article, self.workspace.config.target))
            known = translator.recall(texts, self.memory)
            if len(known) == len(set(texts)):
                made = bitext(article, known, self.workspace.config.target, translator.place)
                made = consistent(made, translator.matcher.terms)
                drafts = [translator.engine.label] if translator.engine.draft else []
                shown = page(
                    made,
                    notes=translator.notes,
                    version=__version__,
                    edition=edition(),
                    drafts=drafts,
                )
                self.memory.put("page", work.id, work.page_key, msgspec.json.encode(shown))
                self.doubtful += shown.colophon.doubtful

    def publish(self) -> list[Path]:
        """Writes the readers; the files that changed."""
        self.watch.start("Writing", len(self.memory.keys("page")), "pages")
        written = []
        for path in publish(self.workspace, self.memory):
            written.append(path)
            self.watch.advance()
        return written

    def _article(self, work: _Work) -> CutArticle:
        kept = self.memory.get("article", work.id, work.key)
        if kept is None:
            raise ConfigError("changed during the build", path=work.path, hint="Build again")
        return msgspec.json.decode(kept, type=CutArticle)

    def gone(self) -> list[str]:
        """Pages of earlier builds whose article is no longer in the corpus."""
        present = self.workspace.articles()
        return [name for name in self.memory.keys("page") if name not in present]


def _chosen(workspace: Workspace, only: Sequence[Path]) -> dict[str, Path]:
    """The articles by id: all, or those named; raises `InputError` for what is none."""
    articles = workspace.articles()
    if not only:
        if not articles:
            hint = "Put .txt, .md, .html or .epub files there"
            raise InputError("no articles", path=workspace.corpus, hint=hint)
        return articles
    by_path = {path.resolve(): name for name, path in articles.items()}
    unknown = [path for path in only if path.resolve() not in by_path]
    if unknown:
        hint = f"Articles lie in {workspace.corpus}"
        raise InputError("not an article of this workspace", path=unknown[0], hint=hint)
    return {by_path[path.resolve()]: path.resolve() for path in only}

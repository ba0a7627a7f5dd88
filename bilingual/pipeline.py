"""The whole job: a folder of articles becomes a bilingual reader.

1. Every article is read and cut into sentences (or taken from the cache, if its file is unchanged).
2. The sentences that no earlier run translated go to the engine, each once.
3. Every article whose text, terms or translations changed becomes a page.
4. Pages, index and book are written, those that changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from bilingual.bitext import CutArticle, bitext, sentences
from bilingual.corpus import article_key, read_article
from bilingual.errors import BilingualError, ConfigError, EngineError, InputError
from bilingual.files import fingerprint
from bilingual.glossary.document import consistent
from bilingual.ingest import load_rules
from bilingual.ingest.furniture import Rules
from bilingual.memory import DamagedCacheError, Memory, delete_cache
from bilingual.publish import Shelf, edition, publish, withdraw
from bilingual.translate import Translator
from bilingual.version import __version__
from bilingual.view import page
from bilingual.watch import Silent, Watch
from bilingual.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, or would do."""

    changed: tuple[str, ...]  # ids of the articles with a new page
    unchanged: int  # articles left as they were
    removed: tuple[str, ...]  # ids of pages whose article is gone
    translated: int  # sentences that an engine was asked for
    doubtful: int  # sentences of the new pages that a check doubts
    failed: tuple[BilingualError, ...]  # one an article that could not be read or translated
    written: tuple[Path, ...] = ()  # files that changed, or would
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
    try:
        return _build(workspace, only, watch or Silent(), dry_run=dry_run)
    except DamagedCacheError:  # it holds nothing that cannot be made again
        delete_cache(workspace.memory)
        return _build(workspace, only, watch or Silent(), dry_run=dry_run)


def _build(workspace: Workspace, only: Sequence[Path], watch: Watch, *, dry_run: bool) -> Report:
    edition()  # a wrong SOURCE_DATE_EPOCH is found before any work
    with Memory(workspace.memory) as memory:
        run = _Run(workspace, memory, watch)
        works = run.read(only)
        changed = [work for work in works if not memory.has("page", work.id, work.page_key)]
        wanted = run.wanted(changed)
        removed = () if only else run.gone()
        if not dry_run:
            run.translate(wanted, changed)
            run.make_pages(changed)
            for name in removed:
                withdraw(workspace, memory, name)
        return Report(
            changed=tuple(work.id for work in changed) if dry_run else tuple(run.made),
            unchanged=len(works) - len(changed),
            removed=tuple(removed),
            translated=sum(map(len, wanted.values())) if dry_run else run.translated,
            doubtful=run.doubtful,
            failed=tuple(run.failed),
            written=tuple(run.publish(dry_run=dry_run)),
            engines=run.engines(wanted),
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
    made: list[str] = field(default_factory=list)  # ids of new pages
    translated: int = 0
    doubtful: int = 0

    def read(self, only: Sequence[Path]) -> list[_Work]:
        """The articles to build, those that cannot be read apart."""
        articles = _chosen(self.workspace, only)
        rules = load_rules(self.workspace.furniture)
        self.watch.start("Reading", len(articles), "articles")
        works = []
        for name, path in articles.items():
            key = article_key(self.workspace, path)
            language = self._language(name, path, key, rules)
            if language:
                works.append(self._work(name, path, key, language))
            self.watch.advance()
        return works

    def _language(self, name: str, path: Path, key: str, rules: Rules) -> str:
        """The language of the article, which is kept in the memory then; "" where it failed."""
        kept = self.memory.get("article", name, key, _Kept)
        if kept:
            return kept.article.language
        try:
            made = read_article(self.workspace, name, path, rules)
        except (ConfigError, InputError) as error:
            self.failed.append(error)
            return ""
        self.memory.put("article", name, key, made)
        return made.article.language

    def _work(self, name: str, path: Path, key: str, language: str) -> _Work:
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

    def translate(self, wanted: Mapping[str, Sequence[str]], works: Sequence[_Work]) -> None:
        """Fills the memory; a language without an engine is one failure, with an article named."""
        for language, missing in wanted.items():
            self.watch.start(f"Translating {language}", len(missing), "sentences")
            try:
                self._translator(language).fill(missing, self.memory, self._advance)
            except EngineError as error:
                first, *others = [work.path for work in works if work.language == language]
                more = f" and {len(others)} more" if others else ""
                self.failed.append(
                    EngineError(f"{error.what}{more}", path=error.path or first, hint=error.hint)
                )

    def engines(self, languages: Iterable[str]) -> tuple[str, ...]:
        """Labels of the engines for these languages."""
        labels = (self._translator(language).engine.label for language in languages)
        return tuple(dict.fromkeys(filter(None, labels)))

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
                self.memory.put("page", work.id, work.page_key, shown)
                self.made.append(work.id)
                self.doubtful += shown.colophon.doubtful

    def publish(self, *, dry_run: bool) -> list[Path]:
        """Writes the readers; the files that changed."""
        shelf = Shelf(self.workspace, self.memory, dry=dry_run)
        self.watch.start("Writing", 0 if dry_run else len(shelf.keys), "pages")
        written = []
        for path in publish(shelf):
            written.append(path)
            self.watch.advance()
        return written

    def _article(self, work: _Work) -> CutArticle:
        kept = self.memory.get("article", work.id, work.key, CutArticle)
        if kept is None:
            raise ConfigError("changed during the build", path=work.path, hint="Build again")
        return kept

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

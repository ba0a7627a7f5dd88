"""The corpus as what looks at it needs it: cut articles, and their sentences with translations.

Articles are taken from the cache where their files are unchanged, else read and kept there, just
as a build does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual.bitext import CutArticle, bitext, cut, sentences
from bilingual.errors import BilingualError, ConfigError, InputError
from bilingual.files import fingerprint
from bilingual.glossary.report import Place, Seen, shown
from bilingual.ingest import ingest, load_rules
from bilingual.ingest.furniture import Rules
from bilingual.memory import Memory
from bilingual.model import Origin, Translation
from bilingual.page import Page, Run
from bilingual.translate import Translator
from bilingual.version import code_fingerprint
from bilingual.view.spacing import bound
from bilingual.watch import Watch
from bilingual.workspace import Workspace

_NOT_YET = Translation("", Origin.ENGINE)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles in one language."""

    articles: tuple[CutArticle, ...]
    failed: tuple[BilingualError, ...]  # one an article that could not be read

    def sentences(self, target: str) -> list[str]:
        """Each sentence that an engine translates, once, in reading order."""
        found = (s for article in self.articles for s in sentences(article, target))
        return list(dict.fromkeys(found))


def article_key(workspace: Workspace, path: Path) -> str:
    """The key of everything that decides how an article file is understood."""
    return fingerprint(code_fingerprint(), *workspace.bears_on(path))


def read_article(workspace: Workspace, name: str, path: Path, rules: Rules) -> CutArticle:
    """The article read from its file and cut into sentences."""
    source = workspace.config.source
    article = ingest(path, corpus=workspace.corpus, rules=rules, default_language=source)
    return cut(replace(article, id=name))


def read_corpus(workspace: Workspace, memory: Memory, language: str, watch: Watch) -> Corpus:
    """The articles of a workspace that are in this language, cut into sentences."""
    rules = load_rules(workspace.furniture)
    articles = workspace.articles()
    watch.start("Reading", len(articles), "articles")
    found, failed = [], []
    for name, path in articles.items():
        watch.advance()
        key = article_key(workspace, path)
        one = memory.get("article", name, key, CutArticle)
        if one is None:
            try:
                one = read_article(workspace, name, path, rules)
            except (ConfigError, InputError) as error:
                failed.append(error)
                continue
            memory.put("article", name, key, one)
        if one.article.language == language:
            found.append(one)
    return Corpus(tuple(found), tuple(failed))


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a corpus, under whatever glossary and translations it is given."""

    corpus: Corpus
    target: str

    def __call__(self, translator: Translator, known: Mapping[str, Translation]) -> Iterator[Seen]:
        """Every row as a reader shows it, with the articles put together."""
        articles = (
            bitext(
                article,
                {s: known.get(s, _NOT_YET) for s in sentences(article, self.target)},
                self.target,
                translator.place,
            )
            for article in self.corpus.articles
        )
        return shown(articles, translator.matcher.terms)

    def as_built(self, translator: Translator, known: Mapping[str, Translation]) -> Iterator[Seen]:
        """The same with the spaces that a build sets."""
        for seen in self(translator, known):
            if made := seen.translation:
                made = replace(made, text=bound(made.text, self.target))
            yield replace(seen, translation=made)


def built(memory: Memory, language: str) -> dict[Place, Seen]:
    """The rows that the readers of the last build have in this language."""
    found = {}
    for name, key in memory.keys("page").items():
        page = memory.get("page", name, key, Page)
        for row in page.rows if page and page.source.code == language else ():
            if row.target:
                place = Place(name, row.id)
                target = Translation(_text(row.target), row.origin)
                found[place] = Seen(_text(row.source), place, target)
    return found


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)

"""The corpus as what looks at it needs it: cut articles, and their sentences with translations.

Articles are taken from the cache where their files are unchanged, else read and kept there, just
as a build does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual.bitext import CutArticle, bitext, cut, sentences
from bilingual.errors import BilingualError, ConfigError, InputError
from bilingual.files import fingerprint
from bilingual.glossary.report import Place, Seen
from bilingual.ingest import ingest, load_rules
from bilingual.ingest.furniture import Rules
from bilingual.memory import Memory
from bilingual.model import Origin, Translation
from bilingual.translate import Translator
from bilingual.version import code_fingerprint
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


def seen(corpus: Corpus, translator: Translator, memory: Memory) -> Iterator[Seen]:
    """Every sentence that an engine translates, with its place and the translation kept for it."""
    target = translator.engine.target
    known = translator.recall(corpus.sentences(target), memory)
    for article in corpus.articles:
        of_engine = set(sentences(article, target))
        made = bitext(
            article, {s: known.get(s, _NOT_YET) for s in of_engine}, target, translator.place
        )
        for pair in (pair for block in made.pairs for pair in block):
            if pair.source.text in of_engine and pair.target.origin in _OF_ENGINE:
                place = Place(article.article.id, pair.id)
                yield Seen(pair.source.text, place, known.get(pair.source.text))


_OF_ENGINE = frozenset((Origin.ENGINE, Origin.REVIEWED))

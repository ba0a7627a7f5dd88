"""What a glossary does to a corpus, and what a change of it would do, before it is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.engines import Engine
from bilingual.errors import InputError
from bilingual.glossary.match import Matcher
from bilingual.glossary.report import Place, Seen, report
from bilingual.glossary.terms import Term
from bilingual.glossary.whatif import edited, what_if
from bilingual.model import Method, Origin, TermUse, Translation
from bilingual.translate import Translator
from bilingual.watch import Silent

MICRO = Path(__file__).parent / "models" / "translate-fr_en-micro.argosmodel"
CAT, PARIS, THANKS = "Le chat dort sur la table.", "Elle habite à Paris.", "Merci."


def _with(argos: Engine, *terms: Term) -> Translator:
    return Translator(argos, Matcher(terms, "fr"))


def test_only_sentences_that_a_change_bears_on_are_translated(argos: Engine) -> None:
    before = _with(argos, Term("Paris", "Paris"))
    after = _with(argos, *edited(before.matcher.terms, ["chat=kitten"]))
    found = what_if([CAT, PARIS, THANKS], before, after, {}, Silent())
    (difference,) = found.changed
    assert difference.sentence == CAT
    assert "cat" in difference.before.text
    assert "kitten" in difference.after.text
    assert found.translated == 2  # the one sentence, as it is and as it would be


def test_what_is_kept_already_is_not_translated_again(argos: Engine) -> None:
    before = _with(argos)
    after = _with(argos, Term("chat", "kitten"))
    kept = {CAT: Translation("A cat.", Origin.ENGINE)}
    found = what_if([CAT, PARIS], before, after, kept, Silent())
    assert found.translated == 1
    assert [d.before.text for d in found.differences] == ["A cat."]


def test_a_change_that_no_reader_sees_is_counted_but_no_difference(argos: Engine) -> None:
    before, after = _with(argos), _with(argos, Term("chat", "cat"))
    found = what_if([CAT, PARIS], before, after, {}, Silent())
    assert len(found.differences) == 1
    assert found.changed == ()


def test_the_same_glossary_changes_nothing(argos: Engine) -> None:
    translator = _with(argos, Term("chat", "cat"))
    found = what_if([CAT, PARIS], translator, replace(translator), {}, Silent())
    assert (found.differences, found.translated) == ((), 0)


TERMS = (
    Term("Kirghizstan", "Kyrgyzstan", variants=("Kirghizie",), alternatives=("Kirghizia",)),
    Term("OCS", "SCO", avoid=("CSO", "OSC"), case="exact"),
)


def test_an_edit_gives_an_entry_another_target() -> None:
    (kirghizstan, ocs) = edited(TERMS, ["kirghizie = Kirghizia", "OCS=CSO"])
    assert (kirghizstan.source, kirghizstan.target) == ("Kirghizstan", "Kirghizia")
    assert kirghizstan.alternatives == ()
    assert (ocs.target, ocs.avoid, ocs.case) == ("CSO", ("OSC",), "exact")


def test_an_edit_of_an_unknown_source_is_a_new_entry() -> None:
    assert edited(TERMS, ["sommet=summit"])[2:] == (Term("sommet", "summit"),)
    assert edited(TERMS, ["UE=EU"])[2].case == "exact"


def test_an_edit_without_a_target_takes_the_entry_away() -> None:
    assert edited(TERMS, ["OCS="]) == TERMS[:1]


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ("OCS", "'OCS' is no change of the glossary. Write SOURCE=TARGET"),
        ("=SCO", "'=SCO' is no change"),
        ("sommet=", "'sommet' is no entry of the glossary"),
    ],
)
def test_what_is_no_edit_is_said(edit: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        edited(TERMS, [edit])


def _use(start: int, end: int, method: Method) -> TermUse:
    return TermUse("OCS", "SCO", start, end, method)


def _seen(text: str, translation: Translation | None) -> Seen:
    return Seen(text, Place("sommet", f"s{len(text)}"), translation)


def test_a_report_counts_methods_unmet_and_forbidden() -> None:
    met = Translation("The SCO.", Origin.ENGINE, terms=(_use(2, 5, Method.FORCED),))
    lost = Translation("The CSO meets.", Origin.ENGINE, terms=(_use(2, 5, Method.UNMET),))
    approved = Translation("SCO!", Origin.REVIEWED, terms=(_use(0, 3, Method.PLAIN),))
    sentences = [
        _seen("L'OCS.", met), _seen("L'OCS siège.", lost), _seen("OCS !", approved),
        _seen("Et l'OCS ?", None), _seen("Rien.", None),
    ]  # fmt: skip
    found = report(Matcher(TERMS, "fr"), sentences, "en")
    kirghizstan, ocs = found.terms
    assert (kirghizstan.occurrences, ocs.occurrences) == (0, 4)
    assert (dict(ocs.methods), ocs.reviewed, ocs.untranslated) == ({"forced": 1}, 1, 1)
    (unmet,) = ocs.unmet
    assert (unmet.article, unmet.row, unmet.sentence) == ("sommet", "s12", "L'OCS siège.")
    (forbidden,) = ocs.forbidden
    assert (forbidden.rendering, forbidden.translation) == ("CSO", "The CSO meets.")
    assert (found.sentences, found.untranslated) == (5, 2)

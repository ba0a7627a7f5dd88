"""What a glossary does to a corpus, and what a change of it would do, before it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.bitext import cut
from bilingual.corpus import Corpus, Rows
from bilingual.engines import Engine
from bilingual.errors import InputError
from bilingual.glossary.match import Matcher
from bilingual.glossary.report import Place, Seen, report
from bilingual.glossary.terms import Term
from bilingual.glossary.whatif import Side, WhatIf, edited, since_build, what_if
from bilingual.model import Article, Block, Kind, Method, Origin, TermUse, Translation
from bilingual.translate import Translator
from bilingual.watch import Silent

MICRO = Path(__file__).parent / "models" / "translate-fr_en-micro.argosmodel"
CAT, PARIS, THANKS = "Le chat dort sur la table.", "Elle habite à Paris.", "Merci."


def _with(argos: Engine, *terms: Term) -> Translator:
    return Translator(argos, Matcher(terms, "fr"))


def _rows(*sentences: str, kind: Kind = Kind.PARAGRAPH) -> Rows:
    """The rows of one article that has these sentences, each as a block."""
    blocks = tuple(Block(kind, sentence, "fr") for sentence in sentences)
    return Rows(Corpus((cut(Article("sommet", "sommet.txt", "fr", blocks)),), ()), "en")


def _found(
    before: Translator, after: Translator, *sentences: str, kept: Mapping[str, Translation] = {}
) -> WhatIf:
    rows = _rows(*sentences)
    return what_if(sentences, Side(before, kept), Side(after, kept), rows, Silent())


def test_only_sentences_that_a_change_bears_on_are_translated(argos: Engine) -> None:
    before = _with(argos, Term("Paris", "Paris"))
    after = _with(argos, *edited(before.matcher.terms, ["chat=kitten"], "fr"))
    found = _found(before, after, CAT, PARIS, THANKS)
    (difference,) = found.changed
    assert difference.source == CAT
    assert "cat" in difference.before
    assert "kitten" in difference.after
    assert [place.article for place in difference.places] == ["sommet"]
    assert found.asked == 2  # the one sentence, as it is and as it would be
    assert (found.again, found.unknown) == ((CAT,), 2)


def test_what_is_kept_already_is_not_translated_again(argos: Engine) -> None:
    kept = {CAT: Translation("A cat.", Origin.ENGINE)}
    rows = _rows(CAT, PARIS)
    before, after = Side(_with(argos), kept), Side(_with(argos, Term("chat", "kitten")), {})
    found = what_if([CAT, PARIS], before, after, rows, Silent())
    assert found.asked == 1
    assert [d.before for d in found.changed] == ["A cat."]


def test_what_a_person_approved_stays_as_it_is(argos: Engine) -> None:
    approved = {CAT: Translation("My cat.", Origin.REVIEWED)}
    found = _found(_with(argos), _with(argos, Term("chat", "kitten")), CAT, kept=approved)
    assert (found.again, found.changed, found.asked) == ((), (), 0)


def test_a_change_that_no_reader_sees_is_counted_but_no_difference(argos: Engine) -> None:
    before, after = _with(argos), _with(argos, Term("chat", "cat"))
    found = _found(before, after, CAT, PARIS)
    assert found.again == (CAT,)
    assert found.changed == ()
    assert [d.source for d in found.same] == [CAT]


def test_the_same_glossary_changes_nothing(argos: Engine) -> None:
    translator = _with(argos, Term("chat", "cat"))
    found = _found(translator, replace(translator), CAT, PARIS)
    assert (found.again, found.changed, found.asked) == ((), (), 0)


def test_a_dateline_whose_place_changes_is_shown_and_costs_nothing(argos: Engine) -> None:
    line = "ASTANA, 15 mai - RIA Novosti."
    rows = _rows(line, kind=Kind.DATELINE)
    before, after = _with(argos), _with(argos, Term("Astana", "Nur-Sultan"))
    found = what_if([], Side(before, {}), Side(after, {}), rows, Silent())
    (difference,) = found.changed
    assert (difference.before, difference.after) == (
        "ASTANA, 15 May - RIA Novosti.", "NUR-SULTAN, 15 May - RIA Novosti.",
    )  # fmt: skip
    assert found.asked == 0


def test_a_change_in_one_sentence_shows_in_another_of_its_article(argos: Engine) -> None:
    """Without the first sentence's acronym, the second one is where it is written out."""
    full = Term("OCS", "SCO", expansion="Shanghai Cooperation Organisation", case="exact")
    named = Term("OCS-Plus", "the Club", pos="name")
    first, second = "Vive OCS-Plus.", "L'OCS dort."
    use = TermUse("OCS", "SCO", 2, 5, Method.PLAIN, "SCO", 4, 7)
    sleeps = Translation("The SCO sleeps.", Origin.ENGINE, terms=(use,))
    use = TermUse("OCS", "SCO", 5, 8, Method.PLAIN, "SCO", 5, 8)
    lives = Translation("Long SCO live.", Origin.ENGINE, terms=(use,))
    club = Translation("Long live the Club.", Origin.ENGINE)
    before = Side(_with(argos, full), {first: lives, second: sleeps})
    after = Side(_with(argos, full, named), {first: club, second: sleeps})
    found = what_if([first, second], before, after, _rows(first, second), Silent())
    assert found.again == (first,)
    assert found.asked == 0
    assert [(d.before, d.after) for d in found.changed] == [
        ("Long Shanghai Cooperation Organisation (SCO) live.", "Long live the Club."),
        ("The SCO sleeps.", "The Shanghai Cooperation Organisation (SCO) sleeps."),
    ]


def test_a_sentence_that_stands_twice_is_one_difference_with_two_places(argos: Engine) -> None:
    found = _found(_with(argos), _with(argos, Term("chat", "kitten")), CAT, CAT)
    (difference,) = found.changed
    assert [place.row for place in difference.places] == [
        difference.places[0].row, difference.places[0].row + "-2",
    ]  # fmt: skip
    assert found.asked == 2


def test_what_the_last_build_shows_is_compared_row_by_row(argos: Engine) -> None:
    rows, translator = _rows(CAT, PARIS), _with(argos, Term("chat", "kitten"))
    kept = {PARIS: Translation("Paris!", Origin.ENGINE)}
    shows = {seen.place: seen for seen in rows(translator, kept | {CAT: kept[PARIS]})}
    found = since_build(shows, Side(translator, kept), rows, Silent())
    (difference,) = found.changed
    assert (difference.source, difference.before) == (CAT, "Paris!")
    assert "kitten" in difference.after
    assert found.again == (CAT,)


TERMS = (
    Term("Kirghizstan", "Kyrgyzstan", variants=("Kirghizie",), alternatives=("Kirghizia",)),
    Term("OCS", "SCO", avoid=("CSO", "OSC"), case="exact"),
)


def test_an_edit_gives_an_entry_another_target() -> None:
    (kirghizstan, ocs) = edited(TERMS, ["kirghizie = Kirghizia", "OCS=CSO"], "fr")
    assert (kirghizstan.source, kirghizstan.target) == ("Kirghizstan", "Kirghizia")
    assert kirghizstan.alternatives == ()
    assert (ocs.target, ocs.avoid, ocs.case) == ("CSO", ("OSC",), "exact")


@pytest.mark.parametrize("form", ["Etat membre", "États membres", "ETATS-MEMBRES"])
def test_an_edit_in_another_form_means_the_same_entry(form: str) -> None:
    terms = (Term("État membre", "member state"), Term("membre", "member"))
    assert edited(terms, [f"{form}=participant"], "fr")[0].target == "participant"
    assert edited(terms, [f"{form}="], "fr") == terms[1:]


def test_an_edit_of_an_unknown_source_is_a_new_entry() -> None:
    assert edited(TERMS, ["sommet=summit"], "fr")[2:] == (Term("sommet", "summit"),)
    assert edited(TERMS, ["UE=EU"], "fr")[2].case == "exact"


def test_an_edit_without_a_target_takes_the_entry_away() -> None:
    assert edited(TERMS, ["OCS="], "fr") == TERMS[:1]


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
        edited(TERMS, [edit], "fr")


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


def test_a_report_says_inside_which_longer_term_a_term_stands() -> None:
    terms = (Term("chef d'État", "head of state"), Term("Conseil des chefs d'État", "Council"))
    seen = [_seen("Le Conseil des chefs d'État siège.", None), _seen("Un chef d'État.", None)]
    head, council = report(Matcher(terms, "fr"), seen, "en").terms
    assert (head.occurrences, dict(head.inside)) == (1, {"Conseil des chefs d'État": 1})
    assert (council.occurrences, dict(council.inside)) == (1, {})


def test_a_report_says_what_putting_the_article_together_changed(argos: Engine) -> None:
    terms = (
        Term("OCS", "SCO", expansion="Shanghai Cooperation Organisation", case="exact"),
        Term("lutte", "fight", alternatives=("struggle",), pos="noun"),
    )

    def made(text: str, source: str, target: str, at: int, rendering: str) -> Translation:
        start = text.index(rendering)
        use = TermUse(
            source, target, at, at + len(source), Method.PLAIN, rendering, start,
            start + len(rendering),
        )  # fmt: skip
        return Translation(text, Origin.ENGINE, terms=(use,))

    known = {
        "L'OCS dort.": made("The SCO sleeps.", "OCS", "SCO", 2, "SCO"),
        "La lutte dort.": made("The struggle sleeps.", "lutte", "fight", 3, "struggle"),
        "La lutte vit.": made("The fight lives.", "lutte", "fight", 3, "fight"),
    }
    rows = _rows(*known, "ASTANA, 15 mai - RIA Novosti.")
    found = report(Matcher(terms, "fr"), rows(_with(argos, *terms), known), "en")
    ocs, lutte = found.terms
    assert (ocs.written_out, ocs.made_one, dict(ocs.methods)) == (1, 0, {"plain": 1})
    assert (lutte.written_out, lutte.made_one) == (0, 1)
    assert dict(lutte.methods) == {"plain": 1, "replaced": 1}
    assert (found.sentences, found.untranslated) == (4, 1)

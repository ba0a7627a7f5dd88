"""Apertium, where it is installed: its frame holds whatever a sentence holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bilingual import engines
from bilingual.engines import Engine
from bilingual.engines.apertium import find
from bilingual.errors import EngineError


@pytest.fixture(scope="module")
def apertium() -> Engine:
    engine = find("fr", "en")
    if engine is None:
        pytest.skip("Apertium's apertium-fr-es and apertium-eng-spa are not installed")
    return engine


def _says(engine: Engine, *sentences: str) -> list[str]:
    return [found.text for found in engine.translate(sentences)]


def test_french_goes_through_spanish_to_english(apertium: Engine) -> None:
    assert apertium.label == "Apertium fr→es→en"
    assert apertium.draft
    assert _says(apertium, "Le chat noir dort.") == ["The black cat sleeps."]


def test_a_direct_pair_is_preferred_to_a_chain(apertium: Engine) -> None:
    direct = find("fr", "es")
    assert direct is not None
    assert direct.label == "Apertium fr→es"
    assert _says(direct, "Le chat noir dort.") == ["El gato negro duerme."]


def test_there_is_none_for_a_pair_that_two_steps_do_not_reach(apertium: Engine) -> None:
    assert find(apertium.source, "ja") is None
    assert find("fr", "fr") is None


def test_there_is_none_where_apertium_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find("fr", "en") is None


def test_unknown_words_stay_whole_and_lose_their_marks(apertium: Engine) -> None:
    (text,) = _says(apertium, "Le paludisme inquiète Norov et les Ouzbeks de l'OCS.")
    assert {"paludisme", "Norov", "Ouzbeks", "OCS."} <= set(text.split())
    assert "*" not in text


def test_an_unknown_word_is_not_taken_for_a_spanish_one(apertium: Engine) -> None:
    """ "Perro" is unknown in French: the second step must not make a dog of it."""
    assert "Perro" in _says(apertium, "Monsieur Perro mange.")[0]


def test_words_that_neither_pair_knew_are_told_without_names(apertium: Engine) -> None:
    """The second pair, from Spanish, does not know what the first made of "s'emparer"."""
    found, none = apertium.translate(
        ["Norov et Xqbw ont été dépêchés pour s'emparer du paludisme, un paludisme.", "Il dort."]
    )
    assert found.unknown == ("dépêchés", "paludisme", "apoderarse")
    assert set(found.unknown) <= set(re.findall(r"\w+", found.text))
    assert "Norov" in found.text
    assert none.unknown == ()


def test_a_single_pair_tells_what_it_did_not_know(apertium: Engine) -> None:
    direct = find(apertium.source, "es")
    assert direct is not None
    assert direct.translate(["Le paludisme de Norov dort."])[0].unknown == ("paludisme",)


def test_telling_what_is_unknown_changes_no_article_before_it(apertium: Engine) -> None:
    (found,) = apertium.translate(["Il achète un imparable."])
    assert found.unknown == ("imparable",)
    assert found.text.endswith("an imparable.")


@pytest.mark.parametrize(
    ("sentence", "text"),
    [("y", ""), ("et y ?", "And?"), ("^y$", "^$"), ("et <prn> ?", "And <prn> ?")],
)
def test_no_tag_of_a_dictionary_gets_into_the_text(
    apertium: Engine, sentence: str, text: str
) -> None:
    assert _says(apertium, sentence) == [text]


def test_the_word_after_an_unknown_first_word_gets_no_capital(apertium: Engine) -> None:
    assert _says(apertium, "Norov est là.") == ["Norov is there."]


def test_stars_hashes_and_brackets_of_the_text_stay(apertium: Engine) -> None:
    (text,) = _says(apertium, "Le chat [1] mange * 3 # {2} @ ^4$ <5> \\ / fin.")
    for sign in ["[1]", "*", "#", "{2}", "@", "^4$", "<5>", "\\", "/"]:
        assert sign in text


def test_a_capital_at_the_start_stays(apertium: Engine) -> None:
    for text in _says(apertium, "Elle mange.", "« Oui », dit-il.", "Là, il dort."):
        assert next(char for char in text if char.isalpha()).isupper()


def test_blank_sentences_and_line_breaks_keep_their_place(apertium: Engine) -> None:
    found = _says(apertium, "", "Le chat\ndort.", " ", "\0", "Il mange.\n\nIl dort.", "")
    assert found == ["", "The cat sleeps.", "", "", "It eats. It sleeps.", ""]


def test_nothing_in_nothing_out(apertium: Engine) -> None:
    assert apertium.translate([]) == []
    assert _says(apertium, "") == [""]


ODD = (
    "[]{}^$/\\@<>*#+~_`|\0\n\r\t \u00a0'’«».,;:!?-()é&%\ud800\U0010ff00\ue000\u200b\xad中😀aAbqxz1"
)
odd = st.one_of(st.text(st.sampled_from(ODD), max_size=25), st.text(max_size=15))


@given(st.lists(odd, min_size=10, max_size=40))
@example(
    ["^a/b<n>$", "[", "]", "\\", "{^x$}", "[[t:b:1]]", "[[/]]", "*", "\\[", "[]", "^", "$", "@"]
)
@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
def test_one_sentence_in_is_one_sentence_out_whatever_it_holds(
    apertium: Engine, sentences: list[str]
) -> None:
    framed = [part for sentence in sentences for part in (sentence, "Le chat dort.")]
    found = _says(apertium, *framed)
    assert len(found) == len(framed)
    assert set(found[1::2]) == {"The cat sleeps."}


def test_neighbours_change_nothing(apertium: Engine) -> None:
    sentences = ["Le chat", "dort", "sur la table.", "Norov", "mange une pomme", "de terre."]
    assert _says(apertium, *sentences) == [_says(apertium, s)[0] for s in sentences]


def test_the_signature_names_the_modes_and_no_place(apertium: Engine) -> None:
    assert apertium.signature.startswith("apertium: fr-es spa-eng ")
    assert "/usr" not in apertium.signature


def test_an_apertium_that_does_not_work_says_so(apertium: Engine, tmp_path: Path) -> None:
    """Its modes are there, the dictionaries that they name are not."""
    (tmp_path / "modes").mkdir()
    (tmp_path / "modes" / "fr-en.mode").write_text("lt-proc '/none.bin'\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("APERTIUM_DATADIR", str(tmp_path))
        engine = engines.find("fr", "en", "apertium")
    assert engine.label != apertium.label
    with pytest.raises(EngineError, match=r"fr-en does not work.*`apertium fr-en`"):
        engine.translate(["Le chat dort."])


@pytest.mark.parametrize(
    ("french", "marks"),
    [
        ("Il parle : « Oui », dit-il !", ": “ ”"),
        ("Que dit-il ?", "?"),
        ("Voici « un mot ».", "“ ”."),
    ],
)
def test_english_gets_its_own_marks_and_spaces(french: str, marks: str) -> None:
    engine = find("fr", "en")
    assert engine
    text = engine.translate([french])[0].text
    assert all(mark in text for mark in marks.split())
    assert not re.search(r"[«»]|\s[;:?!.”]|“\s", text)

"""The Argos engine with a real, very small package: search, scores, links, steering."""

from __future__ import annotations

import re
import tracemalloc
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bilingual import engines
from bilingual.engines import Request, Steerable
from bilingual.engines.align import links, words
from bilingual.engines.packages import install_file
from bilingual.engines.pieces import Cut, SentencePieces, join_pieces
from bilingual.errors import EngineError

MICRO = Path(__file__).parent / "models" / "translate-fr_en-micro.argosmodel"
CAT = "Le chat dort sur la table."
SIMPLE = (
    CAT,
    "Je suis très content de vous voir.",
    "Elle habite à Paris.",
    "Où est la gare ?",
    "Nous avons mangé du pain hier soir.",
    "Il ne pleut pas.",
    "Mon père travaille dans une grande ville.",
    "Merci.",
)


@pytest.fixture(scope="module")
def argos(packages: Path) -> Steerable:
    return cast("Steerable", engines.find("fr", "en", "argos", packages=packages))


def test_simple_sentences_come_out_right(argos: Steerable) -> None:
    texts = [found.text for found in argos.translate(SIMPLE)]
    assert texts[0] == "The cat is sleeping on the table."
    assert texts[2] == "She lives in Paris."
    assert len(texts) == len(SIMPLE)


def test_order_is_kept_though_long_sentences_are_searched_first(argos: Steerable) -> None:
    one_by_one = [argos.translate([sentence])[0].text for sentence in SIMPLE]
    assert len(set(one_by_one)) == len(SIMPLE)
    assert [found.text for found in argos.translate(SIMPLE)] == one_by_one
    backwards = argos.translate(SIMPLE[::-1])
    assert [found.text for found in backwards] == one_by_one[::-1]


def test_the_same_input_gives_the_same_output_to_the_last_digit(argos: Steerable) -> None:
    assert argos.translate(SIMPLE) == argos.translate(SIMPLE)


def test_neighbours_change_no_word_and_no_link(argos: Steerable) -> None:
    """The first word's link too, which CTranslate2's beam search takes from a neighbour."""
    alone = [argos.translate([sentence])[0] for sentence in SIMPLE]
    crowd = argos.translate([*SIMPLE] * 12)
    assert [found.text for found in crowd] == [found.text for found in alone] * 12
    assert [found.alignment for found in crowd] == [found.alignment for found in alone] * 12


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\u00a0", "\u3000"])
def test_a_blank_sentence_says_nothing(argos: Steerable, blank: str) -> None:
    before, nothing, after = argos.translate([CAT, blank, CAT])
    assert (nothing.text, nothing.score, nothing.alignment) == ("", None, ())
    assert before == after
    assert before.text


@pytest.mark.parametrize(
    "odd",
    [
        "\0",
        "a\nb",
        "中国 😀",
        "\ud800",
        "<s> </s> <unk> <0x0A>",
        "a\u0301\u0301",
        "\u200b",
        "▁",
        "א ב",
    ],
)
def test_odd_characters_break_nothing_and_stay_on_one_line(argos: Steerable, odd: str) -> None:
    (found,) = argos.translate([odd])
    assert "\n" not in found.text
    assert found.score is None or found.score < 0


def test_an_underscore_is_not_turned_into_a_space(argos: Steerable) -> None:
    assert "_" in argos.translate(["a_b"])[0].text


def test_the_score_is_the_mean_log_probability_that_scoring_gives(argos: Steerable) -> None:
    found = argos.translate(SIMPLE)
    texts = [hypothesis.text for hypothesis in found]
    again = argos.score(list(zip(SIMPLE, texts, strict=True)))
    assert [hypothesis.score for hypothesis in found] == pytest.approx(again, abs=0.03)


def test_a_right_translation_scores_higher_than_a_wrong_one(argos: Steerable) -> None:
    right, wrong, blank = argos.score([(CAT, "The cat sleeps."), (CAT, "Two dogs ran."), ("", "x")])
    assert wrong < right < 0
    assert blank == float("-inf")


def test_links_join_the_words_that_mean_the_same(argos: Steerable) -> None:
    (found,) = argos.translate([CAT])
    linked = {(CAT[a:b], found.text[c:d]) for a, b, c, d in found.alignment}
    assert {("chat", "cat"), ("dort", "sleeping"), ("table", "table")} <= linked


def test_links_count_characters_of_the_sentence_before_it_was_normalised(argos: Steerable) -> None:
    spaced = "  Le \u00a0 chat   dort."
    (found,) = argos.translate([spaced])
    linked = {(spaced[a:b], found.text[c:d]) for a, b, c, d in found.alignment}
    assert {("chat", "cat"), ("dort", "sleeping")} <= linked


text = st.text(st.sampled_from("abcdeéàœ LTZ’'«».,;-_0123 \u00a0\n中😀ﬁa\u0301"), max_size=40)


@given(st.lists(st.one_of(text, st.text(max_size=20)), min_size=1, max_size=5))
@example(["Où est la pomme de terre de l’élève ?"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_every_link_runs_from_a_whole_word_to_a_whole_word(
    argos: Steerable, sentences: list[str]
) -> None:
    for sentence, found in zip(sentences, argos.translate(sentences), strict=True):
        for start, end, target_start, target_end in found.alignment:
            assert (start, end) in words(sentence)
            assert (target_start, target_end) in words(found.text)


@pytest.mark.parametrize(
    "prefix", ["A dog", "The “big” dog", "中国 and", "The dog  of 1_000", "Norov’s cat,", "the"]
)
def test_a_translation_begins_with_the_prefix_to_the_letter(argos: Steerable, prefix: str) -> None:
    ((found,),) = argos.steer([Request(CAT, prefix=prefix)])
    assert found.text.startswith(prefix)
    assert len(found.text) > len(prefix)
    for _, _, start, end in found.alignment:
        assert (start, end) in words(found.text)


def test_a_prefix_is_continued_with_what_is_left_to_say(argos: Steerable) -> None:
    ((found,),) = argos.steer([Request(CAT, prefix="The dog")])
    assert found.text.endswith("on the table.")


@pytest.mark.parametrize("greedy", [True, False])
def test_the_last_word_of_a_prefix_grows_no_longer(argos: Steerable, *, greedy: bool) -> None:
    """The small model would go on with `gas pipelines`."""
    sentence = "Le gazoduc passe par trois pays avant d'arriver à la frontière."
    ((found,),) = argos.steer([Request(sentence, prefix="The gas pipeline", greedy=greedy)])
    assert re.match(r"The gas pipeline\b", found.text)
    assert "border" in found.text


def test_a_greedy_search_gives_one_answer_with_links_and_score(argos: Steerable) -> None:
    ((found,),) = argos.steer([Request(CAT, greedy=True)])
    assert found.text == "The cat is sleeping on the table."
    assert (3, 7, 4, 7) in found.alignment
    assert found.score is not None


def test_a_blank_sentence_gives_its_prefix_back(argos: Steerable) -> None:
    assert argos.steer([Request(" ", prefix="The dog")])[0][0].text == "The dog"


def test_what_is_to_be_avoided_does_not_come_in_any_case_or_place(argos: Steerable) -> None:
    avoid = ("Sleeping", "the cat", "sleeps")
    (found,) = argos.steer([Request(CAT, avoid=avoid, n_best=2)])
    assert found
    for hypothesis in found:
        assert not re.search(r"\b(sleeping|the cat|sleeps)\b", hypothesis.text, re.IGNORECASE)


def test_avoiding_one_word_leaves_the_other_requests_alone(argos: Steerable) -> None:
    plain = argos.steer([Request(sentence) for sentence in SIMPLE])
    requests = [Request(sentence) for sentence in SIMPLE]
    requests[0] = Request(CAT, avoid=("cat",))
    mixed = argos.steer(requests)
    assert [found[0].text for found in mixed[1:]] == [found[0].text for found in plain[1:]]
    assert "cat" not in mixed[0][0].text.split()


def test_a_rendering_in_the_prefix_is_allowed_there_and_only_there(argos: Steerable) -> None:
    ((found,),) = argos.steer([Request(CAT, prefix="The cat", avoid=("cat", "sleeping"))])
    assert found.text.startswith("The cat")
    assert "sleeping" not in found.text


@pytest.mark.parametrize("avoid", ["the-cat", "The\u00a0cat", " the  cat "])
def test_what_is_to_be_avoided_may_be_spelt_in_another_way(argos: Steerable, avoid: str) -> None:
    (found,) = argos.steer([Request(CAT, avoid=(avoid,))])
    assert found
    assert "the cat" not in found[0].text.casefold()


def test_avoiding_an_acronym_leaves_the_word_that_is_spelt_like_it(argos: Steerable) -> None:
    ((found,),) = argos.steer([Request(CAT, avoid=("THE CAT", "IS"))])
    assert found.text == argos.translate([CAT])[0].text


def test_avoiding_words_that_the_model_cannot_say_changes_nothing(argos: Steerable) -> None:
    plain = argos.translate([CAT])[0]
    ((found,),) = argos.steer([Request(CAT, avoid=("中国", " ", "(", "Ташкент"))])
    assert found.text == plain.text


def test_n_best_gives_that_many_different_translations_the_plain_one_first(
    argos: Steerable,
) -> None:
    (found,) = argos.steer([Request(CAT, n_best=3)])
    assert len({hypothesis.text for hypothesis in found}) == 3
    assert found[0].text == argos.translate([CAT])[0].text


def test_a_long_sentence_does_not_fit_and_a_monster_is_refused_not_cut(argos: Steerable) -> None:
    assert argos.fits(CAT)
    assert not argos.fits(CAT * 20)
    with pytest.raises(EngineError, match=r"longer than the model can read.*Le chat"):
        argos.translate([CAT * 100])


def test_what_a_model_cannot_read_gets_no_hypothesis_and_its_neighbours_theirs(
    argos: Steerable,
) -> None:
    requests = [
        Request(CAT),
        Request(CAT * 100),
        Request(CAT, prefix="The dog " * 1000),
        Request(CAT, prefix="The dog " * 600 + "barks", greedy=True),
    ]
    first, *others = argos.steer(requests)
    assert first[0].text == "The cat is sleeping on the table."
    assert others == [(), (), ()]


def test_the_longest_prefix_after_the_longest_sentence_is_continued(argos: Steerable) -> None:
    """All that is asked for at once still has a place in the model."""
    request = Request(" ".join(["chat"] * 499), prefix=" ".join(["dog"] * 250), greedy=True)
    for hypothesis in argos.steer([request])[0]:
        assert hypothesis.text.startswith("dog dog")


def test_a_pair_that_is_too_long_to_be_read_scores_lowest(argos: Steerable) -> None:
    scores = argos.score([(CAT * 100, "A cat."), (CAT, "A cat. " * 500), (CAT, "A cat.")])
    assert scores[:2] == [float("-inf")] * 2
    assert scores[2] > float("-inf")


def test_links_of_long_sentences_keep_little_memory() -> None:
    """What the hypotheses of a sentence share is forgotten soon after."""
    spans, attention = tuple((4 * n, 4 * n + 3) for n in range(200)), np.eye(200).tolist()
    tracemalloc.start()
    for number in range(60):
        cut = Cut(" ".join([f"m{number:02}"] * 200), ("▁mot",) * 200, spans)
        assert len(links(cut, cut, attention)) == 200
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 8_000_000


def test_the_signature_changes_with_the_model(packages: Path, tmp_path: Path) -> None:
    before = engines.find("fr", "en", packages=packages).signature
    assert before == engines.find("fr", "en", packages=packages).signature
    assert str(packages) not in before
    place = install_file(MICRO, packages=tmp_path).folder / "model" / "model.bin"
    place.write_bytes(place.read_bytes() + b" ")
    assert engines.find("fr", "en", packages=tmp_path).signature != before


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("file", ["model/model.bin", "sentencepiece.model"])
def test_a_package_that_cannot_be_loaded_is_named_with_what_to_do(
    tmp_path: Path, file: str
) -> None:
    package = install_file(MICRO, packages=tmp_path)
    (package.folder / file).write_bytes(b"not a model")
    engine = engines.find("fr", "en", packages=tmp_path)
    with pytest.raises(EngineError) as caught:
        engine.translate([CAT])
    assert str(package.folder) in str(caught.value)
    assert "fr→en 1.0" in str(caught.value)
    assert "`bilingual models install fr en`" in str(caught.value)


def test_joining_pieces_is_what_sentencepiece_does_but_for_unknown_ones(packages: Path) -> None:
    from sentencepiece import SentencePieceProcessor

    model = packages / "translate-fr_en-1_0" / "sentencepiece.model"
    processor = SentencePieceProcessor(model_file=str(model))
    for sentence in SIMPLE:
        cut = SentencePieces(model).cut(sentence)
        joined = join_pieces(cut.pieces)
        assert joined.text == processor.decode(list(cut.pieces))
        assert "".join(joined.text[a:b] for a, b in joined.spans) == joined.text

"""Datelines are found, taken apart, and put together in another language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.dateline import Dateline, parse, render
from bilingual.ingest import dates

PLACES = {
    "MOSCOU": "MOSCOW",
    "PÉKIN": "BEIJING",
    "TACHKENT": "TASHKENT",
    "Bichkek": "Bishkek",
    "NOUR-SOULTAN": "NUR-SULTAN",
}


def in_english(text: str) -> str:
    found = parse(text)
    assert found is not None
    return render(found, "en", lambda place: PLACES.get(place, place))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("ASTANA, 15 mai - RIA Novosti.", "ASTANA, 15 May - RIA Novosti."),
        ("Bichkek, le 12 juin 2024 (AKIpress) —", "Bishkek, 12 June 2024 (AKIpress) —"),
        ("TACHKENT, 3 avr. (Kabar) –", "TASHKENT, 3 Apr (Kabar) –"),
        ("MOSCOU/PÉKIN, 2 mars - Xinhua.", "MOSCOW/BEIJING, 2 March - Xinhua."),
        ("NOUR-SOULTAN (Kazakhstan), 5 juin –", "NUR-SULTAN (Kazakhstan), 5 June –"),
        ("SAINT-PÉTERSBOURG, 1er juin 2024 - TASS.", "SAINT-PÉTERSBOURG, 1 June 2024 - TASS."),
        ("PÉKIN (Xinhua) -", "BEIJING (Xinhua) -"),
        ("ASTANA, 29 février –", "ASTANA, 29 February –"),
        ("МОСКВА, 15 мая. /ТАСС/.", "МОСКВА, 15 May. /ТАСС/."),
        ("BEIJING, June 12 (Xinhua) --", "BEIJING, 12 June (Xinhua) --"),
        ("ASTANA, 4\u00a0juillet – Agence Steppe.", "ASTANA, 4 July – Agence Steppe."),
    ],
)
def test_a_dateline_keeps_its_shape_in_english(source: str, target: str) -> None:
    assert in_english(f"{source} Le ministre a parlé à la presse.") == target
    assert in_english(source) == target


@pytest.mark.parametrize(
    "text",
    [
        "Shanghai, 15 juin 2001 – la date est gravée.",
        "L'OCS, 15 ans - et après ?",
        "Le 15 mai, à Astana, les ministres ont parlé.",
        "Bichkek, le 12 juin, a reçu les ministres.",
        "OCS - une organisation jeune.",
        "OCS (Organisation de coopération de Shanghai) - le sommet",
        "ASTANA, 31 brumaire - RIA Novosti.",
        "ASTANA, 31 juin - RIA Novosti.",
        "Astana, 15 mai - le sommet s'ouvre.",
        "ASTANA",
        "",
    ],
)
def test_a_sentence_that_looks_like_one_is_no_dateline(text: str) -> None:
    assert parse(text) is None


def test_the_parts_of_a_dateline_are_known() -> None:
    assert parse("Bichkek, le 12 juin 2024 (AKIpress) — Les ministres ont signé.") == Dateline(
        text="Bichkek, le 12 juin 2024 (AKIpress) —",
        place="Bichkek",
        date="le 12 juin 2024",
        day=12,
        month=6,
        year=2024,
        agency="AKIpress",
    )


def test_a_sentence_after_the_dash_is_no_agency() -> None:
    found = parse("ASTANA, 15 mai - Le ministre a parlé.")
    assert found is not None
    assert (found.text, found.agency) == ("ASTANA, 15 mai -", "")


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("de", "ASTANA, 15. Mai - RIA Novosti."),
        ("ru", "ASTANA, 15 мая - RIA Novosti."),
        ("es", "ASTANA, 15 de mayo - RIA Novosti."),
        ("zh", "ASTANA, 5月15日 - RIA Novosti."),
        ("qq", "ASTANA, 15 mai - RIA Novosti."),
    ],
)
def test_the_day_is_written_as_the_language_does(language: str, target: str) -> None:
    found = parse("ASTANA, 15 mai - RIA Novosti.")
    assert found is not None
    assert render(found, language) == target


@given(st.text())
def test_what_is_found_opens_the_text_and_is_rendered(text: str) -> None:
    found = parse(text)
    assert found is None or (text.startswith(found.text) and render(found, "en"))


@given(st.text("ASTN, 15mai-–./() juin2024R", max_size=60))
def test_what_looks_like_a_dateline_never_breaks(text: str) -> None:
    found = parse(text)
    assert found is None or text.startswith(found.text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lundi 2 Septembre 2019", "2019-09-02"),
        ("2 sept. 2019", "2019-09-02"),
        ("02/09/2019", "2019-09-02"),
        ("2019-09-02T10:00:00+02:00", "2019-09-02"),
        ("Publié le 1er juin 2024 à 10h30", "2024-06-01"),
        ("September 2nd, 2019", "2019-09-02"),
        ("2 сентября 2019 г.", "2019-09-02"),
        ("2019年9月2日", "2019-09-02"),
        ("DIMANCHE 12 DÉCEMBRE 2024", "2024-12-12"),
    ],
)
def test_a_line_that_is_a_date_is_read(text: str, day: str) -> None:
    assert str(dates.parse(text)) == day


@pytest.mark.parametrize(
    "text",
    [
        *("juin 2019", "2019", "12", "31/02/2019", "2019-13-02", "il y a 3 jours", "hier"),
        *("Sommet du 14 juin 2019", "Sommet 14 juin 2019", "13 et 14 juin 2019", "2 Foo 2019"),
        "Le 5 mars 2021, la ministre",
        "Le secrétaire général a parlé le 14 juin 2019",
    ],
)
def test_a_line_with_more_or_less_than_a_date_is_none(text: str) -> None:
    assert dates.parse(text) is None

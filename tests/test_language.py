"""The language of a document, and of a block where the evidence is strong."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.language import block_language, detect, main_language

FRENCH = "Les ministres se sont réunis mardi dans la capitale pour parler de l'eau et du climat."
ENGLISH = "The ministers met on Tuesday in the capital to talk about water, and about the climate."
SAMPLES = {
    "fr": FRENCH,
    "en": ENGLISH,
    "es": "Los ministros se reunieron el martes en la capital para hablar del agua y del clima.",
    "de": "Die Minister trafen sich am Dienstag in der Hauptstadt, um über das Wasser zu reden.",
    "ru": "Министры встретились во вторник в столице, чтобы поговорить о воде и о климате.",
    "uk": "Міністри зустрілися у вівторок у столиці, щоб поговорити про воду та клімат.",
    "kk": "Министрлер сейсенбі күні астанада су мен климат туралы сөйлесу үшін кездесті.",
    "ky": "Министрлер шейшемби күнү борбордо суу жана климат жөнүндө сүйлөшүү үчүн жолугушту.",
    "tg": "Вазирон рӯзи сешанбе дар пойтахт барои гуфтугӯ дар бораи обу ҳаво вохӯрданд.",
    "zh": "部长们星期二在首都开会，讨论水资源和气候问题，并发表了一份简短的联合声明。",
    "ja": "大臣たちは火曜日に首都で会い、水と気候について話し合いました。",
    "ko": "장관들은 화요일 수도에서 만나 물과 기후에 대해 이야기했습니다.",
    "ar": "اجتمع الوزراء يوم الثلاثاء في العاصمة للحديث عن المياه والمناخ في المنطقة.",
    "fa": "وزیران روز سه‌شنبه در پایتخت گرد آمدند تا درباره آب و هوای منطقه گفتگو کنند.",
    "hi": "मंत्री मंगलवार को राजधानी में पानी और जलवायु पर बात करने के लिए मिले।",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_a_sentence_is_in_its_language(language: str) -> None:
    assert detect(SAMPLES[language]) == language


@pytest.mark.parametrize("language", sorted(set(SAMPLES) - {"fr"}))
def test_a_whole_sentence_of_another_language_stands_out_in_a_french_article(language: str) -> None:
    assert block_language(SAMPLES[language], "fr") == language


@pytest.mark.parametrize(
    "text",
    [
        "Sergueï Lavrov, Wang Yi, Subrahmanyam Jaishankar, Bakhtiyor Saidov, Jeenbek Kulubaev.",
        "Mission de paix 2018",
        "Le Shanghai Spirit, nouveau slogan",
        "RATS, OCS, OSCE, OTSC, ONU, UEE, BRICS, ASEAN, CICA : petit lexique de nos sigles",
        "« Peace Mission 2021 », dit le programme.",
        "2 000 km, 40 % et 19,5 milliards",
        "Tachkent, Samarcande, Boukhara, Khiva, Kokand, Andijan, Namangan, Ferghana, Termez, Nukus",
        "El Niño",
        "",
    ],
)
def test_names_and_short_lines_stay_in_the_language_of_the_article(text: str) -> None:
    assert block_language(text, "fr") == "fr"


@pytest.mark.parametrize(
    ("text", "document", "language"),
    [
        ("Загрузка", "fr", "ru"),
        ("上海合作组织", "fr", "zh"),
        ("The road to the lake is open again.", "ru", "en"),
        ("Загрузка", "kk", "kk"),
        ("Сәлеметсіз бе", "fr", "kk"),
    ],
)
def test_another_script_is_another_language_however_short(
    text: str, document: str, language: str
) -> None:
    assert block_language(text, document) == language


def test_a_text_too_short_to_tell_is_in_the_default_language() -> None:
    assert detect("Bichkek", "fr") == "fr"
    assert detect("2024", "fr") == "fr"
    assert detect("2024") == ""


def test_the_main_language_is_that_of_most_letters() -> None:
    assert main_language([FRENCH, ENGLISH, FRENCH]) == "fr"
    assert main_language([], "fr") == "fr"


@settings(max_examples=50)
@given(text=st.text(max_size=200))
def test_any_text_has_the_same_language_every_time(text: str) -> None:
    assert detect(text) == detect(text)
    assert block_language(text, "fr") == block_language(text, "fr")


def test_forty_blocks_take_less_than_a_second() -> None:
    block_language(FRENCH, "fr")  # loads the profiles
    start = time.perf_counter()
    for number in range(40):
        block_language(f"{number} {FRENCH} {FRENCH} {FRENCH}", "fr")
    assert time.perf_counter() - start < 1

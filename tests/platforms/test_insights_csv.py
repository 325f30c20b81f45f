from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.insights import Gender
from app.platforms.countries import country_of
from app.platforms.insights_csv import InsightsFileError, Lists, Unit, parse_insights_csv

META = (
    "sep=,\r\n"
    '"Age & gender"\r\n"","Men","Women"\r\n"18-24","10.1%","20.2%"\r\n"65+","0%","1.5%"\r\n\r\n'
    '"Top cities"\r\n"Vienna, Austria","Atlanta, Georgia"\r\n"12.5%","3%"\r\n\r\n'
    '"Top countries"\r\n"Austria","Türkiye"\r\n"40%","10%"\r\n\r\n'
    '"Top pages"\r\n"Some page"\r\n"9%"\r\n\r\n'
    '"Follows"\r\n"Date","Primary"\r\n"2026-01-01T00:00:00","12"\r\n'
)


def parse(text: str | bytes, unit: Unit | None = None) -> Lists:
    return parse_insights_csv(text.encode() if isinstance(text, str) else text, unit)


def refusal(text: str | bytes, unit: Unit | None = None) -> InsightsFileError:
    with pytest.raises(InsightsFileError) as caught:
        parse(text, unit)
    return caught.value


def group(age_from: int | None, age_to: int | None, gender: Gender | None, share: float) -> dict[str, object]:
    return {"age_from": age_from, "age_to": age_to, "gender": gender, "share": pytest.approx(share)}


def country(code: str | None, share: float) -> dict[str, object]:
    return {"country": code, "share": pytest.approx(share)}


def test_the_ages_and_genders_of_youtube_are_read_from_the_views() -> None:
    text = (
        "Viewer age,Average percentage viewed (%),Views (%),Watch time (hours) (%)\n"
        "18\u201324 years,42.3,12.5,11.8\n65+ years,40,87.5,88.2\n\n"
        "Viewer gender,Views (%)\nFemale,45.2\nMale,54\nUser-specified,0.8\n"
    )
    assert parse(text)["age_gender"] == [
        group(18, 24, None, 0.125),
        group(65, None, None, 0.875),
        group(None, None, Gender.FEMALE, 0.452),
        group(None, None, Gender.MALE, 0.54),
        group(None, None, Gender.OTHER, 0.008),
    ]


def test_counts_become_shares_of_the_total_that_the_file_names() -> None:
    text = 'Geography,Views,Watch time (hours)\nTotal,2000,9\nUS,"1,000",5\nGermany,500,4\n'
    assert parse(text)["countries"] == [country("US", 0.5), country("DE", 0.25)]
    assert "no line Total" in refusal("Geography,Views\nUS,1000\n").detail
    assert refusal("Geography,Views\nTotal,10\nUS,1000\n").line == 3


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
def test_the_blocks_of_meta_are_read_and_those_about_something_else_left_out(encoding: str) -> None:
    assert parse(META.encode(encoding)) == {
        "age_gender": [
            group(18, 24, Gender.MALE, 0.101),
            group(18, 24, Gender.FEMALE, 0.202),
            group(65, None, Gender.MALE, 0.0),
            group(65, None, Gender.FEMALE, 0.015),
        ],
        "cities": [
            {"name": "Vienna, Austria", "country": None, "share": pytest.approx(0.125)},
            {"name": "Atlanta, Georgia", "country": None, "share": pytest.approx(0.03)},
        ],
        "countries": [country("AT", 0.4), country("TR", 0.1)],
    }


def test_a_table_of_ages_and_genders_needs_a_unit_where_no_cell_has_a_percent_sign() -> None:
    text = "Age range,Women,Men\n18-24,20.2,10.1\n"
    assert "unit=percent" in refusal(text).detail
    assert parse(text, Unit.PERCENT)["age_gender"][1] == group(18, 24, Gender.MALE, 0.101)


def test_the_distributions_of_tiktok_are_shares() -> None:
    assert parse("Gender,Distribution\nMale,0.51\nFemale,0.49\nOther,0\n")["age_gender"] == [
        group(None, None, Gender.MALE, 0.51),
        group(None, None, Gender.FEMALE, 0.49),
        group(None, None, Gender.OTHER, 0.0),
    ]
    assert parse("Top territories,Distribution\nDE,0.125\nXK,5.5%\nOthers,0.82\n")["countries"] == [
        country("DE", 0.125),
        country("XK", 0.055),
        country(None, 0.82),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_other_tool_writes_a_line_for_each_figure(separator: str) -> None:
    lines = ["dimension,value,share", "age,18-24,0.2", "age_gender,25-34 female,0.1", "gender,unknown,0.05"]
    lines += ["country,uk,0.3", "city,Graz,0.1", "city,other,0.4"]
    assert parse("\n".join(lines).replace(",", separator)) == {
        "age_gender": [
            group(18, 24, None, 0.2),
            group(25, 34, Gender.FEMALE, 0.1),
            group(None, None, Gender.UNKNOWN, 0.05),
        ],
        "countries": [country("GB", 0.3)],
        "cities": [{"name": "Graz", "country": None, "share": 0.1}, {"name": None, "country": None, "share": 0.4}],
    }


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Country,Share\nDE,0.1\nAtlantis,0.1\n", 3, "no code"),
        ("Country,Share\nDE,12\n", 2, "more than the whole"),
        ("Country,Share\nDE,many\n", 2, "no number"),
        ("Country,Share\nDE,-0.1\n", 2, "no number"),
        ("Country,Share\nDE,nan\n", 2, "no number"),
        ("Country,Share\nDE\n", 2, "fewer cells"),
        ("Country,Value\nDE,0.1\n", 2, "unit=percent"),
        ("Age,Share\nyoung,0.1\n", 2, "18-24"),
        ("Gender,Share\nwho knows,0.1\n", 2, "female, male"),
        ("dimension,value,share\nmood,fine,0.1\n", 2, "dimension must be"),
        ("dimension,share\nage,0.1\n", None, "dimension, value and share"),
        ("Country,Mood\nDE,fine\n", None, "No column tells shares"),
        ("", None, "holds no shares"),
        ("Date,Primary\n2026-01-01,5\n", None, "holds no shares"),
        (b"\xff\x00\xff", None, "neither UTF-8 nor UTF-16"),
        ("Country,Share\n" + "DE,0.001\n" * 501, None, "more than 500"),
        ("x,y\n" * 5_001, None, "more than 5000 lines"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(text: str | bytes, line: int | None, said: str) -> None:
    error = refusal(text)
    assert error.line == line
    assert said in error.detail


@pytest.mark.parametrize(
    ("text", "code"), [("at", "AT"), (" United States ", "US"), ("South Korea", "KR"), ("EU", None), ("", None)]
)
def test_a_country_is_known_by_its_code_and_by_its_english_name(text: str, code: str | None) -> None:
    assert country_of(text) == code


@given(st.sampled_from([b"", b"Country,Share\n", b"sep=;\n", b"dimension,value,share\n"]), st.binary(max_size=80))
def test_any_bytes_are_figures_or_an_error_of_the_file(start: bytes, data: bytes) -> None:
    with suppress(InsightsFileError):
        parse(start + data)


@given(st.text(alphabet='age,%"\n1-2+DE0.5 ;', max_size=80))
def test_any_text_is_figures_or_an_error_of_the_file(text: str) -> None:
    with suppress(InsightsFileError):
        parse("Age,Share\n" + text, Unit.PERCENT)

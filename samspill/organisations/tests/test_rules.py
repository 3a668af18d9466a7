"""Numbers, categories, names and who has the last word: rules tried with values alone."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.organisations.rules import categories
from samspill.organisations.rules.keeping import may_close_the_missing
from samspill.organisations.rules.names import readable_name
from samspill.organisations.rules.numbers import NotAnOrganisationNumber, organisation_number, shown_number
from samspill.organisations.rules.register_facts import followed


@pytest.mark.parametrize(
    "text",
    [
        "974760673",
        "974 760 673",
        "NO 974 760 673 MVA",
        "no974760673mva",
        "974760673.0",
        "Org.nr. 974\u00a0760\u00a0673",
        "Orgnr: 974760673",
    ],
)
def test_an_organisation_number_is_read_as_people_write_it(text: str) -> None:
    assert organisation_number(text) == "974760673"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("9.1E+08", "excel_rounded"),
        ("9,74761E+08", "excel_rounded"),
        ("97476067", "wrong_length"),
        ("974760674", "wrong_check_digit"),
        ("Lillevik IL", "not_digits"),
        ("", "not_digits"),
        ("٩٧٤٧٦٠٦٧٣", "not_digits"),
    ],
)
def test_what_is_no_organisation_number_says_why(text: str, problem: str) -> None:
    with pytest.raises(NotAnOrganisationNumber) as refused:
        organisation_number(text)
    assert refused.value.problem == problem


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    with contextlib.suppress(NotAnOrganisationNumber):
        assert len(organisation_number(text)) == 9


def test_a_number_is_shown_in_threes() -> None:
    assert shown_number("974760673") == "974 760 673"


@pytest.mark.parametrize("spelling", ["1100", "1 100", "01100", 1100, "1\u00a0100"])
def test_a_category_is_found_in_all_its_spellings(spelling: str | int) -> None:
    assert categories.category(spelling).nb == "Kunst og kultur"


def test_the_groups_of_two_digits_keep_their_codes() -> None:
    assert categories.main_category("14100").code == "14"
    assert categories.main_category("1100").code == "1"
    assert [found.code for found in categories.subcategories("11")] == ["11100", "11200", "11300"]


def test_all_46_categories_have_three_names_and_a_group() -> None:
    everything = categories.categories()
    assert (len(everything), len(categories.main_categories())) == (46, 14)
    assert all(found.nb and found.nn and found.en for found in everything.values())
    assert all(found.parent in everything for found in everything.values() if found.parent)


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(categories.UnknownCategory):
        categories.category("9999")


@pytest.mark.outside_data
def test_codes_and_names_are_those_of_the_register(real_files) -> None:  # type: ignore[no-untyped-def]
    lines = (real_files / "01_brreg" / "icnpo_kategorier_nb.csv").read_text("utf-8").splitlines()[1:]
    published = {
        code: (parent or None, name) for code, parent, name, _ in (line.split(",") for line in lines)
    }
    assert {found.code: (found.parent, found.nb) for found in categories.categories().values()} == published


@pytest.mark.parametrize(
    ("registered", "readable"),
    [
        ("FJELLBYGDA SKOLEKORPS OG VENNER", "Fjellbygda skolekorps og venner"),
        ("LILLEVIK IL", "Lillevik IL"),
        ("SK FJELL", "SK Fjell"),
        ("NORD-LILLEVIK HISTORIELAG", "Nord-Lillevik historielag"),
        ("Lillevik Kor", "Lillevik Kor"),
        ("MO I RANA", "Mo i Rana"),
    ],
)
def test_names_in_capitals_become_readable(registered: str, readable: str) -> None:
    assert readable_name(registered) == readable


def test_the_register_is_followed_until_somebody_writes_something_else() -> None:
    before = {"email": "post@lag.test", "phone": "+4741234567", "website": ""}
    current = {"email": "ny@lag.test", "phone": "", "website": ""}
    now = {"email": "register@lag.test", "phone": "+4799999999", "website": "https://lag.test"}
    assert followed(current=current, before=before, now=now) == {"website": "https://lag.test"}


@pytest.mark.parametrize(
    ("missing", "known", "allowed"), [(20, 30, True), (21, 100, False), (100, 1000, True)]
)
def test_a_few_missing_may_be_closed_but_not_a_tenth_of_all(missing: int, known: int, allowed: bool) -> None:
    assert may_close_the_missing(missing=missing, known=known) is allowed

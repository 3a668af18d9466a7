"""National identity numbers in what people write. All numbers here are made up by arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer

from samspill.foundation.national_ids import MASK, find_national_ids, holds_national_id, mask_national_ids


def made_up(day: int, month: int, year: int, individual: int) -> str | None:
    """An identity number with right check digits, by the peer's arithmetic; None where there is none."""
    nine = f"{day:02}{month:02}{year:02}{individual:03}"
    first = fodselsnummer.calc_check_digit1(nine + "00")
    second = fodselsnummer.calc_check_digit2(nine + first + "0")
    return (
        nine + first + second
        if first + second in nine + first + second and len(first + second) == 2
        else None
    )


BIRTH = "01019000083"


def first_number(day: int, month: int) -> str:
    return next(number for i in range(100, 999) if (number := made_up(day, month, 90, i)))


@pytest.mark.parametrize(
    ("day", "month", "kind"),
    [(1, 1, "birth"), (29, 2, "birth"), (41, 1, "d_number"), (71, 12, "d_number"), (15, 45, "synthetic"),
     (15, 70, "synthetic"), (15, 85, "synthetic"), (55, 85, "synthetic")],
)  # fmt: skip
def test_every_kind_of_identity_number_is_found(day: int, month: int, kind: str) -> None:
    number = first_number(day, month)
    assert [found.kind for found in find_national_ids(f"Hun har nr {number}.")] == [kind]


@pytest.mark.parametrize(
    ("day", "month"), [(0, 1), (32, 1), (30, 2), (40, 1), (72, 1), (81, 1), (1, 0), (1, 13), (1, 99)]
)
def test_a_day_that_cannot_be_is_no_identity_number(day: int, month: int) -> None:
    assert not holds_national_id(first_number(day, month))


@pytest.mark.parametrize("form", ["{0}{1}", "{0} {1}", "{0}-{1}", "{0}\u00a0{1}", "fnr:{0}{1}", "({0} {1})"])
def test_it_is_found_however_it_is_parted(form: str) -> None:
    number = first_number(12, 6)
    assert holds_national_id(form.format(number[:6], number[6:]))


def test_it_is_found_as_a_date_with_dots_and_century() -> None:
    number = first_number(12, 6)
    assert holds_national_id(f"12.06.90 {number[6:]}")
    assert holds_national_id(f"12.06.1990 {number[6:]}")


def test_it_is_found_in_another_scripts_digits() -> None:
    number = first_number(12, 6).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert holds_national_id(number)


def test_it_is_found_right_after_other_digits() -> None:
    number = first_number(12, 6)
    assert holds_national_id(f"12 34 56 {number[:6]} {number[6:]}")


def test_masking_hides_all_of_them_and_nothing_else() -> None:
    first, second = first_number(12, 6), first_number(52, 6)
    masked = mask_national_ids(f"Kari ({first}) og Ola {second[:6]} {second[6:]}, tlf 412 34 567")
    assert masked == f"Kari ({MASK}) og Ola {MASK}, tlf 412 34 567"


@pytest.mark.parametrize(
    "text",
    ["", "412 34 567", "974 760 673", "1234.56.78903", "01.01.2026 kl. 17.30", "01019012345", "1" * 30],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert mask_national_ids(text) == text


@given(st.integers(1, 28), st.integers(1, 12), st.integers(0, 99), st.integers(0, 999), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(
    day: int, month: int, year: int, individual: int, slip: int
) -> None:
    number = made_up(day, month, year, individual)
    assume(number is not None)
    assert number is not None
    assert holds_national_id(number)
    slipped = number[:8] + str((int(number[8]) + slip) % 10) + number[9:]
    assert not holds_national_id(slipped)


@given(st.text(max_size=1000))
def test_masking_never_stumbles_and_leaves_none(text: str) -> None:
    assert not holds_national_id(mask_national_ids(text))

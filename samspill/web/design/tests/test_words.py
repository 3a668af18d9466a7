"""Days, times, numbers and fields as pages show them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

import samspill
from samspill.web.design import dates
from samspill.web.design.examples import Happening
from samspill.web.design.fields import Dressed

FIVE = dt.datetime(2026, 3, 10, 16, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "tirsdag 10. mars kl. 17.00"),
        ("nn", "tysdag 10. mars kl. 17.00"),
        ("en", "Tuesday 10 March 17.00"),
        ("tlh", "Tuesday 10 March 17.00"),
    ],
)
def test_a_moment_is_told_in_norwegian_time_and_in_the_readers_words(language, said):
    assert dates.moment(FIVE, language) == said


@pytest.mark.parametrize(
    ("ends_at", "is_all_day", "said"),
    [
        (None, False, "tirsdag 10. mars kl. 17.00"),
        (FIVE, False, "tirsdag 10. mars kl. 17.00"),
        (FIVE + 2 * HOUR, False, "tirsdag 10. mars kl. 17.00–19.00"),
        (FIVE + 24 * HOUR, False, "tirsdag 10. mars kl. 17.00 – onsdag 11. mars kl. 17.00"),
        (FIVE + 7 * HOUR, True, "tirsdag 10. mars"),
        (FIVE + 31 * HOUR, True, "tirsdag 10. mars – onsdag 11. mars"),
    ],
)
def test_a_span_is_told_as_short_as_it_is_clear(ends_at, is_all_day, said):
    assert dates.span(FIVE, ends_at, "nb", is_all_day=is_all_day) == said


def test_when_takes_anything_that_starts():
    with translation.override("nb"):
        page = Template("{% load design %}{{ one|when }}").render(
            Context({"one": Happening("Choir", "The school", FIVE, FIVE + HOUR)})
        )

    assert page == "tirsdag 10. mars kl. 17.00–18.00"


def test_a_phone_number_can_be_pressed_and_is_read_from_left_to_right():
    page = Template("{% load design %}{% phone '+4741234567' %}{% phone '' %}").render(Context())

    assert page == '<a class="phone" href="tel:+4741234567" dir="ltr">412 34 567</a>'


def test_a_menu_entry_without_a_page_is_left_out():
    assert Template("{% load design %}{% place 'no:such:page' %}").render(Context()) == ""


def test_a_menu_tells_in_the_readers_language_where_she_is_and_how_many_wait():
    menu = Template("{% load design %}{% menu 'desk' 'inbox' %}")
    told = {}
    for language, waiting in (("nb", 3), ("nn", 3), ("nb", 0)):
        with translation.override(language):
            told[language, waiting] = menu.render(Context({"inbox_count": waiting}))

    assert all(page.count('aria-current="page"') == 1 for page in told.values())
    assert [page.count("<b>3</b>") for page in told.values()] == [1, 1, 0]
    assert told["nb", 3] != told["nn", 3]


class Asked(forms.Form):
    phone = forms.CharField(label="Phone", help_text="We call you.")
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_hint_and_error_are_tied_to_the_control():
    dressed = Dressed(Asked({})["phone"])

    assert 'aria-describedby="id_phone_hint id_phone_error"' in dressed.control
    assert 'aria-invalid="true"' in dressed.control


def test_words_given_in_a_template_become_attributes():
    page = Template("{% load design %}{% field form.phone data_key='p' autocomplete='tel' %}").render(
        Context({"form": Asked()})
    )

    assert 'data-key="p"' in page
    assert 'autocomplete="tel"' in page


def test_a_group_of_boxes_has_a_legend_and_a_hidden_field_has_nothing_round_it():
    page = Template("{% load design %}{% field form.kind %}|{% field form.secret %}").render(
        Context({"form": Asked()})
    )
    group, hidden = page.split("|")

    assert "<legend" in group and group.count('class="ds-input"') == 2
    assert hidden.strip().startswith('<input type="hidden"')


def test_what_is_wrong_leads_to_the_field():
    page = Template("{% load design %}{% error_summary form %}").render(Context({"form": Asked({})}))

    assert 'href="#id_phone"' in page
    assert (
        Template("{% load design %}{% error_summary form %}").render(Context({"form": Asked()})).strip() == ""
    )


def test_what_happened_just_after_midnight_is_told_by_the_norwegian_day():
    after_midnight = dt.datetime(2026, 3, 10, 23, 15, tzinfo=dt.UTC)
    with translation.override("nb"):
        shown = Template("{% load design %}{{ at|day }}, {{ at|day_and_year }}, {{ at|short_day }}")
        assert shown.render(Context({"at": after_midnight})) == (
            "onsdag 11. mars, onsdag 11. mars 2026, ons. 11. mars"
        )


def test_no_page_takes_the_day_of_a_moment_by_itself():
    """`published_at.date` is the day in UTC; the filters know the Norwegian one."""
    pages = Path(samspill.__file__).parent.rglob("*.html")
    assert [page.name for page in pages if "_at.date" in page.read_text(encoding="utf-8")] == []

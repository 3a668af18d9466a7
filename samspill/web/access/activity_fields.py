"""The form of an activity, on one page: what, when in words, where, for whom, and how one signs up. For every door."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.activities.actions import Announcement
from samspill.activities.models import Activity
from samspill.activities.queries.running import known_place, known_places
from samspill.activities.rules.vocabulary import ACCESSIBILITY, AUDIENCES, CATEGORIES
from samspill.activities.wording import ACCESSIBILITY_WORDS, CATEGORY_WORDS
from samspill.foundation.phones import NotAPhone, formatted, read_phone
from samspill.foundation.queries import areas
from samspill.foundation.recurrence import Pattern
from samspill.foundation.recurrence.pattern import WEEKDAYS
from samspill.organisations.queries.organisers import Organiser, of_organiser
from samspill.organisations.wording import AUDIENCE_WORDS
from samspill.people.actions import NotAnEmail, read_email
from samspill.volunteering.rules.when import LONGEST_MINUTES
from samspill.web.access.course_fields import CourseFields, typed_course
from samspill.web.access.pattern_fields import PatternFields, typed_pattern
from samspill.web.access.sign_up_fields import SignUpFields, typed_sign_ups
from samspill.web.design.language_names import spoken_languages
from samspill.web.design.web_addresses import web_address

#: What an activity can be told in here. Texts in other languages, from before, stay.
TOLD_IN = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English", "uk": "Українська", "ar": "العربية"}
LISTS = ("weekdays", "audiences", "categories", "languages", "accessibility")
PICTURES: tuple[tuple[str, str | Promise], ...] = (
    ("", _("What goes with the subject")),
    ("culture", _("Culture")),
    ("sport", _("Sport")),
    ("outdoors", _("Outdoors")),
    ("food", _("Food")),
    ("language", _("Language")),
    ("music", _("Music")),
    ("craft", _("Crafts")),
    ("children", _("Children")),
    ("seniors", _("Seniors")),
    ("tech", _("Phone and computer")),
    ("volunteering", _("Volunteers")),
    ("meeting", _("People who meet")),
    ("together", _("People together")),
)
PRICES = (("free", _("It is free")), ("costs", _("It costs something")), ("", _("Not told")))


def _ticks(label: Any, words: Mapping[str, str | Promise], order: Iterable[str]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(c, words[c]) for c in order],
    )


class FactFields(SignUpFields, CourseFields):
    """What is told about an activity, but not when."""

    is_online = forms.BooleanField(label=_("It is on the internet"), required=False)
    place = forms.ChoiceField(label=_("Where"), required=False)
    place_text = forms.CharField(
        label=_("Another place, in words"),
        max_length=200,
        required=False,
        help_text=_("With street, postcode and town where it has an address."),
    )
    area = forms.ChoiceField(label=_("Part of town"), required=False)
    price_kind = forms.ChoiceField(
        label=_("What does it cost?"), required=False, choices=PRICES, widget=forms.RadioSelect
    )
    price = forms.CharField(
        label=_("The price"),
        max_length=80,
        required=False,
        help_text=_("For example: adults 100 kr, children free."),
    )
    audiences = _ticks(_("For whom"), AUDIENCE_WORDS, AUDIENCES)
    age_from = forms.IntegerField(label=_("From age"), required=False, min_value=0, max_value=120)
    age_until = forms.IntegerField(label=_("Up to age"), required=False, min_value=0, max_value=120)
    categories = _ticks(_("What it is about"), CATEGORY_WORDS, CATEGORIES)
    languages = forms.MultipleChoiceField(
        label=_("Language spoken there"), required=False, widget=forms.CheckboxSelectMultiple
    )
    bring = forms.CharField(label=_("What to bring"), max_length=200, required=False)
    accessibility = _ticks(_("Getting in and about"), ACCESSIBILITY_WORDS, ACCESSIBILITY)
    contact_name = forms.CharField(label=_("Whom one may ask"), max_length=120, required=False)
    contact_phone = forms.CharField(label=_("Phone"), max_length=60, required=False)
    contact_email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    url = forms.CharField(label=_("Web page"), max_length=500, required=False)
    picture = forms.ChoiceField(label=_("Picture"), required=False, choices=PICTURES)
    by_link_only = forms.BooleanField(label=_("Only those who have the link find it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, name in TOLD_IN.items():
            self.fields |= _text_fields(language, name, is_main=language == self.main_language)
        self.fields[f"title_{self.main_language}"].required = not self._has_another_title()
        # As on the page: who is told what is wrong is told in the order it stands there.
        self.order_fields([f"title_{self.main_language}", f"text_{self.main_language}"])
        places: Any = [("", _("Another place")), *((str(key), name) for key, name in known_places())]
        offered = {
            "place": places,
            "area": [("", _("Not told")), *((str(area.pk), area.name) for area in areas())],
            "languages": spoken_languages(),
        }
        for name, found in offered.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    @property
    def main_language(self) -> str:
        """The language she reads, and so writes first."""
        language = (get_language() or "nb")[:2]
        return language if language in TOLD_IN else "nb"

    def main_texts(self) -> list[BoundField]:
        """Title and text in the language she reads."""
        return [self[f"title_{self.main_language}"], self[f"text_{self.main_language}"]]

    def other_texts(self) -> list[list[BoundField]]:
        """Title and text in each of the other languages."""
        others = (one for one in TOLD_IN if one != self.main_language)
        return [[self[f"title_{one}"], self[f"text_{one}"]] for one in others]

    def more_is_wrong(self) -> bool:
        """Whether something among the fields that are folded away was wrong."""
        return any(name in self.errors for name in FOLDED)

    def other_is_wrong(self) -> bool:
        """Whether something in another language was wrong."""
        return any(one.errors for pair in self.other_texts() for one in pair)

    def clean_contact_phone(self) -> str:
        phone = self.cleaned_data["contact_phone"]
        try:
            return read_phone(phone).e164 if phone.strip() else ""
        except NotAPhone as error:
            raise forms.ValidationError(
                _("This is not a phone number. Look at the digits once more.")
            ) from error

    def clean_contact_email(self) -> str:
        email = self.cleaned_data["contact_email"]
        try:
            return read_email(email) if email.strip() else ""
        except NotAnEmail as error:
            raise forms.ValidationError(_("This is not an e-mail address. Look at it once more.")) from error

    def clean_url(self) -> str:
        written: str = self.cleaned_data["url"]
        if written.strip() and not web_address(written):
            raise forms.ValidationError(_("This is not the address of a website."))
        return written

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not any((given.get(f"title_{one}") or "").strip() for one in TOLD_IN):
            self._once(f"title_{self.main_language}", _("Write what it is called."))
        first, last = given.get("age_from"), given.get("age_until")
        if first is not None and last is not None and last < first:
            self._once("age_until", _("This is younger than the age it begins at."))
        if given.get("price_kind") == "costs" and not (given.get("price") or "").strip():
            self._once("price", _("Write what it costs."))
        if (
            not given.get("is_online")
            and not given.get("place")
            and not (given.get("place_text") or "").strip()
        ):
            self._once(
                "place_text", _("Choose a place, write where it is, or tick that it is on the internet.")
            )
        return given

    def announcement(self, organiser: Organiser, activity: Activity | None = None) -> Announcement:
        """What is told, of a valid form; what the form does not ask for stays as `activity` has it."""
        given = self.cleaned_data
        place = known_place(given["place"])
        kind = given["price_kind"]
        return Announcement(
            title=self._texts("title", activity.title if activity else {}),
            text=self._texts("text", activity.text if activity else {}),
            place=place,
            place_text="" if place else given["place_text"].strip(),
            area=next(
                (area for area in areas() if str(area.pk) == given["area"]), place.area if place else None
            ),
            is_online=given["is_online"],
            is_free={"free": True, "costs": False}.get(kind),
            price=given["price"] if kind == "costs" else "",
            **self.of_the_course(activity),
            by_link_only=given["by_link_only"],
            **self.sign_ups(),
            **_given(given),
            **_whose(organiser, activity),
        )

    def typed(self) -> dict[str, list[str]]:
        """What stands in the form now, field by field, whether it makes sense or not: for a draft."""
        data: Any = self.data
        names = [name for name in self.fields if name not in ("seen", "key")]
        return {name: [one[:MOST] for one in data.getlist(name)][:60] for name in names if data.get(name)}

    def _texts(self, what: str, known: Mapping[str, str]) -> dict[str, str]:
        kept = {language: text for language, text in known.items() if language not in TOLD_IN}
        return {one: self.cleaned_data[f"{what}_{one}"] for one in TOLD_IN} | kept

    def _has_another_title(self) -> bool:
        told: Any = self.data or self.initial
        return any(told.get(f"title_{one}") for one in TOLD_IN if one != self.main_language)

    def _once(self, field: str, words: str | Promise) -> None:
        if field not in self.errors:
            self.add_error(field, str(words))


#: What is told as it was given.
PLAIN = (
    "age_from", "age_until", "bring", "contact_name", "contact_phone", "contact_email",
    "url", "picture",
)  # fmt: skip
FOLDED = (*PLAIN, "audiences", "categories", "languages", "accessibility")
#: Signs of one field that a draft keeps.
MOST = 4000


class WhenFields(PatternFields):
    """When an activity takes place: all day where no hour is given, and with no end where none is told."""

    usual_minutes = None
    longest_minutes = 2 * LONGEST_MINUTES
    may_last_all_day = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].required = False
        self.holds_from = self.today

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.pattern is not None and not self.errors and not self.next_dates:
            self.add_error("starts_on", self.why_never)
        return given

    def _pattern_of(self, told: Any) -> Pattern | None:
        """«Every other Monday, from Friday» is first on the next Monday: the weeks are counted from there."""
        pattern = super()._pattern_of(told)
        if pattern is None:
            return None
        self.holds_from = pattern.starts_on
        return replace(pattern, starts_on=_first_day(pattern)) if pattern.every > 1 else pattern


class ActivityForm(FactFields, WhenFields):
    """A new activity. `key` becomes its id, and is its draft's."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class FactsForm(FactFields):
    """What is told about an activity that is on the square."""


class TimesForm(WhenFields):
    """Another pattern from a day on. What is before that day stays."""

    starts_on = forms.CharField(label=_("From which day does this hold?"), max_length=40, required=False)


def _first_day(pattern: Pattern) -> dt.date:
    """The first day from its start that is one of its days of the week."""
    week = (pattern.starts_on + dt.timedelta(days=later) for later in range(7))
    return next((day for day in week if WEEKDAYS[day.weekday()] in pattern.weekdays), pattern.starts_on)


def typed_activity(activity: Activity) -> dict[str, Any]:
    """An activity as the form's fields hold it."""
    typed: dict[str, Any] = {name: getattr(activity, name) for name in PLAIN}
    for language in TOLD_IN:
        typed[f"title_{language}"] = activity.title.get(language, "")
        typed[f"text_{language}"] = activity.text.get(language, "")
    typed |= {name: list(getattr(activity, name)) for name in LISTS if name != "weekdays"}
    typed |= {
        "is_online": activity.is_online,
        "by_link_only": activity.by_link_only,
        "place": str(activity.place_id or ""),
        "place_text": activity.place_text,
        "area": str(activity.area_id or ""),
        "price_kind": _price_kind(activity),
        "price": activity.price,
        **typed_sign_ups(activity),
        "contact_phone": formatted(activity.contact_phone) if activity.contact_phone else "",
    }
    return typed | typed_course(activity)


def typed_again(activity: Activity, patterns: Sequence[Pattern]) -> dict[str, Any]:
    """An activity of last season as a new one begins: all but its days."""
    when = typed_pattern(patterns[-1]) if patterns else {"rhythm": "once"}
    return typed_activity(activity) | when | {"starts_on": "", "ends_on": ""}


def typed_draft(typed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """A draft as the form's fields hold it."""
    return {name: list(values) if name in LISTS else values[0] for name, values in typed.items() if values}


def _text_fields(language: str, name: str, *, is_main: bool) -> dict[str, forms.Field]:
    title, text = (_("What is it called?"), _("What happens there?")) if is_main else (
        _("What it is called, in %(language)s"), _("What happens, in %(language)s"))  # fmt: skip
    told = {"language": name}
    return {
        f"title_{language}": forms.CharField(
            label=title if is_main else title % told,
            max_length=120,
            required=False,
            error_messages={"required": _("Write what it is called.")},
        ),
        f"text_{language}": forms.CharField(
            label=text if is_main else text % told,
            max_length=3000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
        ),
    }


def _price_kind(activity: Activity) -> str:
    if activity.is_free:
        return "free"
    return "costs" if activity.price or activity.is_free is False else ""


def _given(given: Mapping[str, Any]) -> dict[str, Any]:
    """What is told as it was ticked or written."""
    ticked = {name: tuple(given[name]) for name in LISTS if name != "weekdays"}
    return ticked | {name: given[name] for name in PLAIN}


def _whose(organiser: Organiser, activity: Activity | None) -> dict[str, Any]:
    if activity is not None:
        return {"organisation": activity.organisation, "unit": activity.unit}
    return dict(of_organiser(organiser))


def new_key_of(typed: Any) -> uuid.UUID | None:
    """The key a form was sent with, None where it is none."""
    try:
        return uuid.UUID(str(typed))
    except ValueError:
        return None

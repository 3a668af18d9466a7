"""Forms of pairs: they check the shape; actions check the meaning."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern, next_dates
from samspill.people.models import StaffMember
from samspill.volunteering.actions.pair_ending import REASONS_TO_CHOOSE
from samspill.volunteering.actions.pairings import Rhythm
from samspill.volunteering.actions.reviews import Said
from samspill.volunteering.models import Pairing
from samspill.volunteering.rules.pairings import read_back
from samspill.volunteering.wording.pairings import REASONS
from samspill.web.design.words import weekdays
from samspill.web.desk.pairings.words import HELD_WITH
from samspill.web.desk.recipients.forms import DATE

EVERY = [
    ("1", _("Every week")),
    ("2", _("Every other week")),
    ("3", _("Every third week")),
    ("4", _("Every fourth week")),
]
REVIEWS = [
    ("4", _("Every month")),
    ("8", _("Every other month")),
    ("12", _("Every third month")),
    ("26", _("Twice a year")),
    ("52", _("Once a year")),
]
FOLLOW_UPS = [*REVIEWS[:4]]
SCORES = [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5")]


def time_field(label: Any, **facts: Any) -> forms.TimeField:
    """An hour of the day, as a clock or as people write it."""
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M", "%H"],
        **facts,
    )


def score_field(label: Any) -> forms.TypedChoiceField:
    """A number from 1 to 5, or none."""
    return forms.TypedChoiceField(
        label=label,
        choices=SCORES,
        required=False,
        widget=forms.RadioSelect,
        coerce=int,
        empty_value=None,
    )


def few_words(label: Any, **facts: Any) -> forms.CharField:
    """A few lines of text."""
    return forms.CharField(
        label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **facts
    )


class MeetingForm(forms.Form):
    """When and where the two meet for the first time, and who introduces them."""

    day = forms.DateField(label=_("Day"), **DATE)
    hour = time_field(_("Hour"))
    place = forms.CharField(label=_("Meeting place"), max_length=200, required=False)
    there = forms.CharField(
        label=_("Who is there too"),
        max_length=120,
        required=False,
        help_text=_("For instance the one from us who introduces them, or a daughter."),
    )
    introduced_by = forms.ChoiceField(label=_("Introduced by"), required=False)

    def __init__(self, *args: Any, colleagues: list[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.pk): one for one in colleagues}
        self.fields["introduced_by"].choices = [  # type: ignore[attr-defined]
            ("", _("Nobody")),
            *((pk, one.name) for pk, one in self.colleagues.items()),
        ]

    def facts(self) -> dict[str, Any]:
        """What volunteering's `arrange_first_meeting` takes, of a valid form."""
        given = self.cleaned_data
        return {
            "first_at": clock.at_local(given["day"], given["hour"]),
            "place": given["place"].strip(),
            "there": given["there"].strip(),
            "introduced_by": self.colleagues.get(given["introduced_by"]),
        }


class RhythmForm(forms.Form):
    """How often they meet, in their own words or on a fixed day, and how often we ask and talk with them."""

    rhythm_words = forms.CharField(
        label=_("How often they meet"),
        max_length=120,
        required=False,
        help_text=_("In their own words, for instance: every other week, they call each other first."),
    )
    weekday = forms.ChoiceField(label=_("On a fixed day"), required=False)
    every = forms.ChoiceField(label=_("How often"), choices=EVERY, required=False)
    first_on = forms.DateField(label=_("First time"), required=False, **DATE)
    hour = time_field(_("Hour"), required=False)
    review_every_weeks = forms.TypedChoiceField(label=_("We talk with them"), choices=REVIEWS, coerce=int)
    follow_up_every_weeks = forms.TypedChoiceField(
        label=_("We ask both how it goes"), choices=FOLLOW_UPS, coerce=int
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weekday"].choices = [("", _("No fixed day")), *weekdays()]  # type: ignore[attr-defined]

    def rhythm(self) -> Rhythm:
        """What volunteering's `start_pairing` and `change_rhythm` take, of a valid form."""
        given = self.cleaned_data
        return Rhythm(
            words=given["rhythm_words"],
            pattern=self.pattern(),
            review_every_weeks=given["review_every_weeks"],
            follow_up_every_weeks=given["follow_up_every_weeks"],
        )

    def pattern(self) -> Pattern | None:
        """The fixed rhythm, None where there is none."""
        given = self.cleaned_data
        if not given.get("weekday"):
            return None
        return Pattern(
            kind="weekly",
            starts_on=given.get("first_on") or clock.today(),
            starts_time=given.get("hour"),
            every=int(given.get("every") or 1),
            weekdays=(given["weekday"],),
        )

    def coming(self) -> list[dt.date]:
        """The next six days they meet, of a valid form."""
        pattern = self.pattern()
        return next_dates(pattern, after=clock.today(), count=6) if pattern else []


class StartForm(RhythmForm):
    """The two have met and go on."""

    started_on = forms.DateField(label=_("Started on"), **DATE)
    field_order = ("started_on",)


class BreakForm(forms.Form):
    """They do not meet for a while."""

    until_on = forms.DateField(label=_("Until, as far as we know"), required=False, **DATE)


class ReviewForm(forms.Form):
    """A talk with the two. What was agreed both may read; what each of them said nobody on the other side does."""

    due_on = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
    held_on = forms.DateField(label=_("Held on"), **DATE)
    held_with = forms.ChoiceField(label=_("Talked with"), choices=list(HELD_WITH.items()))
    words = few_words(_("What was agreed"), help_text=_("Both of them may read this."))
    volunteer_score = score_field(_("How it goes, says the volunteer"))
    volunteer_words = few_words(_("What the volunteer said"))
    recipient_score = score_field(_("How it goes, says the one who gets help"))
    recipient_words = few_words(_("What the one who gets help said"))
    next_on = forms.DateField(
        label=_("Next review"), required=False, help_text=_("Empty: as often as agreed."), **DATE
    )

    def facts(self) -> dict[str, Any]:
        """What volunteering's `hold_review` takes, of a valid form."""
        given = self.cleaned_data
        said = {
            side: Said(given[f"{side}_score"], given[f"{side}_words"]) for side in ("volunteer", "recipient")
        }
        names = ("due_on", "held_on", "held_with", "words", "next_on")
        return {name: given[name] for name in names} | {"said": said}


class EndForm(forms.Form):
    """The two meet no more."""

    reason = forms.ChoiceField(label=_("Why"), choices=[])
    ended_on = forms.DateField(label=_("Last day"), **DATE)
    words = forms.CharField(
        label=_("A few words"), max_length=300, required=False, help_text=_("Both of them may read this.")
    )
    thanks = forms.CharField(
        label=_("A thank-you to the volunteer"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Sent by SMS or e-mail. Empty: nothing is sent, for you say it yourself."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose")),
            *((code.value, REASONS[code.value]) for code in REASONS_TO_CHOOSE),
        ]

    def facts(self) -> dict[str, Any]:
        """What volunteering's `end_pairing` takes. Browsers send two characters for a new line; a phone counts one."""
        given = dict(self.cleaned_data)
        return given | {"thanks": given["thanks"].replace("\r\n", "\n")}


class SaidForm(forms.Form):
    """How one side says it goes."""

    side = forms.ChoiceField(choices=[("volunteer", ""), ("recipient", "")], widget=forms.HiddenInput)
    score = score_field(_("From 1 (badly) to 5 (well)"))
    words = few_words(_("What was said"))
    channel = forms.ChoiceField(
        label=pgettext_lazy("by which channel", "Said by"),
        choices=[("phone", _("Phone")), ("talk", _("Talk")), ("letter", _("Letter"))],
    )


class CallForm(forms.Form):
    """The answer of somebody who was called: a number, words, or both."""

    score = score_field(_("From 1 (badly) to 5 (well)"))
    words = forms.CharField(label=_("What was said"), max_length=2000, required=False)


def rhythm_of(pairing: Pairing) -> dict[str, Any]:
    """The rhythm as the form's fields hold it."""
    known: dict[str, Any] = {
        name: getattr(pairing, name)
        for name in ("rhythm_words", "review_every_weeks", "follow_up_every_weeks")
    }
    pattern = read_back(pairing.pattern)
    if pattern:
        known |= {
            "weekday": pattern.weekdays[0] if pattern.weekdays else "",
            "every": str(pattern.every),
            "first_on": pattern.starts_on,
            "hour": pattern.starts_time,
        }
    return known


def meeting_of(pairing: Pairing) -> dict[str, Any]:
    """The first meeting as the form's fields hold it; the recipient's own address to begin with."""
    if pairing.first_meeting_at is None:
        return {"place": pairing.need.private_address}
    local = clock.local(pairing.first_meeting_at)
    return {
        "day": local.date(),
        "hour": local.time(),
        "place": pairing.first_meeting_place,
        "there": pairing.first_meeting_with,
        "introduced_by": str(pairing.introduced_by_id or ""),
    }

"""What every door to the rooms shares: the forms for a time, for borrowing, and the sentence for what went wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, TypeVar
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samspill.foundation import clock
from samspill.foundation.limits import TooOften
from samspill.foundation.one_time_codes import WrongCode
from samspill.foundation.recurrence import Pattern
from samspill.foundation.recurrence.pattern import dates, moments
from samspill.messaging.actions.confirming import NotAMobile
from samspill.people.actions import HoldsNationalId, NameMissing, ReasonMissing
from samspill.venues.actions import MayNotBorrow, MoreThanLent, NotLent, TimeTaken, TooFewLeft
from samspill.venues.actions.bookings import MOST_AT_ONCE
from samspill.venues.models import Booking, Lent, Loan, Space, Thing
from samspill.venues.queries import clashes, objection_to
from samspill.venues.rules import Objection
from samspill.venues.wording import OBJECTION_WORDS, words_for_codes
from samspill.volunteering.queries.rotas import school_holidays
from samspill.web.design.without_national_ids import EXPLANATION

Row = TypeVar("Row", Booking, Loan)
DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]
HOURS = ["%H:%M", "%H.%M", "%H"]
EXPECTED: tuple[type[Exception], ...] = (
    NotLent,
    TimeTaken,
    TooFewLeft,
    MoreThanLent,
    MayNotBorrow,
    WrongCode,
    TooOften,
    NotAMobile,
    HoldsNationalId,
    NameMissing,
    ReasonMissing,
)
SENTENCES: dict[type[Exception], str | Promise] = {
    TimeTaken: _("Somebody has borrowed it in that time. Choose another time, or another room."),
    MayNotBorrow: _(
        "This is lent to associations. Write which one, by the name or number it is registered with."
    ),
    MoreThanLent: _("So many were not lent."),
    WrongCode: _("This is not the code, or it is too old. Look at the SMS once more, or begin again."),
    TooOften: _("You have tried many times. Wait a little, or call us."),
    NotAMobile: _("We cannot send an SMS to this number. Call us, and we write you down."),
    HoldsNationalId: EXPLANATION,
    NameMissing: _("Write a name."),
    ReasonMissing: _("Write why. The borrower reads it."),
}
#: Where on the form it is said.
FIELD_OF: dict[type[Exception], str] = {
    NotLent: "day",
    TimeTaken: "day",
    TooFewLeft: "pieces",
    MoreThanLent: "missing",
    MayNotBorrow: "group",
    WrongCode: "code",
    NotAMobile: "phone",
    HoldsNationalId: "purpose",
    NameMissing: "name",
    ReasonMissing: "reason",
}


class TimeForm(forms.Form):
    """A day, from when until when. Midnight as an end is the end of the day."""

    day = forms.DateField(
        label=_("Day"),
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )
    begins = forms.TimeField(
        label=_("From"),
        input_formats=HOURS,
        widget=forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M"),
        error_messages={"required": _("Write from when."), "invalid": _("Write from when.")},
    )
    ends = forms.TimeField(
        label=_("Until"),
        input_formats=HOURS,
        widget=forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M"),
        error_messages={"required": _("Write until when."), "invalid": _("Write until when.")},
    )

    def times(self) -> tuple[dt.datetime, dt.datetime]:
        """From and until, as moments in UTC."""
        day, ends = self.cleaned_data["day"], self.cleaned_data["ends"]
        until = clock.at_local(day if ends != dt.time.min else day + dt.timedelta(days=1), ends)
        return clock.at_local(day, self.cleaned_data["begins"]), until


class WantsForm(forms.Form):
    """What of a room's equipment is to be ready; gone where the room has nothing to make ready."""

    wants = forms.MultipleChoiceField(
        label=_("What do you need of what is there?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer_equipment(self, space: Space) -> None:
        """Let one choose among what the room has."""
        if space.equipment:
            words = words_for_codes(space.equipment)
            self.fields["wants"].choices = list(zip(space.equipment, words, strict=True))  # type: ignore[attr-defined]
        else:
            del self.fields["wants"]

    def wanted(self) -> tuple[str, ...]:
        """The codes that were chosen."""
        return tuple(self.cleaned_data.get("wants", ()))


class BorrowForm(TimeForm):
    """A time, for what, and for which association."""

    purpose = forms.CharField(
        label=_("What are you going to do there?"),
        max_length=300,
        error_messages={"required": _("Write in a few words what you are going to do.")},
    )
    group = forms.CharField(
        label=_("Which association or group?"),
        max_length=160,
        required=False,
        help_text=_("Name or organisation number. Leave it empty if it is only for yourself."),
    )

    def ask_whom_for(self, lent: Lent) -> None:
        """Where it is lent to associations alone, nobody is told that the field may be left empty."""
        if lent.lends_to != Lent.Lends.EVERYBODY:
            group = self.fields["group"]
            group.required, group.help_text = True, _("Name or organisation number.")
            group.error_messages["required"] = str(SENTENCES[MayNotBorrow])


class LoanForm(TimeForm):
    """How many pieces, when they are fetched and when they are back. Without another day it is the same one.

    `held` is how many the loan has that is to be changed: where there is one of a thing, its number is not asked for.
    """

    field_order = (
        "pieces", "day", "begins", "until_on", "ends", "every", "last_on", "purpose", "group", "name", "phone"
    )  # fmt: skip

    pieces = forms.IntegerField(
        label=_("How many?"), min_value=1, max_value=5000, initial=1,
        error_messages={"required": _("Write how many.")},
    )  # fmt: skip
    until_on = forms.DateField(
        label=_("Bring it back on"),
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave it empty if it is the same day."),
        error_messages={"invalid": _("Choose a day.")},
    )

    def __init__(self, *args: Any, thing: Thing, held: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label = _("Fetch it on")
        self.fields["begins"].label, self.fields["ends"].label = _("Fetch it at"), _("Bring it back at")
        if max(thing.pieces, held) == 1:
            self.fields["pieces"].widget = forms.HiddenInput()

    def times(self) -> tuple[dt.datetime, dt.datetime]:
        """When it is fetched and when it is back, as moments in UTC."""
        given = self.cleaned_data
        back_on = given["until_on"] or given["day"]
        return clock.at_local(given["day"], given["begins"]), clock.at_local(back_on, given["ends"])


class BorrowThingForm(LoanForm, BorrowForm):
    """How many, when, for what and for which association."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].label = _("What do you need it for?")


class RepeatForm(TimeForm):
    """A time that may come back."""

    every = forms.ChoiceField(
        label=_("How often?"),
        choices=[("0", _("Only once")), ("1", _("Every week")), ("2", _("Every other week"))],
        required=False,
    )
    last_on = forms.DateField(
        label=_("Until which day?"),
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only when it comes back. School holidays and public holidays are left out."),
        error_messages={"invalid": _("Choose a day.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.comes_back and not self.errors:
            last_on = given.get("last_on")
            if last_on is None or not given["day"] < last_on <= given["day"] + dt.timedelta(days=366):
                self.add_error("last_on", _("Choose a day after the first, at most a year ahead."))
        return given

    @property
    def comes_back(self) -> bool:
        """Whether more than one date is asked for."""
        return self.cleaned_data.get("every", "") in ("1", "2")

    def pattern(self) -> Pattern:
        """When it comes back, without school holidays and public holidays."""
        given = self.cleaned_data
        starts_at, ends_at = self.times()
        return Pattern(
            kind="weekly",
            every=int(given["every"]),
            starts_on=given["day"],
            starts_time=given["begins"],
            minutes=int((ends_at - starts_at).total_seconds() // 60),
            ends_on=given["last_on"],
            skips_public_holidays=True,
            skips_school_holidays=True,
            closed=tuple(school_holidays()),
        )

    def all_times(self) -> list[tuple[dt.datetime, dt.datetime]]:
        """Each date as from and until; one where it does not come back."""
        starts_at, ends_at = self.times()
        if not self.comes_back or ends_at <= starts_at:
            return [(starts_at, ends_at)]
        last_on = self.cleaned_data["last_on"]
        found = moments(self.pattern(), first_on=self.cleaned_data["day"], last_on=last_on)
        return [(begins, ends or begins) for begins, ends in found][:MOST_AT_ONCE]


class ManyForm(RepeatForm, WantsForm):
    """A room at a time that may come back, and for what."""

    purpose = BorrowForm.base_fields["purpose"]


class ManyLoansForm(BorrowThingForm, RepeatForm):
    """Pieces of a thing, once or at times that come back."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and self.comes_back:
            times = self.all_times()
            if not times:
                self.add_error("last_on", _("There is no date until then. Choose a later day."))
            if any(ends > begins for (_one, ends), (begins, _other) in pairwise(times)):
                self.add_error("until_on", _("It must be back before you fetch it the next time."))
        return given

    def all_times(self) -> list[tuple[dt.datetime, dt.datetime]]:
        """Each date as from and until, on the clock on the wall; one where it does not come back."""
        starts_at, ends_at = self.times()
        if not self.comes_back or ends_at <= starts_at:
            return [(starts_at, ends_at)]
        given = self.cleaned_data
        kept = (given["until_on"] or given["day"]) - given["day"]
        days = dates(self.pattern(), first_on=given["day"], last_on=given["last_on"])
        return [
            (clock.at_local(day, given["begins"]), clock.at_local(day + kept, given["ends"])) for day in days
        ][:MOST_AT_ONCE]


def loan_times(loan: Loan) -> dict[str, Any]:
    """A loan as it stands, for the form that changes it."""
    starts, ends = clock.local(loan.starts_at), clock.local(loan.ends_at)
    return {
        "pieces": loan.pieces,
        "day": starts.date(),
        "begins": starts.time(),
        "until_on": ends.date(),
        "ends": ends.time(),
    }


def chosen_date(row: Row, together: Callable[[Row], list[Row]], request: HttpRequest) -> Row:
    """The date that `?date=` asks for among those asked for together, else the one of the link.

    Raises `ObjectDoesNotExist`.
    """
    wanted = request.GET.get("date", "")
    if not wanted:
        return row
    found = next((one for one in together(row) if str(one.pk) == wanted), None)
    if found is None:
        raise ObjectDoesNotExist(wanted)
    return found


def asked_date(request: HttpRequest) -> str:
    """What an address must carry to lead to the same date."""
    wanted = request.GET.get("date", "")
    return f"?{urlencode({'date': wanted})}" if wanted else ""


def looked_at(
    space: Space, times: Sequence[tuple[dt.datetime, dt.datetime]], *, at: dt.datetime, by_staff: bool
) -> list[dict[str, Any]]:
    """Each time with why it cannot be had, in words; "" where it is free."""
    taken = clashes(space, times)
    rows = []
    for starts_at, ends_at in times:
        why = objection_to(space, starts_at, ends_at, at=at, by_staff=by_staff)
        words = OBJECTION_WORDS[why] if why else _("Taken") if starts_at in taken else ""
        rows.append({"starts_at": starts_at, "ends_at": ends_at, "why": words})
    return rows


def too_few_words(left: int) -> str:
    """How many there are instead."""
    if not left:
        return gettext("None is free in all of that time. Choose other times.")
    return ngettext(
        "Only %(left)s is free in all of that time.", "Only %(left)s are free in all of that time.", left
    ) % {"left": left}


def complain(form: forms.Form, error: Exception) -> None:
    """Say at the right field what was wrong. `error` is one of `EXPECTED`."""
    named = FIELD_OF.get(type(error), "")
    form.add_error(named if named in form.fields else None, sentence_for(error))


def sentence_for(error: Exception) -> str:
    """What was wrong, in words. `error` is one of `EXPECTED`."""
    if isinstance(error, NotLent):
        return str(OBJECTION_WORDS[Objection(error.objection)])
    if isinstance(error, TooFewLeft):
        return too_few_words(error.left)
    return next(str(words) for kind, words in SENTENCES.items() if isinstance(error, kind))

"""The forms of what comes back: when, in words; the roles; and what holds for all its times."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.foundation import clock
from samspill.foundation.recurrence import BrokenPattern, Pattern, in_words, next_dates
from samspill.foundation.recurrence.pattern import WEEKDAYS
from samspill.volunteering.actions import Asked
from samspill.volunteering.actions.rotas import RoleAsked
from samspill.volunteering.models import NeedRole
from samspill.volunteering.queries.rotas import school_holidays
from samspill.volunteering.rules import rotas
from samspill.volunteering.rules.when import NotUnderstood, read_days, read_hours, read_minutes
from samspill.volunteering.wording.times import day_words
from samspill.web.design.words import choices, qualification_choices, weekdays
from samspill.web.desk.needs.complaints import WHEN
from samspill.web.desk.needs.forms import NeedFields, RequestForm, SeenFromToday, known_facts

#: What is said of how often, and what it means: the kind of pattern, how many of it apart, which one in the month.
RHYTHMS: dict[str, tuple[str, int, int | None]] = {
    "week": ("weekly", 1, None),
    "other_week": ("weekly", 2, None),
    "third_week": ("weekly", 3, None),
    "fourth_week": ("weekly", 4, None),
    "first": ("monthly", 1, 1),
    "second": ("monthly", 1, 2),
    "third": ("monthly", 1, 3),
    "fourth": ("monthly", 1, 4),
    "last": ("monthly", 1, -1),
    "day": ("daily", 1, None),
    "once": ("once", 1, None),
}
RHYTHM_WORDS: dict[str, str | Promise] = {
    "week": _("Every week"),
    "other_week": _("Every other week"),
    "third_week": _("Every third week"),
    "fourth_week": _("Every fourth week"),
    "first": _("The first in the month"),
    "second": _("The second in the month"),
    "third": _("The third in the month"),
    "fourth": _("The fourth in the month"),
    "last": _("The last in the month"),
    "day": _("Every day"),
    "once": _("Only once"),
}
ROLES = 4
LOOKED_AT = 6


class RoleRow(NamedTuple):
    """The fields of one role."""

    number: int
    key: BoundField
    title: BoundField
    places: BoundField
    minimum: BoundField
    reserves: BoundField
    demands: BoundField


class PatternFields(SeenFromToday):
    """When it comes back. The dates are shown before it is saved: `seen` is the pattern she was shown them of."""

    rhythm = forms.ChoiceField(label=_("How often"), choices=choices(RHYTHM_WORDS))
    weekdays = forms.MultipleChoiceField(
        label=_("Which days"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hours = forms.CharField(label=_("Hour"), max_length=40)
    length = forms.CharField(label=_("How long"), max_length=40, required=False)
    starts_on = forms.CharField(label=_("From"), max_length=40, required=False)
    ends_on = forms.CharField(label=_("Until and including"), max_length=40, required=False)
    skips_public_holidays = forms.BooleanField(label=_("Not on public holidays"), required=False)
    skips_school_holidays = forms.BooleanField(label=_("Not in the school holidays"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.pattern: Pattern | None = None
        self.fields["weekdays"].choices = weekdays()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.pattern = self._try_pattern(given, complain=True)
        return given

    @property
    def is_seen(self) -> bool:
        """Whether the dates of just this pattern have been shown."""
        return bool(self.pattern and self.cleaned_data.get("seen") == self.signature)

    @property
    def signature(self) -> str:
        """A short word for the pattern as it is written now."""
        pattern = self._now()
        told = json.dumps(rotas.kept(pattern), sort_keys=True) if pattern else ""
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def in_words(self) -> str:
        """The pattern as one would say it, "" where it cannot be read yet."""
        pattern = self._now()
        return in_words(pattern, (get_language() or "nb")[:2]) if pattern else ""

    @property
    def next_dates(self) -> list[str]:
        """The next six days it takes place, in words."""
        pattern = self._now()
        return (
            [day_words(day) for day in next_dates(pattern, after=self.today, count=LOOKED_AT)]
            if pattern
            else []
        )

    def _now(self) -> Pattern | None:
        if self.pattern is None:
            told = getattr(self, "cleaned_data", None) or _plain(self.data) or self.initial
            self.pattern = self._try_pattern(told, complain=False)
        return self.pattern

    def _try_pattern(self, told: Any, *, complain: bool) -> Pattern | None:
        try:
            return self._pattern_of(told)
        except NotUnderstood as error:
            part = {"day": "starts_on"}.get(error.part, error.part)
            self._complain(complain, part, str(WHEN[error.why]))
        except BrokenPattern as error:
            field, words = BROKEN.get(error.field, ("rhythm", _("This does not make sense together.")))
            self._complain(complain, field, str(words))
        return None

    def _complain(self, complain: bool, field: str, words: str) -> None:
        if complain and field in self.fields and field not in self.errors:
            self.add_error(field, words)

    def _pattern_of(self, told: Any) -> Pattern | None:
        if told.get("rhythm") not in RHYTHMS or not str(told.get("hours") or "").strip():
            return None
        kind, every, nth = RHYTHMS[told["rhythm"]]
        starts_time, minutes = self._hours(str(told["hours"]), str(told.get("length") or ""))
        days = tuple(told.get("weekdays") or ()) if kind in ("weekly", "monthly") else ()
        skips_school = bool(told.get("skips_school_holidays"))
        return Pattern(
            kind=kind, every=every, nth=nth, weekdays=days, starts_time=starts_time, minutes=minutes,
            starts_on=self._day(told.get("starts_on"), "starts_on") or self.today,
            ends_on=self._day(told.get("ends_on"), "ends_on"),
            skips_public_holidays=bool(told.get("skips_public_holidays")), skips_school_holidays=skips_school,
            closed=tuple(school_holidays()) if skips_school else (),
        )  # fmt: skip

    def _day(self, text: Any, field: str) -> dt.date | None:
        if not str(text or "").strip():
            return None
        try:
            return read_days(str(text), today=self.today).first
        except NotUnderstood as error:
            raise NotUnderstood(field, error.why) from error

    def _hours(self, hours: str, length: str) -> tuple[dt.time, int]:
        """Start and minutes. What ends before it begins goes on past midnight."""
        night = _past_midnight(hours)
        if night is not None:
            return night
        told = read_hours(hours)
        if told.ends is None:
            return told.starts, read_minutes(length) if length.strip() else rotas.USUAL_MINUTES
        return told.starts, _minutes(told.starts, told.ends)


class RoleFields(forms.Form):
    """Up to four roles: what each is called, how many, how few, how many reserves, and what it demands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, ROLES + 1):
            self.fields |= _fields_of_role(number)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for number in range(1, ROLES + 1):
            self._check_role(number, given)
        if not self.errors and not self.roles():
            self.add_error("role_1_places", _("Write how many are wanted."))
        return given

    def roles(self) -> list[RoleAsked]:
        """The roles that were written, of a valid form."""
        told = (_role(number, self.cleaned_data) for number in range(1, ROLES + 1))
        return [role for role in told if role is not None]

    def role_rows(self) -> list[RoleRow]:
        """The fields, role by role."""
        names = ("key", "title", "places", "minimum", "reserves", "demands")
        return [
            RoleRow(number, *(self[f"role_{number}_{name}"] for name in names))
            for number in range(1, ROLES + 1)
        ]

    def _check_role(self, number: int, given: dict[str, Any]) -> None:
        places, minimum = (given.get(f"role_{number}_{name}") for name in ("places", "minimum"))
        if given.get(f"role_{number}_title") and not places:
            self.add_error(f"role_{number}_places", _("Write how many are wanted."))
        if places and minimum and minimum > places:
            self.add_error(f"role_{number}_minimum", _("This is more than there are places."))


class RotaForm(RoleFields, PatternFields, RequestForm):
    """Something new that comes back: who asked, what, when, and in which roles."""

    day = None  # type: ignore[assignment]
    places = None  # type: ignore[assignment]

    def asked(self) -> Asked:
        """What `volunteering.actions.register_request` takes, of a valid form."""
        assert self.pattern is not None
        given, begin = self.cleaned_data, clock.start_of_day(self.pattern.starts_on)
        told = "caller_name caller_phone on_behalf_of recipient_name recipient_phone recipient words form_key".split()
        facts = known_facts(given)
        facts["area"] = facts.pop("area_id")
        return Asked(
            starts_at=begin, ends_at=begin + dt.timedelta(hours=1), pattern=self.pattern,
            roles=tuple(self.roles()), **facts, **{name: given[name] for name in told},
        )  # fmt: skip


class RotaFactsForm(NeedFields):
    """What holds for all the times of a rota. `version` is the one she saw when she began."""

    day = None  # type: ignore[assignment]
    hours = None  # type: ignore[assignment]
    length = None  # type: ignore[assignment]
    places = None  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput)

    def facts(self) -> dict[str, Any]:
        """What `volunteering.actions.change_need` takes, of a valid form."""
        return known_facts(self.cleaned_data)


class PatternForm(PatternFields):
    """Another pattern: in all that is to come, or from one of its times on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    scope = forms.ChoiceField(label=_("For which times"), required=False)

    def __init__(self, *args: Any, later: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = [("", _("All that are to come")), *later]  # type: ignore[attr-defined]


class RolesForm(RoleFields):
    """Other roles, or other numbers."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class StopForm(SeenFromToday):
    """From when it does not come back, and why."""

    from_on = forms.CharField(label=_("From"), max_length=40)
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_from_on(self) -> dt.date:
        """The day, as it is said."""
        try:
            return read_days(self.cleaned_data["from_on"], today=self.today).first
        except NotUnderstood as error:
            raise forms.ValidationError(str(WHEN[error.why])) from error


class CopyForm(PatternFields):
    """The same in a new period."""

    asks_former_first = forms.BooleanField(
        label=_("Propose those who came last time first"), required=False, initial=True
    )


def typed_pattern(pattern: Pattern) -> dict[str, Any]:
    """A pattern as the form's fields hold it."""
    start = pattern.starts_time or dt.time(0)
    begin = dt.datetime.combine(pattern.starts_on, start)
    end = begin + dt.timedelta(minutes=pattern.minutes or rotas.USUAL_MINUTES)
    days = pattern.weekdays
    if pattern.kind == "weekly" and not days:
        days = (WEEKDAYS[pattern.starts_on.weekday()],)
    return {
        "rhythm": _rhythm_of(pattern),
        "weekdays": list(days),
        "hours": f"{begin:%H.%M}-{end:%H.%M}",
        "starts_on": _figures(pattern.starts_on),
        "ends_on": _figures(pattern.ends_on) if pattern.ends_on else "",
        "skips_public_holidays": pattern.skips_public_holidays,
        "skips_school_holidays": pattern.skips_school_holidays,
    }


def typed_roles(roles: list[NeedRole]) -> dict[str, Any]:
    """Roles as the form's fields hold them."""
    typed: dict[str, Any] = {}
    for number, role in enumerate(roles, start=1):
        facts = {"key": role.pk, "title": role.title, "places": role.places, "minimum": role.minimum or None}
        facts |= {"reserves": role.reserves or None, "demands": list(role.demands)}
        typed |= {f"role_{number}_{name}": value for name, value in facts.items()}
    return typed


def _fields_of_role(number: int) -> dict[str, forms.Field]:
    # Translators: a role that volunteers have at an activity, such as leader or cook.
    title = _("What they do") if number == 1 else _("Another role")
    return {
        f"role_{number}_key": forms.UUIDField(required=False, widget=forms.HiddenInput),
        f"role_{number}_title": forms.CharField(label=title, max_length=60, required=False),
        f"role_{number}_places": forms.IntegerField(
            label=_("How many"), required=False, min_value=1, max_value=100
        ),
        f"role_{number}_minimum": _few(_("At least")),
        f"role_{number}_reserves": _few(_("Reserves")),
        f"role_{number}_demands": forms.MultipleChoiceField(
            label=_("They must have"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=qualification_choices(),
        ),
    }  # fmt: skip


def _few(label: str | Promise) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=100)  # type: ignore[arg-type]


def _role(number: int, given: dict[str, Any]) -> RoleAsked | None:
    told = {name: given.get(f"role_{number}_{name}") for name in ("key", "title", "places", "minimum")}
    if not told["places"]:
        return None
    return RoleAsked(
        title=told["title"] or "",
        places=told["places"],
        minimum=told["minimum"] or 0,
        reserves=given.get(f"role_{number}_reserves") or 0,
        demands=tuple(given.get(f"role_{number}_demands") or ()),
        key=told["key"],
    )


def _plain(data: Any) -> dict[str, Any]:
    """What was typed, before it is checked."""
    if not data:
        return {}
    lists = {"weekdays"}
    many = hasattr(data, "getlist")
    return {name: data.getlist(name) if many and name in lists else data.get(name) for name in data}


def _past_midnight(hours: str) -> tuple[dt.time, int] | None:
    """«22-02»: from the evening into the night."""
    first, dash, last = hours.replace("–", "-").partition("-")
    if not dash:
        return None
    try:
        starts, ends = read_hours(first).starts, read_hours(last).starts
    except NotUnderstood:
        return None
    return (starts, _minutes(starts, ends)) if ends <= starts else None


def _minutes(starts: dt.time, ends: dt.time) -> int:
    minutes = (ends.hour * 60 + ends.minute) - (starts.hour * 60 + starts.minute)
    return minutes if minutes > 0 else minutes + 24 * 60


def _rhythm_of(pattern: Pattern) -> str:
    said = (pattern.kind, pattern.every, pattern.nth)
    return next((name for name, meant in RHYTHMS.items() if meant == said), "week")


def _figures(day: dt.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


#: What was wrong with a pattern: at which field, and in which words.
BROKEN: dict[str, tuple[str, str | Promise]] = {
    "ends_on": ("ends_on", _("It ends before it begins.")),
    "nth": ("weekdays", _("Tick the one day of the week it is.")),
    "weekdays": ("weekdays", _("Tick one day only.")),
}

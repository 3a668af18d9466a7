"""The form of a request, in the order the phone call goes. It checks the shape; actions check the meaning."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspill.foundation import clock
from samspill.foundation.phones import NotAPhone, formatted, read_phone
from samspill.foundation.queries import areas
from samspill.volunteering.actions import Asked
from samspill.volunteering.models import Need, Shift
from samspill.volunteering.rules.when import NotUnderstood, When, read_when, written
from samspill.web.access.pattern_fields import WHEN, SeenFromToday
from samspill.web.design.language_names import spoken_languages
from samspill.web.design.words import GENDER_WORDS, choices, kind_choices, qualification_choices
from samspill.web.desk import complaints
from samspill.web.desk.needs.words import echo

PHONES = ("caller_phone", "recipient_phone", "meet_phone")
PLAIN = "kind title public_text meet_name private_address private_text gender min_age".split()


def phone(label: Any) -> forms.CharField:
    """A phone number, as it is said."""
    return forms.CharField(label=label, max_length=30, required=False)


def lines(label: Any, rows: int = 2, **facts: Any) -> forms.CharField:
    """A few lines of text."""
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), **facts)


class NeedFields(SeenFromToday):
    """What, when, where and for what kind of volunteer."""

    kind = forms.ChoiceField(label=_("What kind of help"))
    title = forms.CharField(label=_("In a few words"), max_length=120, required=False)
    day = forms.CharField(label=_("Day"), max_length=60)
    hours = forms.CharField(label=_("Hour"), max_length=40, required=False)
    length = forms.CharField(label=_("How long"), max_length=40, required=False)
    area = forms.ChoiceField(label=_("Part of town"), required=False)
    private_address = forms.CharField(label=_("Address"), max_length=200, required=False)
    private_text = lines(_("Door code and the like"))
    meet_name = forms.CharField(label=_("Whom the volunteer meets"), max_length=120, required=False)
    meet_phone = phone(_("Phone of the one to meet"))
    public_text = lines(
        _("More about the task"), help_text=_("May be seen by all. No names, nothing about health.")
    )
    places = forms.IntegerField(
        label=_("How many volunteers"), min_value=1, max_value=500, required=False, initial=1
    )
    languages = forms.MultipleChoiceField(
        label=_("Should speak one of"), required=False, widget=forms.CheckboxSelectMultiple
    )
    gender = forms.ChoiceField(label=_("Wish for"), required=False)
    min_age = forms.IntegerField(label=_("At least so old"), min_value=10, max_value=99, required=False)
    demands = forms.MultipleChoiceField(
        label=_("The volunteer must have"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.when: When | None = None
        self._choose("kind", [("", _("Choose")), *kind_choices()])
        self._choose("area", [("", _("Not told")), *((str(area.pk), area.name) for area in areas())])
        self._choose("languages", spoken_languages())
        self._choose("gender", [("", _("No wish")), *choices(GENDER_WORDS, ("f", "m"))])
        self._choose("demands", qualification_choices())

    @property
    def echo(self) -> str:
        """The time said back in words, "" where it cannot be read yet."""
        try:
            return echo(self._read())
        except NotUnderstood:
            return ""

    def clean(self) -> dict[str, Any]:
        self._check_phones()
        if self.cleaned_data.get("day"):
            self._check_when()
        return self.cleaned_data

    def times(self) -> dict[str, Any]:
        """Start, end (UTC) and minutes, of a valid form."""
        assert self.when is not None
        starts, ends = (clock.at_local(at.date(), at.time()) for at in self.when[:2])
        return {"starts_at": starts, "ends_at": ends, "minutes": self.when.minutes}

    def facts(self) -> dict[str, Any]:
        """What `volunteering.actions.change_need` takes, of a valid form."""
        facts = known_facts(self.cleaned_data) | self.times()
        facts |= {"form": Need.Form.WINDOW if self.when and self.when.is_window else Need.Form.ONCE}
        return facts | {"places": self.cleaned_data["places"] or 1}

    def _choose(self, name: str, options: Any) -> None:
        self.fields[name].choices = options  # type: ignore[attr-defined]

    def _read(self) -> When:
        told = self.cleaned_data if hasattr(self, "cleaned_data") else self.initial
        return read_when(
            *(str(told.get(name) or "") for name in ("day", "hours", "length")), today=self.today
        )

    def _check_when(self) -> None:
        try:
            self.when = self._read()
        except NotUnderstood as error:
            self.add_error(error.part, str(WHEN[error.why]))
            return
        if clock.at_local(self.when.ends.date(), self.when.ends.time()) <= clock.now():
            self.add_error(
                "day", _("%(when)s is in the past. Which day is meant?") % {"when": _capital(echo(self.when))}
            )

    def _check_phones(self) -> None:
        for name in PHONES:
            if self.cleaned_data.get(name):
                self._read_phone(name)

    def _read_phone(self, name: str) -> None:
        try:
            self.cleaned_data[name] = read_phone(self.cleaned_data[name]).e164
        except NotAPhone as error:
            self.add_error(name, ValidationError(complaints.sentence_for(error)))


class RequestForm(NeedFields):
    """A whole request: who calls and for whom, and then what and when."""

    caller_name = forms.CharField(label=_("Name"), max_length=120)
    caller_phone = phone(_("Phone"))
    on_behalf_of = forms.CharField(label=_("Calls from"), max_length=120, required=False)
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    recipient = forms.UUIDField(required=False, widget=forms.HiddenInput)
    recipient_name = forms.CharField(label=_("For whom"), max_length=120, required=False)
    recipient_phone = phone(_("Phone of the one it is for"))
    words = lines(_("As it was said"), 3, help_text=_("For us alone. Nothing about health."))

    def asked(self) -> Asked:
        """What `volunteering.actions.register_request` takes, of a valid form."""
        facts = self.facts()
        facts["is_window"] = facts.pop("form") == Need.Form.WINDOW
        facts["area"] = facts.pop("area_id")
        given = self.cleaned_data
        told = "caller_name caller_phone on_behalf_of recipient_name recipient_phone recipient words form_key".split()
        return Asked(**facts, **{name: given[name] for name in told})


class ChangeForm(NeedFields):
    """A need that is changed. `version` is the one she saw when she began, `seen` what it held."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class CancellationForm(forms.Form):
    """Why it is called off."""

    reason = forms.CharField(label=_("Why"), max_length=200, required=False)


class RefusalForm(forms.Form):
    """Why we cannot help."""

    reason = forms.CharField(label=_("Why"), max_length=200)


def known_facts(given: dict[str, Any]) -> dict[str, Any]:
    """What was told of a need beside its times and places, as `volunteering.actions` takes it."""
    facts = {name: given[name] for name in (*PLAIN, "meet_phone")}
    facts["area_id"] = _key(given["area"])
    return facts | {name: tuple(given[name]) for name in ("languages", "demands")}


def told_facts(need: Need) -> dict[str, Any]:
    """A need's facts beside its times and places, as the form's fields hold them."""
    facts = {name: getattr(need, name) for name in PLAIN} | {"area": str(need.area_id or "")}
    facts |= {"languages": list(need.languages), "demands": list(need.demands), "version": need.version}
    return facts | {"meet_phone": formatted(need.meet_phone) if need.meet_phone else ""}


def known_of(shift: Shift) -> dict[str, Any]:
    """A need's facts as the form's fields hold them."""
    need = shift.need
    local = (clock.local(shift.starts_at), clock.local(shift.ends_at))
    starts, ends = (at.replace(tzinfo=None) for at in local)
    day, hours, length = written(When(starts, ends, need.form == Need.Form.WINDOW, shift.minutes))
    return told_facts(need) | {"day": day, "hours": hours, "length": length, "places": need.places}


def copy_of(shift: Shift) -> dict[str, Any]:
    """The same request a week later, as the form's fields hold it."""
    request, recipient = shift.need.request, shift.need.request.recipient
    week = dt.timedelta(days=7)
    later = Shift(
        need=shift.need,
        starts_at=_week_later(shift.starts_at, week),
        ends_at=_week_later(shift.ends_at, week),
    )
    later.minutes = shift.minutes
    facts = known_of(later) | {"caller_name": request.caller_name, "on_behalf_of": request.on_behalf_of}
    facts["caller_phone"] = formatted(request.caller_phone) if request.caller_phone else ""
    if recipient:
        facts |= {"recipient": recipient.pk, "recipient_name": recipient.person.name}
    return facts


def _week_later(at: dt.datetime, week: dt.timedelta) -> dt.datetime:
    """The same wall-clock time a week later, also across a change of the clock."""
    local = clock.local(at) + week
    return clock.at_local(local.date(), local.time())


def _key(text: str) -> uuid.UUID | None:
    return uuid.UUID(text) if text else None


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

"""The forms of what comes back: when, in words; the roles; and what holds for all its times."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.foundation import clock
from samspill.volunteering.actions import Asked
from samspill.volunteering.actions.rotas import RoleAsked
from samspill.volunteering.models import NeedRole
from samspill.volunteering.rules.when import NotUnderstood, read_days
from samspill.web.access.pattern_fields import WHEN, PatternFields, SeenFromToday
from samspill.web.design.words import qualification_choices
from samspill.web.desk.needs.forms import NeedFields, RequestForm, known_facts

ROLES = 4


class RoleRow(NamedTuple):
    """The fields of one role."""

    number: int
    key: BoundField
    title: BoundField
    places: BoundField
    minimum: BoundField
    reserves: BoundField
    demands: BoundField


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

"""What the crisis cell types in: who is looked for, what a call-out says, the next wave, a line in the log."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.foundation import clock
from samspill.foundation.queries import areas
from samspill.volunteering.actions.callouts import Wanted
from samspill.volunteering.rules.capabilities import CAPABILITIES
from samspill.volunteering.rules.crisis import Criteria, NotAPoint, read_point
from samspill.volunteering.wording.capabilities import CAPABILITY_WORDS
from samspill.web.design.language_names import spoken_languages
from samspill.web.design.words import choices, qualification_choices, skill_choices

#: Values of the field that says whom to ask first.
NEAREST, EVERYBODY = "nearest", "everybody"
Boxes = forms.CheckboxSelectMultiple


class SearchForm(forms.Form):
    """Who is looked for. Everything may be left out; what is ticked must all hold."""

    skills = forms.MultipleChoiceField(label=_("Can or has"), required=False, widget=Boxes)
    languages = forms.MultipleChoiceField(label=_("Speaks"), required=False, widget=Boxes)
    holds = forms.MultipleChoiceField(label=_("Has papers on"), required=False, widget=Boxes)
    kinds = forms.MultipleChoiceField(label=_("Associations that offer"), required=False, widget=Boxes)
    words = forms.CharField(label=_("In their own words"), max_length=80, required=False)
    area = forms.ChoiceField(label=_("Counted from"), required=False)
    point = forms.CharField(label=_("Or a point on the map"), max_length=40, required=False)
    within_km = forms.FloatField(label=_("Within so many km"), min_value=0.1, max_value=2000, required=False)
    unknown_too = forms.BooleanField(label=_("Also those whose place we do not know"), required=False)
    is_free = forms.BooleanField(label=_("Only those who are free now"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("skills", skill_choices())
        self._choose("languages", spoken_languages())
        self._choose("holds", qualification_choices())
        self._choose("kinds", choices(CAPABILITY_WORDS, CAPABILITIES))
        self._choose(
            "area", [("", _("Nowhere in particular")), *((str(one.pk), one.name) for one in areas())]
        )

    def clean_point(self) -> tuple[float, float] | None:
        """Two degrees, as a map gives them."""
        try:
            return read_point(self.cleaned_data["point"])
        except NotAPoint:
            raise forms.ValidationError(
                _("Write a point as a map gives it, for instance 63.43, 10.39.")
            ) from None

    def clean(self) -> dict[str, Any]:
        """A distance is counted from somewhere."""
        given = self.cleaned_data
        if given.get("within_km") and not (given.get("area") or given.get("point") or self.errors):
            self.add_error("area", _("Choose where the distance is counted from."))
        return given

    @property
    def has_more(self) -> bool:
        """Whether something less common is asked for, or wrong."""
        return any(
            name in self.data or name in self.errors for name in ("holds", "kinds", "unknown_too")
        ) or bool(self.data.get("words"))

    def criteria(self) -> Criteria:
        """What is looked for, of a valid form."""
        given = self.cleaned_data
        return Criteria(
            skills=tuple(given["skills"]),
            languages=tuple(given["languages"]),
            holds=tuple(given["holds"]),
            words=given["words"],
            area=given["area"],
            point=given["point"],
            within_km=given["within_km"],
            unknown_too=given["unknown_too"],
            is_free=given["is_free"],
        )

    def _choose(self, name: str, options: Any) -> None:
        self.fields[name].choices = options  # type: ignore[attr-defined]


class CallOutForm(forms.Form):
    """What a call-out says, how many it wants, and whom to ask first."""

    title = forms.CharField(label=_("What it is about"), max_length=120)
    words = forms.CharField(
        label=_("More, in a sentence or two"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    meeting_place = forms.CharField(label=_("Where to meet"), max_length=200, required=False)
    private_text = forms.CharField(
        label=_("What only those who come are told"), required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    wanted = forms.IntegerField(label=_("How many are needed"), min_value=1, max_value=5000, initial=5)
    first = forms.ChoiceField(
        label=_("Whom to ask first"), initial=NEAREST, widget=forms.RadioSelect,
        choices=[(NEAREST, _("The nearest")), (EVERYBODY, _("Everybody who can, all at once"))],
    )  # fmt: skip
    size = forms.IntegerField(
        label=_("How many of the nearest"), min_value=1, max_value=20_000, required=False
    )
    is_drill = forms.BooleanField(label=_("This is a drill"), required=False)
    despite_quiet_hours = forms.BooleanField(label=_("Send now, although it is night"), required=False)
    despite_budget = forms.BooleanField(
        label=_("Send all the same, although it is more than today's money"), required=False
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    def told(self, criteria: Criteria) -> Wanted:
        """What `start_callout` takes, of a valid form."""
        names = "title words meeting_place private_text wanted is_drill form_key".split()
        return Wanted(criteria=criteria, **{name: self.cleaned_data[name] for name in names})

    @property
    def how_many(self) -> int | None:
        """The size of the first wave; None for everybody. Of a valid form."""
        if self.cleaned_data["first"] == EVERYBODY:
            return None
        return self.cleaned_data["size"] or max(3 * self.cleaned_data["wanted"], 10)


class WaveForm(forms.Form):
    """Whom to ask next."""

    first = forms.ChoiceField(
        label=_("Whom to ask now"), initial=NEAREST, widget=forms.RadioSelect,
        choices=[
            (NEAREST, _("So many of the nearest")), ("within", _("All within a distance")),
            (EVERYBODY, _("Everybody who is left")),
        ],
    )  # fmt: skip
    size = forms.IntegerField(label=_("How many"), min_value=1, max_value=20_000, required=False)
    within_km = forms.FloatField(label=_("Within so many km"), min_value=0.1, max_value=2000, required=False)
    despite_quiet_hours = forms.BooleanField(label=_("Send now, although it is night"), required=False)
    despite_budget = forms.BooleanField(
        label=_("Send all the same, although it is more than today's money"), required=False
    )

    def clean(self) -> dict[str, Any]:
        needed = {NEAREST: "size", "within": "within_km"}.get(self.cleaned_data.get("first", ""))
        if needed and not self.cleaned_data.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Write a number."))
        return self.cleaned_data

    def how(self) -> dict[str, Any]:
        """What `send_callout_wave` takes, of a valid form."""
        given = self.cleaned_data
        return {
            "size": given["size"] if given["first"] == NEAREST else None,
            "within_km": given["within_km"] if given["first"] == "within" else None,
            "despite_quiet_hours": given["despite_quiet_hours"],
            "despite_budget": given["despite_budget"],
        }


class LogForm(forms.Form):
    """A line in the log."""

    words = forms.CharField(
        label=_("What happened"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    clock = forms.CharField(label=_("At what hour"), max_length=12, required=False)
    went_wrong = forms.BooleanField(label=_("To do better next time"), required=False)

    def clean_clock(self) -> dt.time | None:
        """«14.20» or «14:20»; empty means now."""
        text = self.cleaned_data["clock"].strip().replace(".", ":")
        try:
            return dt.time.fromisoformat(text.zfill(5)) if text else None
        except ValueError:
            raise forms.ValidationError(_("Write the hour as 14.20.")) from None

    def happened_at(self, now: dt.datetime) -> dt.datetime:
        """The latest such hour before now."""
        if self.cleaned_data["clock"] is None:
            return now
        at = clock.at_local(clock.local_day(now), self.cleaned_data["clock"])
        return at if at <= now else at - dt.timedelta(days=1)

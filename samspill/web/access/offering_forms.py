"""What an association can offer in a crisis, as it is told on a page: at the desk, or by its own contact."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.foundation.queries import areas
from samspill.volunteering.actions.capabilities import Told
from samspill.volunteering.models import OrganisationCapability
from samspill.volunteering.rules.capabilities import CAPABILITIES
from samspill.volunteering.wording.capabilities import CAPABILITY_WORDS

FACTS = ("kind", "words", "number", "place", "paid_by")


class OfferForm(forms.Form):
    """What, how many, where, who pays."""

    kind = forms.ChoiceField(
        label=_("What you can help with"), choices=[(kind, CAPABILITY_WORDS[kind]) for kind in CAPABILITIES]
    )
    number = forms.IntegerField(label=_("How many"), min_value=1, max_value=10_000, required=False)
    words = forms.CharField(label=_("In your own words"), max_length=300, required=False)
    place = forms.CharField(label=_("Where it is"), max_length=120, required=False)
    area = forms.ChoiceField(label=_("Part of town"), required=False)
    paid_by = forms.CharField(label=_("Who pays for what"), max_length=120, required=False)

    def __init__(self, *args: Any, capability: OrganisationCapability | None = None, **kwargs: Any) -> None:
        if capability is not None:
            kwargs["initial"] = self.known(capability)
        super().__init__(*args, **kwargs)
        self.known_areas = {str(area.pk): area.name for area in areas()}
        options = [("", _("Not told")), *self.known_areas.items()]
        self.fields["area"].choices = options  # type: ignore[attr-defined]

    def known(self, capability: OrganisationCapability) -> dict[str, Any]:
        """What is told already, as the fields hold it."""
        facts = {name: getattr(capability, name) for name in FACTS}
        return facts | {"area": str(capability.area_id or "")}

    def told(self, **more: Any) -> Told:
        """What `offer_capability` takes, of a valid form."""
        given = self.cleaned_data
        return Told(area_id=given["area"] or None, **{name: given[name] for name in FACTS}, **more)


class DeskOfferForm(OfferForm):
    """The same at the desk, with whom to call, in which turn, and how it was told."""

    contact_name = forms.CharField(label=_("Whom to call"), max_length=120, required=False)
    contact_phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    turn = forms.IntegerField(label=_("Called as number"), min_value=1, max_value=99, initial=5)
    channel = forms.ChoiceField(
        label=_("How they told us"),
        choices=[
            ("phone", _("By phone")),
            ("sms", _("By SMS")),
            ("paper", _("On paper")),
            ("web", _("In a meeting")),
        ],
    )

    def known(self, capability: OrganisationCapability) -> dict[str, Any]:
        contact = capability.contact
        return super().known(capability) | {
            "turn": capability.turn,
            "contact_name": contact.name if contact else "",
            "channel": capability.assured_channel,
        }

    def told(self, **more: Any) -> Told:
        names = ("contact_name", "contact_phone", "turn")
        return super().told(**{name: self.cleaned_data[name] for name in names}, **more)

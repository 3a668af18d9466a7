"""Which part of town takes over from one that is removed, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.foundation.models import Area


class AreaRemovalForm(forms.Form):
    """Who takes over, where something belongs to it, and why it goes."""

    heir = forms.ChoiceField(
        label=_("Which part of town takes over"), error_messages={"required": _("Choose one.")}
    )
    reason = forms.CharField(
        label=_("Why"), max_length=300, error_messages={"required": _("Write why it is removed.")}
    )

    def __init__(self, *args: Any, others: list[Area], is_in_use: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(area.pk): area for area in others}
        nobody = _("Choose") if is_in_use else _("None: nothing belongs to it")
        named = [(key, area.name) for key, area in self.known.items()]
        self.fields["heir"].choices = [("", nobody), *named]  # type: ignore[attr-defined]
        self.fields["heir"].required = is_in_use

    @property
    def chosen(self) -> Area | None:
        """The one that was chosen, of a valid form."""
        return self.known.get(self.cleaned_data["heir"])

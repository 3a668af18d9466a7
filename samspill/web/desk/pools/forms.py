"""The form of a pool."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.volunteering.models import Pool
from samspill.web.design.words import kind_choices


class PoolForm(forms.Form):
    """What it is called, what it is for, and whose it is."""

    name = forms.CharField(label=_("What it is called"), max_length=80)
    kinds = forms.MultipleChoiceField(
        label=_("What it is for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: anything."),
    )
    words = forms.CharField(
        label=_("What we tell those who join"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_shared = forms.BooleanField(label=_("All units share it"), required=False)

    def __init__(self, *args: Any, pool: Pool | None = None, **kwargs: Any) -> None:
        if pool is not None:
            kwargs["initial"] = {"name": pool.name, "kinds": list(pool.kinds), "words": pool.words}
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = kind_choices()  # type: ignore[attr-defined]
        if pool is not None:
            del self.fields["is_shared"]

    def facts(self) -> dict[str, Any]:
        """What `volunteering.actions.pools` takes, of a valid form."""
        given = self.cleaned_data
        return {"name": given["name"], "kinds": tuple(given["kinds"]), "words": given["words"]}

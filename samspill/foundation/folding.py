"""A column that follows another, folded to lower case without accents, so that names are found on both databases."""

from __future__ import annotations

from typing import Any

from django.db import models

from samspill.foundation.places import folded


class FoldedField(models.CharField):
    """Another field's text as it is searched and sorted: `Åse Ødegård` is "ase odegard".

    SQLite ignores case for ASCII only, and the databases sort Norwegian letters differently. Written whenever the row
    is; a queryset's `update()` of the other field must write this one too.
    """

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = folded(getattr(model_instance, self.of))[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value

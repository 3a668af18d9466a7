"""A database field for a handful of short codes, such as the languages somebody speaks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.db import models


class CodesField(models.CharField):
    """A tuple of codes, kept as one string with a space round each: (`nb`, `ar`) is " nb ar ".

    Cheap to read by the thousand (a table of its own or JSON was five times slower in matching), and one code can be
    asked for in SQL on both databases: `filter(holding("languages", "ar"))`.
    """

    #: For the type checker alone: what is assigned and what is read.
    _pyi_private_set_type: Iterable[str]  # type: ignore[assignment]
    _pyi_private_get_type: tuple[str, ...]  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 400)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", tuple)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> tuple[str, ...]:
        return tuple(value.split()) if value else ()

    def to_python(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            return tuple(value.split())
        return tuple(value or ())

    def get_prep_value(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        return joined(value or ())

    def value_to_string(self, obj: models.Model) -> str:
        return joined(cast("tuple[str, ...]", self.value_from_object(obj)))


def joined(codes: Iterable[str]) -> str:
    """The codes as they are kept: " nb ar ", or "" for none."""
    text = " ".join(codes)
    return f" {text} " if text else ""


def holding(field: str, code: str) -> models.Q:
    """The condition that this field holds this code."""
    return models.Q(**{f"{field}__contains": f" {code} "})

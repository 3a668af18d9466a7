"""Which municipality we are acting in, and the wall around its rows.

Every table but a few belongs to a municipality. The manager `objects` of such a table answers only for the
municipality that is *entered*; where none is, it raises. Another municipality's rows do not exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models

from samspill.foundation.keys import new_key

if TYPE_CHECKING:
    from samspill.foundation.models import Municipality

_entered: ContextVar[str | None] = ContextVar("entered_municipality", default=None)

M = TypeVar("M", bound=models.Model)


class NoMunicipalityEntered(RuntimeError):
    """Rows were asked for without saying whose."""


class WrongMunicipality(RuntimeError):
    """A row of one municipality was about to be written while acting in another."""


@contextmanager
def entered(municipality: Municipality | str) -> Iterator[None]:
    """Act in this municipality (the row or its number) until the block ends."""
    number = municipality if isinstance(municipality, str) else municipality.pk
    token = _entered.set(number)
    try:
        yield
    finally:
        _entered.reset(token)


def entered_number() -> str:
    """The number of the municipality we act in; raises `NoMunicipalityEntered` where there is none."""
    number = _entered.get()
    if number is None:
        raise NoMunicipalityEntered("Enter a municipality first: `with entered(municipality):`")
    return number


class OwnedManager(models.Manager[M]):
    """Rows of the entered municipality, and no others."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(municipality_id=entered_number())

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[M]:
        rows = list(objs)
        for row in rows:
            row.take_owner()
        return super().bulk_create(rows, *args, **kwargs)


class Owned(models.Model):
    """A row that belongs to a municipality. New rows belong to the one that is entered."""

    #: How each personal field is erased: "blank", "null", "delete row" or "keep: <why>".
    erasure: dict[str, str] = {}

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    municipality = models.ForeignKey(
        "foundation.Municipality", on_delete=models.PROTECT, related_name="+", db_index=False, editable=False
    )

    objects = OwnedManager()
    #: Every municipality's rows. For jobs that visit each in turn, migrations and tests of the wall itself.
    everywhere = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    def take_owner(self) -> None:
        """Belong to the entered municipality; raises `WrongMunicipality` if the row already belongs to another."""
        number = entered_number()
        if self.municipality_id is None:
            self.municipality_id = number
        if self.municipality_id != number:
            raise WrongMunicipality(f"{self._meta.label} of {self.municipality_id} written in {number}")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.take_owner()
        super().save(*args, **kwargs)

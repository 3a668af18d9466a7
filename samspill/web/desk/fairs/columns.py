"""Fairs, and where everybody goes at one, as spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.activities.models import FairRound, Pupil
from samspill.foundation.workbooks import Cell
from samspill.web.desk.spreadsheets import Column

FAIRS = (
    Column(gettext_lazy("Name"), lambda fair: fair.name),
    Column(gettext_lazy("Day"), lambda fair: fair.held_on),
    Column(gettext_lazy("Where"), lambda fair: fair.place_text),
    Column(gettext_lazy("Unit"), lambda fair: fair.unit.name),
    Column(gettext_lazy("Pupils"), lambda fair: fair.pupil_count),
    Column(gettext_lazy("Have wished"), lambda fair: fair.wished_count),
)


def places_by_round(rounds: Iterable[FairRound]) -> list[Column]:
    """A line for each pupil: the class, the name, and where the pupil goes in each round."""
    turns = [
        Column(_("Round %(n)s") % {"n": one.number}, _title_in(one.number))
        for one in sorted(rounds, key=lambda one: one.number)
    ]
    return [
        Column(_("Class"), lambda pupil: pupil.school_class.name),
        Column(_("Name"), lambda pupil: pupil.name),
        *turns,
    ]


def _title_in(turn: int) -> Callable[[Pupil], Cell]:
    def told(pupil: Pupil) -> Cell:
        return next((place.offer.title for place in pupil.places.all() if place.round == turn), "")

    return told

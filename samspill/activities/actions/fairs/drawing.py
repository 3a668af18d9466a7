"""Drawing the places: asked for first, done at once where few take part and by the worker where it is many."""

from __future__ import annotations

import datetime as dt
import logging
import uuid

from django.db import transaction

from samspill.activities.actions.fairs.locking import lock_all_pupils, lock_fair
from samspill.activities.actions.fairs.placing import AlreadyPublished, tell_anew, write_places
from samspill.activities.models import Fair, FairPlace
from samspill.activities.queries.fair_drawing import question_of
from samspill.activities.rules.fairs import Drawn, Question, draw
from samspill.foundation.actions import note
from samspill.people.models import StaffMember

log = logging.getLogger(__name__)

#: So many pupils are placed while somebody waits for the page.
AT_ONCE = 100


class WishesStillOpen(RuntimeError):
    """Pupils may still wish: places are drawn when that has closed."""


class NothingToDraw(RuntimeError):
    """There are no pupils, or nothing they could go to."""


@transaction.atomic
def _ask(fair: Fair, by: StaffMember, at: dt.datetime) -> int:
    fair = lock_fair(fair.pk)
    if fair.published_at:
        raise AlreadyPublished(fair.pk)
    if not fair.has_closed(at):
        raise WishesStillOpen(fair.pk)
    pupils = lock_all_pupils(fair)
    if not pupils or not fair.offers.filter(closed_at__isnull=True, rooms__isnull=False).exists():
        raise NothingToDraw(fair.pk)
    asked = {"drawing_asked_at": at, "drawing_asked_by": by, "step": ""}
    Fair.objects.filter(pk=fair.pk).update(**asked, drawn_at=None, failed_at=None, figures={})
    note("ask_for_drawing", fair, by=by, channel="web", at=at, pupils=pupils)
    return pupils


def ask_for_drawing(fair: Fair, *, by: StaffMember, at: dt.datetime) -> Fair:
    """Draw the places, or draw them anew: what was changed by hand is then gone. Nobody sees them yet.

    Raises `AlreadyPublished`, `WishesStillOpen` and `NothingToDraw`.
    """
    pupils = _ask(fair, by, at)
    return draw_fair(fair.pk, at=at) if pupils <= AT_ONCE else Fair.objects.get(pk=fair.pk)


def draw_fairs_that_wait(at: dt.datetime) -> int:
    """Draw the fairs that were too large to be drawn at once, the oldest first; how many."""
    waiting = Fair.objects.filter(
        drawing_asked_at__isnull=False, drawn_at__isnull=True, failed_at__isnull=True
    )
    keys = list(waiting.order_by("drawing_asked_at", "pk").values_list("pk", flat=True))
    for key in keys:
        draw_fair(key, at=at)
    return len(keys)


def draw_fair(fair_id: uuid.UUID, *, at: dt.datetime) -> Fair:
    """Draw a fair that waits and write down what came of it; one that does not wait stays as it is."""
    fair = Fair.objects.get(pk=fair_id)
    if not fair.is_being_drawn:
        return fair
    try:
        question = question_of(fair)
        drawn = draw(question, seed=fair.seed, tell=lambda step: _tell(fair, step))
        _tell(fair, "writing")
        _write_down(fair, question, drawn, at)
    except Exception:  # Whatever it is, somebody waits for the drawing and must see that it does not come.
        log.exception("The fair %s could not be drawn", fair.pk)
        Fair.objects.filter(pk=fair.pk).update(failed_at=at)
    return Fair.objects.get(pk=fair_id)


def _tell(fair: Fair, step: str) -> None:
    """How far it has come, for the page that waits."""
    Fair.objects.filter(pk=fair.pk).update(step=step)


@transaction.atomic
def _write_down(asked: Fair, question: Question, drawn: Drawn, at: dt.datetime) -> None:
    """The places as they were drawn; nothing where another worker was first.

    Where an offer was closed or a pupil came meanwhile nothing is written, and the worker draws once more.
    """
    fair = lock_fair(asked.pk)
    if not fair.is_being_drawn or question != question_of(fair):
        return
    FairPlace.objects.filter(offer__fair=fair).delete()
    write_places(drawn.places, {}, by=None, at=at)
    fair.drawn_at = at
    fair.figures = {
        "granted": list(drawn.granted),
        "ranks": drawn.ranks,
        "is_proven": drawn.is_proven,
        "how": drawn.how,
        "unplaced": len(drawn.unplaced),
    }
    fair.save(update_fields=["drawn_at", "figures"])
    tell_anew(fair)
    note("draw_fair", fair, by="system", channel="system", at=at, places=len(drawn.places))

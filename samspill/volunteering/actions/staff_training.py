"""The municipality's own learn about voluntary work (S38): a course by link, and how many came from each service."""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext, override

from samspill.activities.models import SignUp
from samspill.activities.rules.questions import CHOICE, TEXT, Question
from samspill.foundation import clock
from samspill.messaging.queries import WRITTEN_IN
from samspill.volunteering.models import TrainedAtService
from samspill.volunteering.rules.codes import STAFF_COURSE

#: As the table holds it.
LONGEST = TrainedAtService._meta.get_field("service").max_length or 0


def question_about_service(services: tuple[str, ...]) -> Question:
    """Where whoever signs up works: one of these, or in her own words where there are not two to choose between."""
    return Question(
        words=_where_you_work(),
        kind=CHOICE if len(services) > 1 else TEXT,
        choices=services if len(services) > 1 else (),
        must=True,
    )


def count_trained(sign_up: SignUp, *, came: bool) -> None:
    """One more of her service has been at the course, or one less: who came is put right. For the caller's transaction,
    which holds the date's lock.

    Where she works is told for a month after the day; what is put right later changes the number of those who have not
    told.
    """
    time = sign_up.occurrence
    if time.activity.completes != STAFF_COURSE:
        return
    row, _is_new = TrainedAtService.objects.get_or_create(
        occurrence_key=time.pk,
        service=service_of(sign_up),
        defaults={"held_on": clock.local_day(time.starts_at)},
    )
    rows = TrainedAtService.objects.filter(pk=row.pk)
    if came:
        rows.update(came=F("came") + 1)
    else:
        rows.filter(came__gt=0).update(came=F("came") - 1)


def service_of(sign_up: SignUp) -> str:
    """Where she works, as she answered; "" where it is not told, or no longer."""
    asked = set()
    for language in WRITTEN_IN:
        with override(language):
            asked.add(_where_you_work())
    answers = (answer for words, answer in sign_up.answers if words in asked)
    return " ".join(next(answers, "").split())[:LONGEST]


def _where_you_work() -> str:
    return gettext("Where in the municipality do you work?")

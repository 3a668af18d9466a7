"""What was wrong with a plan, in words; beside what may be wrong anywhere at the desk."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.volunteering.actions.planning import NothingOpen, PlanBackwards, PlanTooLong
from samspill.volunteering.actions.plans import (
    AlreadyApproved,
    NotInPlan,
    PlanChanged,
    PlanNotMade,
    ShiftIsFull,
    TakenElsewhere,
)
from samspill.volunteering.queries.tasks import title_of
from samspill.web.desk.needs import complaints

SENTENCES: dict[type[Exception], str | Promise] = {
    NothingOpen: gettext_lazy(
        "No task is open on these days that nobody has been asked about. Choose another week or another unit."
    ),
    PlanTooLong: gettext_lazy("This is too long. A plan is for at most a month."),
    PlanBackwards: gettext_lazy("The last day is before the first."),
    PlanNotMade: gettext_lazy("The plan is not made yet. Wait a moment."),
    NotInPlan: gettext_lazy("They are not in the plan for this task any more. Look at the plan once more."),
    ShiftIsFull: gettext_lazy("So many are planned as there are places. Choose who goes out instead."),
}
EXPECTED: tuple[type[Exception], ...] = (
    *complaints.EXPECTED,
    *SENTENCES,
    PlanChanged,
    AlreadyApproved,
    TakenElsewhere,
)


def sentence_for(error: Exception) -> str:
    """The sentence that says what was wrong. `error` is one of `EXPECTED`."""
    if isinstance(error, PlanChanged):
        name = error.plan.changed_by.name if error.plan.changed_by else _("A colleague")
        return _("%(name)s changed the plan meanwhile. Look at it as it is now, then do it again.") % {
            "name": name
        }
    if isinstance(error, AlreadyApproved):
        name = error.plan.approved_by.name if error.plan.approved_by else _("A colleague")
        return _("%(name)s has approved this plan. Those in it are asked.") % {"name": name}
    if isinstance(error, TakenElsewhere):
        return _("They are planned for %(title)s at the same time.") % {"title": title_of(error.shift)}
    for kind, words in SENTENCES.items():
        if isinstance(error, kind):
            return str(words)
    return complaints.sentence_for(error)

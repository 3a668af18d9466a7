"""Lists of tasks that are read from other sites, the tasks that stand there, and what came of each reading."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspill.foundation.tenancy import Owned
from samspill.organisations.models import Organisation
from samspill.people.models import StaffMember
from samspill.volunteering.models.needs import Need
from samspill.volunteering.rules import outside

_PUBLIC = "keep: public text of another site, gone here when it is gone there"


class TaskSource(Owned):
    """Another site's list of tasks, read every day.

    `kind` is what came the last time, one of `outside.kinds.KINDS`; empty before the first. `organisation` is whose
    tasks they are, where it is one that we know. The tags are what the other site's server gave us to ask with next.
    """

    erasure = {"name": "keep: the name of a site"}

    name = models.CharField(max_length=120)
    url = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="task_sources"
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    next_reading_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=60, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint("municipality", "url", name="task_source_once")]


class OutsideTask(Owned):
    """A task as another site tells it. Nobody is asked, matched or counted for it: whoever wants it goes there.

    `key` is what names it there. One that is gone there has `gone_at`; one that comes back is the same row.
    """

    erasure = {"text": _PUBLIC, "organiser": _PUBLIC}

    source = models.ForeignKey(TaskSource, on_delete=models.CASCADE, related_name="tasks")
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    organiser = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    url = models.CharField(max_length=500)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(
        null=True, blank=True, help_text="When somebody here took it off the square."
    )

    class Meta(Owned.Meta):
        constraints = [
            models.UniqueConstraint("municipality", "source", "key", name="outside_task_once"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=True)
                | Q(ends_at__gte=F("starts_at")),
                name="outside_task_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(url__startswith="http://") | Q(url__startswith="https://"),
                name="outside_task_has_a_page",
            ),
        ]

    @property
    def is_all_day(self) -> bool:
        """Whether days are told and no clock."""
        return outside.is_all_day(self.starts_at, self.ends_at)


class TaskToldApart(Owned):
    """Somebody here has said that a task of another site is not the one it was taken for, of a third site or of ours.

    It stands until it is undone, and with it both are shown (docs/decisions/0050).
    """

    task = models.ForeignKey(OutsideTask, on_delete=models.CASCADE, related_name="told_apart")
    theirs = models.ForeignKey(OutsideTask, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    ours = models.ForeignKey(Need, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        StaffMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Owned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(theirs__isnull=False, ours__isnull=True)
                | Q(theirs__isnull=True, ours__isnull=False),
                name="task_told_apart_from_one",
            ),
            models.CheckConstraint(
                condition=Q(theirs__isnull=True) | ~Q(theirs=F("task")), name="task_told_apart_from_another"
            ),
            models.UniqueConstraint(
                "municipality",
                "task",
                "theirs",
                condition=Q(undone_at__isnull=True, theirs__isnull=False),
                name="task_told_apart_from_theirs_once",
            ),
            models.UniqueConstraint(
                "municipality",
                "task",
                "ours",
                condition=Q(undone_at__isnull=True, ours__isnull=False),
                name="task_told_apart_from_ours_once",
            ),
        ]


class TaskReading(Owned):
    """One reading of a source that brought something: what came of it, and which tasks could not be read."""

    source = models.ForeignKey(TaskSource, on_delete=models.CASCADE, related_name="readings")
    read_at = models.DateTimeField()
    is_complete = models.BooleanField(default=True)
    counts = models.JSONField(default=dict, help_text="new, changed, unchanged, gone, problems")
    problems = models.JSONField(
        default=list, help_text="The first hundred: [reason, title], as codes have words."
    )

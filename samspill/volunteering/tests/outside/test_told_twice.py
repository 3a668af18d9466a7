"""A task that two sites tell of under two addresses is shown once; tasks that only look alike are both shown."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspill.foundation.models import AuditEntry
from samspill.volunteering.actions import publish_need, unpublish_need
from samspill.volunteering.actions.task_sources import (
    add_task_source,
    hide_outside_task,
    remove_task_source,
    tell_tasks_apart,
    undo_telling_tasks_apart,
)
from samspill.volunteering.models import OutsideTask, TaskToldApart
from samspill.volunteering.queries.outside import tasks_of_others, told_twice
from samspill.volunteering.rules.doubles import SHORTEST_TEXT, Told, doubles, is_same
from samspill.volunteering.rules.square import LookedFor

NOON = dt.datetime(2026, 3, 14, 11, tzinfo=dt.UTC)
EVENING = NOON + dt.timedelta(hours=7)
MIDNIGHT = dt.datetime(2026, 3, 13, 23, tzinfo=dt.UTC)
LONG = "Vi rydder stien opp til toppen sammen, og drikker kaffe når vi er ferdige. Ta med hansker."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Told("Rydd stien", starts_at=NOON), Told("Rydd stien!", starts_at=NOON)),
        (Told("Rydd stien", starts_at=NOON), Told("RYDD STIEN", starts_at=MIDNIGHT)),
        (Told("Rydd stien", organiser="Turlaget"), Told("Rydd stien", organiser="TURLAGET")),
        (Told("Rydd stien", place="Fjellet"), Told("Rydd stien", place="Fjellet", starts_at=NOON)),
        (Told("Rydd stien", LONG), Told("Rydd stien", LONG, organiser="Turlaget")),
        (Told("Rydd stien", LONG, "Portalen"), Told("Rydd stien", LONG[:80] + "…", "Turlaget")),
    ],
)
def test_the_same_task_is_known(one, other):
    assert is_same(one, other) and is_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Told("Turvenn"), Told("Turvenn")),
        (Told("", starts_at=NOON), Told("", starts_at=NOON)),
        (Told("Rydd stien", starts_at=NOON), Told("Rydd veien", starts_at=NOON)),
        (Told("Rydd stien", LONG, starts_at=NOON), Told("Rydd stien", LONG, starts_at=EVENING)),
        (Told("Turvenn", LONG, "Turlaget", "Lia"), Told("Turvenn", LONG, "Turlaget", "Hamna")),
        (Told("Leksehjelp", organiser="Biblioteket", starts_at=NOON),
         Told("Leksehjelp", organiser="Røde Kors", starts_at=NOON)),
        (Told("Turvenn", LONG[: SHORTEST_TEXT // 2]), Told("Turvenn", LONG[: SHORTEST_TEXT // 2])),
    ],
)  # fmt: skip
def test_what_only_looks_alike_is_not_the_same(one, other):
    assert not is_same(one, other) and not is_same(other, one)


def test_two_of_one_site_are_two_and_the_first_to_come_stands():
    told = Told("Rydd stien", starts_at=NOON)
    tasks = [("a", 1, told), ("b", 1, told), ("c", 2, told), ("d", 3, told)]
    assert doubles(tasks) == {"c": "a", "d": "a"}


# On the square


@pytest.fixture
def tells(town, at):
    """A site tells of a task: `tells("Portalen", "Rydd stien", starts_at=NOON)`."""

    def tell(site, title, **told):
        url = f"https://{site.lower()}.example/{OutsideTask.objects.count()}"
        source = add_task_source(site, f"https://{site.lower()}.example/feed", by="system", at=at)
        return OutsideTask.objects.create(
            source=source, key=url, title=title, url=url, first_seen_at=at, last_seen_at=at, **told
        )

    return tell


def shown(at, **looked_for):
    found = tasks_of_others(at=at, looked_for=LookedFor(**looked_for))
    return [(one.name, task.title) for one in found for task in one.tasks]


def test_it_stands_with_the_site_that_was_added_first_until_that_one_lets_it_go(tells, at):
    first = tells("Portalen", "Rydd stien", starts_at=NOON)
    second = tells("Turlaget", "Rydd stien", starts_at=NOON)
    tells("Turlaget", "Merk løypa", starts_at=NOON)
    assert shown(at) == [("Portalen", "Rydd stien"), ("Turlaget", "Merk løypa")]
    [one] = told_twice(at=at)
    assert (one.task, one.theirs, one.standing_id) == (second, first, first.pk)
    assert told_twice(at=at, source=first.source) == [] and len(told_twice(at=at, source=second.source)) == 1
    hide_outside_task(first, by="system", at=at)
    assert ("Turlaget", "Rydd stien") in shown(at) and told_twice(at=at) == []
    remove_task_source(second.source, by="system", at=at)
    assert shown(at) == []


def test_ours_stands_for_what_others_tell_of_it_while_it_is_open(tells, phoned_in, ola, at):
    ours = phoned_in(title="Rydd stien", public_text=LONG, starts_at=NOON)
    theirs = tells("Portalen", "Rydd stien", text=LONG, organiser="Turlaget", starts_at=NOON)
    assert shown(at) == [("Portalen", "Rydd stien")]
    publish_need(ours, by=ola, at=at)
    assert shown(at) == []
    [one] = told_twice(at=at)
    assert (one.task, one.theirs, one.standing_id) == (theirs, None, ours.pk)
    unpublish_need(ours, by=ola, at=at)
    assert shown(at) == [("Portalen", "Rydd stien")]


def test_two_that_were_taken_for_one_are_told_apart_and_that_is_taken_back(tells, ola, at):
    first, second = (tells(site, "Rydd stien", starts_at=NOON) for site in ("Portalen", "Turlaget"))
    [taken] = told_twice(at=at)
    [told, again] = [tell_tasks_apart(taken, by=ola, at=at) for _twice in range(2)]
    assert told == again and told_twice(at=at) == []
    assert shown(at) == [("Portalen", "Rydd stien"), ("Turlaget", "Rydd stien")]
    third = tells("Avisa", "Rydd stien", starts_at=NOON)
    assert [(one.task, one.standing_id) for one in told_twice(at=at)] == [(third, first.pk)]
    for _twice in range(2):
        undo_telling_tasks_apart(told, by=ola, at=at)
    assert {one.task for one in told_twice(at=at)} == {second, third}
    assert AuditEntry.objects.filter(verb="tell_tasks_apart").count() == 1
    assert AuditEntry.objects.filter(verb="undo_telling_tasks_apart").count() == 1
    assert tell_tasks_apart(taken, by=ola, at=at) != told, "what was undone stays as it was"


def test_a_task_that_is_not_ours_after_all_is_shown_beside_it(tells, phoned_in, ola, at):
    publish_need(phoned_in(title="Rydd stien", public_text=LONG, starts_at=NOON), by=ola, at=at)
    tells("Portalen", "Rydd stien", text=LONG, starts_at=NOON)
    [taken] = told_twice(at=at)
    tell_tasks_apart(taken, by=ola, at=at)
    assert shown(at) == [("Portalen", "Rydd stien")]


def test_two_tasks_that_have_one_page_are_shown_where_somebody_says_they_are_two(tells, ola, at):
    tells("Portalen", "Rydd stien")
    second = tells("Turlaget", "Merk løypa")
    OutsideTask.objects.update(url="https://turlaget.example/frivillig")
    [taken] = told_twice(at=at)
    assert taken.task == second and len(shown(at)) == 1
    tell_tasks_apart(taken, by=ola, at=at)
    assert len(shown(at)) == 2


def test_a_task_is_told_apart_from_exactly_one_other(tells, phoned_in, ola, at):
    task, other = tells("Portalen", "Rydd stien"), tells("Turlaget", "Rydd stien")
    for things in ({}, {"theirs": task}, {"theirs": other, "ours": phoned_in()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TaskToldApart.objects.create(task=task, told_at=at, told_by=ola, **things)


def test_what_is_private_at_ours_never_makes_two_tasks_one(tells, phoned_in, ola, at):
    """Not even by a task that goes away can the caller or the place of one be found out."""
    publish_need(phoned_in(title="Handle mat", words=LONG, private_text=LONG), by=ola, at=at)
    tells("Portalen", "Handle mat", text=LONG, organiser="Sykepleier Moen", place="Strandveien 4")
    assert shown(at) == [("Portalen", "Handle mat")]


def test_words_and_days_narrow_them_and_what_nobody_tells_of_leaves_them_out(tells, at):
    tells("Portalen", "Rydd stien", text="Ta med hansker", starts_at=NOON)
    tells("Portalen", "Strikkekafé", organiser="Husflidslaget")
    for looked_for, titles in (
        ({"words": "strikk"}, ["Strikkekafé"]), ({"words": "husflid"}, ["Strikkekafé"]),
        ({"words": "hanske"}, ["Rydd stien"]), ({"words": "strikekafe"}, ["Strikkekafé"]), ({"words": "sjakk"}, []),
        ({"when": "weekend"}, ["Rydd stien"]), ({"time": "day"}, ["Rydd stien"]), ({"time": "evening"}, []),
        ({"words": "strikk", "kind": "garden"}, []), ({"language": "ar"}, []),
    ):  # fmt: skip
        assert [title for _site, title in shown(at, **looked_for)] == titles, looked_for


def test_a_guess_is_made_only_where_nothing_of_ours_has_the_words(tells, at):
    tells("Portalen", "Strikkekafé")
    assert tasks_of_others(at=at, looked_for=LookedFor(words="strikekafe"), may_guess=False) == []
    assert shown(at, words="strikekafe") == [("Portalen", "Strikkekafé")]

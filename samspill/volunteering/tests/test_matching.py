"""Who fits, with the facts from the database."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.foundation.models import Area
from samspill.foundation.tenancy import entered
from samspill.messaging.actions import opt_out
from samspill.people.models import ContactPoint, Person
from samspill.volunteering import actions
from samspill.volunteering.models import Shift
from samspill.volunteering.queries import who_fits


def shift_of(need) -> Shift:
    return Shift.objects.select_related("need__request__recipient").get(need=need)


def names(need, at) -> list[str]:
    return [one.name for one in who_fits(shift_of(need), at=at).best()]


def walls(need, at) -> dict[str, list[str]]:
    return {
        one.name: [mark.code for mark in one.fit.walls] for one in who_fits(shift_of(need), at=at).nearly()
    }


def test_the_best_stand_first_with_reasons(volunteer, phoned_in, at):
    strand = Area.objects.create(name="Stranda")
    volunteer("Eva Lund")
    volunteer("Ali Hassan", wishes=("visit",))
    volunteer("Kari Berg", wishes=("visit",), areas=(str(strand.pk),), person={"languages": ("ar",)})
    need = phoned_in(area=strand.pk, languages=("ar",))
    assert names(need, at) == ["Kari Berg", "Ali Hassan", "Eva Lund"]
    best = who_fits(shift_of(need), at=at).best(1)[0]
    assert [mark.code for mark in best.fit.reasons] == ["wish", "area", "language", "not_asked_lately"]


def test_each_wall_is_found_in_the_database(volunteer, phoned_in, ask, texts, ola, at):
    need = phoned_in(demands=("course",), gender="f")
    day = shift_of(need).starts_at.date()
    facts = {"person": {"gender": "f"}}
    away, late, stopped, lost, busy, fine = (
        volunteer(name, **facts)
        for name in ("Anne Vik", "Berit Vik", "Cilla Vik", "Dina Vik", "Eli Vik", "Frida Vik")
    )
    for person in (away, stopped, lost, busy, fine):
        actions.note_qualification(person.volunteer, kind="course", held_from_on=at.date(), by=ola, at=at)
    actions.note_qualification(
        late.volunteer,
        kind="course",
        held_from_on=at.date(),
        valid_until_on=day - dt.timedelta(days=1),
        by=ola,
        at=at,
    )
    actions.note_absence(away.volunteer, from_on=day, until_on=day, by=ola, at=at, channel="phone")
    opt_out("sms", stopped.contact_points.get().value, source="phone", at=at)
    ContactPoint.objects.filter(person=lost).update(unusable_at=at)
    other = phoned_in(kind="walk")
    [offer] = ask(other, busy)
    actions.answer_offer(offer.pk, "yes", channel="phone", by=ola, at=at)
    assert names(need, at) == ["Frida Vik"]
    assert walls(need, at) == {
        "Anne Vik": ["absent"],
        "Berit Vik": ["expired"],
        "Cilla Vik": ["opted_out"],
        "Dina Vik": ["unreachable"],
        "Eli Vik": ["busy"],
    }


def test_who_declined_an_earlier_time_of_the_same_need_is_not_asked_again(
    volunteer, phoned_in, ask, texts, at
):
    kari = volunteer("Kari Berg")
    need = phoned_in()
    ask(need, kari)
    texts(kari, "nei")
    assert walls(need, at) == {"Kari Berg": ["declined"]}


def test_a_paused_volunteer_and_one_who_left(volunteer, phoned_in, ola, at):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    actions.pause_volunteer(kari.volunteer, by=ola, at=at, channel="phone")
    actions.let_volunteer_leave(ali.volunteer, by=ola, at=at, channel="phone")
    assert walls(phoned_in(), at) == {"Kari Berg": ["paused"]}


def test_one_who_helped_this_recipient_before_is_told_of(volunteer, phoned_in, ask, texts, at):
    kari = volunteer("Kari Berg")
    first = phoned_in()
    ask(first, kari)
    texts(kari, "ja")
    again = phoned_in(
        starts_at=at + dt.timedelta(days=9), recipient=first.request.recipient_id, recipient_name=""
    )
    best = who_fits(shift_of(again), at=at).best(1)[0]
    assert ("helped_before", 1) in best.fit.reasons


def test_nobody_is_proposed_to_help_herself(volunteer, phoned_in, at):
    volunteer("Gunvor Lie", "412 99 000")
    need = phoned_in(recipient_phone="412 99 000")
    assert walls(need, at) == {"Gunvor Lie": ["is_recipient"]}


def test_the_neighbours_volunteers_do_not_exist(volunteer, phoned_in, neighbour, at):
    volunteer("Kari Berg")
    need = phoned_in()
    with entered(neighbour):
        assert not Person.objects.exists()
    assert names(need, at) == ["Kari Berg"]


def test_as_many_queries_for_one_volunteer_as_for_ten(volunteer, phoned_in, at):
    need = phoned_in(demands=("course",))
    volunteer("Kari Berg")
    shift = shift_of(need)
    who_fits(shift, at=at)  # The parts of town are remembered.
    with CaptureQueriesContext(connection) as few:
        who_fits(shift, at=at).best(10)
    for number in range(9):
        volunteer(f"Person{number} Nord")
    with CaptureQueriesContext(connection) as many:
        who_fits(shift, at=at).best(10)
    assert len(many) == len(few)

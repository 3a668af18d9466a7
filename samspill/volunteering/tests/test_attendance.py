"""Who came, noted for a group in one step; thank-you that is quiet; certificates of what was noted and nothing else."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from conftest import make_staff
from samspill.activities.actions import Announcement, publish_activity
from samspill.foundation.models import AuditEntry
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import HoldsNationalId, forget_person, merge_persons, withdraw_consent
from samspill.people.models import Person, Unit
from samspill.people.queries import asker_for, export_person
from samspill.volunteering.actions import answer_offer
from samspill.volunteering.actions.attendance import (
    Came,
    NotANumber,
    NotThatDay,
    NotYet,
    Others,
    note_attendance,
    note_helpers,
)
from samspill.volunteering.actions.attests import NothingNoted, make_attest, withdraw_attest
from samspill.volunteering.actions.thanking import begin_thanking, end_thanking, thank_after_tasks, thank_many
from samspill.volunteering.models import Attendance, Attest, HeadCount, Need, Shift, ThanksHabit
from samspill.volunteering.queries.attendance import (
    hours_of,
    sheet_of_shift,
    sheet_of_time,
    shift_to_note_for,
    shifts_without_attendance,
)
from samspill.volunteering.queries.attests import attest_as_pdf, find_attest, told_facts, verified_facts
from samspill.volunteering.queries.thanking import helped_at, helped_in, thanked_lately
from samspill.volunteering.rules.attendance import NotHours, read_minutes, told_hours
from samspill.volunteering.rules.attests import new_code, tidy_code

DAY = dt.timedelta(days=1)


@pytest.fixture
def covered(volunteer, phoned_in, ask, at):
    """A visit of an hour that Kari and Ali have said yes to; gives the shift and the two."""

    def make(**facts):
        people = [volunteer("Kari Berg"), volunteer("Ali Hassan")]
        need = phoned_in(places=2, **facts)
        for offer in ask(need, *people):
            answer_offer(offer.pk, "yes", channel="sms", by=offer.person, at=at)
        return need.shifts.get(), *people

    return make


def came(*people, minutes=60):
    return [Came(person.pk, True, minutes) for person in people]


def thanks(person):
    return OutboundMessage.objects.filter(person=person, key__startswith="thanks:")


def test_all_who_are_booked_are_ticked_beforehand(covered, asker, at):
    shift, kari, ali = covered()
    sheet = sheet_of_shift(asker, shift)
    assert [(line.person, line.came, line.minutes) for line in sheet.lines] == [
        (ali, True, 60),
        (kari, True, 60),
    ]
    assert sheet.noted_at is None


def test_who_came_and_who_did_not_is_noted_in_one_step_and_put_right(covered, asker, ola, at):
    shift, kari, ali = covered()
    over = shift.ends_at
    note_attendance(shift.pk, [*came(kari, minutes=90), Came(ali.pk, False, 90)], by=ola, at=over)
    sheet = sheet_of_shift(asker, shift)
    assert [(line.person, line.came, line.minutes) for line in sheet.lines] == [
        (ali, False, 60),
        (kari, True, 90),
    ]
    assert (sheet.noted_at, sheet.noted_by) == (over, "Ola Strand")
    note_attendance(shift.pk, came(kari, ali), by=ola, at=over + DAY)
    assert Attendance.objects.filter(came=True, minutes=60).count() == Attendance.objects.count() == 2


def test_twelve_people_two_hours_without_a_name(covered, asker, ola, at):
    shift, kari, _ = covered()
    note_attendance(shift.pk, came(kari), others=Others(12, 120), by=ola, at=shift.ends_at)
    counted = HeadCount.objects.get()
    assert (counted.people, counted.minutes) == (12, 120)
    assert AuditEntry.objects.get(verb="note_attendance").facts["came"] == 13
    assert [line.came for line in sheet_of_shift(asker, shift).lines] == [False, True]
    note_attendance(shift.pk, came(kari), by=ola, at=shift.ends_at)
    assert not HeadCount.objects.exists()


def test_one_who_came_without_being_booked_is_added(covered, volunteer, asker, ola, at):
    shift, kari, _ = covered()
    grete = volunteer("Grete Vik")
    note_attendance(shift.pk, came(kari, grete), by=ola, at=shift.ends_at)
    lines = {line.person: line.is_booked for line in sheet_of_shift(asker, shift).lines}
    assert lines[grete] is False and lines[kari] is True


def test_what_is_over_and_not_noted_waits_until_it_is(covered, asker, ola, at):
    shift, kari, ali = covered()
    over = shift.ends_at + dt.timedelta(minutes=1)
    assert not shifts_without_attendance(asker, at=at).exists()
    assert list(shifts_without_attendance(asker, at=over)) == [shift]
    note_attendance(shift.pk, [Came(kari.pk, False), Came(ali.pk, False)], by=ola, at=over)
    assert not shifts_without_attendance(asker, at=over).exists()


@pytest.mark.parametrize(("how", "complaint"), [
    ({"when": dt.timedelta(hours=-2)}, NotYet), ({"on": 2}, NotThatDay), ({"minutes": 1500}, NotANumber),
    ({"others": Others(5001, 60)}, NotANumber), ({"others": Others(3, 1500)}, NotANumber),
])  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_noted(covered, ola, how, complaint):
    shift, kari, _ = covered()
    at = shift.ends_at + how.get("when", 5 * DAY)
    on = shift.starts_at.date() + how["on"] * DAY if "on" in how else None
    with pytest.raises(complaint):
        note_attendance(
            shift.pk,
            came(kari, minutes=how.get("minutes", 60)),
            others=how.get("others"),
            on=on,
            by=ola,
            at=at,
        )
    assert not Attendance.objects.exists() and not HeadCount.objects.exists()


def test_a_pair_meets_on_many_days_under_one_shift(covered, ola, at):
    shift, kari, _ = covered()
    Need.objects.filter(pk=shift.need_id).update(form=Need.Form.PAIR)
    Shift.objects.filter(pk=shift.pk).update(ends_at=shift.starts_at + 200 * DAY)
    for days in (0, 7, 14):
        on = shift.starts_at.date() + days * DAY
        note_attendance(shift.pk, came(kari), on=on, by=ola, at=shift.starts_at + 30 * DAY, channel="phone")
    assert verified_facts(kari)["times"] == 3
    with pytest.raises(NotYet):
        note_attendance(
            shift.pk, came(kari), on=shift.starts_at.date() + 40 * DAY, by=ola, at=shift.starts_at + 30 * DAY
        )


def test_those_who_helped_at_an_activity_are_noted_and_proposed_the_next_time(
    volunteer, centre, asker, ola, at
):
    kari, told = volunteer("Kari Berg"), Announcement(title={"nb": "Åpen kafé"}, unit=centre)
    weekly = Pattern(kind="weekly", starts_on=at.date(), starts_time=dt.time(12), minutes=180)
    first, second, *_ = publish_activity(told, [weekly], by="system", at=at).occurrences.order_by("starts_at")
    assert sheet_of_time(asker, first).lines == []
    note_helpers(first.pk, came(kari, minutes=180), others=Others(2, 60), by=ola, at=first.ends_at)
    assert [(line.person, line.minutes) for line in sheet_of_time(asker, second).lines] == [(kari, 180)]
    assert verified_facts(kari)["activities"] == [{"nb": "Åpen kafé"}]
    with pytest.raises(NotYet):
        note_helpers(second.pk, came(kari), by=ola, at=first.ends_at)


def test_another_units_shift_is_not_there(covered, at):
    shift, *_ = covered()
    tone = make_staff("Tone Myhre", Unit.objects.create(name="Hjemmetjenesten"), "coordinator", at=at)
    with pytest.raises(Shift.DoesNotExist):
        shift_to_note_for(asker_for(tone, on=at.date()), shift.pk)


@pytest.mark.parametrize(("text", "minutes"), [
    ("2", 120), ("1,5", 90), ("1.5", 90), ("0,25", 15), ("1:30", 90), ("90 min", 90), ("2 timer", 120), ("2 t", 120),
    (" 3 hours ", 180), ("24", 1440), ("45 minutter", 45),
])  # fmt: skip
def test_hours_are_read_as_people_write_them(text, minutes):
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "0", "25", "to", "-1", "1:99:1", "👍", "2000 min", "1,5,5", "x" * 900])
def test_what_is_no_length_of_time_is_refused(text):
    with pytest.raises(NotHours):
        read_minutes(text)


@pytest.mark.parametrize(("minutes", "told"), [(120, "2"), (90, "1,5"), (80, "1:20"), (0, "0"), (30, "0,5")])
def test_hours_are_told_shortly(minutes, told):
    assert told_hours(minutes) == told


def test_nobody_is_thanked_by_the_system_unless_the_unit_has_the_habit(covered, centre, ola, at):
    shift, kari, _ = covered()
    after = shift.ends_at + dt.timedelta(hours=3)
    assert thank_after_tasks(after) == 0
    begin_thanking(centre, by=ola, at=at)
    begin_thanking(centre, by=ola, at=at)
    assert thank_after_tasks(shift.ends_at + dt.timedelta(hours=1)) == 0
    assert thank_after_tasks(after) == 2 and thank_after_tasks(after) == 0
    assert "Frivilligsentralen" in thanks(kari).get().body and ThanksHabit.objects.count() == 1


def test_at_most_one_thank_you_a_month(covered, centre, ola, at):
    shift, kari, ali = covered()
    begin_thanking(centre, by=ola, at=at)
    thank_after_tasks(shift.ends_at + dt.timedelta(hours=3))
    assert thank_many([kari, ali], "Takk, {name}!", unit=centre, by=ola, at=shift.ends_at + 5 * DAY) == 0
    assert thank_many([kari, ali], "Takk, {name}!", unit=centre, by=ola, at=shift.ends_at + 40 * DAY) == 2
    assert [row.body for row in thanks(kari).order_by("queued_at")][-1] == "Takk, Kari!"


@pytest.mark.parametrize("spoil", ["stayed_away", "ended", "no_consent", "long_ago"])
def test_who_is_not_to_be_thanked_is_left_in_peace(covered, centre, ola, at, spoil):
    shift, kari, ali = covered()
    begin_thanking(centre, by=ola, at=at)
    after = shift.ends_at + dt.timedelta(hours=3)
    if spoil == "stayed_away":
        note_attendance(shift.pk, [Came(kari.pk, False), *came(ali)], by=ola, at=shift.ends_at)
    elif spoil == "ended":
        end_thanking(centre, by=ola, at=at)
    elif spoil == "no_consent":
        withdraw_consent(kari, "phone", by=ola, at=at)
    thank_after_tasks(after + (9 * DAY if spoil == "long_ago" else dt.timedelta()))
    assert not thanks(kari).exists()


def test_all_who_helped_in_a_year_are_found_for_one_thank_you(covered, volunteer, asker, ola, centre, at):
    shift, kari, ali = covered()
    volunteer("Grete Vik")
    assert helped_at(asker, shift) == helped_in(asker, 2026) == [ali, kari] and helped_in(asker, 2025) == []
    note_attendance(shift.pk, [*came(kari), Came(ali.pk, False)], by=ola, at=shift.ends_at)
    assert helped_at(asker, shift) == [kari]
    thank_many([kari], "Takk!", unit=centre, by=ola, at=shift.ends_at)
    assert thanked_lately([kari, ali], at=shift.ends_at) == {kari.pk}


def test_a_thank_you_holds_no_identity_number(covered, centre, ola, at):
    _, kari, _ = covered()
    with pytest.raises(HoldsNationalId):
        thank_many([kari], "Takk 15076500565", unit=centre, by=ola, at=at)
    assert not thanks(kari).exists()


def test_a_certificate_says_what_was_noted_and_nothing_else(covered, ola, centre, at):
    shift, kari, ali = covered(title="Hemmelig navn på mottaker")
    with pytest.raises(NothingNoted):
        make_attest(kari, by=ola, at=at)
    note_attendance(shift.pk, [*came(kari, minutes=90), Came(ali.pk, False)], by=ola, at=shift.ends_at)
    attest = make_attest(kari, by=ola, at=shift.ends_at)
    told = dict(told_facts(attest))
    assert told["Navn"] == "Kari Berg" and told["Antall ganger"] == "1" and told["Timer"] == "1,5"
    assert "13. mars 2026" in told["Periode"] and "Hemmelig" not in str(attest.facts)
    with pytest.raises(NothingNoted):
        make_attest(ali, by=ola, at=shift.ends_at)
    assert AuditEntry.objects.get(verb="make_attest").subject == f"people.person:{kari.pk}"


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_certificate_is_a_document_a_screen_reader_can_read(covered, ola, at, language):
    shift, kari, _ = covered()
    note_attendance(shift.pk, came(kari), by=ola, at=shift.ends_at)
    made = attest_as_pdf(make_attest(kari, language=language, by=ola, at=shift.ends_at))
    assert made.startswith(b"%PDF-") and b"/StructTreeRoot" in made


def test_pressing_twice_makes_one_certificate_and_she_may_make_one_herself(covered, ola, at):
    shift, kari, _ = covered()
    note_attendance(shift.pk, came(kari), by=ola, at=shift.ends_at)
    first = make_attest(kari, by=ola, at=shift.ends_at)
    assert make_attest(kari, by=kari, at=shift.ends_at) == first
    hers = make_attest(kari, by=kari, at=shift.ends_at + DAY)
    assert hers != first and hers.made_by is None and hers.unit.name == "Frivilligsentralen"


def test_whether_a_certificate_is_genuine_is_found_by_its_code_however_it_is_typed(covered, ola, at):
    shift, kari, _ = covered()
    note_attendance(shift.pk, came(kari), by=ola, at=shift.ends_at)
    attest = make_attest(kari, by=ola, at=shift.ends_at)
    assert find_attest(f" {attest.code.lower().replace('-', ' ')} ") == attest
    assert (
        find_attest("0000-0000-0000") is None and find_attest("") is None and find_attest("x" * 900) is None
    )
    assert withdraw_attest(attest, by=ola, at=shift.ends_at) and not withdraw_attest(attest, by=ola, at=at)
    assert find_attest(attest.code).withdrawn_at


def test_codes_are_long_and_easy_to_read_aloud():
    letters = iter("O0I1LKAB CDE".replace(" ", "9"))
    assert tidy_code(new_code(lambda alphabet: next(letters))) == "0011-1KAB-9CDE"
    assert tidy_code("K7QM-3XPA-9TB") == "" and tidy_code("K7QM-3XPA-9TBU") == ""


def test_when_she_is_forgotten_the_hours_count_and_the_certificate_is_gone(covered, ola, at):
    shift, kari, _ = covered()
    note_attendance(shift.pk, came(kari), by=ola, at=shift.ends_at)
    attest = make_attest(kari, by=ola, at=shift.ends_at)
    forget_person(kari, by=ola, at=shift.ends_at, channel="web")
    assert Attendance.objects.get(came=True).minutes == 60
    assert find_attest(attest.code) is None and "Kari" not in str(Attest.objects.get().facts)


def test_when_two_are_one_she_has_the_hours_of_both_and_the_export_holds_them(covered, volunteer, ola, at):
    shift, kari, ali = covered()
    note_attendance(shift.pk, came(ali), by=ola, at=shift.ends_at)
    merge_persons(kari, ali, by=ola, at=shift.ends_at, channel="web")
    assert [one.minutes for one in hours_of(Person.objects.get(pk=kari.pk))] == [60]
    assert export_person(kari)["rows"]["volunteering.attendance"][0]["minutes"] == 60


def test_the_database_itself_refuses_two_lines_for_one_person(covered, at):
    shift, kari, _ = covered()
    facts = {"shift": shift, "person": kari, "happened_on": at.date(), "came": True, "noted_at": at}
    Attendance.objects.create(**facts)
    for wrong in (facts, facts | {"happened_on": at.date() + DAY, "came": False, "minutes": 5}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attendance.objects.create(**wrong)


@pytest.mark.django_db(transaction=True)
def test_two_who_note_at_once_leave_one_whole_sheet(covered, together, town, ola, at):
    shift, kari, ali = covered()
    sheets = [[*came(kari, minutes=30), Came(ali.pk, False)], [*came(ali, minutes=90), Came(kari.pk, False)]]
    calls = [partial(note_attendance, shift.pk, sheet, by=ola, at=shift.ends_at) for sheet in sheets * 3]
    assert not [one for one in together(town, calls) if isinstance(one, Exception)]
    rows = {row.person: (row.came, row.minutes) for row in Attendance.objects.select_related("person")}
    assert rows in ({kari: (True, 30), ali: (False, 0)}, {ali: (True, 90), kari: (False, 0)})


@pytest.mark.django_db(transaction=True)
def test_two_who_thank_at_once_thank_once(covered, together, town, centre, ola, at):
    _, kari, ali = covered()
    calls = [partial(thank_many, [kari, ali], "Takk, {name}!", unit=centre, by=ola, at=at)] * 4
    assert sorted(together(town, calls)) == [0, 0, 0, 2]
    assert thanks(kari).count() == 1

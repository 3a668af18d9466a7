"""Responsibility passes on: for a holiday it is computed, for good it moves, and a unit that closes leaves nothing."""

import datetime as dt

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from conftest import make_staff
from samspill.foundation import clock
from samspill.foundation.models import AuditEntry
from samspill.foundation.tenancy import Owned
from samspill.messaging.actions.templates import save_template
from samspill.messaging.models import InboundMessage, MessageTemplate
from samspill.messaging.rules.templates import Words
from samspill.people.actions import HasLeft, let_staff_leave
from samspill.people.actions.staff import (
    NAME_KEPT,
    StillWorksHere,
    forget_staff,
    forget_staff_who_left,
    invite_staff,
)
from samspill.people.actions.standing_in import (
    EndsBeforeItStarts,
    SameColleague,
    end_stand_in,
    hand_over_for_good,
    stand_in_from,
)
from samspill.people.actions.units import UnitIsClosed, close_unit
from samspill.people.models import Person, StaffMember, StandIn, Unit, UnitRole
from samspill.people.queries import NoUnit, asker_for
from samspill.people.queries.standing_in import follower_of, stand_ins_on, whose_tasks
from samspill.people.queries.units import staff_of_this_unit_alone, what_a_unit_owns
from samspill.volunteering.actions.selections import save_selection
from samspill.volunteering.models import Interest, Need, Pairing, Recipient, Request, Selection, Volunteer
from samspill.volunteering.queries.needs import WhichNeeds, needs_list
from samspill.volunteering.queries.responsibilities import followed_by
from samspill.volunteering.rules.selections import Criteria
from tests.house.cast import enter_everything


@pytest.fixture
def today():
    return clock.today()


@pytest.fixture
def now():
    return clock.now()


@pytest.fixture
def ingrid(centre, now):
    return make_staff("Ingrid Solvang", centre, "coordinator", at=now)


@pytest.fixture
def ola(centre, now):
    return make_staff("Ola Strand", centre, "coordinator", at=now)


@pytest.fixture
def ingrids_work(centre, ingrid, now):
    """One of everything, which Ingrid follows up."""
    enter_everything(centre, ingrid, 1)
    Volunteer.objects.update(followed_up_by=ingrid)
    Interest.objects.update(owner=ingrid)


def stand_in(ingrid, ola, centre, today, now, *, days=7, **more):
    return stand_in_from(
        ingrid,
        ola,
        centre,
        from_on=today,
        until_on=today + dt.timedelta(days=days),
        by=ingrid,
        at=now,
        **more,
    )


def asker_of(staff, day):
    return asker_for(staff, on=day)


class TestForAHoliday:
    def test_her_tasks_stand_among_his_and_back_again_when_it_ends(
        self, centre, ingrid, ola, ingrids_work, today, now
    ):
        assert not followed_by(asker_of(ola, today), at=now)
        stand_in(ingrid, ola, centre, today, now)
        followed = followed_by(asker_of(ola, today), at=now)
        assert all((followed.shifts, followed.volunteers, followed.interests, followed.messages))
        assert needs_list(asker_of(ola, today), WhichNeeds(is_mine=True), at=now).exists()
        later = now + dt.timedelta(days=8)
        assert not followed_by(asker_of(ola, today + dt.timedelta(days=8)), at=later)

    def test_nothing_is_copied(self, centre, ingrid, ola, ingrids_work, today, now):
        stand_in(ingrid, ola, centre, today, now)
        assert InboundMessage.objects.filter(owner=ingrid).exists()
        assert Volunteer.objects.filter(followed_up_by=ingrid).exists()
        assert not InboundMessage.objects.filter(owner=ola).exists()
        assert not Volunteer.objects.filter(followed_up_by=ola).exists()

    def test_whoever_looks_sees_who_it_is_for_whom_and_until_when(self, centre, ingrid, ola, today, now):
        stand_in(ingrid, ola, centre, today, now)
        follower = follower_of(ingrid, list(stand_ins_on(today)))
        assert (follower.staff, follower.instead_of, follower.until_on) == (
            ola,
            ingrid,
            today + dt.timedelta(days=7),
        )
        assert follower_of(ola, list(stand_ins_on(today))).instead_of is None

    def test_a_stand_in_who_is_away_too_hands_on_and_a_ring_ends_somewhere(
        self, centre, ingrid, ola, today, now
    ):
        tone = make_staff("Tone Myhre", centre, "coordinator", at=now)
        stand_in(ingrid, ola, centre, today, now)
        stand_in(ola, tone, centre, today, now, days=2)
        follower = follower_of(ingrid, list(stand_ins_on(today)))
        assert (follower.staff, follower.until_on) == (tone, today + dt.timedelta(days=2))
        assert whose_tasks(tone, on=today) == {tone.pk, ola.pk, ingrid.pk}
        stand_in(tone, ingrid, centre, today, now)
        assert follower_of(ingrid, list(stand_ins_on(today))).staff in (ingrid, ola, tone)

    def test_what_she_may_not_yet_do_she_may_for_those_days(self, centre, ingrid, today, now):
        care = Unit.objects.create(name="Hjemmetjenesten")
        tone = make_staff("Tone Myhre", care, "coordinator", at=now)
        stand_in(ingrid, tone, centre, today, now)
        assert asker_of(tone, today).roles_in(centre.pk) == {"substitute"}
        assert not asker_of(tone, today + dt.timedelta(days=8)).roles_in(centre.pk)

    def test_who_may_it_already_gets_no_role(self, centre, ingrid, ola, today, now):
        stand_in(ingrid, ola, centre, today, now)
        assert UnitRole.objects.filter(staff=ola).count() == 1

    def test_a_leaders_holiday_is_led(self, centre, ola, today, now):
        lise = make_staff("Lise Lund", centre, "leader", at=now)
        stand_in(lise, ola, centre, today, now)
        assert asker_of(ola, today).is_leader and not asker_of(ola, today + dt.timedelta(days=8)).is_leader

    def test_she_is_back_earlier(self, centre, ingrid, today, now):
        care = Unit.objects.create(name="Hjemmetjenesten")
        tone = make_staff("Tone Myhre", care, "coordinator", at=now)
        row = stand_in(ingrid, tone, centre, today, now)
        end_stand_in(row, by=ingrid, at=now)
        assert not stand_ins_on(today).exists() and not asker_of(tone, today).roles_in(centre.pk)

    def test_what_makes_no_sense_is_refused(self, centre, ingrid, ola, today, now):
        with pytest.raises(SameColleague):
            stand_in(ingrid, ingrid, centre, today, now)
        with pytest.raises(EndsBeforeItStarts):
            stand_in(ingrid, ola, centre, today, now, days=-1)
        let_staff_leave(ola, by="system", at=now)
        with pytest.raises(HasLeft):
            stand_in(ingrid, ola, centre, today, now)
        assert not StandIn.objects.exists()


def test_two_who_are_one_keep_the_one_who_follows_up(town, ola, now):
    from samspill.people.actions import merge_persons

    keep, gone = (
        Person.objects.create(name=name, came_through="phone", created_at=now) for name in ("Kari", "K.")
    )
    Volunteer.objects.create(person=keep, joined_at=now)
    Volunteer.objects.create(person=gone, joined_at=now, followed_up_by=ola)
    merge_persons(keep, gone, by="system", at=now, channel="web")
    assert Volunteer.objects.get().followed_up_by == ola


class TestForGood:
    def test_all_she_follows_up_is_his_and_what_is_done_stays_hers(
        self, centre, ingrid, ola, ingrids_work, today, now
    ):
        hand_over_for_good(ingrid, ola, centre, by=ingrid, at=now)
        followed = followed_by(asker_of(ola, today), at=now)
        assert all((followed.shifts, followed.volunteers, followed.interests, followed.messages))
        assert not followed_by(asker_of(ingrid, today), at=now)
        assert set(Need.objects.values_list("made_by", "owner")) == {(ingrid.pk, ola.pk)}

    def test_another_units_requests_are_not_touched(self, centre, ingrid, ola, now):
        care = Unit.objects.create(name="Hjemmetjenesten")
        request = Request.objects.create(unit=care, caller_name="Moen", channel="phone", received_at=now)
        need = Need.objects.create(
            request=request, unit=care, kind="walk", form="once", made_at=now, made_by=ingrid
        )
        hand_over_for_good(ingrid, ola, centre, by=ingrid, at=now)
        need.refresh_from_db()
        assert need.owner is None


class TestLeaving:
    def test_one_who_left_is_erased_but_for_her_name_while_somebody_may_ask_who_looked(self, ingrid, now):
        with pytest.raises(StillWorksHere):
            forget_staff(ingrid, by="system", at=now)
        let_staff_leave(ingrid, by="system", at=now)
        forget_staff(ingrid, by="system", at=now)
        ingrid.refresh_from_db()
        assert (ingrid.email, ingrid.phone, ingrid.name) == ("", "", "Ingrid Solvang")

    def test_two_can_be_erased_and_the_address_used_again(self, centre, ingrid, ola, now):
        address = ingrid.email
        for staff in (ingrid, ola):
            let_staff_leave(staff, by="system", at=now)
            forget_staff(staff, by="system", at=now)
        made, _ = invite_staff(
            address, name="Ingrid Solvang", unit=centre, role="reader", by="system", at=now
        )
        assert made.pk != ingrid.pk and StaffMember.objects.count() == 3

    def test_the_clock_erases_how_she_is_reached_after_months_and_her_name_after_years(self, ingrid, now):
        let_staff_leave(ingrid, by="system", at=now)
        assert forget_staff_who_left(now + dt.timedelta(days=30)) == 0
        assert forget_staff_who_left(now + dt.timedelta(days=100)) == 1
        forget_staff_who_left(now + NAME_KEPT + dt.timedelta(days=1))
        ingrid.refresh_from_db()
        assert (ingrid.email, ingrid.name) == ("", "")
        assert forget_staff_who_left(now + NAME_KEPT + dt.timedelta(days=2)) == 0

    def test_an_erased_colleague_cannot_be_found_by_an_empty_address(self, ingrid, now):
        from samspill.people.actions import ask_for_new_password

        let_staff_leave(ingrid, by="system", at=now)
        forget_staff(ingrid, by="system", at=now)
        assert ask_for_new_password("", at=now) is None


class TestAUnitThatCloses:
    @pytest.fixture
    def heir(self, town):
        return Unit.objects.create(name="Hjemmetjenesten")

    def test_everything_it_owns_is_the_heirs_and_nothing_is_left_behind(self, centre, heir, ingrid, now):
        enter_everything(centre, ingrid, 1)
        owned = what_a_unit_owns(centre)
        moved = close_unit(centre, heir, by=ingrid, at=now)
        assert moved == sum(owned.values()) >= 5
        left = [(label, number) for label, number in _still_at(centre) if number]
        assert left == [("people.unitrole", 1), ("people.standin", 1)], "who worked there is history"
        centre.refresh_from_db()
        heir.refresh_from_db()
        assert centre.closed_at == now and heir.receives_the_public and not centre.receives_the_public
        assert AuditEntry.objects.filter(verb="close_unit").exists()

    def test_somebody_both_units_help_is_one_recipient_with_both_notes(self, centre, heir, ingrid, now):
        gunvor = Person.objects.create(name="Gunvor Lie", came_through="phone", created_at=now)
        here = Recipient.objects.create(person=gunvor, unit=centre, since_at=now, note="Har hund")
        Recipient.objects.create(person=gunvor, unit=heir, since_at=now, note="Liker kaffe")
        request = Request.objects.create(
            unit=centre, recipient=here, caller_name="Moen", channel="phone", received_at=now
        )
        close_unit(centre, heir, by=ingrid, at=now)
        kept = Recipient.objects.get()
        request.refresh_from_db()
        assert kept.unit == heir and "Har hund" in kept.note and "Liker kaffe" in kept.note
        assert request.recipient == kept and request.unit == heir

    def test_somebody_both_units_help_keeps_the_one_who_visits_her(self, centre, heir, ingrid, now):
        enter_everything(centre, ingrid, 1)
        pairing = Pairing.objects.get()
        visited = pairing.recipient.person
        Recipient.objects.create(person=visited, unit=heir, since_at=now, interests=("music",))
        close_unit(centre, heir, by=ingrid, at=now)
        pairing.refresh_from_db()
        kept = Recipient.objects.get(person=visited)
        assert pairing.ended_at is None and (pairing.unit, pairing.recipient) == (heir, kept)
        assert "music" in kept.interests and kept.contacts.get().relation == "datter"

    def test_templates_and_selections_of_one_name_are_both_kept(self, centre, heir, ingrid, now):
        words = {"nb": Words("Takk, {fornavn}!")}
        for unit in (centre, heir):
            save_template("Takk", words, unit=unit, purpose="thanks", by=ingrid, at=now)
            save_selection("Våre", Criteria(units=(str(unit.pk),)), unit=unit, by=ingrid, at=now)
        close_unit(centre, heir, by=ingrid, at=now)
        names = MessageTemplate.objects.filter(unit=heir).order_by("name").values_list("name", flat=True)
        assert list(names) == ["Takk", f"Takk ({centre.name})"]
        selections = Selection.objects.filter(unit=heir)
        assert sorted(row.name for row in selections) == ["Våre", f"Våre ({centre.name})"]
        assert all(row.criteria["units"] == [str(heir.pk)] for row in selections)

    def test_those_who_work_there_alone_come_along_or_have_no_unit(
        self, centre, heir, ingrid, ola, today, now
    ):
        UnitRole.objects.create(staff=ola, unit=heir, role="reader", from_on=today)
        assert staff_of_this_unit_alone(centre, on=today) == [ingrid]
        close_unit(centre, heir, by=ingrid, at=now, bring_staff=True)
        assert asker_of(ingrid, today).roles_in(heir.pk) == {"coordinator"}
        assert asker_of(ola, today).roles_in(heir.pk) == {"reader"}

    def test_without_that_they_are_out(self, centre, heir, ingrid, today, now):
        close_unit(centre, heir, by=ingrid, at=now)
        with pytest.raises(NoUnit):
            asker_of(ingrid, today)

    def test_it_closes_once_and_never_into_itself_or_a_closed_one(self, centre, heir, ingrid, now):
        with pytest.raises(UnitIsClosed):
            close_unit(centre, centre, by=ingrid, at=now)
        close_unit(centre, heir, by=ingrid, at=now)
        with pytest.raises(UnitIsClosed):
            close_unit(centre, heir, by=ingrid, at=now)
        with pytest.raises(UnitIsClosed):
            close_unit(heir, centre, by=ingrid, at=now)


def _still_at(unit):
    """How many rows of each table still point at the unit."""
    for model in apps.get_models():
        if issubclass(model, Owned):
            for field in model._meta.concrete_fields:
                if isinstance(field, ForeignKey) and field.related_model is Unit:
                    yield model._meta.label_lower, model.objects.filter(**{field.name: unit}).count()

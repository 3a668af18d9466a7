"""Nothing personal is kept for ever: each table has a rule, each rule ends what it says, and the counts stay."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps

from samspill.foundation.actions import make_link
from samspill.foundation.models import AuditEntry, KeepingRun
from samspill.foundation.retention import all_rules, days_kept
from samspill.foundation.tenancy import Owned
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.people.actions import (
    HoldTooLong,
    OutOfBounds,
    ReasonMissing,
    choose_period,
    end_what_is_due,
    find_or_add_person,
    give_consent,
    hold_person,
    let_staff_leave,
    lift_hold,
)
from samspill.people.models import Change, Person, StaffMember
from samspill.people.queries import idle_since, persons_to_be_forgotten, what_is_coming
from samspill.people.queries.holdings import tables_about_persons
from samspill.volunteering.actions import Asked, enrol_volunteer, express_interest, register_request
from samspill.volunteering.actions.staying import ask_who_wants_to_stay
from samspill.volunteering.models import Interest, Need, Request, Shift, StayQuestion, Volunteer
from tests.house import drawing
from tests.house.cast import enter_everything

YEARS = dt.timedelta(days=365)
PHONE = "+4741234567"


def test_every_table_with_something_personal_has_a_rule_or_goes_with_its_person():
    with_rules = {label for rule in all_rules() for label in rule.tables}
    lacking = [
        model._meta.label
        for model in apps.get_models()
        if issubclass(model, Owned)
        and _is_personal(model)
        and model._meta.label not in with_rules
        and not _goes_with_a_person(model)
        and model._meta.label not in drawing.GO_WITH_SOMETHING_ELSE
    ]
    assert not lacking, f"No rule says how long these are kept (actions/keeping.py): {lacking}"


def _is_personal(model) -> bool:
    return any(not rule.startswith("keep") for rule in model.erasure.values())


def _goes_with_a_person(model) -> bool:
    """It hangs on somebody by keys that are never empty, so that it is erased when she is."""
    if model is Person:
        return True
    keys = [field for field in model._meta.concrete_fields if field.is_relation and not field.null]
    return any(
        field.related_model is not model
        and field.related_model in tables_about_persons()
        and _goes_with_a_person(field.related_model)
        for field in keys
    )


def test_rules_name_tables_that_exist_and_bounds_that_hold():
    labels = {model._meta.label for model in apps.get_models()}
    for rule in all_rules():
        assert set(rule.tables) <= labels and rule.tables
        assert rule.shortest <= rule.days <= rule.longest


def test_a_hundred_years_from_now_nothing_personal_is_left_and_the_counts_stand(centre, at):
    staff = StaffMember.objects.create(name="Lise Lund", email="lise@kommune.test", invited_at=at)
    for number in range(2):
        enter_everything(centre, staff, number)
    let_staff_leave(staff, by="system", at=at)
    counted = {model: model.objects.count() for model in (Shift, Need, Request, Interest, Volunteer)}
    far = at + 100 * YEARS
    Person.objects.update(restricted_at=None, restricted_reason="")
    apps.get_model("organisations", "Post").objects.update(until_on=at.date())
    apps.get_model("organisations", "SheetImport").objects.update(imported_at=None)
    StayQuestion.objects.all().delete()
    ask_who_wants_to_stay(far - dt.timedelta(days=31))
    end_what_is_due(far)
    left = [
        f"{model._meta.label}.{name}: {text}"
        for model in apps.get_models()
        if issubclass(model, Owned)
        for row in model.objects.all()
        for name, text in _texts(row)
        if any(
            word in text
            for word in ("Person", "Mottaker", "Amina", "41234567", "42345", "Lise", "Feil adresse")
        )
    ]
    assert left == []
    assert {model: model.objects.count() for model in counted} == counted
    assert end_what_is_due(far) == {}, "what was ended is due no more"


def _texts(row):
    return [(field.name, str(getattr(row, field.attname))) for field in row._meta.concrete_fields]


@pytest.fixture
def kari(ola, at):
    person = find_or_add_person("Kari Berg", [PHONE], by=ola, at=at, channel="phone")
    give_consent(person, source="phone", by=ola, at=at)
    return person


@pytest.fixture
def volunteer(kari, at):
    enrol_volunteer(kari, by="system", at=at, channel="phone")
    return kari


def says(text: str, at: dt.datetime, number: str) -> InboundMessage:
    return receive_inbound(
        gateway="simulator", provider_id=number, channel="sms", sender=PHONE, body=text, at=at
    )


def is_forgotten(person: Person) -> bool:
    return Person.objects.get(pk=person.pk).erased_at is not None


def test_a_contact_who_is_not_heard_of_for_two_years_is_forgotten_and_the_run_stands_in_the_trail(kari, at):
    end_what_is_due(at + 2 * YEARS - dt.timedelta(days=1))
    assert not is_forgotten(kari)
    later = at + 2 * YEARS + dt.timedelta(days=1)
    assert end_what_is_due(later)["persons"] == 1
    assert is_forgotten(kari)
    run = KeepingRun.objects.get(rule="persons")
    line = AuditEntry.objects.get(subject=f"foundation.keepingrun:{run.pk}")
    assert (line.actor, line.facts["erased"], run.erased) == ("system", 1, 1)


def test_whoever_was_heard_of_is_kept(kari, at):
    says("Hei, er dere der?", at + YEARS, "1")
    end_what_is_due(at + 2 * YEARS + dt.timedelta(days=30))
    assert not is_forgotten(kari)


def test_a_message_of_ours_keeps_nobody(kari, at):
    OutboundMessage.objects.create(
        key="1", channel="sms", person=kari, address=PHONE, body="God jul", queued_at=at + YEARS,
        not_before_at=at + YEARS, sent_at=at + YEARS,
    )  # fmt: skip
    assert idle_since(at + YEARS / 2).filter(pk=kari.pk).exists()


def test_one_who_speaks_for_an_association_is_kept_as_long_as_she_does(kari, at):
    club = apps.get_model("organisations", "Organisation").objects.create(name="Koret", created_at=at)
    apps.get_model("organisations", "Post").objects.create(
        organisation=club, person=kari, title="leader", from_on=at.date()
    )
    end_what_is_due(at + 9 * YEARS)
    assert not is_forgotten(kari)


def test_one_who_gets_help_is_kept_while_help_is_asked_for(centre, ola, at):
    starts = at + YEARS
    asked = Asked(
        caller_name="Nina", recipient_name="Gunvor Dahl", kind="visit", starts_at=starts,
        ends_at=starts + dt.timedelta(hours=1),
    )  # fmt: skip
    need = register_request(asked, unit=centre, by=ola, at=at + YEARS - dt.timedelta(days=1))
    gunvor = need.request.recipient.person
    end_what_is_due(at + 2 * YEARS + dt.timedelta(days=60))
    assert not is_forgotten(gunvor)
    end_what_is_due(at + 3 * YEARS + dt.timedelta(days=2))
    assert is_forgotten(gunvor) and Shift.objects.count() == 1


class TestAVolunteerIsAskedFirst:
    """JA and she stays; NEI or silence and she is forgotten."""

    @pytest.fixture
    def silent(self, volunteer, at):
        """Two years less a month later she is asked."""
        ask_who_wants_to_stay(at + 2 * YEARS - dt.timedelta(days=29))
        return volunteer

    def test_nobody_is_forgotten_unasked(self, volunteer, at):
        end_what_is_due(at + 3 * YEARS)
        assert not is_forgotten(volunteer)

    def test_she_is_asked_once_in_her_language(self, silent, at):
        ask_who_wants_to_stay(at + 2 * YEARS)
        message = OutboundMessage.objects.get()
        assert "Svar JA for å bli" in message.body and message.address == PHONE

    def test_yes_and_she_stays(self, silent, at):
        when = at + 2 * YEARS - dt.timedelta(days=20)
        assert says("Ja gjerne", when, "1").outcome == "yes"
        assert "blir du hos oss" in OutboundMessage.objects.latest("queued_at").body
        end_what_is_due(at + 2 * YEARS + dt.timedelta(days=9))
        assert not is_forgotten(silent)
        assert ask_who_wants_to_stay(at + 4 * YEARS) == 1, "two years later she is asked again"

    def test_no_and_she_is_forgotten_when_the_time_is_over(self, silent, at):
        InboundMessage.objects.all().delete()
        says("nei takk", at + 2 * YEARS - dt.timedelta(days=20), "1")
        assert StayQuestion.objects.get().stays is False
        InboundMessage.objects.all().delete()  # What she wrote is a sign of life; without it the time is over.
        end_what_is_due(at + 2 * YEARS + dt.timedelta(days=9))
        assert is_forgotten(silent)

    def test_silence_and_she_is_forgotten_when_she_has_had_a_month(self, silent, at):
        asked_at = StayQuestion.objects.get().asked_at
        end_what_is_due(asked_at + dt.timedelta(days=28))
        assert not is_forgotten(silent)
        end_what_is_due(at + 2 * YEARS + dt.timedelta(days=9))
        assert is_forgotten(silent)

    def test_an_answer_that_is_neither_waits_for_a_person(self, silent, at):
        assert says("tja, kanskje", at + 2 * YEARS, "1").waits_since_at

    def test_another_question_that_stands_is_answered_first(self, silent, centre, ola, at):
        from samspill.volunteering.actions import send_wave
        from samspill.volunteering.models import Assignment

        when = at + 2 * YEARS - dt.timedelta(days=28)
        starts = when + dt.timedelta(days=2)
        asked = Asked(caller_name="N", kind="visit", starts_at=starts, ends_at=starts + dt.timedelta(hours=1))
        need = register_request(asked, unit=centre, by=ola, at=when)
        send_wave(need.shifts.get().pk, [silent.pk], by=ola, at=when)
        says("ja", when, "1")
        assert Assignment.objects.get().person == silent
        assert StayQuestion.objects.get().answered_at is None


class TestAHold:
    """Somebody is kept past her time, for a reason, until a day."""

    def test_holds_her_and_what_is_hers_until_it_is_lifted(self, kari, ola, at):
        says("Hei", at, "1")
        late = at + 3 * YEARS
        hold = hold_person(
            kari, reason="Klage", until_on=late.date() + dt.timedelta(days=60), by=ola, at=late - YEARS
        )
        end_what_is_due(late)
        assert not is_forgotten(kari) and InboundMessage.objects.get().body == "Hei"
        lift_hold(hold, by=ola, at=late)
        end_what_is_due(late)
        assert is_forgotten(kari)

    def test_ends_on_its_day(self, kari, ola, at):
        hold_person(kari, reason="Klage", until_on=(at + YEARS).date(), by=ola, at=at)
        end_what_is_due(at + 5 * YEARS)
        assert is_forgotten(kari)

    def test_needs_a_reason_and_a_day_to_come(self, kari, ola, at):
        with pytest.raises(ReasonMissing):
            hold_person(kari, reason="  ", until_on=(at + YEARS).date(), by=ola, at=at)
        for days in (0, 4 * 365):
            with pytest.raises(HoldTooLong):
                hold_person(kari, reason="x", until_on=(at + dt.timedelta(days=days)).date(), by=ola, at=at)


def test_what_is_coming_is_shown_a_month_before_it_goes(kari, asker, at):
    soon = at + 2 * YEARS - dt.timedelta(days=20)
    assert list(persons_to_be_forgotten(asker, at=soon)) == [kari]
    assert {one.rule.name: one.soon for one in what_is_coming(at=soon)}["persons"] == 1
    assert not persons_to_be_forgotten(asker, at=at + YEARS).exists()


def test_a_municipality_chooses_its_own_time_within_bounds(kari, ola, at):
    choose_period("persons", 400, by=ola, at=at)
    assert days_kept()["persons"] == 400
    end_what_is_due(at + dt.timedelta(days=401))
    assert is_forgotten(kari)
    for days in (1, 365 * 50):
        with pytest.raises(OutOfBounds):
            choose_period("persons", days, by=ola, at=at)


def test_the_neighbours_time_is_the_neighbours(kari, ola, neighbour, at):
    from samspill.foundation.tenancy import entered

    with entered(neighbour):
        assert days_kept()["persons"] == 730
    choose_period("persons", 400, by=ola, at=at)
    with entered(neighbour):
        assert days_kept()["persons"] == 730
        end_what_is_due(at + 9 * YEARS)
    assert not is_forgotten(kari)


def test_interest_that_came_to_nothing_goes_after_a_year_and_still_counts(town, at):
    express_interest("Amina Warsame", "412 34 567", words="Vil gjerne lese", at=at)
    end_what_is_due(at + YEARS - dt.timedelta(days=1))
    assert Interest.objects.get().name
    end_what_is_due(at + YEARS + dt.timedelta(days=1))
    row = Interest.objects.get()
    assert (row.name, row.phone, row.words) == ("", "", "")


def test_an_old_value_goes_before_the_person_does(kari, ola, at):
    from samspill.people.actions import change_person

    change_person(kari, by=ola, at=at, channel="web", name="Kari Bergan")
    end_what_is_due(at + dt.timedelta(days=91))
    assert not Change.objects.exists()
    assert AuditEntry.objects.filter(verb="change_person").exists() and not is_forgotten(kari)


def test_links_go_a_month_after_they_stop_working(kari, at):
    make_link("people.me", str(kari.pk), at=at, valid_for=dt.timedelta(days=7))
    assert end_what_is_due(at + dt.timedelta(days=36)) == {}
    assert end_what_is_due(at + dt.timedelta(days=38))["links"] == 1


def test_the_worker_runs_the_rules_once_a_day(kari, at):
    from samspill.foundation import jobs

    jobs.declare_all()
    late = at + 3 * YEARS
    jobs.run_due(holder="w", at=late)
    assert is_forgotten(kari)

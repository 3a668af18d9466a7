"""Writing to many: looked at before, sent once to each, stopped, and counted afterwards."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.messaging.actions import opt_out, receive_inbound, take_back_consent
from samspill.messaging.actions.templates import NoWords, UnknownField
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.messaging.rules.templates import Words
from samspill.people.actions import HoldsNationalId, merge_persons
from samspill.people.models import Consent, ContactPoint, Person
from samspill.volunteering.actions import mailings
from samspill.volunteering.actions.digests import choose_digest
from samspill.volunteering.actions.mailings import (
    AlreadyConfirmed,
    NobodyToWriteTo,
    confirm_mailing,
    prepare_mailing,
    queue_mailings,
    stop_mailing,
    throw_away_mailing,
)
from samspill.volunteering.models import Mailing, MailingRecipient, Volunteer
from samspill.volunteering.queries.mailings import (
    Progress,
    preview,
    progress,
    recipients_in,
    segments_spread,
)
from samspill.volunteering.rules.selections import Criteria

LUNCH = {"nb": Words("Hei {fornavn}! Velkommen til lunsj fredag. Hilsen {enhet}, {telefon}")}


@pytest.fixture
def prepare(ola, centre, at):
    """Ola prepares a mailing to everybody: `prepare()`, `prepare(texts=…)`."""

    def make(**facts) -> Mailing:
        told = {"name": "Lunsj", "texts": LUNCH, "criteria": Criteria()} | facts
        return prepare_mailing(**told, unit=centre, by=ola, at=at)

    return make


@pytest.fixture
def send(prepare, asker, at):
    """Prepared, confirmed, and seen to by the worker."""

    def make(**facts) -> Mailing:
        mailing = prepare(**facts)
        confirm_mailing(mailing, asker, at=at)
        queue_mailings(at)
        mailing.refresh_from_db()
        return mailing

    return make


@pytest.fixture
def town_of_many(volunteer, ola, at):
    """One of each kind: SMS, e-mail, letter, phone, no consent, said STOPP, nothing that works."""
    people = {
        "sms": volunteer("Kari Berg", "41200001"),
        "email": volunteer("Ali Hassan", "41200002", channel="email"),
        "letter": volunteer("Trygve Lunde", "41200003", channel="letter", person={"address": "Torggata 12"}),
        "phone": volunteer("Solveig Haugen", "41200004", channel="phone"),
        "no_consent": volunteer("Per Aune", "41200005"),
        "opted_out": volunteer("Eva Lund", "41200006"),
        "unreachable": volunteer("Odd Nes", "41200007"),
    }
    ContactPoint.objects.create(
        person=people["email"], kind="email", value="ali@example.no", added_at=at, is_preferred=True
    )
    take_back_consent(people["no_consent"], "phone", by=ola, at=at)
    receive_inbound(
        gateway="simulator", provider_id="s", channel="sms", sender="+4741200006", body="STOPP", at=at
    )
    ContactPoint.objects.filter(person=people["unreachable"]).update(unusable_at=at)
    return people


def ways_of(looked_at) -> dict[str, list[str]]:
    return {
        way: [one.person.name for one in planned] for way, planned in [*looked_at.ways, *looked_at.left_out]
    }


def test_the_preview_tells_by_which_way_each_gets_it_and_why_others_do_not(prepare, town_of_many, asker, at):
    looked_at = preview(prepare(), asker, at=at)
    assert ways_of(looked_at) == {way: [person.name] for way, person in town_of_many.items()}
    assert looked_at.written_to == 4
    assert looked_at.cost_ore == 40 and segments_spread(looked_at) == [(1, 1)]


def test_nothing_is_sent_before_it_is_confirmed_and_then_each_way_once(send, prepare, town_of_many, at):
    prepare()
    assert queue_mailings(at) == 0 and not OutboundMessage.objects.filter(key__startswith="mailing").exists()
    mailing = send()
    rows = OutboundMessage.objects.filter(key__startswith="mailing")
    assert {row.channel: row.person.name for row in rows} == {
        "sms": "Kari Berg", "email": "Ali Hassan", "letter": "Trygve Lunde", "phone": "Solveig Haugen",
    }  # fmt: skip
    sms = rows.get(channel="sms")
    assert sms.body == "Hei Kari! Velkommen til lunsj fredag. Hilsen Frivilligsentralen, 73 00 00 00"
    assert rows.get(channel="email").subject == "Lunsj"
    assert rows.get(channel="letter").address == "Torggata 12"
    assert mailing.queued_at == at
    left_out = dict(MailingRecipient.objects.exclude(left_out="").values_list("person__name", "left_out"))
    assert left_out == {"Per Aune": "no_consent", "Eva Lund": "opted_out", "Odd Nes": "unreachable"}


def test_running_the_job_again_changes_nothing(send, town_of_many, at):
    send()
    before = OutboundMessage.objects.count()
    assert queue_mailings(at) == 0
    assert OutboundMessage.objects.count() == before


def test_consent_taken_back_between_the_press_and_the_worker_is_heard(prepare, volunteer, asker, at):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    mailing = prepare()
    confirm_mailing(mailing, asker, at=at)
    take_back_consent(kari, "phone", by=kari, at=at)
    opt_out("sms", ali.contact_points.get().value, source="sms", at=at)
    Consent.objects.filter(person=ali).update(withdrawn_at=at, withdrawn_source="sms")
    queue_mailings(at)
    assert not OutboundMessage.objects.filter(key__startswith="mailing").exists()
    assert set(MailingRecipient.objects.values_list("left_out", flat=True)) == {"no_consent", "opted_out"}


def test_one_merged_away_meanwhile_gets_nothing_and_the_one_who_was_kept_gets_it_once(
    prepare, volunteer, asker, at
):
    kari, double, ali = volunteer("Kari Berg"), volunteer("Kari Berg Lie"), volunteer("Ali Hassan")
    mailing = prepare()
    confirm_mailing(mailing, asker, at=at)
    merge_persons(kari, double, by="system", at=at, channel="web")
    queue_mailings(at)
    rows = OutboundMessage.objects.filter(key__startswith="mailing")
    assert sorted(row.person.name for row in rows) == ["Ali Hassan", "Kari Berg"]
    assert MailingRecipient.objects.get(person=double).left_out == "gone" and ali


def test_a_couple_gets_two_messages_where_each_is_greeted_and_one_where_the_words_are_the_same(
    volunteer, send, at
):
    volunteer("Kari Berg", "41200001")
    volunteer("Arne Berg", "41200001")
    send()
    assert OutboundMessage.objects.filter(key__startswith="mailing").count() == 2
    mailing = send(texts={"nb": Words("Lunsj fredag klokka 12.")})
    assert OutboundMessage.objects.filter(key__startswith=f"mailing:{mailing.pk}").count() == 1
    assert [row.left_out for row in recipients_in(mailing, "shares_phone")] == ["shares_phone"]


def test_quiet_hours_are_told_and_kept(prepare, volunteer, asker, at):
    volunteer("Kari Berg")
    late = at.replace(hour=21)
    mailing = prepare()
    morning = dt.datetime(2026, 3, 11, 7, 0, tzinfo=dt.UTC)
    assert preview(mailing, asker, at=late).goes_at == morning
    confirm_mailing(mailing, asker, at=late)
    queue_mailings(late)
    assert OutboundMessage.objects.get(key__startswith="mailing").not_before_at == morning


def test_where_the_days_money_ends_the_rest_goes_the_next_day(volunteer, prepare, asker, at):
    MessagingPolicy.objects.create(daily_budget_ore=100, price_ore=40)
    for n in range(5):
        volunteer(f"Person{n} Nord")
    mailing = prepare()
    looked_at = preview(mailing, asker, at=at)
    assert looked_at.cost_ore == 200 and not looked_at.is_held_by_budget
    confirm_mailing(mailing, asker, at=at)
    counts = []
    for day in range(3):
        queue_mailings(at + dt.timedelta(days=day))
        counts.append(OutboundMessage.objects.filter(key__startswith="mailing").count())
    assert counts == [2, 4, 5]
    mailing.refresh_from_db()
    assert mailing.queued_at is not None


def test_the_stop_button_calls_off_what_has_not_left_and_the_rest_is_never_seen_to(
    prepare, volunteer, asker, ola, at, monkeypatch
):
    monkeypatch.setattr(mailings, "BIT", 2)
    for n in range(6):
        volunteer(f"Person{n} Nord")
    mailing = prepare()
    confirm_mailing(mailing, asker, at=at)
    mailings._see_to_some(mailing.pk, at)
    mailings._see_to_some(mailing.pk, at)
    gone = OutboundMessage.objects.filter(key__startswith="mailing").order_by("pk").first()
    OutboundMessage.objects.filter(pk=gone.pk).update(claimed_at=at, sent_at=at)
    assert stop_mailing(mailing, by=ola, at=at) == 3
    assert queue_mailings(at) == 0
    told = progress(Mailing.objects.get(pk=mailing.pk), at=at)
    assert (told.total, told.seen_to, dict(told.states)) == (6, 4, {"sent": 1, "cancelled": 3})
    assert stop_mailing(mailing, by=ola, at=at) == 0


def test_a_worker_killed_in_the_middle_has_done_nothing_and_the_next_does_it_all(
    prepare, volunteer, asker, at, monkeypatch
):
    for n in range(4):
        volunteer(f"Person{n} Nord")
    mailing = prepare()
    confirm_mailing(mailing, asker, at=at)

    def killed(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(mailings, "_write_down", killed)
        with pytest.raises(KeyboardInterrupt):
            queue_mailings(at)
    assert not OutboundMessage.objects.filter(key__startswith="mailing").exists()
    assert queue_mailings(at) == 4
    assert OutboundMessage.objects.filter(key__startswith="mailing").count() == 4


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_write_to_everybody_once(
    prepare, volunteer, asker, town, together, at, monkeypatch
):
    monkeypatch.setattr(mailings, "BIT", 3)
    for n in range(20):
        volunteer(f"Person{n} Nord")
    mailing = prepare()
    confirm_mailing(mailing, asker, at=at)
    outcomes = together(town, [partial(queue_mailings, at)] * 4)
    assert sum(outcomes) == 20
    assert OutboundMessage.objects.filter(key__startswith="mailing").count() == 20
    assert not MailingRecipient.objects.filter(message__isnull=True).exists()


@pytest.mark.django_db(transaction=True)
def test_stopped_while_workers_are_at_it_nothing_is_left_waiting(
    prepare, volunteer, asker, ola, town, together, at, monkeypatch
):
    monkeypatch.setattr(mailings, "BIT", 2)
    for n in range(20):
        volunteer(f"Person{n} Nord")
    mailing = prepare()
    confirm_mailing(mailing, asker, at=at)
    outcomes = together(
        town,
        [
            partial(queue_mailings, at),
            partial(queue_mailings, at),
            partial(stop_mailing, mailing, by=ola, at=at),
        ],
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    waiting = OutboundMessage.objects.filter(key__startswith="mailing", cancelled_at__isnull=True)
    assert not waiting.exists()


def test_pressing_twice_confirms_once_and_nothing_is_changed_afterwards(prepare, volunteer, asker, ola, at):
    volunteer("Kari Berg")
    mailing = prepare()
    assert confirm_mailing(mailing, asker, at=at) == confirm_mailing(mailing, asker, at=at) == 1
    with pytest.raises(AlreadyConfirmed):
        prepare(mailing=mailing)
    with pytest.raises(AlreadyConfirmed):
        throw_away_mailing(mailing, by=ola, at=at)


def test_to_nobody_is_not_sent_and_what_is_thrown_away_cannot_be(prepare, volunteer, asker, ola, at):
    mailing = prepare(criteria=Criteria(wishes=("repair",)))
    with pytest.raises(NobodyToWriteTo):
        confirm_mailing(mailing, asker, at=at)
    throw_away_mailing(mailing, by=ola, at=at)
    volunteer("Kari Berg", wishes=("repair",))
    with pytest.raises(AlreadyConfirmed):
        confirm_mailing(mailing, asker, at=at)


@pytest.mark.parametrize(
    ("texts", "error"),
    [
        ({"nb": Words("Hei {etternavn}!")}, UnknownField),
        ({"nb": Words("Hei {fornavn!")}, UnknownField),
        ({"nb": Words("   ")}, NoWords),
        ({"nb": Words("Fødselsnummer 01010012356")}, HoldsNationalId),
    ],
)
def test_words_that_cannot_be_sent_are_refused_before_anything_is_kept(prepare, texts, error):
    with pytest.raises(error):
        prepare(texts=texts)
    assert not Mailing.objects.exists()


def test_each_is_written_to_in_her_language_and_where_it_is_missing_the_preview_says_so(
    prepare, volunteer, asker, at
):
    volunteer("Ingeborg Tveit", person={"language": "nn"})
    volunteer("Olena Kovalenko", person={"language": "en"})
    texts = {"nb": Words("Velkommen"), "nn": Words("Velkomen")}
    looked_at = preview(prepare(texts=texts), asker, at=at)
    assert {one.person.name: one.words.body for one in looked_at.planned} == {
        "Ingeborg Tveit": "Velkomen", "Olena Kovalenko": "Velkommen",
    }  # fmt: skip
    assert [one.person.name for one in looked_at.in_another_language] == ["Olena Kovalenko"]


def test_a_sami_name_makes_her_message_dearer_and_that_is_told_before(prepare, volunteer, asker, at):
    volunteer("Kari Berg")
    volunteer("Máret Čáhput")
    long_text = {"nb": Words("Hei {fornavn}! " + "Velkommen til lunsj på sentralen. " * 3)}
    looked_at = preview(prepare(texts=long_text), asker, at=at)
    assert segments_spread(looked_at) == [(1, 1), (2, 1)]
    assert [one.person.name for one in looked_at.dear] == ["Máret Čáhput"]
    assert looked_at.cost_ore == 120


def test_what_is_not_urgent_waits_for_the_weekly_letter_of_those_who_chose_one(send, volunteer, at):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    choose_digest(kari, channel="sms", by=kari, at=at)
    mailing = send()
    assert [row.person for row in recipients_in(mailing, "digest")] == [kari]
    assert kari.digest_lines.get().body.startswith("Hei Kari!")
    urgent = send(is_urgent=True)
    assert {row.person for row in recipients_in(urgent, "waiting")} == {kari, ali}


def test_the_result_counts_each_in_one_state_and_those_who_answered(send, volunteer, texts, at):
    people = [volunteer(f"Person{n} Nord") for n in range(4)]
    mailing = send()
    rows = list(OutboundMessage.objects.filter(key__startswith="mailing").order_by("person__search_name"))
    facts = [
        {"sent_at": at, "delivered_at": at},
        {"sent_at": at, "failed_at": at},
        {"sent_at": at},
        {},
    ]
    for row, changed in zip(rows, facts, strict=True):
        OutboundMessage.objects.filter(pk=row.pk).update(**changed)
    for _ in range(2):
        texts(people[0], "Takk for sist!", when=at + dt.timedelta(hours=1))
    told = progress(mailing, at=at)
    assert dict(told.states) == {"delivered": 1, "failed": 1, "sent": 1, "waiting": 1}
    assert (told.gone, told.answered, told.total) == (3, 1, 4)
    for state in told.states:
        assert recipients_in(mailing, state).count() == 1


def test_five_thousand_are_looked_at_and_seen_to_in_few_statements(prepare, asker, at):
    MessagingPolicy.objects.create(daily_budget_ore=0)
    enrol_many(5000, at)
    mailing = prepare()
    with CaptureQueriesContext(connection) as looked:
        assert preview(mailing, asker, at=at).written_to == 5000
    assert len(looked) <= 14
    confirm_mailing(mailing, asker, at=at)
    with CaptureQueriesContext(connection) as queued:
        assert queue_mailings(at) == 5000
    assert len(queued) <= 10 * 40
    assert progress(Mailing.objects.get(pk=mailing.pk), at=at) == Progress(
        5000, 5000, {"waiting": 5000}, {}, {}, 0
    )


def enrol_many(number: int, at: dt.datetime) -> None:
    people = Person.objects.bulk_create(
        [
            Person(name=f"Frivillig {n}", search_name=f"frivillig {n:05}", came_through="web", created_at=at)
            for n in range(number)
        ]
    )
    ContactPoint.objects.bulk_create(
        [
            ContactPoint(person=one, kind="phone", value=f"+4741{n:06}", added_at=at)
            for n, one in enumerate(people)
        ]
    )
    Consent.objects.bulk_create([Consent(person=one, source="web", given_at=at) for one in people])
    Volunteer.objects.bulk_create([Volunteer(person=one, joined_at=at) for one in people])

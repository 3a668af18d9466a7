"""What new associations write is read first; who is trusted; what is sent back or taken off is told and undone."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation.models import AuditEntry
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import (
    approve_review,
    choose_publishing_rule,
    decide_trust,
    end_trust_decision,
    give_post,
    hide_organisation,
    let_act,
    present,
    register_group,
    return_review,
    undo_review,
)
from samspill.organisations.actions.reading import let_be_read
from samspill.organisations.models import Review
from samspill.organisations.queries.reviews import (
    must_be_read,
    waiting_reviews,
    waiting_times,
    why_it_is_trusted,
)
from samspill.organisations.queries.square import on_the_square
from samspill.organisations.rules.reviews import Publishing, Standing, why_trusted
from samspill.people.actions import ClaimSettled, ReasonMissing, find_or_add_person


@pytest.fixture
def marit(ola, at):
    return find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")


@pytest.fixture
def knitters(marit, ola, at):
    """A group that registered itself, for which Marit may act."""
    group = register_group("Strikk på Torget", about="Vi strikker.", by=marit, at=at)
    let_act(give_post(group, marit, "leader", by=ola, at=at, channel="web"), by=ola, at=at, channel="web")
    return group


@pytest.fixture
def choir(ola, marit, at):
    """An association the desk entered, for which Marit may act."""
    choir = register_group("Lillevik Blandakor", about="Vi synger.", by=ola, at=at)
    let_act(give_post(choir, marit, "leader", by=ola, at=at, channel="web"), by=ola, at=at, channel="web")
    return choir


def told():
    return OutboundMessage.objects.order_by("-pk").first().body


@pytest.mark.parametrize(
    ("reads", "standing", "why"),
    [
        ("nobody", Standing(True, None, 0), "rule"),
        ("groups", Standing(False, None, 0), "rule"),
        ("groups", Standing(True, None, 0), ""),
        ("groups", Standing(True, None, 2), ""),
        ("groups", Standing(True, None, 3), "approved"),
        ("everyone", Standing(False, None, 0), ""),
        ("everyone", Standing(False, True, 0), "decided"),
        ("nobody", Standing(False, False, 9), ""),
    ],
)
def test_the_rule_says_who_is_trusted_and_a_persons_word_goes_before_it(reads, standing, why):
    assert why_trusted(Publishing(reads=reads), standing) == why


def test_a_group_that_registered_itself_is_read_and_one_the_desk_entered_is_not(town, knitters, choir, at):
    assert must_be_read(knitters) and not must_be_read(choir)
    review = let_be_read(knitters, "group", knitters.pk, knitters.name, by=_acting(knitters), at=at)
    assert review is not None and review.is_waiting
    assert let_be_read(choir, "group", choir.pk, choir.name, by=_acting(choir), at=at) is None


def test_staff_are_never_asked_to_read_what_staff_write(town, knitters, ola, at):
    assert let_be_read(knitters, "group", knitters.pk, knitters.name, by=ola, at=at) is None
    assert not Review.objects.exists()


def test_what_is_changed_while_it_waits_waits_once_with_the_newest_words(town, knitters, at):
    for title in ("Strikk", "Strikk og prat"):
        let_be_read(knitters, "group", knitters.pk, title, by=_acting(knitters), at=at)
    assert [one.title for one in Review.objects.all()] == ["Strikk og prat"]


def test_a_page_that_must_be_read_says_what_it_said_until_it_is_approved(town, choir, marit, ola, at):
    decide_trust(choir, False, "Mye reklame", by=ola, at=at)
    present(choir, by=marit, at=at, about="Vi synger alt.", languages=("nb",))
    choir.refresh_from_db()
    assert (choir.about, choir.presented_at) == ("Vi synger.", None)
    approve_review(Review.objects.get(), by=ola, at=at)
    choir.refresh_from_db()
    assert (choir.about, choir.languages, choir.presented_at) == ("Vi synger alt.", ("nb",), at)
    assert "kan se det nå" in told()


def test_what_is_sent_back_says_why_with_a_link_and_waits_again_when_it_is_changed(
    town, knitters, marit, ola, at
):
    hide_organisation(knitters, True, by="system", at=at)
    review = let_be_read(knitters, "group", knitters.pk, knitters.name, by=marit, at=at)
    with pytest.raises(ReasonMissing):
        return_review(review, "  ", by=ola, at=at)
    return_review(review, "Skriv hvor dere er.", by=ola, at=at)
    assert "Skriv hvor dere er." in told() and f"/{knitters.pk}/page/" in told()
    knitters.refresh_from_db()
    present(knitters, by=marit, at=at, about="Vi strikker på torget.")
    again = Review.objects.get(returned_at__isnull=True)
    assert again.is_waiting and not on_the_square().filter(pk=knitters.pk).exists()
    approve_review(again, by=ola, at=at)
    assert on_the_square().filter(pk=knitters.pk).exists()


def test_an_answer_is_given_once_and_undone_once_and_nothing_of_it_is_lost(town, knitters, marit, ola, at):
    hide_organisation(knitters, True, by="system", at=at)
    review = let_be_read(knitters, "group", knitters.pk, knitters.name, by=marit, at=at)
    approve_review(review, by=ola, at=at)
    with pytest.raises(ClaimSettled):
        return_review(review, "Nei", by=ola, at=at)
    again = undo_review(review, by=ola, at=at)
    assert again.is_waiting and not on_the_square().filter(pk=knitters.pk).exists()
    with pytest.raises(ClaimSettled):
        undo_review(review, by=ola, at=at)
    review.refresh_from_db()
    assert (review.approved_at, review.undone_at, review.undone_by) == (at, at, ola)


def test_what_staff_take_off_with_a_reason_is_told_to_those_who_act_and_can_be_put_back(town, choir, ola, at):
    hide_organisation(choir, True, by=ola, at=at, why="Nettsiden selger strøm.")
    assert "Nettsiden selger strøm." in told() and Review.objects.get().is_returned
    hide_organisation(choir, False, by=ola, at=at)
    assert not Review.objects.get().is_returned and on_the_square().filter(pk=choir.pk).exists()


def test_trust_is_given_with_the_approval_stands_until_it_is_ended_and_has_a_reason(
    town, knitters, marit, ola, at
):
    review = let_be_read(knitters, "group", knitters.pk, knitters.name, by=marit, at=at)
    approve_review(review, by=ola, at=at, trust_because="Kjenner dem godt")
    assert why_it_is_trusted(knitters) == "decided"
    decide_trust(knitters, False, "Reklame likevel", by=ola, at=at)
    assert must_be_read(knitters)
    end_trust_decision(knitters, by=ola, at=at)
    assert knitters.trust_decisions.filter(ended_at__isnull=True).count() == 0
    with pytest.raises(ReasonMissing):
        decide_trust(knitters, True, "", by=ola, at=at)


def test_a_group_that_staff_looked_at_before_is_known_and_one_that_was_approved_once_is_not_yet(
    town, knitters, marit, ola, at
):
    known = register_group("Turgjengen", by=marit, at=at)
    known.reviewed_at = at
    approve_review(let_be_read(knitters, "group", knitters.pk, knitters.name, by=marit, at=at), by=ola, at=at)
    knitters.refresh_from_db()
    assert knitters.reviewed_at and must_be_read(knitters) and not must_be_read(known)


def test_a_municipality_may_read_nobody_and_then_new_groups_are_shown_at_once(town, knitters, ola, at):
    choose_publishing_rule(Publishing(reads="nobody"), by=ola, at=at)
    assert why_it_is_trusted(knitters) == "rule"
    assert AuditEntry.objects.filter(verb="choose_publishing_rule").exists()


def test_the_desk_sees_how_long_it_takes(town, asker, knitters, marit, ola, at):
    for hours in (2, 4, 60):
        review = let_be_read(knitters, "group", knitters.pk, knitters.name, by=marit, at=at)
        approve_review(review, by=ola, at=at + dt.timedelta(hours=hours))
    decide_trust(knitters, False, "Les alt", by=ola, at=at)
    let_be_read(knitters, "page", knitters.pk, knitters.name, by=marit, at=at)
    times = waiting_times(asker, at=at + dt.timedelta(hours=61))
    assert (times.count, times.since, times.hours, times.days) == (1, at, 4, None)
    assert [one.kind for one in waiting_reviews(asker)] == ["page"]


def _acting(organisation):
    return organisation.posts.get().person

"""An association comes aboard: by a code to its registered address, by the desk, or as a new group; and who acts."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from samspill.foundation.limits import TooOften
from samspill.foundation.models import AuditEntry, Municipality
from samspill.foundation.one_time_codes import WrongCode
from samspill.messaging.models import OutboundMessage
from samspill.organisations import actions
from samspill.organisations.actions.aboard import FEW_TRIES
from samspill.organisations.models import Organisation, Post, PostClaim
from samspill.organisations.queries.aboard import alike, claims_for, found_by, new_groups, registered_ways
from samspill.organisations.queries.acting import those_who_act_for
from samspill.organisations.queries.reviews import last_review
from samspill.organisations.rules.reviews import Publishing
from samspill.people.actions import (
    ClaimSettled,
    ReasonMissing,
    find_or_add_person,
    forget_person,
    merge_persons,
)
from samspill.people.models import Person

MARIT = actions.Claimant("Marit Sand", "413 00 001", "leader")


@pytest.fixture
def choir(town, ola, at):
    return actions.register_group("Lillevik Blandakor", email="post@blandakor.test", by=ola, at=at)


def code_to(address):
    body = OutboundMessage.objects.filter(address=address, key__startswith="aboard_code").latest("pk").body
    return re.search(r"\b\d{6}\b", body)[0]


def proven(choir, at, who=MARIT, own="+4741300001"):
    asked = actions.ask_by_code(choir.pk, who, "email", at=at)
    return asked.sealed, code_to(own), code_to("post@blandakor.test")


class TestByCode:
    def test_two_codes_and_she_acts_and_gets_a_link(self, choir, at):
        done = actions.come_aboard(*proven(choir, at), at=at)
        assert [post.person for post in those_who_act_for(choir)] == [done.person]
        assert done.person.name == "Marit Sand" and not done.waits
        link = OutboundMessage.objects.get(address="+4741300001", key__startswith="aboard:").body
        assert f"/{choir.pk}/" in link
        assert {"give_post", "let_act"} <= set(AuditEntry.objects.values_list("verb", flat=True))

    def test_nothing_is_stored_of_her_before_the_codes_are_back(self, choir, at):
        actions.ask_by_code(choir.pk, MARIT, "email", at=at)
        assert not Person.objects.exists() and not Post.objects.exists()

    def test_one_code_is_enough_where_the_registered_address_is_hers(self, choir, at):
        asked = actions.ask_by_code(
            choir.pk, actions.Claimant("Marit Sand", "Post@blandakor.test", "leader"), "email", at=at
        )
        assert not asked.theirs
        actions.come_aboard(asked.sealed, code_to("post@blandakor.test"), at=at)
        assert len(those_who_act_for(choir)) == 1

    def test_her_own_code_alone_is_not_enough(self, choir, at):
        sealed, own, theirs = proven(choir, at)
        for wrong in ((own, ""), (own, own), (theirs, theirs)):
            with pytest.raises(WrongCode):
                actions.come_aboard(sealed, *wrong, at=at)
        assert not Post.objects.exists()

    def test_a_code_is_too_old_after_half_an_hour(self, choir, at):
        codes = proven(choir, at)
        with pytest.raises(WrongCode):
            actions.come_aboard(*codes, at=at + dt.timedelta(minutes=31))

    def test_one_cannot_guess(self, choir, at):
        sealed, *_codes = proven(choir, at)
        for _ in range(FEW_TRIES.burst):
            with pytest.raises(WrongCode):
                actions.come_aboard(sealed, "1", "2", at=at)
        with pytest.raises(TooOften):
            actions.come_aboard(sealed, *_codes, at=at)

    def test_few_codes_go_to_one_address(self, choir, at):
        for _ in range(3):
            actions.ask_by_code(choir.pk, MARIT, "email", at=at)
        with pytest.raises(TooOften):
            actions.ask_by_code(choir.pk, MARIT, "email", at=at)

    def test_the_same_page_again_gives_nothing_twice_and_nothing_back(self, choir, ola, at):
        codes = proven(choir, at)
        first, again = (actions.come_aboard(*codes, at=at) for _ in range(2))
        assert first.person == again.person and Post.objects.count() == 1
        actions.lay_down_post(Post.objects.get(), by=ola, at=at, channel="web")
        with pytest.raises(WrongCode):
            actions.come_aboard(*codes, at=at)
        assert not those_who_act_for(choir)

    def test_a_page_of_somebody_elses_making_opens_nothing(self, choir, at):
        with pytest.raises(WrongCode):
            actions.come_aboard("bm90IHNlYWxlZCBieSB1cyBhdCBhbGw=", "111111", at=at)

    def test_the_registers_address_goes_before_what_was_written_here(self, choir):
        choir.register_facts = {"email": "fra@registeret.test", "phone": "+4773000001"}
        assert registered_ways(choir) == {"email": "fra@registeret.test"}

    def test_a_way_the_association_does_not_have_is_refused(self, choir, at):
        with pytest.raises(actions.NoSuchWay):
            actions.ask_by_code(choir.pk, MARIT, "phone", at=at)

    def test_those_who_act_already_are_told(self, choir, at):
        actions.come_aboard(*proven(choir, at), at=at)
        per = actions.Claimant("Per Aune", "41300002", "treasurer")
        actions.come_aboard(*proven(choir, at, per, "+4741300002"), at=at)
        told = OutboundMessage.objects.get(key__startswith="aboard_told")
        assert told.address == "+4741300001" and "Per Aune" in told.body


class TestByTheDesk:
    @pytest.fixture
    def claim(self, choir, at):
        asked = actions.ask_the_desk(choir.pk, MARIT, "Valgt på årsmøtet", at=at)
        assert actions.come_aboard(asked.sealed, code_to("+4741300001"), at=at).waits
        return PostClaim.objects.get()

    def test_it_waits_and_she_may_not_act(self, claim, choir, asker):
        assert [one.words for one in claims_for(asker)] == ["Valgt på årsmøtet"]
        assert not those_who_act_for(choir)

    def test_approved_she_acts_and_gets_a_link(self, claim, choir, ola, at, asker):
        actions.approve_claim(claim, by=ola, at=at)
        assert [post.title for post in those_who_act_for(choir)] == ["leader"]
        assert OutboundMessage.objects.filter(key__startswith="aboard:", address="+4741300001").exists()
        assert not claims_for(asker)

    def test_refused_she_is_told_whom_to_call_and_asks_again(self, claim, choir, town, ola, at, asker):
        Municipality.objects.filter(pk=town.pk).update(contact_phone="+4773000099")
        actions.refuse_claim(claim, "Styret kjenner deg ikke", by=ola, at=at)
        assert "Ring oss: 73 00 00 99." in OutboundMessage.objects.get(key__startswith="claim_refused").body
        later = at + dt.timedelta(days=7)
        asked = actions.ask_the_desk(choir.pk, MARIT, "Her er protokollen", at=later)
        assert actions.come_aboard(asked.sealed, code_to("+4741300001"), at=later).waits
        assert [one.words for one in claims_for(asker)] == ["Her er protokollen"]

    def test_refused_she_is_told_why(self, claim, choir, ola, at):
        actions.refuse_claim(claim, "Styret kjenner deg ikke", by=ola, at=at)
        body = OutboundMessage.objects.get(key__startswith="claim_refused").body
        assert "Grunnen er: Styret kjenner deg ikke. " in body
        assert not those_who_act_for(choir)
        with pytest.raises(ClaimSettled):
            actions.approve_claim(claim, by=ola, at=at)

    def test_a_refusal_without_a_reason_is_none(self, claim, ola, at):
        with pytest.raises(ReasonMissing):
            actions.refuse_claim(claim, " ", by=ola, at=at)

    def test_why_must_be_said(self, choir, at):
        with pytest.raises(ReasonMissing):
            actions.ask_the_desk(choir.pk, MARIT, " ", at=at)

    def test_asking_again_while_it_waits_makes_no_second_claim(self, claim, choir, at):
        asked = actions.ask_the_desk(choir.pk, MARIT, "Igjen", at=at)
        actions.come_aboard(asked.sealed, code_to("+4741300001"), at=at)
        assert PostClaim.objects.count() == 1


class TestAGroup:
    def test_it_waits_to_be_read_with_somebody_who_acts_and_is_on_the_square_when_it_is_all_right(
        self, town, ola, at
    ):
        asked = actions.ask_for_group("Strikk på Torget", "Vi strikker", MARIT, at=at)
        done = actions.come_aboard(asked.sealed, code_to("+4741300001"), at=at)
        assert not found_by("strikk") and not new_groups()
        assert last_review("group", done.organisation.pk).is_waiting
        assert len(those_who_act_for(done.organisation)) == 1
        actions.review_group(done.organisation, by=ola, at=at)
        assert found_by("strikk") == [done.organisation]

    def test_it_is_on_the_square_at_once_where_nobody_is_read_and_the_desk_sees_it_as_new(
        self, town, ola, at
    ):
        actions.choose_publishing_rule(Publishing(reads="nobody"), by=ola, at=at)
        asked = actions.ask_for_group("Strikk på Torget", "Vi strikker", MARIT, at=at)
        done = actions.come_aboard(asked.sealed, code_to("+4741300001"), at=at)
        assert found_by("strikk") == [done.organisation] == list(new_groups())
        assert len(those_who_act_for(done.organisation)) == 1
        actions.review_group(done.organisation, by=ola, at=at)
        assert not new_groups()

    def test_one_of_such_a_name_is_shown_first(self, choir, at):
        assert alike("Blandakor") == alike("Lillevik blandakor og venner") == [choir]
        with pytest.raises(actions.OrganisationKnown):
            actions.ask_for_group("Lillevik blandakor", "", MARIT, at=at)
        assert actions.ask_for_group("Lillevik blandakor", "", MARIT, at=at, is_another=True)

    def test_the_same_page_again_makes_no_second_group(self, town, at):
        asked = actions.ask_for_group("Strikk på Torget", "", MARIT, at=at)
        code = code_to("+4741300001")
        assert actions.come_aboard(asked.sealed, code, at=at) == actions.come_aboard(
            asked.sealed, code, at=at
        )
        assert Organisation.objects.count() == 1


class TestWhoActs:
    @pytest.fixture
    def marit(self, choir, at):
        return actions.come_aboard(*proven(choir, at), at=at).person

    def test_a_colleague_is_invited_and_may_act_at_once(self, choir, marit, at):
        post = actions.invite_colleague(
            choir, "Per Aune", "per@lillevik.test", "treasurer", by=marit, at=at, channel="web"
        )
        assert post.may_act_since_at == at
        letter = OutboundMessage.objects.get(key__startswith="our_invitation")
        assert (letter.channel, letter.address) == ("email", "per@lillevik.test")
        assert "Marit Sand" in letter.body and f"/{choir.pk}/" in letter.body

    def test_the_last_one_cannot_leave_but_the_desk_may_take_her_out(self, choir, marit, ola, at):
        with pytest.raises(actions.LastWhoActs):
            actions.lay_down_post(Post.objects.get(), by=marit, at=at, channel="web")
        actions.lay_down_post(Post.objects.get(), by=ola, at=at, channel="web")
        assert not those_who_act_for(choir)

    def test_handing_over_is_one_step(self, choir, marit, at):
        actions.hand_over(choir, "Per Aune", "41300002", by=marit, at=at, channel="web")
        assert [(post.person.name, post.title) for post in those_who_act_for(choir)] == [
            ("Per Aune", "leader")
        ]

    def test_one_cannot_hand_over_to_oneself(self, choir, marit, at):
        with pytest.raises(actions.HandedToHerself):
            actions.hand_over(choir, "Marit Sand", "41300001", by=marit, at=at, channel="web")
        assert [post.person for post in those_who_act_for(choir)] == [marit]

    def test_the_desk_stops_one_and_the_post_stays_on_the_list(self, choir, marit, ola, at):
        actions.stop_acting(Post.objects.get(), by=ola, at=at, channel="web")
        assert not those_who_act_for(choir) and Post.objects.filter(until_on__isnull=True).exists()

    def test_who_is_taken_out_by_another_is_told_and_who_leaves_herself_is_not(self, choir, marit, ola, at):
        told = OutboundMessage.objects.filter(key__startswith="our_ending")
        per = actions.invite_colleague(
            choir, "Per Aune", "41300002", "treasurer", by=marit, at=at, channel="web"
        )
        actions.lay_down_post(Post.objects.get(person=marit), by=marit, at=at, channel="web")
        assert not told.exists()
        actions.stop_acting(per, by=ola, at=at, channel="web")
        letter = told.get()
        assert letter.address == "+4741300002" and "Lillevik Blandakor" in letter.body

    def test_who_asks_to_be_forgotten_is_not_written_to_about_her_posts(self, choir, marit, ola, at):
        forget_person(marit, by=ola, at=at, channel="web")
        assert not those_who_act_for(choir)
        assert not OutboundMessage.objects.filter(key__startswith="our_ending").exists()

    def test_two_who_are_one_keep_the_earliest_yes(self, choir, marit, at):
        later = at + dt.timedelta(days=1)
        twin = find_or_add_person("M. Sand", ["41300009"], by="system", at=at, channel="phone")
        post = actions.give_post(choir, twin, "leader", by="system", at=later, channel="web")
        actions.let_act(post, by="system", at=later, channel="web")
        merge_persons(twin, marit, by="system", at=later, channel="web")
        assert [one.may_act_since_at for one in those_who_act_for(choir)] == [at]

    def test_two_who_are_one_wait_once(self, choir, at):
        rows = [
            Person.objects.create(name=name, came_through="web", created_at=at) for name in ("A B", "A C")
        ]
        for number, person in enumerate(rows):
            PostClaim.objects.create(
                organisation=choir, person=person, title="leader", asked_at=at + dt.timedelta(days=number)
            )
        merge_persons(rows[1], rows[0], by="system", at=at, channel="web")
        assert [claim.asked_at for claim in PostClaim.objects.all()] == [at]


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_the_same_codes_ten_times_at_once_give_one_post(self, town, choir, together, at):
        codes = proven(choir, at)
        calls = [lambda: actions.come_aboard(*codes, at=at)] * 5
        outcomes = together(town, calls)
        assert [type(one).__name__ for one in outcomes] == ["Aboard"] * 5
        assert Post.objects.count() == Person.objects.count() == 1

    def test_two_colleagues_approve_at_once_and_one_wins(self, town, choir, ola, together, at):
        asked = actions.ask_the_desk(choir.pk, MARIT, "Valgt", at=at)
        actions.come_aboard(asked.sealed, code_to("+4741300001"), at=at)
        claim = PostClaim.objects.get()
        outcomes = together(town, [lambda: actions.approve_claim(claim, by=ola, at=at)] * 3)
        assert sorted(type(one).__name__ for one in outcomes) == ["ClaimSettled", "ClaimSettled", "Post"]
        assert Post.objects.count() == 1

    def test_the_two_last_cannot_leave_together(self, town, choir, ola, together, at):
        people = [
            find_or_add_person(f"Nummer {number}", by=ola, at=at, channel="phone") for number in range(2)
        ]
        posts = [
            actions.let_act(
                actions.give_post(choir, person, "contact", by=ola, at=at, channel="web"),
                by=ola,
                at=at,
                channel="web",
            )
            for person in people
        ]
        outcomes = together(
            town,
            [
                lambda post=post: actions.lay_down_post(post, by=post.person, at=at, channel="web")
                for post in posts
            ],
        )
        assert sorted(type(one).__name__ for one in outcomes) == ["LastWhoActs", "Post"]
        assert len(those_who_act_for(choir)) == 1

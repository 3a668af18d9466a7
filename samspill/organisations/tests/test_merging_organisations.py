"""Two associations that turn out to be one become one; nothing is lost, and it can be undone."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from conftest import make_staff
from samspill.activities.models import Activity
from samspill.organisations import actions
from samspill.organisations.models import CampaignRecipient, Organisation, OrganisationMerger, Post
from samspill.organisations.queries import desk, square
from samspill.organisations.queries.acting import acting_posts
from samspill.organisations.queries.merging import (
    STAY,
    doubles_for,
    standing_id,
    tables_with_organisations,
    told_apart_for,
)
from samspill.organisations.rules.doubles import Known, possible_doubles
from samspill.organisations.tests.register_files import number
from samspill.people.actions import find_or_add_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair(town, at):
    """Koret by its own word, and the same as the register knows it."""
    own = actions.register_group("Koret", by="system", at=at, about="Vi synger", phone="41234567")
    registered = actions.register_group(
        "Koret Fjellbygda", by="system", at=at, number=number(1), email="koret@example.no", phone="92345678"
    )
    return own, registered


def as_stored(*rows):
    return [Organisation.with_merged.filter(pk=row.pk).values().get() for row in rows]


def test_rows_number_and_lacking_facts_go_over_and_undo_brings_both_back_exactly(pair, centre, ola, at):
    keep, gone = pair
    kari = find_or_add_person("Kari Berg", ["41234567"], by=ola, at=at, channel="phone")
    for one in pair:
        actions.give_post(one, kari, "leader", by=ola, at=at, channel="web")
    Post.objects.filter(organisation=gone).update(may_act_since_at=at)
    activity = Activity.objects.create(
        title={"nb": "Øvelse"}, organisation=gone, created_at=at, changed_at=at, published_at=at
    )
    before, posts = as_stored(*pair), list(Post.objects.order_by("pk").values())
    merger = actions.merge_organisations(
        keep, gone, reason="Samme kor", chosen={"phone": "gone"}, by=ola, at=at
    )
    kept = Organisation.objects.get()
    assert (kept.number, kept.email, kept.phone, kept.about) == (
        number(1), "koret@example.no", "+4792345678", "Vi synger",
    )  # fmt: skip
    activity.refresh_from_db()
    assert activity.organisation_id == kept.pk
    assert acting_posts().get().organisation_id == kept.pk
    assert desk.organisation_for(None, gone.pk) == kept
    assert square.ids() == [kept.pk]
    actions.part_organisations(merger, by=ola, at=at + dt.timedelta(hours=1))
    activity.refresh_from_db()
    assert as_stored(*pair) == before
    assert list(Post.objects.order_by("pk").values()) == posts
    assert activity.organisation_id == gone.pk
    with pytest.raises(actions.MergedFurther):
        actions.part_organisations(merger, by=ola, at=at)


def test_for_whom_and_where_are_kept_and_one_may_choose_the_others(pair, centre, ola, at):
    keep, gone = pair
    actions.change_organisation(keep, by=ola, at=at, audiences=["adults"])
    actions.change_organisation(gone, by=ola, at=at, audiences=["children"], place_text="Kirka")
    before = as_stored(*pair)
    merger = actions.merge_organisations(
        keep, gone, reason="Samme", chosen={"audiences": "gone"}, by=ola, at=at
    )
    kept = Organisation.objects.get()
    assert (kept.audiences, kept.place_text) == (("children",), "Kirka")
    actions.part_organisations(merger, by=ola, at=at)
    assert as_stored(*pair) == before


def test_what_somebody_wrote_after_the_merger_stands_when_it_is_undone(pair, centre, ola, at):
    keep, gone = pair
    merger = actions.merge_organisations(keep, gone, reason="Samme", by=ola, at=at)
    kept = Organisation.objects.get()
    actions.change_organisation(kept, by=ola, at=at, email="nytt@example.no")
    keep, gone = actions.part_organisations(merger, by=ola, at=at)
    assert (keep.email, gone.email) == ("nytt@example.no", "koret@example.no")


def test_the_double_is_not_entered_again_by_number_or_by_its_old_name(pair, centre, ola, at):
    keep, gone = pair
    actions.merge_organisations(keep, gone, reason="Samme", by=ola, at=at)
    for name, facts in (("Noe annet", {"number": number(1)}), ("KORET fjellbygda", {})):
        with pytest.raises(actions.OrganisationKnown) as known:
            actions.register_group(name, by=ola, at=at, **facts)
        assert known.value.organisation == keep


def test_two_who_merge_the_same_pair_either_way_at_once_merge_it_once(pair, centre, ola, together, at):
    one, other = pair
    lise = make_staff("Lise Lund", centre, "coordinator", at=at)
    outcomes = together(
        one.municipality,
        [
            lambda: actions.merge_organisations(one, other, reason="Samme", by=ola, at=at),
            lambda: actions.merge_organisations(other, one, reason="Samme", by=lise, at=at),
        ],
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["OrganisationMerger", "SameOrganisation"]
    assert Organisation.objects.count() == OrganisationMerger.objects.count() == 1


def test_a_merger_needs_a_reason_and_a_chain_is_undone_from_its_end(pair, centre, ola, at):
    keep, gone = pair
    third = actions.register_group("Tredje", by=ola, at=at)
    with pytest.raises(actions.MergerReasonMissing):
        actions.merge_organisations(keep, gone, reason=" ", by=ola, at=at)
    first = actions.merge_organisations(keep, gone, reason="Samme", by=ola, at=at)
    second = actions.merge_organisations(third, keep, reason="Samme", by=ola, at=at)
    assert standing_id(gone.pk) == third.pk
    with pytest.raises(actions.MergedFurther):
        actions.part_organisations(first, by=ola, at=at)
    actions.part_organisations(second, by=ola, at=at)
    actions.part_organisations(first, by=ola, at=at)
    assert Organisation.objects.count() == 3


def test_every_table_that_points_at_an_association_is_moved_at_a_merger():
    found = {model._meta.label for model, _ in tables_with_organisations()}
    assert {
        "organisations.Post",
        "activities.Activity",
        "venues.Booking",
        "volunteering.GroupBooking",
    } <= found
    assert CampaignRecipient in {model for model, _ in tables_with_organisations()}
    pointing = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is Organisation
    }
    assert pointing - found == {model._meta.label for model in STAY}
    assert all(STAY.values()), "each table that is left as it is says why"


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ({"name": "Lillevik idrettslag"}, {"name": "Idrettslaget i Lillevik"}, ("name",)),
        ({"name": "Lillevik idrettslag"}, {"name": "Lillevik turlag"}, ()),
        ({"name": "Lillevik IL"}, {"name": "lillevik idrettslag"}, ("name",)),
        ({"name": "Lillevik Sjakk-klubb"}, {"name": "Lillevik sjakklubb"}, ("name",)),
        (
            {"name": "Koret", "phone": "+4741234567"},
            {"name": "Blandakor", "phone": "+4741234567"},
            ("phone",),
        ),
        ({"name": "Koret", "address": "Torget 1"}, {"name": "Turlaget", "address": "Torget 1"}, ()),
        (
            {"name": "Koret", "website": "https://www.koret.no/"},
            {"name": "Turlaget", "website": "http://koret.no"},
            ("website",),
        ),
        (
            {"name": "Koret", "number": "1", "email": "a@b.no"},
            {"name": "Turlaget", "number": "2", "email": "a@b.no"},
            (),
        ),
        ({"name": "Koret", "number": "1"}, {"name": "Koret", "number": "2"}, ("name",)),
    ],
)
def test_two_that_share_enough_may_be_the_same(one, other, shared):
    rows = [Known(uuid.UUID(int=key), **{"number": ""} | row) for key, row in enumerate((one, other))]
    assert [double.shared for double in possible_doubles(rows)] == ([shared] if shared else [])


def test_what_half_the_town_shares_says_nothing_and_the_one_with_a_number_is_kept():
    hall = [Known(uuid.UUID(int=key), f"Lag {key}", "", phone="+4741234567") for key in range(6)]
    assert not possible_doubles(hall)
    two = [Known(uuid.UUID(int=1), "Koret", ""), Known(uuid.UUID(int=2), "Koret", "9")]
    assert [double.keep.int for double in possible_doubles(two)] == [2]


def test_two_told_apart_are_not_shown_until_it_is_undone_and_it_has_a_reason(pair, asker, ola, at):
    keep, gone = pair
    Organisation.objects.update(phone="+4741234567")
    assert [shared for *_, shared in doubles_for(asker)] == [("phone",)]
    with pytest.raises(actions.MergerReasonMissing):
        actions.tell_apart(keep, gone, reason=" ", by=ola, at=at)
    told = actions.tell_apart(gone, keep, reason="Ungdomskoret er et annet", by=ola, at=at)
    assert actions.tell_apart(keep, gone, reason="Igjen", by=ola, at=at) == told
    assert not doubles_for(asker)
    actions.undo_telling_apart(told, by=ola, at=at)
    assert len(doubles_for(asker)) == 1 and told_apart_for(asker).get().undone_by == ola

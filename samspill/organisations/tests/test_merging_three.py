"""Three rows of one association, each from its own source: they become one, and part again in any order."""

from itertools import permutations

import pytest

from samspill.organisations.actions import register_group
from samspill.organisations.actions.merging import merge_organisations, part_organisations
from samspill.organisations.models import Organisation
from samspill.organisations.queries.merging import FACTS


@pytest.fixture
def three(ola, at):
    """A spreadsheet's, a campaign's and one the group registered itself: other words in each."""
    told = [
        ("Lillevik sangforening", {"email": "post@sang.example", "about": "Vi synger."}),
        (
            "Sangforeninga",
            {"phone": "+4741300901", "website": "https://sang.example", "audiences": ["adults"]},
        ),
        ("Koret i Lillevik", {"phone": "+4741300902", "email": "kor@sang.example", "about": "Kor for alle."}),
        ("Lillevik songlag", {"phone": "+4741300903", "audiences": ["everyone"], "place_text": "Bedehuset"}),
    ]
    return [register_group(name, **facts, by=ola, at=at) for name, facts in told]


def facts_of(rows):
    names = [name for name in FACTS if name != "area"]
    found = Organisation.with_merged.in_bulk([row.pk for row in rows])
    return [{name: getattr(found[row.pk], name) for name in names} for row in rows]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_they_part_in_any_order_and_each_has_its_own_words_again(three, order, ola, at):
    before = facts_of(three)
    keep, *doubles = three
    all_theirs = dict.fromkeys(FACTS, "gone")
    mergers = [
        merge_organisations(keep, gone, reason="Samme kor", chosen=all_theirs, by=ola, at=at)
        for gone in doubles
    ]
    assert facts_of([keep])[0]["name"] == "Lillevik songlag"
    for number in order:
        part_organisations(mergers[number], by=ola, at=at)
    assert facts_of(three) == before


def test_one_that_parts_leaves_the_words_of_the_last_until_that_parts_too(three, ola, at):
    keep, first, last, _ = three
    mergers = [
        merge_organisations(keep, gone, reason="Samme kor", chosen={"name": "gone"}, by=ola, at=at)
        for gone in (first, last)
    ]
    part_organisations(mergers[0], by=ola, at=at)
    assert facts_of([keep])[0]["name"] == "Koret i Lillevik"
    part_organisations(mergers[1], by=ola, at=at)
    assert facts_of([keep])[0]["name"] == "Lillevik sangforening"


def test_what_somebody_wrote_between_two_mergers_stands(three, ola, at):
    keep, first, last, _ = three
    merger = merge_organisations(keep, first, reason="Samme kor", chosen={"name": "gone"}, by=ola, at=at)
    Organisation.objects.filter(pk=keep.pk).update(name="Skrevet selv")
    later = merge_organisations(keep, last, reason="Samme kor", chosen={"name": "gone"}, by=ola, at=at)
    part_organisations(merger, by=ola, at=at)
    part_organisations(later, by=ola, at=at)
    assert facts_of([keep])[0]["name"] == "Skrevet selv"

"""The registers come in: the town's associations and nobody else's, as often as one likes, in either order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest

from samspill.foundation.models import AuditEntry
from samspill.foundation.search import matching
from samspill.foundation.tenancy import entered
from samspill.organisations.actions.entities import import_entities
from samspill.organisations.actions.voluntary import import_voluntary
from samspill.organisations.models import Organisation, RegisterRejection, RegisterRun, VoluntaryRow
from samspill.organisations.signals import organisation_closed
from samspill.organisations.tests.register_files import association, bulk, number, page, voluntary

pytestmark = pytest.mark.django_db


def take_in(at: Any, *rows: dict[str, Any], **options: Any) -> RegisterRun:
    return import_entities(io.BytesIO(bulk(*rows)), origin="enheter.json.gz", at=at, **options)


def take_in_voluntary(at: Any, *rows: dict[str, Any]) -> RegisterRun:
    content = page("frivilligeOrganisasjoner", list(rows))
    return import_voluntary(io.BytesIO(content), origin="frivillige.json", at=at)


def counted(run: RegisterRun) -> dict[str, int]:
    return {what: count for what, count in run.counts.items() if count}


@pytest.fixture
def rung() -> Iterator[list[dict[str, Any]]]:
    """What the bell `organisation_closed` has carried."""
    heard: list[dict[str, Any]] = []

    def hear(**facts: Any) -> None:
        heard.append(facts)

    organisation_closed.connect(hear)
    yield heard
    organisation_closed.disconnect(hear)


def test_an_association_of_the_town_is_made_with_what_the_register_says(town: Any, at: Any) -> None:
    take_in(
        at,
        association(
            1,
            navn="FJELLBYGDA IDRETTSLAG",
            epostadresse="Post@Fjellbygda.test",
            mobil="412 34 567",
            hjemmeside="fjellbygda.test",
            vedtektsfestetFormaal=["Idrett for", "alle."],
        ),
    )
    made = Organisation.objects.get()
    assert (made.name, made.email, made.phone) == (
        "Fjellbygda idrettslag",
        "post@fjellbygda.test",
        "+4741234567",
    )
    assert (made.website, made.address, made.town) == ("https://fjellbygda.test", "Storgata 1", "Lillevik")
    assert (made.register_purpose, made.came_from, made.number) == ("Idrett for alle.", "register", number(1))


def test_importing_twice_changes_nothing(town: Any, at: Any) -> None:
    rows = [association(place) for place in range(5)]
    assert counted(take_in(at, *rows)) == {"read": 5, "new": 5}
    before = list(Organisation.objects.order_by("id").values())
    assert counted(take_in(at, *rows)) == {"read": 5, "unchanged": 5}
    assert list(Organisation.objects.order_by("id").values()) == before


def test_companies_and_associations_elsewhere_are_counted_and_not_kept(town: Any, at: Any) -> None:
    elsewhere = {"kommunenummer": "0301"}
    run = take_in(
        at,
        association(1),
        association(2, organisasjonsform={"kode": "AS"}),
        association(3, forretningsadresse=elsewhere),
    )
    assert counted(run) == {"read": 3, "new": 1, "skipped_not_association": 1, "skipped_elsewhere": 1}


def test_each_municipality_gets_its_own(town: Any, neighbour: Any, at: Any) -> None:
    take_in(at, association(1), association(2, forretningsadresse={"kommunenummer": "9902"}))
    assert [row.number for row in Organisation.objects.all()] == [number(1)]
    with entered(neighbour):
        assert [row.number for row in Organisation.objects.all()] == [number(2)]


def test_a_refused_row_is_kept_with_its_reason(town: Any, at: Any) -> None:
    run = take_in(at, association(1), association(2, organisasjonsnummer="987654321", navn="FEIL NUMMER"))
    assert counted(run) == {"read": 2, "new": 1, "rejected": 1}
    refused = RegisterRejection.objects.get(run=run)
    assert (refused.row, refused.reason, refused.excerpt) == (2, "wrong_number", "FEIL NUMMER")


def test_what_somebody_has_written_is_not_overwritten_and_the_rest_follows(town: Any, at: Any) -> None:
    take_in(at, association(1, epostadresse="gammel@lag.test", hjemmeside="gammel.test"))
    Organisation.objects.update(email="leder@lag.test")
    take_in(at, association(1, epostadresse="ny@lag.test", hjemmeside="ny.test"))
    now = Organisation.objects.get()
    assert (now.email, now.website) == ("leder@lag.test", "https://ny.test")


def test_what_somebody_has_emptied_stays_empty(town: Any, at: Any) -> None:
    take_in(at, association(1, epostadresse="gammel@lag.test"))
    Organisation.objects.update(email="")
    take_in(at, association(1, epostadresse="gammel@lag.test", hjemmeside="ny.test"))
    assert Organisation.objects.get().email == ""


def test_an_association_that_has_taken_its_page_over_keeps_all_it_wrote(town: Any, at: Any) -> None:
    take_in(at, association(1, hjemmeside="gammel.test"))
    Organisation.objects.update(presented_at=at)
    take_in(at, association(1, navn="NYTT NAVN", hjemmeside="ny.test"))
    now = Organisation.objects.get()
    assert (now.website, now.register_name) == ("https://gammel.test", "NYTT NAVN")


def test_a_deleted_association_closes_once_and_the_bell_rings_once(
    town: Any, at: Any, rung: list[Any]
) -> None:
    take_in(at, association(1))
    gone = {"organisasjonsnummer": number(1), "navn": "BORTE", "slettedato": "2026-02-01"}
    assert counted(take_in(at, gone)) == {"read": 1, "changed": 1, "closed": 1}
    take_in(at, gone)
    closed = Organisation.objects.get()
    assert str(closed.closed_on) == "2026-02-01"
    assert [heard["organisation"].pk for heard in rung] == [closed.pk]
    assert AuditEntry.objects.filter(verb="closed_by_register").count() == 1


def test_bankruptcy_and_winding_up_are_told_and_taken_back(town: Any, at: Any) -> None:
    take_in(at, association(1, konkurs=True, underAvvikling=True))
    assert Organisation.objects.filter(bankrupt=True, dissolving=True).count() == 1
    take_in(at, association(1))
    assert Organisation.objects.filter(bankrupt=False, dissolving=False).count() == 1


def test_those_missing_in_a_whole_register_are_closed(town: Any, at: Any, rung: list[Any]) -> None:
    take_in(at, association(1), association(2))
    run = take_in(at, association(1), is_whole_register=True)
    assert counted(run) == {"read": 1, "unchanged": 1, "closed": 1}
    assert Organisation.objects.get(closed_on__isnull=False).number == number(2)
    assert len(rung) == 1


def test_a_part_of_the_register_closes_nobody(town: Any, at: Any) -> None:
    take_in(at, association(1), association(2))
    take_in(at, association(1))
    assert not Organisation.objects.filter(closed_on__isnull=False).exists()


def test_a_whole_register_without_most_of_ours_closes_nobody_and_says_so(town: Any, at: Any) -> None:
    take_in(at, *(association(place) for place in range(30)))
    run = take_in(at, association(1), is_whole_register=True)
    assert "29 of 30" in run.failed_reason
    assert not Organisation.objects.filter(closed_on__isnull=False).exists()


def test_a_damaged_whole_register_closes_nobody(town: Any, at: Any) -> None:
    take_in(at, association(1), association(2))
    import gzip

    cut = gzip.compress(bulk(*(association(place) for place in range(200))))[:-600]
    run = import_entities(io.BytesIO(cut), origin="cut.gz", at=at, is_whole_register=True)
    assert run.failed_reason and run.counts["read"] > 0
    assert not Organisation.objects.filter(closed_on__isnull=False).exists()


def test_an_association_that_moves_away_is_still_ours_and_still_followed(town: Any, at: Any) -> None:
    take_in(at, association(1))
    take_in(at, association(1, navn="FLYTTET LAG", forretningsadresse={"kommunenummer": "0301"}))
    assert Organisation.objects.get().register_name == "FLYTTET LAG"


def test_an_old_municipal_number_is_followed_to_todays(town: Any, at: Any) -> None:
    from samspill.foundation.actions import open_municipality

    moss = open_municipality("3103", hosts=["moss.test"], at=at)
    take_in(at, association(1, forretningsadresse={"kommunenummer": "3002"}))
    with entered(moss):
        assert Organisation.objects.count() == 1


def test_one_whose_municipality_was_divided_is_refused_since_nobody_can_know(town: Any, at: Any) -> None:
    from samspill.foundation.actions import open_municipality

    open_municipality("1580", hosts=["haram.test"], at=at)
    run = take_in(at, association(1, forretningsadresse={"kommunenummer": "1507"}))
    assert RegisterRejection.objects.get(run=run).reason == "divided_municipality"


def test_the_same_row_twice_in_a_file_is_one_association(town: Any, at: Any) -> None:
    take_in(at, association(1), association(1), association(1, navn="SISTE ORD"))
    assert Organisation.objects.get().name == "Siste Ord"


def test_the_two_registers_join_in_either_order(town: Any, at: Any) -> None:
    entity = association(1, registrertIFrivillighetsregisteret=True)
    take_in(at, entity)
    take_in_voluntary(at, voluntary(1))
    first = Organisation.objects.values(
        "categories", "voluntary_since_on", "register_facts", "voluntary_digest"
    ).get()
    Organisation.objects.all().delete()
    take_in(at, entity)
    assert Organisation.objects.values(*first).get() == first
    assert (first["categories"], str(first["voluntary_since_on"])) == (("1200",), "2012-04-01")


def test_categories_somebody_has_chosen_stand(town: Any, at: Any) -> None:
    take_in(at, association(1))
    take_in_voluntary(at, voluntary(1))
    Organisation.objects.update(categories=("1100", "1200"))
    changed = [{"icnpoNummer": "5100", "rekkefoelge": 1}]
    take_in_voluntary(at, voluntary(1, icnpoKategorier=changed))
    assert Organisation.objects.get().categories == ("1100", "1200")


def test_the_voluntary_list_twice_changes_nothing(town: Any, at: Any) -> None:
    assert counted(take_in_voluntary(at, voluntary(1), voluntary(2))) == {"read": 2, "new": 2}
    assert counted(take_in_voluntary(at, voluntary(1), voluntary(2))) == {"read": 2, "unchanged": 2}
    assert VoluntaryRow.objects.count() == 2


def test_one_that_leaves_the_voluntary_register_is_no_longer_in_it(town: Any, at: Any) -> None:
    take_in(at, association(1))
    take_in_voluntary(at, voluntary(1))
    take_in_voluntary(at, voluntary(1, slettetDato="2026-01-01"))
    assert Organisation.objects.get().voluntary_since_on is None


def test_whoever_watches_is_told_how_far_it_has_come(town: Any, at: Any) -> None:
    told: list[int] = []
    take_in(at, association(1), progress=lambda counts: told.append(counts["read"]))
    assert told == [1]


def test_a_run_tells_when_it_ended(town: Any, at: Any) -> None:
    run = take_in(at, association(1))
    assert run.finished_at is not None and run.finished_at >= run.started_at == at


def test_an_association_is_found_by_its_name_and_its_purpose_until_it_closes(town: Any, at: Any) -> None:
    take_in(at, association(1, navn="FJELLBYGDA KORPS", vedtektsfestetFormaal=["Musikkglede"]))
    made = Organisation.objects.get()
    assert list(matching("organisations.organisation", "musikkglede")) == [made.pk]
    take_in(at, {"organisasjonsnummer": number(1), "navn": "BORTE", "slettedato": "2026-02-01"})
    assert list(matching("organisations.organisation", "musikkglede")) == []

"""A town with everything in it, built once for all the tests of a file; each test leaves it as it found it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.db import transaction

from conftest import TUESDAY, make_staff, open_town
from samspill.foundation.tenancy import entered
from tests.house.cast import enter_everything


class KeptTown(NamedTuple):
    """The municipality, its volunteer centre, and who leads it."""

    municipality: Any
    centre: Any
    leader: Any


@pytest.fixture(scope="module")
def kept_town(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[KeptTown]:
    """Lillevik with one of everything, or `ROWS` of it where the file says so.

    Each test is undone to here, as with Django's `setUpTestData`: none of these may commit.
    """
    from samspill.people.models import Unit

    with django_db_blocker.unblock(), transaction.atomic():
        municipality = open_town("9901", "Lillevik", "lillevik.test", TUESDAY)
        with entered(municipality):
            centre = Unit.objects.create(
                name="Frivilligsentralen", receives_the_public=True, phone="+4773000000"
            )
            leader = make_staff("Lise Lund", centre, "leader", at=TUESDAY)
            for number in range(1, getattr(request.module, "ROWS", 1) + 1):
                enter_everything(centre, leader, number)
        yield KeptTown(municipality, centre, leader)
        transaction.set_rollback(True)


@pytest.fixture
def town(kept_town: KeptTown, db: None) -> Iterator[Any]:
    """Lillevik with everything in it, entered for the test."""
    with entered(kept_town.municipality):
        yield kept_town.municipality


@pytest.fixture
def centre(kept_town: KeptTown, town: Any) -> Any:
    """The unit that owns it all."""
    return type(kept_town.centre).objects.get(pk=kept_town.centre.pk)


@pytest.fixture
def leader(kept_town: KeptTown, town: Any) -> Any:
    """Who leads the unit, and has entered it all."""
    return type(kept_town.leader).objects.get(pk=kept_town.leader.pk)

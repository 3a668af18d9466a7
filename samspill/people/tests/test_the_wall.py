"""Another municipality's rows do not exist."""

import pytest

from samspill.foundation.tenancy import NoMunicipalityEntered, WrongMunicipality, entered
from samspill.people.models import Person


def test_rows_of_the_neighbour_do_not_exist(town, neighbour, at):
    mine = Person.objects.create(name="Kari Test", came_through="phone", created_at=at)
    with entered(neighbour):
        assert not Person.objects.filter(pk=mine.pk).exists()
    assert Person.objects.get() == mine


def test_asking_without_saying_whose_raises(db):
    with pytest.raises(NoMunicipalityEntered):
        Person.objects.count()


def test_a_row_is_not_written_into_another_municipality(town, neighbour, at):
    mine = Person.objects.create(name="Kari Test", came_through="phone", created_at=at)
    with entered(neighbour), pytest.raises(WrongMunicipality):
        mine.save()

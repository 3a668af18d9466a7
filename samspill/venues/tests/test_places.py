"""Places are there once, with how one gets in."""

from samspill.venues.actions import add_place
from samspill.venues.models import Place


def test_a_place_is_added_once_with_its_accessibility(town, at):
    first = add_place("Lillevik bibliotek", address="Torggata 4", accessibility=["lift"], by="system", at=at)
    again = add_place(" Lillevik bibliotek", address="Torggata 4", by="system", at=at)
    assert first == again
    assert Place.objects.get().accessibility == ("lift",)

"""Piles are counted in one question, each as it would be by itself."""

from samspill.foundation.counting import counted_together
from samspill.foundation.models import Area
from samspill.people.models import Unit


def test_each_pile_as_by_itself_and_all_in_one_query(town, neighbour, django_assert_num_queries):
    for name in ("Nordsida", "Solsida", "Sentrum"):
        Area.objects.create(name=name)
    Unit.objects.create(name="Sentralen")
    piles = {
        "areas": Area.objects.order_by("name"),
        "on the sides": Area.objects.filter(name__endswith="sida"),
        ("none", 1): Area.objects.filter(name="Utenfor"),
        "units": Unit.objects.all(),
    }
    with django_assert_num_queries(1):
        assert list(counted_together(piles).values()) == [3, 2, 0, 1]
    assert counted_together({}) == {}

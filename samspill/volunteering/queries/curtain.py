"""Who must not be known of: people who only get help, and from another unit."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from samspill.organisations.models import Post
from samspill.people.queries import Asker
from samspill.volunteering.models import Interest, Recipient, Volunteer


def helped_elsewhere(asker: Asker) -> Q:
    """The condition on Person for those who get help from units the asker does not care for, and do nothing else here.

    Whoever also volunteers, has offered to, or speaks for an association is known for that; that she gets help is not
    told. Grants staff and readers care for nobody, and so know no recipient.
    """
    mine = Recipient.objects.filter(person=OuterRef("pk"), unit__in=asker.caring_unit_ids)
    any_unit = Recipient.objects.filter(person=OuterRef("pk"))
    known_for_more = (
        Exists(Volunteer.objects.filter(person=OuterRef("pk")))
        | Exists(Interest.objects.filter(person=OuterRef("pk")))
        | Exists(Post.objects.filter(person=OuterRef("pk")))
    )
    return Q(Exists(any_unit) & ~Exists(mine) & ~known_for_more)

"""Who must not be known of: people who only get help, or only speak for one who does, and from another unit."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from samspill.organisations.models import Post
from samspill.people.queries import Asker
from samspill.volunteering.models import Interest, Recipient, RecipientContact, Volunteer


def helped_elsewhere(asker: Asker) -> Q:
    """The condition on Person for those who get help from units the asker does not care for, and do nothing else here.

    The same goes for those who are known only because they speak for such a person. Whoever also volunteers, has
    offered to, or speaks for an association is known for that; that she gets help is not told. Grants staff and
    readers care for nobody, and so know no recipient.
    """
    helped = Recipient.objects.filter(person=OuterRef("pk"))
    speaks = RecipientContact.objects.filter(person=OuterRef("pk"))
    any_unit = Exists(helped) | Exists(speaks)
    mine = Exists(helped.filter(unit__in=asker.caring_unit_ids)) | Exists(
        speaks.filter(recipient__unit__in=asker.caring_unit_ids)
    )
    known_for_more = (
        Exists(Volunteer.objects.filter(person=OuterRef("pk")))
        | Exists(Interest.objects.filter(person=OuterRef("pk")))
        | Exists(Post.objects.filter(person=OuterRef("pk")))
    )
    return Q(any_unit & ~mine & ~known_for_more)

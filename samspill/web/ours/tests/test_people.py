"""Those who run an association see who they are, invite, hand over and lay down, each with a link of her own."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import give_post
from samspill.organisations.models import Post
from samspill.organisations.queries.acting import those_who_act_for
from samspill.people.actions import find_or_add_person


@pytest.fixture
def send(phone, token, choir):
    """Post a form to an address of the choir."""

    def post(name, /, *more, **given):
        return phone.post(reverse(f"ours:{name}", args=[token, choir.pk, *more]), given, follow=True)

    return post


def names(choir):
    return [post.person.name for post in those_who_act_for(choir)]


def test_she_is_reminded_calmly_while_she_is_the_only_one(phone, token, choir, send):
    page = phone.get(reverse("ours:people", args=[token, choir.pk])).content.decode()
    assert "Du er den eneste" in page
    told = send("invitation", name="Per Aune", where="413 00 002", title="treasurer")
    assert (
        "Per Aune får en lenke nå, på 413 00 002." in told.content.decode()
        and "Du er den eneste" not in told.content.decode()
    )
    assert names(choir) == ["Marit Sand", "Per Aune"]


def test_the_link_in_the_invitation_opens_the_associations_pages(phone, choir, send):
    send("invitation", name="Per Aune", where="per@lillevik.test", title="treasurer")
    body = OutboundMessage.objects.get(key__startswith="our_invitation").body
    path = body[body.index("/our/") :].split()[0]
    assert "Per Aune" in phone.get(path).content.decode()


def test_what_is_wrong_is_said_at_the_field_and_what_was_written_stands(send):
    shown = send("invitation", name="Per Aune", where="12", title="treasurer")
    assert shown.status_code == 422
    page = shown.content.decode()
    assert "Dette er ikke et telefonnummer" in page and 'value="Per Aune"' in page


def test_the_last_one_is_told_to_name_another(send, choir):
    told = send("post_ending", Post.objects.get().pk)
    assert "Du er den eneste" in told.content.decode() and names(choir) == ["Marit Sand"]


def test_handing_over_leads_to_her_own_page_and_the_new_one_is_in(send, choir, phone, token):
    told = send("handover", name="Per Aune", where="413 00 002")
    page = told.content.decode()
    assert "Per Aune har tatt over" in page and names(choir) == ["Per Aune"]
    assert "Lenken gikk til 413 00 002. Er det feil?" in page, "a wrong number is seen at once"
    body = OutboundMessage.objects.get(key__startswith="our_invitation", address="+4741300002").body
    assert body.startswith("Marit Sand har overlatt siden til"), "she is out, and the new one is told so"
    assert phone.get(reverse("ours:people", args=[token, choir.pk])).status_code == 404


def test_she_shows_herself_as_a_contact_and_takes_it_back(send, phone, choir):
    public = reverse("public:organisations:organisation", args=[choir.pk])
    send("post_display", Post.objects.get().pk, show="1")
    from samspill.web.access.page_cache import forget_all

    assert "Marit Sand" in phone.get(public).content.decode()
    send("post_display", Post.objects.get().pk)
    forget_all()
    assert "Marit Sand" not in phone.get(public).content.decode()


def test_whom_another_shows_as_a_contact_is_told_and_who_shows_herself_is_not(send, choir, ola, at):
    hers = Post.objects.get()
    per = find_or_add_person("Per Aune", ["41300002"], by=ola, at=at, channel="phone")
    his = give_post(choir, per, "treasurer", by=ola, at=at, channel="phone")
    send("post_display", hers.pk, show="1")
    send("post_display", his.pk, show="1")
    send("post_display", his.pk)
    told = OutboundMessage.objects.get(key__startswith="post_shown")
    assert told.person == per and "står nå på siden til" in told.body

"""What associations offer in a crisis: typed in at the desk, or told by a link of their own without an account."""

from __future__ import annotations

import re

import pytest

from samspill.messaging.models import OutboundMessage
from samspill.organisations.models import Organisation
from samspill.volunteering.actions.capabilities import Told, offer_capability
from samspill.volunteering.models import OrganisationCapability
from samspill.web.desk.crisis.tests.conftest import body


class TestWhatAssociationsOffer:
    @pytest.fixture
    def club(self, harbour, at):
        return Organisation.objects.create(
            name="Holmen kystlag", came_from="desk", created_at=at, area=harbour
        )

    def told(self, **more):
        return {"kind": "boat", "number": "2", "words": "To sjarker", "place": "Båthuset", "area": "", "turn": "1",
                "contact_name": "Anne Holm", "contact_phone": "400 00 777", "paid_by": "Kommunen",
                "channel": "phone"} | more  # fmt: skip

    def test_it_is_typed_in_changed_said_anew_and_taken_back(self, desk, club, at):
        base = f"/desk/associations/{club.pk}/capabilities/"
        desk.post(base, self.told())
        row = OrganisationCapability.objects.get()
        assert row.contact.posts.get().organisation == club
        assert "To sjarker" in body(desk.get(base))
        desk.post(f"{base}{row.pk}/", self.told(number="3"))
        desk.post(f"{base}{row.pk}/standing/", {"deed": "use"})
        row.refresh_from_db()
        assert (row.number, row.used_at) == (3, at)
        desk.post(f"{base}{row.pk}/standing/", {"deed": "withdraw"})
        assert "To sjarker" not in body(desk.get(base))

    def test_a_wrong_number_is_told_at_its_field(self, desk, club):
        page = body(desk.post(f"/desk/associations/{club.pk}/capabilities/", self.told(contact_phone="12")))
        assert "ds-validation-message" in page and not OrganisationCapability.objects.exists()

    def test_its_contact_tells_it_by_a_link_without_an_account(self, desk, club, client, at):
        desk.post(f"/desk/associations/{club.pk}/capabilities/", self.told())
        row = OrganisationCapability.objects.get()
        post = row.contact.posts.get()
        desk.post(f"/desk/associations/{club.pk}/posts/{post.pk}/link/")
        [link] = re.findall(r"/me/offering/[^\s/]+/", OutboundMessage.objects.get().body)
        client.defaults["HTTP_HOST"] = "lillevik.test"
        assert "To sjarker" in body(client.get(link))
        client.post(link, {"kind": "food", "words": "Fiskesuppe", "number": "60", "area": ""})
        soup = OrganisationCapability.objects.get(kind="food")
        assert (soup.contact, soup.assured_channel, soup.entered_by) == (row.contact, "web", None)
        client.post(f"{link}{row.pk}/withdrawal/")
        client.post(f"{link}{soup.pk}/assurance/")
        row.refresh_from_db()
        assert row.withdrawn_at
        post.until_on = at.date()
        post.save()
        assert client.get(link).status_code == 410

    def test_a_link_opens_no_other_associations_offers(self, desk, club, client, ola, at):
        other = Organisation.objects.create(name="Roklubben", came_from="desk", created_at=at)
        theirs = offer_capability(other, Told("boat"), by=ola, at=at, channel="phone")
        desk.post(f"/desk/associations/{club.pk}/capabilities/", self.told())
        post = OrganisationCapability.objects.get(organisation=club).contact.posts.get()
        desk.post(f"/desk/associations/{club.pk}/posts/{post.pk}/link/")
        [link] = re.findall(r"/me/offering/[^\s/]+/", OutboundMessage.objects.get().body)
        client.defaults["HTTP_HOST"] = "lillevik.test"
        assert client.post(f"{link}{theirs.pk}/withdrawal/").status_code == 404

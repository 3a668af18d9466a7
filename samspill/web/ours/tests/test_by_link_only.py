"""An association keeps a members' meeting off the square by one tick, on the page where it publishes all the rest."""

from __future__ import annotations

import uuid

from django.urls import reverse

from samspill.activities.models import Activity

TOLD = {
    "title_nb": "Medlemsmøte",
    "place_text": "Sangerhuset",
    "price_kind": "free",
    "languages": ["nb"],
}


def test_one_tick_keeps_it_off_the_square_and_taking_it_away_puts_it_there(phone, token, choir):
    new = reverse("ours:activities:new", args=[token, choir.pk])
    sent = TOLD | {"key": str(uuid.uuid4()), "rhythm": "week", "weekdays": ["tu"], "hours": "18-20"}
    shown = phone.post(new, sent | {"by_link_only": "on"}).content.decode()
    seen = shown.partition('name="seen" value="')[2].partition('"')[0]
    phone.post(new, sent | {"by_link_only": "on", "seen": seen})
    meeting = Activity.objects.get()
    its_list = phone.get(reverse("ours:activities:list", args=[token, choir.pk])).content.decode()
    assert meeting.by_link_only and "Bare med lenke" in its_list
    assert "Medlemsmøte" not in phone.get("/week/?q=medlemsm%C3%B8te").content.decode()
    facts = reverse("ours:activities:facts", args=[token, choir.pk, meeting.pk])
    field = phone.get(facts).content.decode().partition('name="by_link_only"')[2].partition(">")[0]
    assert "checked" in field
    phone.post(facts, TOLD)
    assert "Medlemsmøte" in phone.get("/week/?q=medlemsm%C3%B8te").content.decode()

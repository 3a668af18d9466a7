"""What is done again and again on the way to a fair: a class list comes in, a pupil wishes, wishes close."""

from __future__ import annotations

import datetime as dt
import re

from django.urls import reverse

from samspill.activities.models import Fair, Pupil
from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage

DAY = dt.timedelta(days=1)
LIST = "Klasse;Fornavn;Etternavn\n8A;Ada;Solberg\n8A;Omar;Ali\n8B;Thea;Vik\n"


def bring_in(desk, fair, text=LIST):
    address = reverse("desk:fairs:new_classes", args=[fair.pk])
    looked = desk.post(address, {"pasted": text})
    understood = re.findall(r"(?s)<textarea[^>]*>\s*(.*?)</textarea>", looked.content.decode())[0]
    assert looked.status_code == 200 and not Pupil.objects.exists()
    return desk.post(address, {"pasted": understood, "seen": "1", "save": "1"})


def wish(phone, pupil, *titles):
    """A pupil types the code and ranks; what the page answers."""
    assert phone.post("/fair/", {"code": f"{pupil.code[:3]} {pupil.code[3:].lower()}"}).status_code == 302
    offers = dict(pupil.fair.offers.values_list("title", "pk"))
    return phone.post(
        "/fair/wishes/", {f"wish_{rank}": str(offers[title]) for rank, title in enumerate(titles, 1)}
    )


def digits(phone, fair):
    """What stands on the page about the lottery, with nothing between the digits."""
    page = phone.get(reverse("public:fairs:lottery", args=[fair.pk])).content.decode()
    return re.sub(r"</?(code|wbr)>", "", page)


def close(fair):
    Fair.objects.filter(pk=fair.pk).update(wishes_close_at=clock.now() - dt.timedelta(minutes=1))


def written_to(person, about):
    return list(
        OutboundMessage.objects.filter(person=person, key__startswith=about).values_list("body", flat=True)
    )

"""A person is forgotten in every room; what counts stays."""

import datetime as dt

from django.apps import apps

from samspill.foundation.actions import make_link
from samspill.foundation.models import OneTimeLink
from samspill.foundation.tenancy import Owned
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.people.actions import find_or_add_person, forget_person, give_consent
from samspill.people.models import Person
from samspill.people.queries import find_persons
from samspill.volunteering.models import Assignment, Interest, Need, Recipient, Request, Shift, Volunteer

PHONE = "+4741234567"


def add(at, name="Kari Berg"):
    return find_or_add_person(name, [PHONE], by="system", at=at, channel="phone", address="Strandveien 4")


def forget(person, at):
    forget_person(person, by="system", at=at, channel="web")


def test_no_trace_of_name_phone_or_address_is_left_in_any_table(centre, at):
    kari = add(at)
    give_consent(kari, source="phone", words="Kari Berg sa ja", by="system", at=at)
    Volunteer.objects.create(person=kari, joined_at=at, note="Kari Berg liker hunder", wishes=("visit",))
    OutboundMessage.objects.create(
        key="1",
        channel="sms",
        person=kari,
        address=PHONE,
        body="Hei Kari Berg",
        queued_at=at,
        not_before_at=at,
    )
    Interest.objects.create(name="Kari Berg", phone=PHONE, received_at=at, person=kari)
    recipient = Recipient.objects.create(person=kari, unit=centre, note="Kari Berg har hund", since_at=at)
    request = Request.objects.create(
        unit=centre, recipient=recipient, caller_name="Kari Berg", channel="phone", received_at=at
    )
    need = Need.objects.create(
        request=request, unit=centre, kind="walk", form="once", title="Tur", made_at=at,
        private_address="Strandveien 4", meet_name="Kari Berg", meet_phone=PHONE,
    )  # fmt: skip
    shift = Shift.objects.create(
        need=need, code=1, starts_at=at, ends_at=at + dt.timedelta(hours=1), places=1
    )
    Assignment.objects.create(shift=shift, person=kari, seat=1, made_at=at, channel="sms")
    make_link("people.me", str(kari.pk), at=at, valid_for=dt.timedelta(days=1))

    forget(kari, at)

    left = [
        text for text in _all_texts() if any(word in text for word in ("Kari", "41234567", "Strandveien"))
    ]
    assert left == []
    assert Assignment.objects.count() == Shift.objects.count() == 1
    assert not OneTimeLink.objects.exists()


def test_another_persons_rows_on_the_same_need_are_left_alone(centre, at):
    kari, ali = add(at), add(at, "Ali Hassan")
    recipient = Recipient.objects.create(person=kari, unit=centre, since_at=at)
    request = Request.objects.create(unit=centre, recipient=recipient, channel="phone", received_at=at)
    need = Need.objects.create(
        request=request, unit=centre, kind="walk", form="once", title="Tur", made_at=at
    )
    Shift.objects.create(need=need, code=1, starts_at=at, ends_at=at + dt.timedelta(hours=1), places=1)
    Interest.objects.create(name="Ali Hassan", phone=PHONE, received_at=at, person=ali, need=need)
    forget(kari, at)
    assert Interest.objects.get().name == "Ali Hassan"
    assert ali.contact_points.count() == 1


def test_what_came_from_her_phone_before_we_knew_her_goes_too_but_not_what_a_couple_shares(town, at):
    def came(number, sender):
        return InboundMessage.objects.create(
            gateway="simulator", provider_id=number, channel="sms", sender=sender, body="Hei", received_at=at
        )

    kari = add(at)
    came("1", PHONE)
    came("2", "+4792345678")
    forget(kari, at)
    assert sorted(InboundMessage.objects.values_list("body", flat=True)) == ["", "Hei"]

    ali = add(at, "Ali Hassan")
    add(at, "Mona Hassan")
    came("3", PHONE)
    forget(ali, at)
    assert InboundMessage.objects.get(provider_id="3").body == "Hei"


def test_she_is_found_no_more_and_forgetting_twice_changes_nothing(asker, at):
    kari = add(at)
    forget(kari, at)
    forget(Person.objects.get(pk=kari.pk), at)
    assert not find_persons(asker, "").exists()


def _all_texts():
    for model in apps.get_models():
        if issubclass(model, Owned):
            for row in model.objects.all():
                for field in model._meta.concrete_fields:
                    yield str(getattr(row, field.attname))

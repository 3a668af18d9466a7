"""Signing without an account: by a link, by a code from the foot of the text, and on paper."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from samspill.commitments.actions import (
    NotSignedYet,
    NotThatDay,
    NotWrittenAsAName,
    TextReplaced,
    ask_to_sign,
    draft_version,
    publish_version,
    read_out,
    sign,
    sign_on_paper,
    withdraw_signature,
)
from samspill.commitments.actions.asking import LINK, Reach
from samspill.commitments.actions.keeping import forget_old_signers
from samspill.commitments.models import Signature, SigningRequest
from samspill.commitments.queries import open_requests, signatures_of, waiting_since
from samspill.commitments.queries.documents import signed_text_as_pdf
from samspill.commitments.rules.signatures import code_signed_with
from samspill.commitments.rules.texts import counts_until
from samspill.commitments.tests.conftest import KARI, written_to
from samspill.foundation.actions import look_at_link
from samspill.foundation.models import AuditEntry
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import HoldsNationalId, find_or_add_person, forget_person, merge_persons
from samspill.people.queries import export_person

SMS = Reach("sms", KARI)


@pytest.fixture
def asked(kari, agreement, ola, at):
    return ask_to_sign(kari, ["agreement"], reach=SMS, unit=None, by=ola, at=at)[0]


def by_link(text, kari, at, name="Kari Berg"):
    return sign(text, kari, name=name, channel="web", by=kari, at=at)


def test_she_gets_one_message_with_one_link_for_all_she_is_to_sign(
    kari, agreement, declaration, ola, centre, at
):
    ask_to_sign(kari, ["confidentiality", "agreement"], reach=SMS, unit=centre, by=ola, at=at)
    [text] = written_to(kari)
    assert "avtale" in text.lower() and "taushet" in text.lower() and "Frivilligsentralen" in text
    link = re.search(r"http://lillevik\.test\S*/sign/([\w-]+)/", text)
    assert link and look_at_link(LINK, link[1], at=at).subject == str(kari.pk)
    assert [request.kind for request in open_requests(kari)] == ["agreement", "confidentiality"]


def test_the_code_is_not_in_the_message_but_at_the_foot_of_the_text_alone(asked, kari):
    assert str(asked.code) not in written_to(kari)[0]


def test_asking_twice_on_a_day_sends_one_message_and_keeps_the_code(asked, kari, ola, at):
    [again] = ask_to_sign(kari, ["agreement"], reach=SMS, unit=None, by=ola, at=at + dt.timedelta(hours=1))
    assert again.code == asked.code and len(written_to(kari)) == 1
    ask_to_sign(kari, ["agreement"], reach=SMS, unit=None, by=ola, at=at + dt.timedelta(days=2))
    assert len(written_to(kari)) == 2 and SigningRequest.objects.count() == 1


def test_what_is_not_published_is_not_asked_for(kari, ola, at):
    assert ask_to_sign(kari, ["agreement"], reach=SMS, unit=None, by=ola, at=at) == []
    assert written_to(kari) == []


def test_a_signature_keeps_the_text_the_name_and_the_moment_and_answers_the_request(
    asked, kari, agreement, at
):
    signature = by_link(agreement, kari, at, name="  Kari  Berg ")
    assert (signature.signed_name, signature.signed_at, signature.channel) == ("Kari Berg", at, "web")
    assert signature.text == agreement and len(signature.digest) == 64
    assert open_requests(kari) == []
    assert AuditEntry.objects.filter(verb="sign_text", actor=f"people.person:{kari.pk}").count() == 1


def test_nobody_can_change_what_was_signed(kari, agreement, at):
    signature = by_link(agreement, kari, at)
    changes = (
        {"signed_name": "Ola"},
        {"signed_at": at + dt.timedelta(days=1)},
        {"channel": "paper"},
        {"digest": "0"},
    )
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            Signature.objects.filter(pk=signature.pk).update(**change)
    signature.refresh_from_db()
    assert signature.signed_name == "Kari Berg"


@pytest.mark.parametrize(("name", "complaint"), [
    ("", NotWrittenAsAName), ("12", NotWrittenAsAName), ("x", NotWrittenAsAName), ("15076500565", NotWrittenAsAName),
    ("Kari 15076500565", HoldsNationalId),
])  # fmt: skip
def test_what_is_no_name_signs_nothing(kari, agreement, at, name, complaint):
    with pytest.raises(complaint):
        by_link(agreement, kari, at, name=name)
    assert not Signature.objects.exists()


def test_signing_twice_gives_the_first_signature_again(kari, agreement, at):
    first = by_link(agreement, kari, at)
    assert by_link(agreement, kari, at + dt.timedelta(days=1)) == first
    other_language = agreement.__class__.objects.get(kind="agreement", language="en", version=1)
    assert by_link(other_language, kari, at) == first


def test_a_version_replaced_while_she_reads_is_not_signed_and_she_is_shown_the_new(kari, agreement, ola, at):
    draft_version("agreement", by=ola, at=at)
    publish_version("agreement", by=ola, at=at)
    with pytest.raises(TextReplaced) as told:
        by_link(agreement, kari, at)
    assert (told.value.current.version, told.value.current.language) == (2, "nb")
    assert not Signature.objects.exists()


def test_a_draft_cannot_be_signed(kari, ola, at):
    [draft, *_] = draft_version("agreement", by=ola, at=at)
    with pytest.raises(TextReplaced):
        by_link(draft, kari, at)


@pytest.mark.parametrize(("text", "code"), [
    ("SIGNER 4711", 4711), ("signer 4711.", 4711), ("Sign: 4711", 4711), ("Jeg signerer 4711", 4711),
    ("eg underskriv 4711 Kari Berg", 4711), ("SIGNER4711", 4711), ("SIGNER 4711\nKari", 4711),
    ("SIGNER", None), ("4711", None), ("ja 4711", None), ("SIGNER 4711?", None), ("signer ikke 4711", None),
    ("SIGNER 4711 men ikke nå", None), ("SIGNER 4711 om jeg kan slutte", None), ("hva er SIGNER 4711", None),
    ("SIGNER 4711 4712", None), ("", None), ("👍", None), ("SIGNER 47 11", None),
    ("SIGNER 4711 " + "a " * 300, None),
])  # fmt: skip
def test_only_the_word_and_the_code_are_a_signature(text, code):
    assert code_signed_with(text) == code


def test_a_code_from_her_phone_signs_and_she_gets_her_copy(asked, kari, texts):
    inbound = texts(f"SIGNER {asked.code}")
    signature = Signature.objects.get(person=kari)
    assert (signature.channel, signature.signed_name) == ("sms", "Kari Berg")
    assert inbound.outcome == "signed" and inbound.handled_at
    assert "/sign/" in written_to(kari)[-1] and "Takk" in written_to(kari)[-1]


def test_the_same_code_twice_signs_once(asked, kari, texts, at):
    texts(f"SIGNER {asked.code}")
    again = texts(f"Signer {asked.code}", when=at + dt.timedelta(minutes=5))
    assert again.outcome == "signed_before" and Signature.objects.count() == 1


def test_a_code_from_another_phone_signs_nothing_and_a_person_reads_it(asked, texts):
    inbound = texts(f"SIGNER {asked.code}", sender="+4798765432")
    assert not Signature.objects.exists() and inbound.waits_since_at


def test_a_code_nobody_was_given_waits_for_a_person(asked, texts):
    assert texts("SIGNER 9999").waits_since_at and not Signature.objects.exists()


def test_the_code_of_a_replaced_version_signs_nothing_and_leads_to_the_new_one(asked, kari, texts, ola, at):
    draft_version("agreement", by=ola, at=at)
    publish_version("agreement", by=ola, at=at)
    inbound = texts(f"SIGNER {asked.code}")
    assert inbound.outcome == "text_changed" and not Signature.objects.exists()
    assert "/sign/" in written_to(kari)[-1]
    [renewed] = open_requests(kari)
    assert renewed.version == 2 and renewed.code != asked.code
    assert texts(f"SIGNER {renewed.code}").outcome == "signed"


def test_after_the_text_was_read_out_on_the_phone_she_gets_the_code(asked, kari, ola, centre, at):
    assert read_out(asked, unit=centre, by=ola, at=at)
    assert f"SIGNER {asked.code}" in written_to(kari)[-1]
    asked.refresh_from_db()
    assert (asked.read_out_at, asked.read_out_by) == (at, ola)
    assert AuditEntry.objects.filter(verb="read_out", channel="phone").exists()


def test_a_couple_that_shares_a_phone_is_told_apart_by_the_code(asked, kari, agreement, texts, ola, at):
    arne = find_or_add_person("Arne Berg", [KARI], by=ola, at=at, channel="phone")
    [his] = ask_to_sign(arne, ["agreement"], reach=SMS, unit=None, by=ola, at=at)
    texts(f"SIGNER {his.code}")
    assert Signature.objects.get().person == arne


def test_paper_is_typed_in_with_its_day_and_who_saw_it(asked, kari, ola, at):
    day = at.date() - dt.timedelta(days=3)
    signature = sign_on_paper(kari, "agreement", signed_on=day, language="nb", by=ola, at=at)
    assert (signature.channel, signature.entered_by, signature.signed_at.date()) == ("paper", ola, day)
    assert open_requests(kari) == [] and signature.signed_name == "Kari Berg"


def test_paper_is_under_the_text_that_counted_that_day(kari, agreement, ola, at):
    draft_version("agreement", by=ola, at=at)
    publish_version("agreement", by=ola, at=at)
    day = at.date() - dt.timedelta(days=3)
    assert sign_on_paper(kari, "agreement", signed_on=day, language="nb", by=ola, at=at).version == 1


@pytest.mark.parametrize("days", [1, -400])
def test_paper_from_a_day_to_come_or_before_there_was_a_text_is_refused(kari, agreement, ola, at, days):
    with pytest.raises(NotThatDay):
        sign_on_paper(
            kari, "agreement", signed_on=at.date() + dt.timedelta(days=days), language="nb", by=ola, at=at
        )


def test_a_mistake_ceases_to_count_but_stays_with_its_reason(kari, agreement, ola, at):
    signature = by_link(agreement, kari, at)
    withdraw_signature(signature, reason="Feil person", by=ola, at=at)
    assert signatures_of(kari) == [] and Signature.objects.get().withdrawn_reason == "Feil person"
    with pytest.raises(NotSignedYet):
        withdraw_signature(signature, reason="Igjen", by=ola, at=at)
    assert by_link(agreement, kari, at) != signature


def test_who_has_not_answered_in_two_weeks_is_found(asked, at):
    assert not waiting_since(at - dt.timedelta(days=14)).exists()
    assert list(waiting_since(at + dt.timedelta(days=15) - dt.timedelta(days=14))) == [asked]


@pytest.mark.parametrize(("signed", "years", "until"), [
    ((2026, 3, 10), 3, (2029, 3, 9)), ((2024, 2, 29), 1, (2025, 2, 28)), ((2024, 2, 29), 4, (2028, 2, 28)),
])  # fmt: skip
def test_an_agreement_counts_for_so_many_years(signed, years, until):
    assert counts_until(dt.date(*signed), years) == dt.date(*until)
    assert counts_until(dt.date(*signed), None) is None


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_signed_text_is_a_document_a_screen_reader_can_read(kari, agreement, language, at):
    text = agreement.__class__.objects.get(kind="agreement", language=language, version=1)
    made = signed_text_as_pdf(by_link(text, kari, at))
    assert made.startswith(b"%PDF-") and b"/StructTreeRoot" in made


def test_when_she_is_forgotten_her_name_stays_under_the_declaration_alone_and_goes_after_five_years(
    kari, agreement, declaration, ola, at
):
    for text in (agreement, declaration):
        by_link(text, kari, at)
    ask_to_sign(kari, ["agreement"], reach=SMS, unit=None, by=ola, at=at)
    forget_person(kari, by=ola, at=at, channel="web")
    names = dict(Signature.objects.values_list("kind", "signed_name"))
    assert names == {"agreement": "", "confidentiality": "Kari Berg"}
    assert not open_requests(kari) and not SigningRequest.objects.exclude(address="").exists()
    assert forget_old_signers(at + dt.timedelta(days=5 * 365 - 1)) == 0
    assert forget_old_signers(at + dt.timedelta(days=5 * 365 + 1)) == 1
    assert not Signature.objects.exclude(signed_name="").exists()


def test_when_two_are_one_both_signatures_stand_and_one_request(kari, agreement, ola, at):
    double = find_or_add_person("Kari B", ["92345678"], by=ola, at=at, channel="phone")
    for person in (kari, double):
        ask_to_sign(person, ["agreement"], reach=SMS, unit=None, by=ola, at=at)
    by_link(agreement, double, at)
    ask_to_sign(double, ["agreement"], reach=SMS, unit=None, by=ola, at=at)
    merge_persons(kari, double, by=ola, at=at, channel="web")
    assert len(signatures_of(kari)) == 1 and len(open_requests(kari)) == 1


def test_the_export_holds_what_she_signed(kari, agreement, at):
    by_link(agreement, kari, at)
    rows = export_person(kari)["rows"]
    assert rows["commitments.signature"][0]["signed_name"] == "Kari Berg"


@pytest.mark.django_db(transaction=True)
def test_ten_presses_at_once_sign_once(kari, agreement, together, town, at):
    outcomes = together(town, [partial(by_link, agreement, kari, at)] * 6)
    assert len({one.pk for one in outcomes}) == 1 and Signature.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_link_code_and_paper_at_once_sign_once(asked, kari, agreement, together, town, texts, ola, at):
    calls = [
        partial(by_link, agreement, kari, at),
        partial(texts, f"SIGNER {asked.code}"),
        partial(sign_on_paper, kari, "agreement", signed_on=at.date(), language="nb", by=ola, at=at),
    ]
    outcomes = together(town, calls)
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert Signature.objects.filter(withdrawn_at__isnull=True).count() == 1
    assert OutboundMessage.objects.filter(key__startswith="signed:").count() == 1

"""Texts to sign: drafted, published in all languages at once, and then never changed."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from samspill.commitments.actions import (
    NothingToPublish,
    TextEmpty,
    TextStands,
    WrongYears,
    adopt_standard_text,
    change_draft,
    discard_draft,
    draft_version,
    publish_version,
    sign,
)
from samspill.commitments.models import AgreementText
from samspill.commitments.queries import (
    current_text,
    current_texts,
    must_sign_anew,
    text_in_force_on,
    versions_of,
)
from samspill.commitments.queries.texts import standard_texts
from samspill.commitments.rules.texts import KINDS, LANGUAGES
from samspill.foundation.tenancy import entered
from samspill.people.actions import HoldsNationalId


def test_a_municipality_takes_the_standard_text_over_in_one_press(ola, at):
    adopt_standard_text("agreement", by=ola, at=at)
    assert [text.language for text in current_texts()["agreement"]] == ["nb", "nn", "en"]
    assert current_text("agreement", "nn").title == "Avtale om frivillig innsats"
    assert "uten lønn" in current_text("agreement", "nb").body


@pytest.mark.parametrize("kind", KINDS)
def test_the_standard_texts_are_there_in_every_language_and_made_of_short_sentences(kind):
    texts = standard_texts(kind)
    assert [text.language for text in texts] == list(LANGUAGES)
    for text in texts:
        sentences = [one for one in text.body.replace("\n", ". ").split(". ") if one.strip()]
        assert max(len(one.split()) for one in sentences) <= 24
        assert len(text.body) > 800 and text.title


def test_a_text_in_no_language_of_hers_is_read_in_the_nearest(ola, at):
    adopt_standard_text("agreement", by=ola, at=at)
    assert current_text("agreement", "uk").language == "nb"
    assert current_text("confidentiality", "nb") is None


def test_a_draft_is_changed_as_often_as_one_likes_and_counts_for_nobody(ola, at):
    [draft, *_] = draft_version("agreement", by=ola, at=at)
    change_draft(draft, title="Vår avtale", body="Du kan slutte når du vil.", by=ola, at=at)
    change_draft(draft, title="Vår avtale", body="Du kan slutte  når du vil.\r\n\r\nRing oss.", by=ola, at=at)
    assert AgreementText.objects.get(pk=draft.pk).body.endswith("vil.\n\nRing oss.")
    assert current_text("agreement", "nb") is None
    discard_draft("agreement", by=ola, at=at)
    assert not AgreementText.objects.exists()


@pytest.mark.parametrize(("title", "body", "complaint"), [
    ("", "x", TextEmpty), ("x", " \n", TextEmpty), ("x", "01019012340 og 15076500565", HoldsNationalId),
])  # fmt: skip
def test_what_is_no_text_is_refused(ola, at, title, body, complaint):
    [draft, *_] = draft_version("agreement", by=ola, at=at)
    before = draft.body
    with pytest.raises(complaint):
        change_draft(draft, title=title, body=body, by=ola, at=at)
    draft.refresh_from_db()
    assert draft.body == before


def test_two_who_draft_at_once_work_on_the_same_draft(ola, at):
    first, second = draft_version("agreement", by=ola, at=at), draft_version("agreement", by=ola, at=at)
    assert [one.pk for one in first] == [one.pk for one in second]


def test_a_new_version_begins_as_the_one_that_counts_and_replaces_it(ola, agreement, at):
    drafts = draft_version("agreement", by=ola, at=at)
    assert drafts[0].body == agreement.body and {draft.version for draft in drafts} == {2}
    publish_version("agreement", by=ola, at=at, valid_years=3)
    agreement.refresh_from_db()
    assert agreement.replaced_at == at
    assert (current_text("agreement", "en").version, current_text("agreement", "en").valid_years) == (2, 3)
    assert [text.version for text in versions_of("agreement")] == [2, 2, 2, 1, 1, 1]
    assert text_in_force_on("agreement", "nb", at.date() - dt.timedelta(days=3)).version == 1
    assert text_in_force_on("agreement", "nb", at.date()).version == 2
    assert text_in_force_on("agreement", "nb", at.date() - dt.timedelta(days=300)) is None


def test_a_published_text_cannot_be_changed_by_an_action_or_by_the_database(ola, agreement, at):
    with pytest.raises(TextStands):
        change_draft(agreement, title="Ny", body="Ny", by=ola, at=at)
    for change in (
        {"body": "Du må"},
        {"title": "Annet"},
        {"valid_years": 1},
        {"version": 7},
        {"published_at": at},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            AgreementText.objects.filter(pk=agreement.pk).update(**change)
    AgreementText.objects.filter(pk=agreement.pk).update(replaced_at=at)
    agreement.refresh_from_db()
    assert "uten lønn" in agreement.body


def test_a_signed_text_cannot_be_deleted(kari, agreement, at):
    sign(agreement, kari, name="Kari Berg", channel="web", by=kari, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementText.objects.filter(pk=agreement.pk)._raw_delete("default")
        from django.db import connection

        connection.check_constraints()


def test_confidentiality_never_runs_out_and_years_are_within_reason(ola, at):
    draft_version("confidentiality", by=ola, at=at)
    with pytest.raises(WrongYears):
        publish_version("confidentiality", by=ola, at=at, valid_years=2)
    draft_version("agreement", by=ola, at=at)
    for years in (0, 11):
        with pytest.raises(WrongYears):
            publish_version("agreement", by=ola, at=at, valid_years=years)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementText.objects.filter(kind="confidentiality").update(valid_years=1)


def test_nothing_is_published_twice(ola, agreement, at):
    with pytest.raises(NothingToPublish):
        publish_version("agreement", by=ola, at=at)


def test_those_who_signed_what_had_to_be_signed_anew_are_listed_until_they_have(ola, kari, agreement, at):
    sign(agreement, kari, name="Kari Berg", channel="web", by=kari, at=at)
    draft_version("agreement", by=ola, at=at)
    publish_version("agreement", by=ola, at=at)
    assert not must_sign_anew("agreement").exists()
    draft_version("agreement", by=ola, at=at)
    [newest, *_] = publish_version("agreement", by=ola, at=at, asks_anew=True)
    assert list(must_sign_anew("agreement")) == [kari]
    sign(newest, kari, name="Kari Berg", channel="web", by=kari, at=at)
    assert not must_sign_anew("agreement").exists()


def test_the_neighbour_has_texts_of_its_own(ola, agreement, neighbour):
    with entered(neighbour):
        assert current_text("agreement", "nb") is None and not AgreementText.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_publish_at_once_publish_one_version(ola, together, town, at):
    calls = [partial(adopt_standard_text, "agreement", by=ola, at=at)] * 3
    outcomes = together(town, calls)
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert len(current_texts()["agreement"]) == 3
    assert AgreementText.objects.filter(replaced_at__isnull=True).count() == 3

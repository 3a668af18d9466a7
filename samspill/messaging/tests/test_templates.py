"""Words to use again: checked when they are saved, filled in for each, in the language she reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import make_staff
from samspill.messaging.actions.templates import (
    NameTaken,
    NoWords,
    UnknownField,
    bring_back_template,
    remove_template,
    save_template,
)
from samspill.messaging.models import MessageTemplate
from samspill.messaging.queries.templates import (
    Merger,
    may_change,
    template_for,
    template_to_change_for,
    templates_for,
    texts_of,
)
from samspill.messaging.rules.templates import FIELDS, Words, chosen_for, lacking, merged, wrong_fields
from samspill.people.models import Person, Unit
from samspill.people.queries import asker_for

ALL = {"nb": Words("Hei"), "nn": Words("Hei på deg"), "en": Words("Hello")}


@pytest.fixture
def save(centre, ola, at):
    def make(name="Takk", texts=None, **more) -> MessageTemplate:
        facts = {"unit": centre, "purpose": "thanks", "by": ola, "at": at} | more
        return save_template(name, texts or {"nb": Words("Takk, {fornavn}!")}, **facts)

    return make


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Hei {fornavn}, hilsen {enhet}", ()),
        ("Hei { fornavn }", ()),
        ("Hei {navnet} og {navnet}", ("{navnet}",)),
        ("Hei {fornavn", ("{",)),
        ("Hei }{", ("}", "{")),
        ("{}", ("{}",)),
        ("{{fornavn}}", ("{", "}")),
        ("", ()),
    ],
)
def test_what_cannot_be_filled_in_is_named(text, wrong):
    assert wrong_fields(text) == wrong


@given(st.text(alphabet="{}fornavn eht", max_size=30))
def test_a_text_without_wrong_fields_is_filled_in_without_a_brace_left(text):
    if not wrong_fields(text):
        assert not set(merged(text, dict.fromkeys(FIELDS, "x"))) & set("{}")


def test_braces_in_a_name_are_only_text():
    assert merged("Hei {fornavn}", {"fornavn": "{telefon}", "telefon": "113"}) == "Hei {telefon}"


def test_a_field_is_filled_in_with_her_name_and_the_units_phone(save, centre):
    words = texts_of(save(texts={"nb": Words("{fornavn}/{navn}/{enhet}/{telefon}/{kommune}", "Til {navn}")}))
    filled = Merger(centre).words_for(Person(name="Kari Berg", language="nb"), words)
    assert filled.body == "Kari/Kari Berg/Frivilligsentralen/73 00 00 00/Lillevik"
    assert filled.subject == "Til Kari Berg"


@pytest.mark.parametrize(
    ("reads", "written", "gets"),
    [
        ("nn", ("nb", "nn", "en"), "nn"),
        ("nn", ("nb", "en"), "nb"),
        ("nb", ("nn", "en"), "nn"),
        ("en", ("nb",), "nb"),
        ("ar", ("en", "nb"), "nb"),
        ("nb", ("en",), "en"),
    ],
)
def test_each_gets_her_language_or_the_nearest_and_that_is_told(reads, written, gets):
    chosen = chosen_for(reads, {code: ALL[code] for code in written})
    assert chosen.language == gets
    assert chosen.is_other == (gets != (reads if reads in ALL else "nb"))


def test_what_it_is_not_yet_written_in_is_told():
    assert lacking(["nb"]) == ["nn", "en"]


def test_wrong_words_are_refused_with_the_language_and_nothing_is_kept(save):
    with pytest.raises(UnknownField) as told:
        save(texts={"nb": Words("Hei"), "nn": Words("Hei {namn}")})
    assert (told.value.language, told.value.found) == ("nn", ("{namn}",))
    for name, texts in (("", {"nb": Words("Hei")}), ("Takk", {"nb": Words("  ")})):
        with pytest.raises(NoWords):
            save(name, texts)
    assert not MessageTemplate.objects.exists()


def test_a_name_is_used_once_in_a_unit_and_once_for_all(save, centre):
    save()
    with pytest.raises(NameTaken):
        save()
    save(unit=None)
    with pytest.raises(NameTaken):
        save(unit=None)
    save(unit=Unit.objects.create(name="Hjemmetjenesten"))


def test_it_is_changed_as_a_whole_and_put_away_and_brought_back(save, asker, ola, at):
    kept = save(texts=ALL)
    save(texts={"nb": Words("Takk"), "en": Words("Thanks")}, template=kept)
    assert {text.language: text.body for text in kept.texts.all()} == {"nb": "Takk", "en": "Thanks"}
    remove_template(kept, by=ola, at=at)
    assert not templates_for(asker)
    bring_back_template(kept, by=ola, at=at)
    assert list(templates_for(asker)) == [kept]


def test_a_units_own_is_for_the_unit_and_one_for_all_is_changed_by_leaders(save, asker, centre, at):
    own, for_all = save(), save("Til alle", unit=None)
    nina = asker_for(
        make_staff("Nina Nes", Unit.objects.create(name="Hjemmetjenesten"), "coordinator", at=at),
        on=at.date(),
    )
    leader = asker_for(make_staff("Lise Lund", centre, "leader", at=at), on=at.date())
    assert list(templates_for(nina)) == [for_all]
    with pytest.raises(MessageTemplate.DoesNotExist):
        template_for(nina, own.pk)
    with pytest.raises(MessageTemplate.DoesNotExist):
        template_to_change_for(asker, for_all.pk)
    assert may_change(asker, own) and may_change(leader, for_all)

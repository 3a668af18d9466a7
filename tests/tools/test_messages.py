"""The message catalogues: sentences are found, taken in, and translations that cannot be right are told of."""

from __future__ import annotations

import gettext
from pathlib import Path

import polib
import pytest

from tools import messages

PAGE = """{% load i18n %}
<h1>{% translate "Wanted" %}</h1>
    {% blocktranslate count places=need.places trimmed %}
      One place for {{ name }}
    {% plural %}
      {{ places }} places for {{ name }}
    {% endblocktranslate %}
<p title="{% translate 'Open' context 'door' %}">It's {% translate "free" as word %}</p>
"""
CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext

pytestmark = pytest.mark.one_database

TITLE = _("Requests")
LONG = _(
    "A sentence "
    "in two parts"
)

def told(count):
    return ngettext("%(count)s volunteer", "%(count)s volunteers", count) + pgettext("door", "Open")
"""


@pytest.fixture
def venues(tmp_path: Path) -> Path:
    """A room with a page and a verb that speak; the folder of the room."""
    room = tmp_path / "samspill" / "venues"
    _put(room / "__init__.py", '"""Venues."""\n')
    _put(room / "actions.py", CODE)
    _put(room / "templates" / "venues" / "page.html", PAGE)
    _put(
        room / "tests" / "test_page.py",
        "from django.utils.translation import gettext\ngettext('Never mind')\n",
    )
    (tmp_path / "samspill" / "web").mkdir()
    return room


def test_a_module_may_give_gettext_a_name_of_its_own(venues: Path) -> None:
    _put(
        venues / "wording.py",
        "from django.utils.translation import gettext as _now, pgettext as named\n"
        "from elsewhere import gettext as other\n"
        "_now('Begun')\nnamed('door', 'Ajar')\nother('Never mind')\n",
    )
    said = messages.sentences_of(venues)
    assert {(None, "Begun"), ("door", "Ajar")} <= said.keys() and (None, "Never mind") not in said


def test_python_and_templates_are_read(venues: Path) -> None:
    said = messages.sentences_of(venues)
    assert {text for _context, text in said} == {
        "Wanted",
        "One place for %(name)s",
        "Open",
        "free",
        "Requests",
        "A sentence in two parts",
        "%(count)s volunteer",
    }
    assert said[None, "One place for %(name)s"].plural == "%(places)s places for %(name)s"
    assert said["door", "Open"].files == {"actions.py", "templates/venues/page.html"}


def test_taking_in_keeps_what_is_translated(venues: Path) -> None:
    messages.take_in(_root(venues), [venues])
    _translate(venues, "nb", {"Wanted": "Ønskes"})
    _put(venues / "actions.py", CODE.replace("Requests", "Needs"))
    messages.take_in(_root(venues), [venues])
    catalogue = polib.pofile(str(messages.catalogue_file(venues, "nb")))
    assert catalogue.find("Wanted").msgstr == "Ønskes"
    assert catalogue.find("Needs").msgstr == ""
    assert catalogue.find("Requests") is None


def test_a_translation_of_something_no_longer_said_is_kept_aside(venues: Path) -> None:
    messages.take_in(_root(venues), [venues])
    _translate(venues, "nb", {"Requests": "Henvendelser"})
    _put(venues / "actions.py", "")
    messages.take_in(_root(venues), [venues])
    catalogue = polib.pofile(str(messages.catalogue_file(venues, "nb")))
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == ["Requests"]


def test_taking_in_twice_changes_nothing(venues: Path) -> None:
    messages.take_in(_root(venues), [venues])
    before = messages.catalogue_file(venues, "nn").read_bytes()
    messages.take_in(_root(venues), [venues])
    assert messages.catalogue_file(venues, "nn").read_bytes() == before


def test_one_who_translates_with_polib_leaves_the_file_as_the_tool_writes_it(venues: Path) -> None:
    messages.take_in(_root(venues), [venues])
    file = messages.catalogue_file(venues, "nb")
    before = file.read_bytes()
    polib.pofile(str(file), wrapwidth=100).save()
    assert file.read_bytes() == before and not before.endswith(b"\n\n")


def test_a_sentence_translated_in_another_room_is_not_translated_again(venues: Path) -> None:
    _translate_in(venues.parent / "people", {"Wanted": "Ønskes"})
    messages.take_in(_root(venues), [venues])
    assert polib.pofile(str(messages.catalogue_file(venues, "nb"))).find("Wanted").msgstr == "Ønskes"


def test_untranslated_and_doubtful_sentences_are_told_of(venues: Path) -> None:
    _put(venues / "actions.py", "")
    _put(venues / "templates" / "venues" / "page.html", "{% load i18n %}{% translate 'Wanted' %}")
    assert _complaints(venues, "nb") == ["samspill/venues nb: new (run tools/messages.py): 'Wanted'"]
    messages.take_in(_root(venues), [venues])
    assert _complaints(venues, "nb") == ["samspill/venues nb: not translated: 'Wanted'"]
    _translate(venues, "nb", {"Wanted": "Ønskes"}, flags=["fuzzy"])
    assert _complaints(venues, "nb") == ["samspill/venues nb: doubtful (fuzzy): 'Wanted'"]
    _translate(venues, "nb", {"Wanted": "Ønskes"}, flags=[])
    assert _complaints(venues, "nb") == []


@pytest.mark.parametrize(
    ("text", "translated", "complaint"),
    [
        ("Ask %(name)s", "Spør %(navn)s", "placeholders differ"),
        ("Ask {name}", "Spør", "placeholders differ"),
        ("<b>Now</b>", "Nå", "tags differ"),
        ("Ends here\n", "Slutter her", "space or line break"),
    ],
)
def test_a_translation_that_lost_something_is_told_of(text: str, translated: str, complaint: str) -> None:
    entry = polib.POEntry(msgid=text, msgstr=translated)
    assert any(complaint in told for told in messages.mismatches(messages.Sentence(None, text), entry))


def test_a_translation_may_move_its_placeholders_and_leave_the_number_out_of_one() -> None:
    moved = polib.POEntry(msgid="%(a)s by %(b)s", msgstr="%(b)s har %(a)s")
    assert not list(messages.mismatches(messages.Sentence(None, "%(a)s by %(b)s"), moved))
    sentence = messages.Sentence(None, "One place", "%(n)s places")
    counted = polib.POEntry(msgid="One place", msgid_plural="%(n)s places")
    counted.msgstr_plural = {0: "Én plass", 1: "%(n)s plasser"}
    assert not list(messages.mismatches(sentence, counted))
    counted.msgstr_plural = {0: "Én plass", 1: "Mange plasser"}
    assert list(messages.mismatches(sentence, counted))


def test_two_rooms_that_translate_a_sentence_differently_are_told_of(venues: Path) -> None:
    _translate_in(venues, {"Wanted": "Ønskes"})
    _translate_in(venues.parent / "people", {"Wanted": "Søkes"})
    [told] = messages.contradictions([venues, venues.parent / "people"])
    assert "'Ønskes' in venues and 'Søkes' in people" in told


def test_the_compiled_catalogue_is_what_gettext_reads(venues: Path) -> None:
    messages.take_in(_root(venues), [venues])
    _translate(venues, "nb", {"Wanted": "Ønskes"})
    messages.compile_catalogues([venues])
    with messages.catalogue_file(venues, "nb").with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Wanted") == "Ønskes"


def test_paths_narrow_the_work_to_rooms(venues: Path) -> None:
    _put(venues.parent / "people" / "__init__.py", "")
    _put(venues.parent / "web" / "desk" / "__init__.py", "")
    root = _root(venues)
    assert [app.name for app in messages.chosen_apps(root, [])] == ["people", "venues", "desk"]
    assert messages.chosen_apps(root, [venues / "templates"]) == [venues]
    assert [app.name for app in messages.chosen_apps(root, [venues.parent / "web"])] == ["desk"]


def _complaints(room: Path, language: str) -> list[str]:
    return [told for told in messages.complaints_about(_root(room), [room]) if f" {language}: " in told]


def _translate(room: Path, language: str, words: dict[str, str], flags: list[str] | None = None) -> None:
    file = messages.catalogue_file(room, language)
    catalogue = polib.pofile(str(file))
    for entry in catalogue:
        if entry.msgid in words:
            entry.msgstr, entry.flags = words[entry.msgid], flags or []
    catalogue.save()


def _translate_in(room: Path, words: dict[str, str]) -> None:
    file = messages.catalogue_file(room, "nb")
    _put(room / "__init__.py", "")
    file.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile()
    catalogue.extend(polib.POEntry(msgid=text, msgstr=translated) for text, translated in words.items())
    catalogue.save(str(file))


def _root(room: Path) -> Path:
    return room.parents[1]


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")

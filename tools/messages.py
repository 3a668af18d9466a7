"""The message catalogues: finds what the product says and keeps each app's translations up to it, without GNU gettext.

    tools/messages.py [paths…]            take new sentences into the catalogues; list what lacks translation
    tools/messages.py [paths…] --check    write nothing; 1 where anything is missing, doubtful or contradictory
    tools/messages.py [paths…] --compile  write the .mo files that Django reads, where the .po has changed

Paths narrow the work to rooms, such as `samspill/people`. The source language is English; every sentence has a
bokmål and a nynorsk translation in `<room>/locale/<language>/LC_MESSAGES/django.po`.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from babel.messages.extract import extract

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("nb", "nn")

#: Which arguments of a call are context (c), singular and plural; None where there is one, the sentence.
Arguments = tuple[int | tuple[int, str], ...] | None

#: Django's names for gettext.
KEYWORDS: dict[str, Arguments] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}

TEMPLATE_KINDS = {".html", ".txt", ".xml", ".svg"}
NOT_SAID_TO_USERS = {"tests", "migrations", "locale", "static", "__pycache__"}

_HEADER = {
    "Project-Id-Version": "Samspill",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}

Key = tuple[str | None, str]


@dataclass
class Sentence:
    """Something the product says: where, in which context, and in the plural if it counts."""

    context: str | None
    text: str
    plural: str | None = None
    files: set[str] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.context, self.text


def main(words: list[str]) -> int:
    """Do what the command line asks; the exit code."""
    wishes = _parse(words)
    apps = chosen_apps(ROOT, wishes.paths)
    if wishes.compile:
        compile_catalogues(apps)
        return 0
    if not wishes.check:
        take_in(ROOT, apps)
    complaints = [*complaints_about(ROOT, apps), *contradictions(chosen_apps(ROOT, []))]
    print("\n".join(complaints) if complaints else "Every sentence is translated.")
    return 1 if wishes.check and complaints else 0


def _parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--compile", action="store_true")
    return parser.parse_args(words)


def chosen_apps(root: Path, paths: Iterable[Path]) -> list[Path]:
    """The app folders under `samspill` that `paths` name or lie in; all of them where no path is given."""
    rooms = [folder for folder in (root / "samspill").iterdir() if (folder / "__init__.py").exists()]
    parts = [folder for folder in (root / "samspill" / "web").glob("*") if (folder / "__init__.py").exists()]
    apps = sorted(parts + [room for room in rooms if room.name != "web"])
    wanted = [path.resolve() for path in paths]
    if not wanted:
        return apps
    return [
        app for app in apps if any(app.is_relative_to(path) or path.is_relative_to(app) for path in wanted)
    ]


def take_in(root: Path, apps: Iterable[Path]) -> None:
    """Bring each app's catalogues up to what the app says. What is no longer said is kept aside as obsolete."""
    known = {language: _known_translations(chosen_apps(root, []), language) for language in LANGUAGES}
    for app in apps:
        said = sentences_of(app)
        for language in LANGUAGES:
            if said or catalogue_file(app, language).exists():
                _merge(catalogue_file(app, language), language, said, known[language])


def compile_catalogues(apps: Iterable[Path]) -> None:
    """Write the .mo beside every .po that is newer."""
    for app in apps:
        for po_file in app.glob("locale/*/LC_MESSAGES/*.po"):
            mo_file = po_file.with_suffix(".mo")
            if not mo_file.exists() or mo_file.stat().st_mtime < po_file.stat().st_mtime:
                polib.pofile(str(po_file)).save_as_mofile(str(mo_file))


def complaints_about(root: Path, apps: Iterable[Path]) -> Iterator[str]:
    """A line for each sentence that lacks a translation, and each translation that cannot be right."""
    for app in apps:
        said = sentences_of(app)
        for language in LANGUAGES:
            where = f"{app.relative_to(root)} {language}"
            held = _entries(catalogue_file(app, language))
            for sentence in said.values():
                yield from (f"{where}: {what}: {sentence.text!r}" for what in _wrong(sentence, held))
            for context_and_text in held.keys() - said.keys():
                yield f"{where}: no longer said (run tools/messages.py): {context_and_text[1]!r}"


def contradictions(apps: Iterable[Path]) -> Iterator[str]:
    """A line for each sentence that two apps translate differently: Django would show only one of them."""
    for language in LANGUAGES:
        translations: dict[Key, dict[str, str]] = defaultdict(dict)
        for app in apps:
            for key, entry in _entries(catalogue_file(app, language)).items():
                if entry.translated():
                    translations[key].setdefault(entry.msgstr or entry.msgstr_plural[1], app.name)
        for (_context, text), by_text in translations.items():
            if len(by_text) > 1:
                ways = " and ".join(f"{translated!r} in {app}" for translated, app in by_text.items())
                yield f"{language}: {text!r} is {ways}. Choose one, or tell them apart with pgettext."


def _wrong(sentence: Sentence, held: dict[Key, polib.POEntry]) -> Iterator[str]:
    entry = held.get(sentence.key)
    if entry is None:
        yield "new (run tools/messages.py)"
    elif entry.fuzzy:
        yield "doubtful (fuzzy)"
    elif not entry.translated():
        yield "not translated"
    else:
        yield from mismatches(sentence, entry)


def mismatches(sentence: Sentence, entry: polib.POEntry) -> Iterator[str]:
    """What a translation has lost or made up: placeholders, tags, the break at either end."""
    for number, translated in enumerate(entry.msgstr_plural.values() if sentence.plural else [entry.msgstr]):
        originals = (
            [sentence.text, sentence.plural]
            if sentence.plural and number == 0
            else [_plural_or_text(sentence)]
        )
        if all(_placeholders(translated) != _placeholders(original or "") for original in originals):
            yield f"placeholders differ in {translated!r}"
        if all(_tags(translated) != _tags(original or "") for original in originals):
            yield f"tags differ in {translated!r}"
        if _edges(translated) != _edges(originals[0] or ""):
            yield f"space or line break at the ends differs in {translated!r}"


def _plural_or_text(sentence: Sentence) -> str:
    return sentence.plural or sentence.text


def _placeholders(text: str) -> Counter[str]:
    """The names filled in, each counted once: a translation may repeat a name but not lose or invent one."""
    return Counter(set(re.findall(r"%\(\w+\)[sdf]|%[sdf]|\{\w*\}", text)))


def _tags(text: str) -> Counter[str]:
    return Counter(re.findall(r"</?[a-z][a-z0-9]*", text))


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def catalogue_file(app: Path, language: str) -> Path:
    """Where an app keeps its translations into a language."""
    return app / "locale" / language / "LC_MESSAGES" / "django.po"


def sentences_of(app: Path) -> dict[Key, Sentence]:
    """All that an app says, in Python and in templates."""
    said: dict[Key, Sentence] = {}
    for file in _files_of(app):
        for context, text, plural, comments in _said_in(file):
            sentence = said.setdefault((context, text), Sentence(context, text))
            sentence.plural = sentence.plural or plural
            sentence.files.add(str(file.relative_to(app)))
            sentence.comments += [comment for comment in comments if comment not in sentence.comments]
    return said


def _files_of(app: Path) -> Iterator[Path]:
    for file in sorted(app.rglob("*")):
        inside = file.relative_to(app).parts
        is_template = "templates" in inside and file.suffix in TEMPLATE_KINDS
        if (file.suffix == ".py" or is_template) and not NOT_SAID_TO_USERS.intersection(inside):
            yield file


def _said_in(file: Path) -> Iterator[tuple[str | None, str, str | None, list[str]]]:
    source = file.read_text(encoding="utf-8")
    python = source if file.suffix == ".py" else _as_python(source, str(file))
    found = extract(
        "python",
        io.BytesIO(python.encode()),
        KEYWORDS | (_named_otherwise(source) if file.suffix == ".py" else {}),
        comment_tags=("Translators",),
        strip_comment_tags=True,
    )
    for _line, message, comments, context in found:
        text, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, None)
        if text:
            yield context, text, plural, comments


def _named_otherwise(source: str) -> dict[str, Arguments]:
    """The names a module itself gives gettext: `import gettext as _now` where `_` is the lazy one."""
    imports = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom))
    names = (name for one in imports if one.module == "django.utils.translation" for name in one.names)
    return {name.asname: KEYWORDS[name.name] for name in names if name.asname and name.name in KEYWORDS}


def _as_python(template: str, name: str) -> str:
    """A template as the gettext calls in it. Indentation goes, for it means nothing there and much in Python."""
    from django.utils.translation.template import templatize

    _make_django_ready()
    return "\n".join(line.lstrip() for line in templatize(template, origin=name).splitlines())


def _make_django_ready() -> None:
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)


def _entries(po_file: Path) -> dict[Key, polib.POEntry]:
    """What a catalogue holds, obsolete entries left out."""
    if not po_file.exists():
        return {}
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(po_file)) if not entry.obsolete}


def _known_translations(apps: Iterable[Path], language: str) -> dict[Key, polib.POEntry]:
    """Finished translations of any app, so that a sentence said in two rooms is translated once."""
    known: dict[Key, polib.POEntry] = {}
    for app in apps:
        entries = _entries(catalogue_file(app, language))
        known.update(
            {key: entry for key, entry in entries.items() if entry.translated() and key not in known}
        )
    return known


def _merge(po_file: Path, language: str, said: dict[Key, Sentence], known: dict[Key, polib.POEntry]) -> None:
    before = polib.pofile(str(po_file)) if po_file.exists() else polib.POFile()
    own = {(entry.msgctxt, entry.msgid): entry for entry in before}
    after = polib.POFile(wrapwidth=100)
    after.metadata = {**_HEADER, "Language": language}
    for key, sentence in sorted(said.items(), key=lambda item: (item[0][1], item[0][0] or "")):
        after.append(_entry(sentence, own.get(key), known.get(key)))
    for key, entry in own.items():
        if key not in said and entry.msgstr + "".join(entry.msgstr_plural.values()):
            entry.obsolete = True
            after.append(entry)
    _write_if_changed(po_file, str(after))


def _entry(sentence: Sentence, own: polib.POEntry | None, elsewhere: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=sentence.context,
        msgid=sentence.text,
        occurrences=[(file, "") for file in sorted(sentence.files)],
        comment="\n".join(sentence.comments),
    )
    if own is not None:
        entry.flags, entry.tcomment = own.flags, own.tcomment
    source = own if own is not None and (own.msgstr or any(own.msgstr_plural.values())) else elsewhere
    if sentence.plural:
        entry.msgid_plural = sentence.plural
        entry.msgstr_plural = (
            dict(source.msgstr_plural) if source and source.msgstr_plural else {0: "", 1: ""}
        )
    else:
        entry.msgstr = source.msgstr if source else ""
    return entry


def _write_if_changed(po_file: Path, text: str) -> None:
    """Byte for byte as `polib` saves it, so that whoever translates with it and this tool do not undo each other."""
    if not po_file.exists() or po_file.read_text(encoding="utf-8") != text:
        po_file.parent.mkdir(parents=True, exist_ok=True)
        po_file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

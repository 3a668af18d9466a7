"""What the source text shows: who enters whom and how, who writes, who reads the clock, what things are called.

Each checker takes the folder of the package `samspill` and gives a sentence per break.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from tests.house import drawing

NOT_THE_PRODUCT = {"tests", "migrations", "__pycache__", "static", "node_modules"}


def product_files(package: Path) -> Iterator[Path]:
    """Python files of the product: neither tests nor migrations."""
    for file in sorted(package.rglob("*.py")):
        inside = file.relative_to(package)
        if not NOT_THE_PRODUCT.intersection(inside.parts) and inside.name != "conftest.py":
            yield file


def rooms_are_entered_by_the_front_door(package: Path) -> Iterator[str]:
    """From another room one uses its front doors (`models`, `queries`, `actions` …) and nothing behind them."""
    for file, room in _files_in_rooms(package):
        if room in drawing.ENTERS_ANYWHERE:
            continue
        for line, parts in imported_by(file):
            if _enters_by_the_back(room, parts):
                yield f"{_name(package, file)}:{line} enters {parts[1]} by {'.'.join(parts[2:])}"


def _enters_by_the_back(room: str, parts: tuple[str, ...]) -> bool:
    other = parts[1]
    return (
        other in drawing.HEIGHT
        and other not in drawing.OPEN_ROOMS
        and other != room
        and len(parts) > 2
        and parts[2] not in drawing.FRONT_DOORS
    )


def imports_point_down(package: Path) -> Iterator[str]:
    """Also those that only the type checker follows, which import-linter is told to leave out."""
    for file, room in _files_in_rooms(package):
        for line, parts in imported_by(file):
            other = parts[1]
            if other != room and other in drawing.HEIGHT and drawing.HEIGHT[other] >= drawing.HEIGHT[room]:
                yield f"{_name(package, file)}:{line} in {room} looks up or sideways at {other}"


def web_never_writes(package: Path) -> Iterator[str]:
    """A view makes one query or action call: no `.save()`, and no table taken by its manager."""
    for file in product_files(package):
        inside = _name(package, file)
        if not inside.startswith("web/"):
            continue
        for function, node in _by_function(_tree(file)):
            if f"{inside}:{function}" not in drawing.WRITES_IN_WEB and (what := _writes(node)):
                yield f"{inside}:{node.lineno} {function or 'the module'} {what}"


MANAGERS = {"objects", "everywhere", "_default_manager", "_base_manager"}
ROW_VERBS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def _writes(node: ast.AST) -> str | None:
    if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
        return f"takes a table by .{node.attr}"
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    verb, owner = node.func.attr, ast.unparse(node.func.value)
    if verb in ROW_VERBS or (verb == "save" and not node.args and not owner.endswith("session")):
        return f"calls .{verb}()"
    if verb == "delete" and not node.args and not node.keywords:
        return "calls .delete()"
    if verb == "update" and node.keywords and not node.args:
        return "calls .update(…)"
    return None


def only_the_clock_reads_the_clock(package: Path) -> Iterator[str]:
    """Time is a value: everybody else is told `at=`."""
    for file in product_files(package):
        inside = _name(package, file)
        if inside in drawing.READS_THE_CLOCK:
            continue
        tree = _tree(file)
        aliases = _aliases(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (called := _full_name(node.func, aliases)) in CLOCKS:
                yield f"{inside}:{node.lineno} reads the clock with {called}()"
            if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
                yield f"{inside}:{node.value.lineno} lets the database layer read the clock with {node.arg}"


CLOCKS = {
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
    "django.utils.timezone.now",
    "django.utils.timezone.localdate",
    "django.utils.timezone.localtime",
    "django.db.models.functions.Now",
    "time.time",
    "time.time_ns",
    "time.monotonic",
    "time.perf_counter",
    "time.localtime",
    "time.gmtime",
}


def rules_are_told_the_time(package: Path) -> Iterator[str]:
    """Rules may use the clock's arithmetic, never ask it what time it is."""
    for file in product_files(package):
        inside = _name(package, file)
        if "rules" not in inside.removesuffix(".py").split("/"):
            continue
        tree = _tree(file)
        aliases = _aliases(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _full_name(node.func, aliases) in ASKS_OUR_CLOCK:
                yield f"{inside}:{node.lineno} is a rule that asks what time it is"


ASKS_OUR_CLOCK = {f"samspill.foundation.clock.{name}" for name in ("now", "today", "ticks")}


def files_have_the_agreed_names(package: Path) -> Iterator[str]:
    """The same few names in every room; what else a room needs is listed with its reason."""
    for room in drawing.HEIGHT:
        if room in ("config", "web", "foundation"):
            continue
        for entry in sorted((package / room).iterdir()):
            if not _is_agreed(room, entry):
                yield f"{room}/{entry.name} is none of the agreed names"


def _is_agreed(room: str, entry: Path) -> bool:
    if entry.is_dir():
        listed = f"{room}/{entry.name}" in drawing.EXTRA_FOLDERS
        return listed or entry.name in drawing.FOLDERS_OF_A_ROOM | {"__pycache__"}
    return entry.suffix != ".py" or entry.stem in drawing.FILES_OF_A_ROOM | {"__init__"}


def names_say_something(package: Path) -> Iterator[str]:
    """No `utils`, `helpers`, `common`, `manager`, `service`; no `handle_…`, `process_…`."""
    for file in product_files(package):
        inside = _name(package, file)
        if drawing.EMPTY_WORDS.intersection(inside.removesuffix(".py").split("/")):
            yield f"{inside} has a name that says nothing"
        for node in _tree(file).body:
            if isinstance(node, ast.FunctionDef) and node.name.lstrip("_").startswith(drawing.EMPTY_VERBS):
                yield f"{inside}:{node.lineno} {node.name} says nothing of what happens"


def rooms_say_what_they_are_for(package: Path) -> Iterator[str]:
    """Every room, and every part of the web, begins with a docstring."""
    folders = [package / room for room in drawing.HEIGHT] + [
        package / "web" / part for part in drawing.WEB_PARTS
    ]
    for folder in folders:
        front = folder / "__init__.py"
        if not front.exists() or not ast.get_docstring(_tree(front)):
            yield f"{folder.relative_to(package)} does not say what it is for"


def front_doors_are_described(package: Path) -> Iterator[str]:
    """Public functions of `actions`, `queries` and `rules` have a docstring."""
    for file, room in _files_in_rooms(package):
        inside = file.relative_to(package / room).with_suffix("").parts
        if inside[0] not in ("actions", "queries", "rules"):
            continue
        for node in _tree(file).body:
            if (
                isinstance(node, ast.FunctionDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ):
                yield f"{_name(package, file)}:{node.lineno} {node.name} is not described"


def long_files(package: Path) -> Iterator[str]:
    """Files that have grown past what one reads in a sitting: cut them by subject."""
    for file in product_files(package):
        lines = file.read_text(encoding="utf-8").count("\n")
        if lines > drawing.LINES:
            yield f"{_name(package, file)} has {lines} lines"


def bells_in(package: Path) -> set[str]:
    """The name of every signal that a room declares."""
    bells: set[str] = set()
    for file in product_files(package):
        tree = _tree(file)
        aliases = _aliases(tree)
        for node in tree.body:
            if isinstance(node, ast.Assign) and _is_a_bell(node.value, aliases):
                bells.update(target.id for target in node.targets if isinstance(target, ast.Name))
    return bells


def _is_a_bell(value: ast.expr, aliases: dict[str, str]) -> bool:
    return isinstance(value, ast.Call) and _full_name(value.func, aliases) == "django.dispatch.Signal"


SOURCE_CHECKS: tuple[Callable[[Path], Iterator[str]], ...] = (
    rooms_are_entered_by_the_front_door,
    imports_point_down,
    web_never_writes,
    only_the_clock_reads_the_clock,
    rules_are_told_the_time,
    files_have_the_agreed_names,
    names_say_something,
    rooms_say_what_they_are_for,
    front_doors_are_described,
)


def imported_by(file: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each import of ours: its line, and the dotted path down to the name taken."""
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in found:
            parts = tuple(name.split("."))
            if parts[0] == "samspill" and len(parts) > 1:
                yield node.lineno, parts


def _files_in_rooms(package: Path) -> Iterator[tuple[Path, str]]:
    for file in product_files(package):
        room = file.relative_to(package).parts[0]
        if room in drawing.HEIGHT:
            yield file, room


def _by_function(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Each expression, with the name of the outermost function or class it stands in."""
    for top in tree.body:
        for node in ast.walk(top):
            if isinstance(node, ast.expr):
                yield getattr(top, "name", ""), node


def _aliases(tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for, in full."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.split(".")[0]
                names[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
    return names


def _full_name(node: ast.expr, aliases: dict[str, str]) -> str | None:
    if isinstance(node, ast.Name):
        return aliases.get(node.id)
    if isinstance(node, ast.Attribute) and (owner := _full_name(node.value, aliases)):
        return f"{owner}.{node.attr}"
    return None


def _name(package: Path, file: Path) -> str:
    return file.relative_to(package).as_posix()


def _tree(file: Path) -> ast.Module:
    stat = file.stat()
    return _parsed(file, stat.st_mtime_ns, stat.st_size)


@cache
def _parsed(file: Path, _changed: int, _size: int) -> ast.Module:
    text = file.read_text(encoding="utf-8")
    try:
        return ast.parse(text, str(file))
    except SystemError:
        # CPython 3.11 counts how deep it is for all threads together, and complains when another thread parsed
        # meanwhile. That is no fault of the file; a file that cannot be parsed raises SyntaxError.
        return ast.parse(text, str(file))

"""Builds what browsers get from what we edit: one small style sheet, and one file of icons.

    tools/style.py           write samspill/web/design/static/design/{samspill,arabic}.css and icons.svg
    tools/style.py --check   write nothing; 1 where what stands there is not what would be written

The sources are in `samspill/web/design/style`: Designsystemet's tokens in our colours and its style for the
components we use (`vendor/`), then our own files. The order in `SHEETS` decides which rule wins: no `@layer` reaches
the browser, because phones from before 2022 throw away everything inside one.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

DESIGN = Path(__file__).resolve().parents[1] / "samspill" / "web" / "design"
STYLE = DESIGN / "style"
SERVED = DESIGN / "static" / "design"

SHEETS = (
    "vendor/designsystemet/theme.css",
    "fonts.css",
    "tokens.css",
    "elements.css",
    *(
        f"vendor/designsystemet/{part}.css"
        for part in (
            "base button input field fieldset label validation-message error-summary tag alert".split()
        )
    ),
    "frame.css",
    "parts.css",
    "lists.css",
    "desk.css",
    "paper.css",
)


def main(words: list[str]) -> int:
    """Build, or with `--check` compare; the exit code."""
    built = {
        SERVED / "samspill.css": sheet(),
        SERVED / "arabic.css": minified((STYLE / "arabic.css").read_text("utf-8")),
        SERVED / "icons.svg": sprite(),
    }
    stale = [file for file, text in built.items() if not file.exists() or file.read_text("utf-8") != text]
    if "--check" not in words:
        for file in stale:
            file.write_text(built[file], "utf-8")
            print(f"{file.name}: {len(built[file]):,} characters")
        return 0
    for file in stale:
        print(f"{file.name} is not built from its sources: run tools/style.py")
    return 1 if stale else 0


def sheet() -> str:
    """The whole style sheet, as small as it gets without changing what it says."""
    sources = [(STYLE / name).read_text("utf-8") for name in SHEETS]
    whole = "".join(minified(without_layers(source)) for source in sources)
    return without_unread_properties(also_as_the_device_says(whole))


def sprite() -> str:
    """The icons that `icons.txt` names, as symbols of one file that every page shares."""
    names = (STYLE / "icons.txt").read_text("utf-8").split()
    return '<svg xmlns="http://www.w3.org/2000/svg">' + "".join(map(_symbol, sorted(set(names)))) + "</svg>\n"


def _symbol(name: str) -> str:
    drawing = (STYLE / "vendor" / "aksel-icons" / f"{name}.svg").read_text("utf-8")
    inside = (
        re.sub(r"</?svg[^>]*>", "", drawing).strip().replace("\n", "").replace(' fill="currentColor"', "")
    )
    inside = re.sub(r"\d+\.\d{3,}", lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), inside)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{inside}</symbol>'


def without_layers(css: str) -> str:
    """What stands in each `@layer`, in the order it stands there; statements that only order layers go."""
    css = re.sub(r"@charset[^;]*;|@layer[^;{]*;|/\*.*?\*/", "", css, flags=re.DOTALL)
    while layer := re.search(r"@layer[^{]*\{", css):
        end = _closing(css, layer.end())
        css = css[: layer.start()] + css[layer.end() : end] + css[end + 1 :]
    return css


def also_as_the_device_says(css: str) -> str:
    """The dark colours once more for readers who leave the choice to a device that is set to dark."""
    dark = '[data-color-scheme="dark"]{'
    parts, at = [], 0
    while (start := css.find(dark, at)) != -1:
        end = _closing(css, start + len(dark)) + 1
        rule = css[start:end]
        auto = rule.replace('"dark"', '"auto"', 1)
        parts.append(f"{css[at:end]}@media (prefers-color-scheme:dark){{{auto}}}")
        at = end
    return "".join(parts) + css[at:]


def without_unread_properties(css: str) -> str:
    """Leave out custom properties that nothing reads; again until none is left, for they read each other."""
    smaller = _without_unread_ones(css)
    return css if smaller == css else without_unread_properties(smaller)


def _without_unread_ones(css: str) -> str:
    read = set(re.findall(r"var\(\s*(--[\w-]+)", css))

    def kept(declaration: re.Match[str]) -> str:
        return declaration[0] if declaration[1] in read else ""

    css = re.sub(r"""(?<=[{;])(--[\w-]+):(?:"[^"]*"|[^;{}"])*(;|(?=\}))""", kept, css)
    return re.sub(r"[^{};]*\{\}", "", css)


def minified(css: str) -> str:
    """The same rules without comments and without space that means nothing. Text in quotes stays as it is."""
    pieces = re.split(
        r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    )
    tight = "".join(piece if number % 2 else _tight(piece) for number, piece in enumerate(pieces))
    return tight.replace(";}", "}").strip()


def _tight(piece: str) -> str:
    piece = re.sub(r"\s+", " ", piece)
    piece = re.sub(r"\s*([{};>])\s*", r"\1", piece)
    piece = re.sub(r",\s+", ",", piece)
    return re.sub(r"(?<=[\w)-]):\s+", ":", piece)


def _closing(css: str, start: int) -> int:
    """Where the brace closes that was opened just before `start`."""
    depth = 1
    for at in range(start, len(css)):
        depth += (css[at] == "{") - (css[at] == "}")
        if depth == 0:
            return at
    raise ValueError("a brace is opened and never closed")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

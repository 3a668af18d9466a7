"""What browsers get is built from its sources, small, and holds every icon and picture that pages ask for."""

from __future__ import annotations

import re

import brotli
import pytest

from samspill.web.design.templatetags.design import PICTURES
from tools import style

TEMPLATES = [*(style.DESIGN.parents[0]).glob("*/templates/**/*.html")]


def test_what_is_served_is_built_from_its_sources():
    assert style.main(["--check"]) == 0


#: What makes the frame of every page, so that the components' page shows it by being one.
FRAME = set(
    "brand mark skip demo drop themes languages toasts crumbs foot big side rest top keys keys-help narrow lead"
    " codes wide page embedded handsets asking on-paper ds-error-summary ds-card ds-tag ds-fieldset".split()
)


def test_the_components_page_shows_every_class_of_ours():
    ours = re.sub(
        r"/\*.*?\*/", "", "".join(file.read_text("utf-8") for file in style.STYLE.glob("*.css")), flags=re.S
    )
    classes = set(re.findall(r"\.([a-z][\w-]*)", " ".join(re.findall(r"([^{}]+)\{", ours))))
    page = (style.DESIGN / "templates" / "design" / "components.html").read_text("utf-8")

    assert {name for name in classes - FRAME if not re.search(rf"\b{name}\b", page)} == set()


def test_the_style_sheet_is_small():
    assert len(brotli.compress(style.sheet().encode())) < 16_000


def test_every_icon_that_pages_name_is_there():
    there = set((style.STYLE / "icons.txt").read_text("utf-8").split())
    asked_for = {
        name for file in TEMPLATES for name in re.findall(r'{% icon "(\w+)"', file.read_text("utf-8"))
    }

    assert asked_for - there == set()


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_every_picture_is_there(name):
    assert (style.SERVED / "pictures" / f"{name}.svg").exists()


def test_no_page_has_inline_style_or_script():
    inline = [
        f"{file.name}: {found}"
        for file in TEMPLATES
        for found in re.findall(
            r'<style|\sstyle="|\son\w+="|<script(?![^>]*(?:src=|application/(?:ld\+)?json|nonce))[^>]*>',
            file.read_text("utf-8"),
        )
    ]

    assert inline == []


def test_a_property_that_nothing_reads_is_left_out():
    assert (
        style.without_unread_properties(":root{--a:1px;--b:var(--a);--c:2px}p{top:var(--c)}")
        == ":root{--c:2px}p{top:var(--c)}"
    )


def test_layers_are_unwrapped_in_order():
    assert style.minified(style.without_layers("@layer a, b; @layer a { p { top: 0 } } i { top: 1px }")) == (
        "p{top:0}i{top:1px}"
    )


def test_dark_colours_also_come_where_the_device_says_so():
    built = style.also_as_the_device_says('[data-color-scheme="dark"]{--a:1}')

    assert '@media (prefers-color-scheme:dark){[data-color-scheme="auto"]{--a:1}}' in built

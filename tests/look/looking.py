"""Looking at a page as a careful stranger does: in both themes, on the narrowest phone, enlarged, without JavaScript.

A page is made by the server once, however many ways it is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import APIResponse, Page

NARROWEST = {"width": 320, "height": 640}
TWICE_AS_LARGE = {"width": 640, "height": 450}  # What is left of 1280 pixels at 200 % zoom.
DESKTOP = {"width": 1280, "height": 900}
#: What axe looks at by theme: everything, and in the dark the colours, since nothing else is different there.
THEMES: dict[str, dict[str, Any]] = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}
TOLD_OF_REFUSALS = """
window.refusals = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refusals.push(`${event.violatedDirective}: ${event.blockedURI || event.sourceFile}`));
"""
WIDTHS = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > wide + 1 && !one.closest(".scroll, .side, .unseen"))
    .slice(0, 3).map((one) => `${one.tagName.toLowerCase()}.${one.className} ${one.textContent.trim().slice(0, 40)}`);
}"""
IDLE_BUTTONS = """() => [...document.querySelectorAll("button[type=button]")]
  .filter((one) => one.offsetParent).map((one) => one.textContent.trim())"""
ASK_AXE = """(asked) => axe.run(document, { resultTypes: ["violations"], ...asked }).then(({ violations }) =>
  violations.map(({ id, nodes }) => `${id} ${nodes[0].html.slice(0, 160)} (${nodes.length})`))"""
#: What is drawn anew for each answer.
DRAWN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]+|(?<=nonce=")[^"]+')
#: Shows buttons for what they look like.
BUTTONS_TO_LOOK_AT = "/design/"


class Window:
    """Two windows of one visitor, with JavaScript and without; `cookie` is that of somebody who is signed in."""

    def __init__(self, open_page: Callable[..., Page], cookie: Any = None) -> None:
        self._open_page = open_page
        self._cookie = cookie
        #: What the server said of what was looked at last.
        self.status = 0
        self._seen: set[str] = set()

    @cached_property
    def page(self) -> Page:
        """The window with JavaScript."""
        page = self._opened(scripts=True)
        page.add_init_script(TOLD_OF_REFUSALS)
        page.add_init_script(Axe().axe_script)
        return page

    @cached_property
    def plain(self) -> Page:
        """The window without."""
        return self._opened(scripts=False)

    def _opened(self, *, scripts: bool) -> Page:
        # A colour on its way to another is no colour to judge.
        page = self._open_page(DESKTOP, scripts=scripts, reduced_motion="reduce")
        if self._cookie:
            page.context.add_cookies([self._cookie])
        return page

    def look_at(self, path: str) -> list[str] | None:
        """What is wrong with the page there, a line each; None for a file to keep, a part of a page, and an address
        that only takes what is sent to it.
        """
        self.page.set_viewport_size(DESKTOP)
        answer = self.page.context.request.get(path)
        self.status = answer.status
        if not _is_page(answer):
            return None
        if self._has_seen(path, answer.text()):
            return []
        _show(self.page, path, answer)
        seen = [*_seen_with_scripts(self.page), *self._seen_without_scripts(path, answer)]
        return [f"{path}: {what}" for what in seen]

    def _has_seen(self, path: str, html: str) -> bool:
        """Whether this page was looked at under another address, word for word: many old keys lead to one."""
        words = DRAWN.sub("", html.replace(path, ""))
        has_seen = words in self._seen
        self._seen.add(words)
        return has_seen

    def _seen_without_scripts(self, path: str, answer: APIResponse) -> Iterator[str]:
        """Only a page with buttons for scripts need be opened without."""
        html = answer.text()
        if html.count("<h1") != 1:
            yield "no main heading without JavaScript"
        if 'type="button"' in html and path != BUTTONS_TO_LOOK_AT:
            _show(self.plain, path, answer)
            yield from (
                f"«{what}» does nothing without JavaScript" for what in self.plain.evaluate(IDLE_BUTTONS)
            )


def _show(window: Page, path: str, answer: APIResponse) -> None:
    """Open an address in a window, with what the server has answered already."""
    window.route(lambda url: url.endswith(path), lambda route: route.fulfill(response=answer), times=1)
    window.goto(path)


def _is_page(answer: APIResponse) -> bool:
    is_html = answer.headers.get("content-type", "").startswith("text/html")
    return is_html and answer.text().lstrip().lower().startswith("<!doctype html")


def _seen_with_scripts(page: Page) -> Iterator[str]:
    if (headings := page.locator("h1:visible").count()) != 1:
        yield f"{headings} main headings"
    yield from (f"refused by the security policy: {what}" for what in page.evaluate("window.refusals"))
    yield from _said_by_axe(page)
    for viewport in (NARROWEST, TWICE_AS_LARGE):
        page.set_viewport_size(viewport)
        yield from (f"too wide at {viewport['width']}: {what}" for what in page.evaluate(WIDTHS))
    yield from _lost_on(page)


def _said_by_axe(page: Page) -> Iterator[str]:
    for theme, asked in THEMES.items():
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        yield from (f"axe, {theme}: {what}" for what in page.evaluate(ASK_AXE, asked))


def _lost_on(page: Page) -> Iterator[str]:
    """A sheet for paper has no menu to pass; the square always names somebody to ask."""
    has_menu = page.locator("body.square, body.desk").count()
    if page.locator("main#main").count() != 1:
        yield "no main part"
    if has_menu and not page.locator("a.skip[href='#main']").count():
        yield "no way past the menu"
    if page.locator("body.square").count() and not page.locator("footer a[href^='tel:']").count():
        yield "nobody to ask"

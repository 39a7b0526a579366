"""A real Chromium against the app: one served over sample answers, one over the real advisor."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from advisor.web.loading import Loading
from app import build_app
from tests.advisor.web.samples import OPENED
from tests.browser.screenshots import BROWSERS
from tests.served import served

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATIENCE = 60
SETTLED = "() => !document.getAnimations().some(a => a instanceof CSSTransition && a.playState === 'running')"
"""A colour that is still fading from one state to the next has no contrast to judge."""


@dataclass
class Visit:
    """One page in one browser profile, and every request that it made.

    ``requests`` are the addresses asked for; ``troubles`` what the page's console and scripts complained of.
    """

    page: Page
    home: str
    requests: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def outside(self) -> list[str]:
        """The requests that went to any other host."""
        return [r for r in self.requests if not r.startswith((self.home, "data:", "blob:", "about:"))]

    def ask(self, question: str) -> None:
        """Type a question, ask it and wait for its answer."""
        before = self.key()
        self.page.get_by_role("textbox", name="Your question").fill(question)
        self.page.get_by_role("button", name="Ask", exact=True).click()
        self.settled(before)

    def key(self) -> str:
        """What the page calls the answer that is shown; "" when there is none."""
        shown = self.page.locator("article[data-key]")
        return (shown.get_attribute("data-key") or "") if shown.count() else ""

    def settled(self, before: str = "") -> None:
        """Wait until another answer than the one before is on the page, and its focus is set."""
        self.page.wait_for_function(
            "b => { const a = document.querySelector('article[data-key]');"
            " return a && a.dataset.key !== b && document.activeElement === a.querySelector('h2'); }",
            arg=before,
        )

    def choose(self, facet: str, wanted: str, close: bool = True) -> None:
        """Choose a value of a facet in the situation panel; the dropdown is left open if so asked."""
        box = self.page.get_by_role("combobox", name=facet, exact=True)
        box.click()
        options = self.page.locator(f"[id='{box.get_attribute('aria-controls')}']")
        options.get_by_role("option", name=wanted, exact=True).click()
        if close:
            self.page.keyboard.press("Escape")

    def faults(self) -> list[str]:
        """What axe-core finds wrong with the page as it is now."""
        if not AXE.exists():
            pytest.fail("axe-core is missing: run `npm ci` in tests/browser")
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        self.page.wait_for_function(SETTLED)
        found = self.page.evaluate("tags => axe.run({runOnly: tags})", STANDARD)
        return [f"{v['id']}: {n['html'][:160]}" for v in found["violations"] for n in v["nodes"]]


Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """The driver; not for the session, because its event loop would be in the way of other tests'."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The machine's Chromium; CHROMIUM names another."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail("the browser tests need Chromium: install it, or set CHROMIUM to its path")
    opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sample_home() -> Iterator[str]:
    """The real page over sample answers, on a free port of loopback."""
    with served(build_app(Loading.of(OPENED))) as home:
        yield home


@pytest.fixture(scope="session")
def real_home() -> Iterator[str]:
    """``python app.py`` with the real advisor, as a visitor meets it."""
    command = [sys.executable, "app.py", "--port", "0"]
    with subprocess.Popen(command, cwd=HERE.parents[1], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        if "http://" not in line:
            pytest.fail(f"app.py did not serve: {line!r}, exit {process.wait(PATIENCE)}")
        yield next(word for word in line.split() if word.startswith("http://"))
        process.terminate()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens a page in a fresh browser profile: ``visit(home, width=360, dark=True)``."""
    contexts: list[BrowserContext] = []

    def opening(home: str, width: int = 1280, dark: bool = False, calm: bool = True) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if calm else "no-preference",
        )
        contexts.append(context)
        seen = Visit(context.new_page(), home)
        seen.page.set_default_timeout(PATIENCE * 1000)
        seen.page.on("request", lambda r: seen.requests.append(r.url))
        seen.page.on("pageerror", lambda e: seen.troubles.append(str(e)))
        seen.page.on("console", lambda m: seen.troubles.append(m.text) if m.type == "error" else None)
        seen.page.goto(home)
        seen.page.get_by_role("textbox", name="Your question").wait_for()
        seen.page.get_by_text("What it knows:").wait_for()
        return seen

    yield opening
    for context in contexts:
        context.close()

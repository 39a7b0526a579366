"""Pictures of every tab into ``docs/screenshots``: ``make screenshots``."""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from advisor.web.layout import EXAMPLES

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
"""The names that the driver's browser goes by; CHROMIUM names another."""
ROOT = Path(__file__).parents[2]
INTO = ROOT / "docs" / "screenshots"
COLOURS = 128
"""Few enough for small files, enough for type and flat colours."""
PATIENCE = 180_000
"""Milliseconds for the slowest step: the models are loaded while the page waits."""
SIZES = {1280: 960, 360: 780}
"""Height of the window, in pixels, by its width."""


@dataclass(frozen=True)
class Picture:
    """One picture: its name, how the page is brought there, and how wide and in which colours."""

    name: str
    show: Callable[[Page], None]
    width: int = 1280
    dark: bool = False

    @property
    def file(self) -> str:
        """Its file name."""
        return f"{self.name}-{self.width}{'-dark' if self.dark else ''}.png"


def start(page: Page) -> None:
    """The page as it opens."""
    page.get_by_text("What it knows:").wait_for()


def answer(page: Page) -> None:
    """An answer, its first option in sight."""
    page.get_by_role("button", name=EXAMPLES[0]).click()
    page.locator("article[data-key] h2").first.wait_for()
    page.wait_for_timeout(600)


def source(page: Page) -> None:
    """An answer with a source open."""
    answer(page)
    page.locator(".kma-short .kma-chip").first.click()
    page.wait_for_timeout(400)


def take_away(page: Page) -> None:
    """The end of an answer: files, link, feedback."""
    answer(page)
    page.locator(".kma-tools").scroll_into_view_if_needed()
    page.get_by_label("No", exact=True).check()
    page.wait_for_timeout(300)
    page.locator(".kma-feedback").evaluate("e => e.scrollIntoView({block: 'end'})")


def explore(page: Page) -> None:
    """The map of evidence and gaps."""
    page.get_by_role("tab", name="Explore").click()
    page.locator("#kma-found").wait_for()
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_timeout(300)


def workshop(page: Page) -> None:
    """The door of a workshop."""
    page.get_by_role("tab", name="Workshop").click()
    page.locator("#kma-workshop button:visible").first.wait_for()
    page.wait_for_timeout(300)


PICTURES = (
    Picture("ask-start", start),
    *(Picture("ask", answer, width, dark) for width in SIZES for dark in (False, True)),
    Picture("ask-source", source),
    Picture("ask-take-away", take_away),
    *(Picture("explore", explore, width) for width in SIZES),
    *(Picture("workshop", workshop, width) for width in SIZES),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Take the pictures; 1 when there is no browser or the app does not start."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=INTO, help="folder of the pictures")
    parser.add_argument("names", nargs="*", help="only pictures whose file name starts so")
    options = parser.parse_args(argv)
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.stderr.write("The pictures need Chromium: install it, or set CHROMIUM to its path.\n")
        return 1
    wanted = [p for p in PICTURES if not options.names or p.file.startswith(tuple(options.names))]
    options.into.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "app.py", "--port", "0"]
    with (
        tempfile.TemporaryDirectory() as kept,
        subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "KMA_STORE__FOLDER": kept},
        ) as process,
    ):
        assert process.stdout is not None
        line = process.stdout.readline()
        home = next((word for word in line.split() if word.startswith("http://")), "")
        try:
            return take(found, home, wanted, options.into) if home else 1
        finally:
            process.terminate()


def take(browser: str, home: str, wanted: Sequence[Picture], into: Path) -> int:
    """Take each picture in a fresh browser profile."""
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for picture in wanted:
            context = opened.new_context(
                viewport={"width": picture.width, "height": SIZES[picture.width]},
                color_scheme="dark" if picture.dark else "light",
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.goto(home)
            start(page)
            picture.show(page)
            write(page.screenshot(), into / picture.file)
            context.close()
        opened.close()
    return 0


def write(png: bytes, path: Path) -> None:
    """The picture with fewer colours, which makes it small."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    sys.stdout.write(f"{path.name}: {path.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    sys.exit(main())

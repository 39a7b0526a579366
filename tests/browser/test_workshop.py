"""The Workshop tab in real browsers: a facilitator, two tables and a projector at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from advisor.web.loading import Loading
from advisor.workshop.cards import shipped_cards
from advisor.workshop.hosting import Workshops
from app import build_app
from tests.advisor.web.samples import OPENED
from tests.advisor.workshop.conftest import open_sample
from tests.browser.conftest import Open, Visit
from tests.browser.test_accessibility import CROSSED, tab_to
from tests.served import served

NASTY = "<img src=x onerror=hack()>"
FIRST = shipped_cards()[0]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Workshops:
    """The workshops of the page, for those in a test who need no browser of their own."""
    return open_sample(tmp_path_factory.mktemp("workshops"))


@pytest.fixture(scope="module")
def workshop_home(hall: Workshops) -> Iterator[str]:
    """The page over sample answers, with workshops in a database of its own."""
    opened = replace(OPENED, workshops=hall)
    with served(build_app(Loading.of(opened))) as home:
        yield home


def start(visit: Open, home: str, width: int = 1280, dark: bool = False) -> Visit:
    """The page with the Workshop tab open."""
    seen = visit(home, width=width, dark=dark)
    seen.page.get_by_role("tab", name="Workshop").click()
    seen.page.get_by_role("heading", name="Join a workshop").wait_for()
    return seen


def lead(seen: Visit, title: str = "Month 16") -> str:
    """Open a workshop; gives its code."""
    seen.page.get_by_label("Name of the workshop").fill(title)
    seen.page.get_by_role("button", name="Open the workshop").click()
    seen.page.get_by_role("heading", name=title).wait_for()
    return seen.page.locator(".kma-code-box strong").inner_text()


def join(seen: Visit, code: str, name: str) -> None:
    """Take a seat."""
    door = seen.page.get_by_role("form", name="Join a workshop")
    door.get_by_label("Join code").fill(code)
    door.get_by_label("Name of your table").fill(name)
    door.get_by_role("button", name="Join").click()
    seen.page.get_by_role("heading", name="What would you try first?").wait_for()


def predict(page: Page, approach: str, why: str) -> None:
    """Commit a prediction."""
    page.get_by_label("First choice").select_option(label=approach)
    page.get_by_label("Why would you try it?").fill(why)
    page.get_by_role("button", name="Commit our prediction").click()
    page.get_by_role("heading", name="Your prediction is in").wait_for()


def wall(seen: Visit, home: str, code: str) -> None:
    """Turn a visit into the projector's page."""
    seen.page.goto(f"{home}?projector={code.replace(' ', '')}")
    seen.page.locator(".kma-wall-top").wait_for()


def sound(seen: Visit, width: int, where: str) -> None:
    """No accessibility fault, and no sideways scrolling of the page."""
    assert seen.faults() == [], where
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width, where


def test_tables_commit_unseen_then_all_see_the_evidence_and_a_reload_keeps_it(
    visit: Open, workshop_home: str
) -> None:
    facilitator, one, two, screen = (start(visit, workshop_home) for _ in range(4))
    code = lead(facilitator)
    join(one, code, "North table")
    join(two, code.lower(), "South table")
    wall(screen, workshop_home, code)
    predict(one.page, "Facilitation and coaching", "northern words")
    predict(two.page, "Audit and feedback", "southern words")
    everywhere = (facilitator, one, two, screen)
    for seen in everywhere:
        expect(seen.page.locator(".kma-in")).to_have_count(2)
    for seen, foreign in (
        (facilitator, "northern"),
        (two, "northern"),
        (one, "southern"),
        (screen, "southern"),
    ):
        assert f"{foreign} words" not in seen.page.content()

    one.page.reload()
    expect(one.page.get_by_role("heading", name="Your prediction is in")).to_be_visible()
    expect(one.page.get_by_label("Why would you try it?")).to_have_value("northern words")

    facilitator.page.get_by_role("button", name="Show the evidence to everybody").click()
    for seen in everywhere:
        table = seen.page.get_by_role("region", name="Predictions next to the evidence")
        expect(table.get_by_role("row", name="Facilitation and coaching")).to_contain_text("1st choice")
    expect(one.page.locator("#kma-live")).to_have_text("The evidence is shown.")
    expect(one.page.get_by_role("region", name="Predictions next to the evidence")).to_be_focused()
    one.page.locator("#kma-workshop .kma-short .kma-chip").first.click()
    card = one.page.locator(".kma-card:popover-open")
    for part in ("blockquote", ".kma-reference", ".kma-record"):
        expect(card.locator(part)).not_to_be_empty()
    one.page.keyboard.press("Escape")
    two.page.get_by_text("Why the tables would try these").click()
    expect(two.page.get_by_text("northern words")).to_be_visible()

    form = one.page.get_by_role("form", name="On Audit and feedback")
    form.get_by_label("Would try").check()
    form.get_by_label("Note").fill("from June")
    form.get_by_role("button", name="Keep this").click()
    expect(two.page.get_by_text("North table: would try.")).to_be_visible()

    facilitator.page.reload()
    expect(facilitator.page.locator(".kma-code-box strong")).to_have_text(code)
    expect(facilitator.page.get_by_text("North table: would try.")).to_be_visible()
    for seen in everywhere:
        assert not seen.outside()
        assert not seen.troubles


def test_what_is_being_typed_stays_when_the_workshop_moves_on_around_it(
    visit: Open, workshop_home: str, hall: Workshops
) -> None:
    facilitator, one = hall.open("Month 16", [FIRST]), start(visit, workshop_home)
    join(one, facilitator.code, "North table")
    one.page.get_by_label("First choice").select_option(label="Facilitation and coaching")
    box = one.page.get_by_label("Why would you try it?")
    box.press_sequentially("half a sen")
    hall.join(facilitator.code, "South table")
    hall.set_timer(facilitator, "5")
    expect(one.page.locator("[data-clock]")).to_contain_text("4:")
    expect(one.page.get_by_text("South table")).to_be_visible()
    expect(box).to_be_focused()
    box.press_sequentially("tence")
    expect(box).to_have_value("half a sentence")
    expect(one.page.get_by_label("First choice")).to_have_value("facilitation")


def test_the_projector_has_no_control_and_follows_the_facilitator(visit: Open, workshop_home: str) -> None:
    facilitator, screen = start(visit, workshop_home), start(visit, workshop_home, width=1920)
    wall(screen, workshop_home, lead(facilitator))
    page = facilitator.page
    page.get_by_role("button", name="Show the evidence to everybody").click()
    page.get_by_role("button", name="What if?").click()
    page.get_by_label("What if …").select_option(label="Days")
    page.get_by_role("button", name="Show what follows").click()
    expect(page.get_by_role("region", name="Approaches that change")).to_contain_text("Comes in")
    expect(screen.page.get_by_role("region", name="Approaches that change")).to_contain_text("Comes in")
    page.get_by_role("button", name="Not mentioned yet").click()
    expect(screen.page.get_by_text("A network of twelve trusts met each month.")).to_be_visible()
    controls = ".kma-workshop :is(button, input, select, textarea, summary)"
    assert [c for c in screen.page.locator(controls).all() if c.is_visible()] == []
    assert not screen.page.locator("[role=tablist]").first.is_visible()
    assert (
        screen.page.evaluate("parseFloat(getComputedStyle(document.querySelector('.kma-wall-top')).fontSize)")
        >= 22
    )
    sound(screen, 1920, "the projector")


def test_markup_in_an_uploaded_card_is_shown_as_text(visit: Open, workshop_home: str, tmp_path: Path) -> None:
    seen = start(visit, workshop_home)
    page = seen.page
    page.evaluate("() => { window.hacked = 0; window.hack = () => { window.hacked += 1; }; }")
    lead(seen, f"Workshop {NASTY}")
    page.get_by_role("button", name="Scenarios and record").click()
    page.get_by_text("Add cards from a file").click()
    bad = tmp_path / "bad.yaml"
    bad.write_text(f"cards:\n  - title: '{NASTY}'\n    '{NASTY}': x\n", encoding="utf-8")
    page.get_by_label("File of cards").set_input_files(bad)
    page.get_by_role("button", name="Add the cards").click()
    expect(page.get_by_role("alert").filter(has_text="bad.yaml:2: story is missing. Add it.")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text=f"bad.yaml:3: {NASTY} is not a field")).to_be_visible()
    good = tmp_path / "good.csv"
    good.write_text(
        f"title,story,question\n{NASTY},The story is {NASTY} long.,What of {NASTY} now?\n", encoding="utf-8"
    )
    page.get_by_label("File of cards").set_input_files(good)
    page.get_by_role("button", name="Add the cards").click()
    page.get_by_role("button", name=f"Turn to this scenario, {NASTY}").click()
    expect(page.get_by_role("heading", name=NASTY, exact=True)).to_be_visible()
    expect(page.get_by_text(f"What of {NASTY} now?")).to_be_visible()
    page.get_by_role("button", name="Show the evidence to everybody").click()
    page.get_by_text("Predictions next to the evidence").wait_for()
    assert page.locator(".kma-workshop img").count() == 0
    assert page.evaluate("window.hacked") == 0
    assert not seen.troubles


def test_the_record_and_the_cards_are_saved(visit: Open, workshop_home: str, tmp_path: Path) -> None:
    seen = start(visit, workshop_home)
    lead(seen)
    seen.page.get_by_role("button", name="Scenarios and record").click()
    with seen.page.expect_download() as record:
        seen.page.get_by_role("button", name="Save the record as a Word file").click()
    assert record.value.suggested_filename.endswith(".docx")
    record.value.save_as(tmp_path / "record.docx")
    assert (tmp_path / "record.docx").read_bytes().startswith(b"PK")
    with seen.page.expect_download() as cards:
        seen.page.get_by_role("button", name="Save the cards as a file").click()
    cards.value.save_as(tmp_path / "cards.yaml")
    assert FIRST.title in (tmp_path / "cards.yaml").read_text(encoding="utf-8")


def test_a_prediction_by_keyboard_alone(visit: Open, workshop_home: str, hall: Workshops) -> None:
    code = hall.open("Month 16", [FIRST]).code
    seen = start(visit, workshop_home)
    keys = seen.page.keyboard
    tab_to(seen, "#w-join-code")
    keys.type(code)
    keys.press("Tab")
    keys.type("North table")
    keys.press("Enter")
    seen.page.get_by_role("heading", name="What would you try first?").wait_for()
    tab_to(seen, "select[name=approaches]")
    keys.type("Audit")
    tab_to(seen, "textarea[name=why]")
    keys.type("Because.")
    tab_to(seen, ".kma-go")
    keys.press("Enter")
    expect(seen.page.get_by_role("heading", name="Your prediction is in")).to_be_visible()
    expect(seen.page.locator("select[name=approaches]").first).to_have_value("audit-feedback")


def test_a_fault_is_told_at_its_form_and_keeps_what_was_typed(visit: Open, workshop_home: str) -> None:
    seen = start(visit, workshop_home)
    door = seen.page.get_by_role("form", name="Join a workshop")
    door.get_by_label("Join code").fill("ZZZZZZ")
    door.get_by_label("Name of your table").fill("North table")
    door.get_by_role("button", name="Join").click()
    expect(door.get_by_role("alert")).to_have_text(
        "There is no workshop with that code. Check the letters with your facilitator."
    )
    expect(door.get_by_label("Name of your table")).to_have_value("North table")


def test_a_browser_remembers_its_seats_until_it_is_told_to_forget(visit: Open, workshop_home: str) -> None:
    seen = start(visit, workshop_home)
    page = seen.page
    code = lead(seen).replace(" ", "")
    page.get_by_role("button", name="Leave").click()
    page.get_by_role("button", name=f"{code}: facilitator").click()
    expect(page.get_by_role("heading", name="Month 16")).to_be_focused()
    page.get_by_role("button", name="Leave").click()
    page.get_by_role("button", name="Forget these seats").click()
    expect(page.get_by_role("button", name=f"{code}: facilitator")).to_have_count(0)
    page.reload()
    page.get_by_role("tab", name="Workshop").click()
    page.get_by_role("heading", name="Join a workshop").wait_for()
    expect(page.get_by_role("heading", name="Go back to your seat")).to_be_hidden()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "dark"), CROSSED)
def test_no_fault_in_any_part_of_a_workshop(visit: Open, workshop_home: str, width: int, dark: bool) -> None:
    facilitator = start(visit, workshop_home, width, dark)
    page = facilitator.page
    page.evaluate("document.querySelectorAll('.kma-workshop details').forEach(d => { d.open = true; })")
    sound(facilitator, width, "the start")
    code = lead(facilitator)
    seen = start(visit, workshop_home, width, dark)
    join(seen, code, "North table")
    page.get_by_role("button", name="Timer: 15 minutes").click()
    expect(seen.page.locator("[data-clock]")).to_contain_text("14:")
    sound(seen, width, "a table before the evidence")
    predict(seen.page, "Facilitation and coaching", "because")
    sound(facilitator, width, "the facilitator before the evidence")
    page.get_by_role("button", name="Show the evidence to everybody").click()
    form = seen.page.get_by_role("form", name="On Facilitation and coaching")
    form.get_by_label("Disagree").check()
    form.get_by_role("button", name="Keep this").click()
    seen.page.get_by_text("North table: disagree.").wait_for()
    seen.page.evaluate("document.querySelectorAll('.kma-workshop details').forEach(d => { d.open = true; })")
    sound(seen, width, "a table after the evidence, all open")
    page.get_by_role("button", name="What if?").click()
    page.get_by_label("What if …").select_option(label="Days")
    page.get_by_role("button", name="Show what follows").click()
    page.get_by_role("region", name="Approaches that change").wait_for()
    sound(facilitator, width, "what if")
    page.get_by_role("button", name="Scenarios and record").click()
    page.get_by_role("heading", name="Scenarios of this workshop").wait_for()
    page.evaluate("document.querySelectorAll('.kma-workshop details').forEach(d => { d.open = true; })")
    sound(facilitator, width, "the scenarios, all open")
    if not dark:  # these show no colour that the parts above have not shown
        page.get_by_role("button", name=f"Turn to this scenario, {shipped_cards()[1].title}").click()
        page.get_by_role("button", name="Show the evidence to everybody").click()
        page.get_by_role("button", name="Not mentioned yet").click()
        page.get_by_role("heading", name="What nobody has mentioned yet").wait_for()
        sound(facilitator, width, "what nobody has mentioned")
        page.get_by_role("button", name="Side by side").click()
        page.get_by_role("button", name="Set them side by side").click()
        page.get_by_role("region", name="What the evidence suggests").wait_for()
        sound(facilitator, width, "side by side")
        page.get_by_role("button", name="Then and now").click()
        page.get_by_role("button", name="Ask these scenarios again today").click()
        page.get_by_text("Nothing changes").first.wait_for()
        sound(facilitator, width, "then and now")
    assert not seen.outside()
    assert not facilitator.troubles
    assert not seen.troubles

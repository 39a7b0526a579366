"""What a reader does with an answer in a real browser: takes it away, judges it, sends it on."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import pytest
import rispy
from playwright.sync_api import expect

from advisor.answer import Answer
from advisor.context import ManagerContext
from advisor.conversation import Turn
from advisor.database import StoreOptions
from advisor.receipts.feedback import judged
from advisor.receipts.store import Receipts
from advisor.web.loading import Loading
from app import build_app
from tests.advisor.receipts.samples import receipt
from tests.advisor.web.samples import OPENED, answered, stub, work_cited
from tests.browser.conftest import Open, Visit
from tests.browser.test_accessibility import CROSSED, tab_to
from tests.served import served


@dataclass(frozen=True)
class Home:
    """A page whose answers leave receipts."""

    address: str
    receipts: Receipts


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    receipts = Receipts(StoreOptions(folder=tmp_path_factory.mktemp("kept")))

    def ask(question: str, context: ManagerContext | None, earlier: Sequence[Turn]) -> Answer:
        answer = marked_up(question) if "#markup" in question else stub(question, context, earlier)
        kept = receipts.keep(receipt(question, answer=answer, given=context))
        return answer.model_copy(update={"receipt": kept.id})

    opened = replace(OPENED, ask=ask, corpus=work_cited(), receipts=receipts)
    with served(build_app(Loading.of(opened))) as home:
        yield Home(home, receipts)


NASTY = '<img src=x onerror="window.hacked=1"><b onclick="window.hacked=1">bold</b>'


def marked_up(question: str) -> Answer:
    """An answer in which whoever wrote it, a model or a record, put markup everywhere."""
    plain = answered(question)
    sentence = plain.short_answer[0].model_copy(update={"text": NASTY})
    option = plain.recommendations[0].model_copy(
        update={
            "name": NASTY,
            "definition": NASTY,
            "fit_words": NASTY,
            "why": (sentence,),
            "who": (sentence,),
        }
    )
    source = plain.sources[0].model_copy(
        update={"title": NASTY, "text": NASTY, "reference": NASTY, "link": NASTY}
    )
    return plain.model_copy(
        update={
            "lead": NASTY, "short_answer": (sentence,), "recommendations": (option,), "notes": (NASTY,),
            "sources": (source, *plain.sources[1:]), "follow_ups": (NASTY,),
        }
    )  # fmt: skip


def taken(seen: Visit, button: str) -> tuple[str, bytes]:
    """The name and the bytes of what a button downloads."""
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("button", name=f"Download: {button}").click()
    download = waiting.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def test_every_form_of_an_answer_is_downloaded(visit: Open, home: Home) -> None:
    seen = visit(home.address)
    seen.ask("How do we start?")
    name, word = taken(seen, "Word briefing")
    assert name == "briefing.docx"
    assert "How do we start?" in "\n".join(p.text for p in docx.Document(io.BytesIO(word)).paragraphs)
    assert "# Knowledge mobilisation briefing" in taken(seen, "Markdown")[1].decode()
    assert len(rispy.loads(taken(seen, "RIS")[1].decode())) == 6
    assert taken(seen, "BibTeX")[1].decode().count("@article") == 6
    assert len(json.loads(taken(seen, "CSL-JSON")[1])) == 6
    name, held = taken(seen, "Receipt (JSON)")
    assert home.receipts.get(json.loads(held)["id"]).question == "How do we start?"
    assert not seen.outside()
    assert not seen.troubles


def test_a_thumb_and_a_reason_are_kept_with_the_receipt(visit: Open, home: Home) -> None:
    seen = visit(home.address)
    seen.ask("Was this good?")
    page = seen.page
    expect(page.get_by_text("What was wrong with it?")).to_be_hidden()
    page.get_by_label("No", exact=True).check()
    expect(page.get_by_text("What was good about it?")).to_be_hidden()
    page.get_by_label("Something in it is wrong").check()
    page.get_by_label("Anything else?").fill("Ring Ann Smith on 020 7946 0018")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert").filter(has_text="Nothing was kept")).to_be_visible()
    page.get_by_label("Anything else?").fill("<b>It was in Canada.</b>")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".kma-thanks")).to_be_focused()
    (summary,) = [s for s in home.receipts.list() if s.question == "Was this good?"]
    assert home.receipts.feedback(summary.id) == judged("down", "wrong", "<b>It was in Canada.</b>")
    assert not seen.troubles


def test_a_link_opens_the_same_question_and_situation(visit: Open, home: Home) -> None:
    one = visit(home.address)
    one.ask("How do we start?")
    one.ask('And <img src=x onerror="window.hacked=1"> then?')
    one.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    one.page.get_by_role("button", name="Copy a link").click()
    expect(one.page.get_by_role("button", name="Link copied")).to_be_visible()
    link = one.page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{home.address}#before=How+do+we+start")

    two = visit(link)
    expect(two.page.locator(".kma-turn h2").first).to_contain_text("And <img src=x onerror=")
    expect(two.page.locator(".kma-earlier summary").first).to_contain_text("How do we start?")
    expect(two.page.locator("#kma-understood")).to_contain_text("Community trust")
    assert two.page.url == home.address
    assert two.page.evaluate("window.hacked") is None
    kept = home.receipts.list()[0]
    assert home.receipts.get(kept.id).given == home.receipts.get(kept.id).answer.context
    assert not [r for r in two.requests if "question=" in r.partition("#")[0]]


def test_markup_in_what_a_model_wrote_is_shown_as_text(visit: Open, home: Home) -> None:
    seen = visit(home.address)
    seen.ask("#markup")
    page = seen.page
    page.evaluate("document.querySelectorAll('.kma-turn details').forEach(d => { d.open = true; })")
    page.locator(".kma-short .kma-chip").first.click()
    assert page.locator(".kma-short").inner_text().count(NASTY) == 2
    expect(page.locator(".kma-card:popover-open blockquote")).to_have_text(NASTY)
    expect(page.locator("#kma-next button").first).to_have_text(NASTY)
    assert page.locator("#kma-results :is(img, b, [onclick], [onerror])").count() == 0
    assert page.evaluate("window.hacked") is None
    assert NASTY not in taken(seen, "Markdown")[1].decode()
    assert not seen.outside()


def test_a_link_with_nonsense_asks_nothing(visit: Open, home: Home) -> None:
    for nonsense in ("#question=", "#money=none", "#question=%00&money=gold"):
        seen = visit(home.address + nonsense)
        seen.page.wait_for_timeout(300)
        assert not seen.troubles
        assert seen.page.evaluate("window.hacked") is None


def test_what_ended_without_an_answer_has_nothing_to_take(visit: Open, home: Home) -> None:
    seen = visit(home.address)
    seen.ask("#blocked")
    expect(seen.page.locator(".kma-tools, .kma-feedback")).to_have_count(0)
    seen.ask("#cannot_answer")
    expect(seen.page.get_by_role("button", name="Download: RIS")).to_have_count(0)
    assert taken(seen, "Word briefing")[0] == "briefing.docx"


def test_ask_read_cite_and_export_by_keyboard_alone(visit: Open, home: Home) -> None:
    seen = visit(home.address)
    page, keys = seen.page, seen.page.keyboard
    tab_to(seen, "#kma-question textarea")
    keys.type("How do we start by keyboard?")
    keys.press("Enter")
    seen.settled()
    tab_to(seen, "summary")
    keys.press("Enter")
    tab_to(seen, ".kma-chip")
    keys.press("Enter")
    expect(page.locator(".kma-card:popover-open h2")).to_be_focused()
    keys.press("Escape")
    tab_to(seen, "[data-form=word]")
    with page.expect_download() as waiting:
        keys.press("Enter")
    assert waiting.value.suggested_filename == "briefing.docx"
    expect(page.locator("[data-form=word]")).to_be_focused()
    expect(page.locator("#kma-live")).to_have_text("briefing.docx is downloaded.")
    tab_to(seen, "[name=thumb]")
    keys.press("Space")
    tab_to(seen, "[name=reason-up]")
    keys.press("Space")
    tab_to(seen, ".kma-feedback [type=submit]")
    keys.press("Enter")
    expect(page.locator(".kma-thanks")).to_be_focused()
    expect(page.locator("#kma-live")).to_contain_text("Thank you.")


@pytest.mark.parametrize(("width", "dark"), CROSSED)
def test_no_fault_in_the_part_under_an_answer(visit: Open, home: Home, width: int, dark: bool) -> None:
    seen = visit(home.address, width=width, dark=dark)
    seen.ask("How?")
    page = seen.page
    page.get_by_label("No", exact=True).check()
    assert seen.faults() == [], "the form open"
    page.get_by_label("Anything else?").fill("ann.tester@example.org")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert").filter(has_text="Nothing was kept")).to_be_visible()
    assert seen.faults() == [], "a fault"
    assert page.evaluate("document.documentElement.scrollWidth") <= width

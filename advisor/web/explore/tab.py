"""The Explore tab in Gradio: one part of the page, drawn when the tab is first opened, by one callback."""

from __future__ import annotations

import logging
from collections.abc import Callable

import gradio as gr
from markupsafe import Markup

from advisor.web.asking import Opened
from advisor.web.explore.explorer import Explorer
from advisor.web.loading import Loading
from advisor.web.markup import html
from index.errors import StoreAway

log = logging.getLogger(__name__)

HEADING = """<div class="kma-opening"><h1>Explore the evidence</h1><p class="kma-lede">See what is held and what is
not, read any record, and open the reference behind each statement.</p></div>"""
UNOPENED = "The collection could not be opened. Tell the person who runs this service."
WENT_WRONG = "This could not be shown. Choose something else, or reload the page."
STARTS = "window.kmaExplore(element.querySelector('.kma-explore'), server.explore);"


def lay_out(advisor: Loading[Opened]) -> None:
    """Make the tab's components; call it inside a `gr.Tab`."""
    inner = html('{}<div class="kma-explore"><p>{}</p></div>', Markup(HEADING), "Opening the collection…")
    gr.HTML(
        inner,
        apply_default_css=False,
        elem_id="kma-explore",
        js_on_load=STARTS,
        server_functions=[answering(advisor)],
    )


def answering(advisor: Loading[Opened]) -> Callable[[object], str]:
    """The callback: takes the request of the page's script and gives HTML back, whatever happens."""
    kept: list[Explorer] = []

    def explore(sent: object) -> str:
        """Draw one part of the tab; ``sent`` names the part and what was chosen."""
        try:
            library = advisor.value().library
        except Exception:  # its opener has told the log why
            return notice(UNOPENED)
        if library is None:
            return notice(UNOPENED)
        try:
            explorer = next((e for e in kept if e.library is library), None) or Explorer(library)
            kept[:] = [explorer]  # another library is another build: what was drawn of the old one goes
            return draw(explorer, sent if isinstance(sent, dict) else {})
        except StoreAway as err:
            return notice(str(err))
        except Exception:
            log.exception("a part of the Explore tab failed")
            return notice(WENT_WRONG)

    return explore


def draw(explorer: Explorer, sent: dict[str, object]) -> str:
    """The part that was asked for; the whole tab when none is named."""
    parts = {"picture": explorer.picture, "records": explorer.records}
    wanted = parts.get(str(sent.get("part")))
    return str(wanted(sent) if wanted else explorer.shell())


def notice(words: str) -> str:
    """A sentence in place of a part."""
    return str(html('<p class="kma-progress" role="alert">{}</p>', words))

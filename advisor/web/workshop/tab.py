"""The Workshop tab in Gradio: one part of the page, drawn when the tab is first opened, by one callback."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from typing import Any

import gradio as gr

from advisor.web.asking import Opened
from advisor.web.loading import Loading
from advisor.web.workshop.acting import Outcome, act, enter, seat_of, text
from advisor.web.workshop.regions import Parts, regions
from advisor.web.workshop.start_view import start
from advisor.workshop.errors import WorkshopError
from advisor.workshop.hosting import Workshops
from advisor.workshop.models import Seat
from advisor.workshop.store import NO_WORKSHOP
from corpus.errors import KmaError

log = logging.getLogger(__name__)

HEADING = """<div class="kma-opening kma-workshop-opening"><h1>Hold a workshop</h1><p class="kma-lede">Tables
say what they would try, then see the evidence, and talk about the difference.</p></div>
<div class="kma-workshop"><p>Opening…</p></div>"""
STARTS = "window.kmaWorkshop(element.querySelector('.kma-workshop'), server.workshop);"
UNOPENED = "Workshops can't be held now. Tell the person who runs this service."
WENT_WRONG = "That did not work. Try again, or reload the page; nothing that was kept is lost."

Reply = dict[str, Any]


def lay_out(advisor: Loading[Opened]) -> None:
    """Make the tab's components; call it inside a `gr.Tab`."""
    gr.HTML(
        HEADING,
        apply_default_css=False,
        elem_id="kma-workshop",
        js_on_load=STARTS,
        server_functions=[answering(advisor)],
    )


def answering(advisor: Loading[Opened]) -> Callable[[object], Reply]:
    """The callback: takes a request of the page's script and replies, whatever happens."""

    def workshop(sent: object) -> Reply:
        """Do what was asked, then give the parts of the page that have changed."""
        try:
            workshops = advisor.value().workshops
        except Exception:  # its opener has told the log why
            return {"fault": UNOPENED}
        if workshops is None:
            return {"fault": UNOPENED}
        try:
            return reply(workshops, sent if isinstance(sent, dict) else {})
        except KmaError as err:
            return {"fault": str(err), "gone": err.problem == NO_WORKSHOP[0]}
        except Exception:
            log.exception("a request of the Workshop tab failed")
            return {"fault": WENT_WRONG}

    return workshop


def reply(workshops: Workshops, sent: Mapping[str, Any]) -> Reply:
    """What a request gets.

    ``same`` alone when nothing has changed; else ``seat``, ``parts`` (name, digest, and HTML where it is not what
    the page has), ``version``, the seconds ``left`` of the timer, and perhaps ``say`` and ``file``.

    Raises:
        KmaError: why it can't be done, for the one who asked.
    """
    seat = seat_of(sent)
    if seat is None:
        outcome = enter(workshops, sent)
    elif text(sent, "act") == "pulse":
        try:
            if workshops.version(seat) == sent.get("version"):
                return {"same": True}
        except WorkshopError:  # it was deleted
            return shown(workshops, Outcome(None, "This workshop is no more."), {})
        outcome = Outcome(seat)
    else:
        outcome = act(workshops, seat, sent)
    return shown(workshops, outcome, sent)


def shown(workshops: Workshops, outcome: Outcome, sent: Mapping[str, Any]) -> Reply:
    """The page after a request, as far as the browser does not have it."""
    known = sent.get("known")
    has = known if isinstance(known, dict) else {}
    made: Reply = {"say": outcome.say, "file": outcome.file, "seat": None, "version": 0, "left": None}
    if outcome.seat is None:
        return {**made, "parts": _changed({"start": start(text(sent, "code")[:20])}, has)}
    look = sent.get("look")
    chosen = (
        {str(k): text(look, k)[:300] for k in ("desk", "view", "what", "other")}
        if isinstance(look, dict)
        else {}
    )
    scene = workshops.scene(outcome.seat)
    ends = scene.session.timer_ends
    return {
        **made,
        "seat": _kept(outcome.seat),
        "version": scene.session.version,
        "left": None if ends is None else max(0, round(ends - workshops.clock())),
        "parts": _changed(regions(workshops, scene, chosen), has),
    }


def _changed(parts: Parts, has: Mapping[object, object]) -> list[dict[str, str]]:
    """Every part by its name and digest; with its HTML where the browser has another."""
    found = []
    for name, inner in parts.items():
        digest = hashlib.sha256(inner.encode()).hexdigest()[:12]
        part = {"name": name, "digest": digest}
        if has.get(name) != digest:
            part["html"] = str(inner)
        found.append(part)
    return found


def _kept(seat: Seat) -> dict[str, str]:
    """What the browser keeps of a seat."""
    return {"code": seat.code, "role": seat.role, "key": seat.key, "name": seat.name}

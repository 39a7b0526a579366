"""The lean blocks send what Gradio's own would send."""

from __future__ import annotations

import asyncio
import inspect
from copy import deepcopy
from typing import Any

import gradio as gr
import pytest
from gradio.state_holder import SessionState

from advisor.web.lean import NOTED, LeanBlocks

UNSET = object()


def sent(kind: type[gr.Blocks], updates: Any) -> tuple[list[Any], Any, Any]:
    """What one kind of blocks sends for named updates, its state afterwards, and what it describes for a visitor."""
    with kind(analytics_enabled=False) as blocks:
        parts = {
            "thread": gr.State(()),
            "box": gr.Textbox(),
            "html": gr.HTML(),
            "one": gr.Dropdown([("A", "a"), ("B", "b")], value="a"),
            "many": gr.Dropdown(["x", "y"], multiselect=True, value=[]),
            "row": gr.Row(),
            "button": gr.Button("Go"),
        }
        parts["button"].click(lambda: None, None, list(parts.values()))
    state = SessionState(blocks)
    named = {parts[k]: v for k, v in updates.items()} if isinstance(updates, dict) else updates
    found = asyncio.run(blocks.postprocess_data(blocks.fns[0], named, state))
    return found, state[parts["thread"]._id], blocks


UPDATES: list[dict[str, Any]] = [
    {"html": "<p>x</p>"},
    {"thread": ("a turn",), "box": "", "one": "b", "many": ["x"]},
    {"row": gr.update(visible=False), "button": gr.update(value="Stop", visible=True)},
    {"many": gr.update(value=["y"]), "one": gr.update(value=None), "box": gr.update(value="typed")},
    {"one": gr.update(choices=["c"], value="c")},
    {"html": gr.HTML("<b>new</b>")},
    {"html": gr.skip(), "thread": ("a", "b")},
]


def plain(one: Any) -> Any:
    """An update as the page reads it; to HTML Gradio adds the mark of an update once more, as a property."""
    if isinstance(one, dict) and one.get("props") == {"__type__": "update"}:
        return {k: v for k, v in one.items() if k != "props"}
    return one


@pytest.mark.parametrize("updates", UPDATES, ids=lambda u: "-".join(u))
def test_the_same_is_sent_as_by_gradio(updates: dict[str, Any]) -> None:
    ours, our_thread, _ = sent(LeanBlocks, deepcopy(updates))
    theirs, their_thread, _ = sent(gr.Blocks, deepcopy(updates))
    assert [plain(o) for o in ours] == [plain(t) for t in theirs]
    assert our_thread == their_thread


def test_a_page_is_described_once_and_not_again_for_each_visitor() -> None:
    _, _, blocks = sent(LeanBlocks, {"box": ""})
    assert not any(SessionState(blocks).config_values.values())
    described = {c["type"] for c in blocks.get_config_file()["components"]}
    assert {"state", "textbox", "html", "dropdown", "row", "button"} <= described


def test_what_was_sent_is_not_sent_once_more_at_the_end() -> None:
    """A generator's last word to the page; to programs it still is the whole."""
    for visibility, last in (("private", {"__type__": "update"}), ("public", "<p>x</p>")):
        with LeanBlocks(analytics_enabled=False) as blocks:
            shown, other, go = gr.HTML(), gr.HTML(), gr.Button()
            go.click(lambda: None, None, [shown, other], api_visibility=visibility)
        where = {"session_hash": "s", "run": "r"}
        first = blocks.handle_streaming_diffs(blocks.fns[0], ["<p>x</p>", None], **where, final=False)
        assert first == ["<p>x</p>", None]
        assert blocks.handle_streaming_diffs(blocks.fns[0], [None, None], **where, final=True)[0] == last


def test_few_events_are_noted() -> None:
    with LeanBlocks(analytics_enabled=False) as blocks:
        gr.Button().click(lambda: None)
    queue = blocks.queue()._queue
    assert queue.ANALYTICS_MAX_EVENTS == NOTED
    assert "self.ANALYTICS_MAX_EVENTS" in inspect.getsource(type(queue).push)  # what keeps to it

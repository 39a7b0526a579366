"""Blocks whose answers cost little: what did not change is not made again.

Gradio makes each output of an event anew for each answer, also those that a callback leaves alone, and describes each
component anew for each visitor, for links that we do not offer. With the page's three dozen outputs that took more
time than answering.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr
from gradio.block_function import BlockFunction
from gradio.blocks import Block, BlocksConfig
from gradio.state_holder import SessionState

LEAN = (gr.HTML, gr.Textbox, gr.Button, gr.Dropdown, gr.Column, gr.Row, gr.State)
"""Components whose values hold no files, and whose reading of a value does not depend on what is shown."""
SHOWN = frozenset({"__type__", "value", "visible"})
"""What may be updated without making the component again."""
UNCHANGED = {"__type__": "update"}
SESSIONS = 500
"""How many visitors' conversations are held in memory; the one unused for longest goes first."""
NOTED = 100
"""How many events Gradio notes the course of for its summary, which copies all of them at each event."""


class _Config(BlocksConfig):
    """Describes components for the page, and not once more for each visitor."""

    @staticmethod
    def config_for_block(
        _id: int, rendered_ids: list[int], block: Any, renderable: Any = None
    ) -> dict[str, Any]:
        if not rendered_ids and renderable is None:
            return {}
        return BlocksConfig.config_for_block(_id, rendered_ids, block, renderable)

    def __copy__(self) -> _Config:
        made = _Config(self.root_block)
        vars(made).update(vars(super().__copy__()))  # type: ignore[no-untyped-call]
        return made


class LeanBlocks(gr.Blocks):
    """Gradio's Blocks, quicker for callbacks that give a dict of a few updates."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.default_config = _Config(self)
        self.state_session_capacity = SESSIONS

    def queue(self, *arguments: Any, **options: Any) -> LeanBlocks:
        """Gradio's queue, without its own summary of events: it is shown nowhere, and needs pandas."""
        super().queue(*arguments, **options)
        vars(self._queue)["compute_analytics_summary"] = lambda records: {}
        self._queue.ANALYTICS_MAX_EVENTS = NOTED
        return self

    async def postprocess_data(
        self, block_fn: BlockFunction, predictions: list[Any] | dict[Any, Any], state: SessionState | None
    ) -> list[Any]:
        """What is sent to the page: one entry for each output of the callback."""
        if state is None or not isinstance(predictions, dict) or not _lean(block_fn.outputs, predictions):
            return await super().postprocess_data(block_fn, predictions, state)
        return [_sent(block, predictions, state) for block in block_fn.outputs]

    def handle_streaming_diffs(
        self,
        block_fn: BlockFunction,
        data: list[Any],
        session_hash: str | None,
        run: str | None,
        final: bool,
        simple_format: bool = False,
    ) -> list[Any]:
        """The same, but the end of the page's own callbacks does not send once more what it was sent before."""
        sent: list[Any] = super().handle_streaming_diffs(
            block_fn, data, session_hash, run, final, simple_format
        )
        if not final or block_fn.api_visibility != "private":
            return sent
        return [None if isinstance(block, gr.State) else UNCHANGED for block in block_fn.outputs]


def _lean(outputs: Sequence[Any], updates: dict[Any, Any]) -> bool:
    """Whether every update can be sent as it is."""
    return (
        len(outputs) > 1
        and updates.keys() <= set(outputs)
        and all(isinstance(block, LEAN) and _shown_alone(value) for block, value in updates.items())
    )


def _shown_alone(value: object) -> bool:
    if isinstance(value, Block):
        return False
    return not (isinstance(value, dict) and "__type__" in value) or value.keys() <= SHOWN


def _sent(block: Any, updates: dict[Any, Any], state: SessionState) -> Any:
    if block not in updates:
        return None if isinstance(block, gr.State) else UNCHANGED
    value = updates[block]
    if isinstance(block, gr.State):
        state[block._id] = value
        return None
    if not (isinstance(value, dict) and "__type__" in value):
        return block.postprocess(value)
    if "value" not in value:
        return value
    return {**value, "value": block.postprocess(value["value"])}

"""The components of the Ask tab and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from advisor.context import FIELDS, MANY
from advisor.web import words
from advisor.web.banner_view import opening
from advisor.web.conversation_view import frame
from advisor.web.situation import NOT_KNOWN

FOLLOW_UPS = 4
EXAMPLES = (
    "We are a small community trust with no money. How do we get ward teams to use research on falls?",
    "Our ICB must decide on virtual wards in six weeks. How do we get the evidence in front of the board?",
    "How do we spread a discharge checklist that works on one ward to the whole hospital?",
    "Does sending out evidence summaries change what managers do?",
    "Which schemes used knowledge brokers, and what went wrong?",
)
ARRIVED = """const recall = (missed) => trigger('retry', { missed });
const came = () => window.kmaTurns.arrived(element, recall); came(); watch('value', came);"""
RECALLED = "watch('value', () => window.kmaTurns.recalled(element));"
STANDS = "window.kmaTurns.stands(element); window.kmaTools.watch(element, trigger);"
PARCEL = "const came = () => window.kmaTools.arrived(element); watch('value', came); window.kmaTools.opens(trigger);"
"""Gradio draws a hidden part when it is first shown, its value in it; later values come through `watch`."""


@dataclass(frozen=True)
class Page:
    """The parts of the page that callbacks read and write."""

    thread: gr.State
    opening: gr.HTML
    question: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    clear: gr.Button
    progress: gr.HTML
    parcel: gr.HTML
    arrived: gr.HTML
    recalled: gr.HTML
    starters: gr.Column
    examples: tuple[gr.Button, ...]
    results: gr.Row
    conversation: gr.HTML
    next: gr.Column
    follow_ups: tuple[gr.Button, ...]
    situation: gr.Column
    understood: gr.HTML
    facets: tuple[gr.Dropdown, ...]
    ask_again: gr.Button


def lay_out() -> Page:
    """Make the Ask tab's components; call it inside a `gr.Tab`."""
    thread = gr.State(())
    top = gr.HTML(opening(), apply_default_css=False, elem_id="kma-opening")
    with gr.Column(elem_id="kma-ask"):
        question = _question()
        with gr.Row(elem_classes="kma-actions"):
            ask = gr.Button("Ask", variant="primary", elem_id="kma-ask-button")
            stop = gr.Button("Stop", visible=False, elem_id="kma-stop")
            clear = gr.Button("Start again", visible=False, elem_id="kma-clear")
        progress = gr.HTML("", apply_default_css=False, elem_id="kma-progress")
    parcel = gr.HTML("", apply_default_css=False, elem_id="kma-parcel", js_on_load=PARCEL)
    arrived = gr.HTML("", apply_default_css=False, elem_id="kma-arrived", js_on_load=ARRIVED)
    recalled = gr.HTML("", apply_default_css=False, elem_id="kma-recalled", js_on_load=RECALLED)
    with gr.Column(elem_id="kma-starters") as starters:
        gr.HTML("<h2>Or start from one of these</h2>", apply_default_css=False)
        examples = tuple(gr.Button(e, elem_classes="kma-suggestion") for e in EXAMPLES)
    with gr.Row(visible=False, elem_id="kma-results") as results:
        with gr.Column(scale=7, min_width=320, elem_id="kma-main"):
            conversation = gr.HTML(frame(), apply_default_css=False, elem_id="kma-answer", js_on_load=STANDS)
            with gr.Column(visible=False, elem_id="kma-next") as following:
                gr.HTML("<h2>You could ask next</h2>", apply_default_css=False)
                follow_ups = tuple(
                    gr.Button("", visible=False, elem_classes="kma-suggestion") for _ in range(FOLLOW_UPS)
                )
        with gr.Column(scale=4, min_width=320, elem_id="kma-situation") as situation:
            understood, facets, ask_again = _situation()
    return Page(
        thread, top, question, ask, stop, clear, progress, parcel, arrived, recalled, starters, examples, results,
        conversation, following, follow_ups, situation, understood, facets, ask_again,
    )  # fmt: skip


def _question() -> gr.Textbox:
    return gr.Textbox(
        label="Your question",
        info="Say what kind of organisation you are, what you want used, who should use it, and your limits.",
        lines=1,
        max_lines=12,
        elem_id="kma-question",
    )


def _situation() -> tuple[gr.HTML, tuple[gr.Dropdown, ...], gr.Button]:
    """The situation panel: what was understood, a dropdown for each facet, and the button to ask again."""
    gr.HTML("<h2>Your situation, as I understand it</h2>", apply_default_css=False)
    understood = gr.HTML("", apply_default_css=False, elem_id="kma-understood")
    made: dict[str, gr.Dropdown] = {}
    with gr.Accordion("Change your situation", open=False, elem_id="kma-change"):
        for group, fields in words.GROUPS.items():
            gr.HTML(f"<h3>{group}</h3>", apply_default_css=False)
            for field in fields:
                made[field] = facet_dropdown(field)
        again = gr.Button("Ask again with this situation", variant="primary", elem_id="kma-ask-again")
    return understood, tuple(made[f] for f in FIELDS), again


def facet_dropdown(field: str) -> gr.Dropdown:
    """A dropdown for one facet, with "I don't know" first; where several may hold, none chosen means that."""
    label, choices = words.FACETS[field], words.choices(field)
    if field in MANY:
        hint = f"Choose any. Leave it empty for “{words.UNKNOWN}”."
        return gr.Dropdown(
            choices, value=[], multiselect=True, label=label, info=hint, elem_classes="kma-facet"
        )
    choices.insert(0, (words.UNKNOWN, NOT_KNOWN))
    return gr.Dropdown(choices, value=NOT_KNOWN, label=label, elem_classes="kma-facet", filterable=False)

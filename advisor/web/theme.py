"""The look: colours, type and spacing in the spirit of the NHS design system, with system fonts only."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

HERE = Path(__file__).parent
STYLES = tuple(
    HERE / "style" / name
    for name in (
        "tokens.css",
        "page.css",
        "answer.css",
        "source.css",
        "tools.css",
        "explore.css",
        "workshop.css",
        "standing.css",
    )
)
SCRIPTS = tuple(
    HERE / "style" / name
    for name in ("page.js", "conversation.js", "tools.js", "explore.js", "workshop.js", "standing.js")
)
FONTS = ("Arial", "Helvetica", "sans-serif")

BLUE, DARK_BLUE, GREEN, DARK_GREEN = "#005eb8", "#003087", "#007f3b", "#00662f"
INK, GREY, LINE, PAPER = "#212b32", "#4c6272", "#aeb7bd", "#f0f4f5"
NIGHT, NIGHT_PANEL, NIGHT_LINE, MOON, SKY = "#0d1b2a", "#15283c", "#5b7389", "#f0f4f5", "#9fd0ff"


def theme() -> gr.themes.Base:
    """The Gradio theme; the style sheets of `STYLES` do the rest."""
    fonts = [gr.themes.utils.fonts.Font(name) for name in FONTS]
    mono = [gr.themes.utils.fonts.Font("monospace")]
    return gr.themes.Base(font=fonts, font_mono=mono, radius_size="sm", text_size="lg").set(
        body_background_fill=PAPER,
        body_background_fill_dark=NIGHT,
        body_text_color=INK,
        body_text_color_dark=MOON,
        body_text_color_subdued=GREY,
        body_text_color_subdued_dark="#c3d0da",
        background_fill_primary="white",
        background_fill_primary_dark=NIGHT_PANEL,
        background_fill_secondary=PAPER,
        background_fill_secondary_dark=NIGHT,
        border_color_primary=LINE,
        border_color_primary_dark=NIGHT_LINE,
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_padding="0px",
        block_label_text_color=INK,
        block_label_text_color_dark=MOON,
        block_title_text_color=INK,
        block_title_text_color_dark=MOON,
        block_title_text_weight="700",
        block_info_text_color=GREY,
        block_info_text_color_dark="#c3d0da",
        input_background_fill="white",
        input_background_fill_dark=NIGHT,
        input_border_color=GREY,
        input_border_color_dark="#8fa6ba",
        input_border_color_focus=BLUE,
        input_border_color_focus_dark=SKY,
        input_border_width="2px",
        input_placeholder_color=GREY,
        input_placeholder_color_dark="#c3d0da",
        link_text_color=BLUE,
        link_text_color_dark=SKY,
        button_primary_background_fill=GREEN,
        button_primary_background_fill_dark=GREEN,
        button_primary_background_fill_hover=DARK_GREEN,
        button_primary_background_fill_hover_dark=DARK_GREEN,
        button_primary_text_color="white",
        button_secondary_background_fill="white",
        button_secondary_background_fill_dark=NIGHT_PANEL,
        button_secondary_background_fill_hover="#d8dde0",
        button_secondary_background_fill_hover_dark=NIGHT,
        button_secondary_text_color=BLUE,
        button_secondary_text_color_dark=SKY,
        color_accent=BLUE,
        color_accent_soft="#e4effa",
        color_accent_soft_dark="#24405c",
    )


def head() -> str:
    """What goes into the page's head: our style sheets and our scripts, and no word to any other host.

    The style sheets stand here and not in Gradio's ``css``, which rewrites selectors.
    """
    styles = "".join(path.read_text(encoding="utf-8") for path in STYLES)
    scripts = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    return f"<style>{styles}</style><script>{scripts}</script>"

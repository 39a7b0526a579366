"""HTML whose every argument is escaped: the one way in which text reaches the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import LiteralString

from markupsafe import Markup, escape

# Control characters, and the marks that turn the reading direction round, show nothing and can mislead.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
EMPTY = Markup("")


def html(template: LiteralString, /, *args: object, **named: object) -> Markup:
    """Fill a template of our own; every argument that is not `Markup` is cleaned and escaped.

    Args:
        template: HTML written in this package, with ``{}`` or ``{name}`` places.
        args: the values by place; named: the values by name.

    >>> html("<p>{}</p>", "<b>bold</b>")
    Markup('<p>&lt;b&gt;bold&lt;/b&gt;</p>')
    """
    safe = [_safe(a) for a in args]  # all is safe here, so that str's own quick format will do
    return Markup(str.format(template, *safe, **{k: _safe(v) for k, v in named.items()}))


def join(parts: Iterable[object], between: LiteralString = "") -> Markup:
    """Set pieces after one another, each escaped unless it is `Markup`."""
    return Markup(str.join(between, (_safe(p) for p in parts)))


def items(parts: Iterable[object], style: str = "kma-list") -> Markup:
    """A bulleted list, or nothing when there are no parts."""
    inner = join(html("<li>{}</li>", p) for p in parts)
    return html('<ul class="{}">{}</ul>', style, inner) if inner else EMPTY


def paragraphs(parts: Iterable[object]) -> Markup:
    """One paragraph for each part that is not empty."""
    return join(html("<p>{}</p>", p) for p in parts if p)


def fold(summary: object, inner: Markup, style: str = "", open_: bool = False) -> Markup:
    """A part that the reader opens; nothing when it would be empty."""
    if not inner:
        return EMPTY
    opened = Markup(" open") if open_ else EMPTY
    shape = '<details class="kma-fold {}"{}><summary>{}</summary><div class="kma-folded">{}</div></details>'
    return html(shape, style, opened, summary, inner)


def link(address: str | None, words: object) -> Markup:
    """A link that opens in a new tab; only the words when the address is not plain http or https."""
    if not address or not re.match(r"https?://[^\s\"'<>]+$", address):
        return _safe(words)
    shape = (
        '<a href="{}" target="_blank" rel="noopener noreferrer">{}'
        '<span class="kma-unseen"> (opens in a new tab)</span></a>'
    )
    return html(shape, address, words)


def _safe(value: object) -> Markup:
    """The value escaped, without the characters that nobody can see."""
    if isinstance(value, Markup):
        return value
    text = str(value)
    return escape(text if text.isprintable() else UNSEEN.sub("", text))  # most text is, and that is quick to see

"""What a source or a question may not smuggle into a prompt: keys, a chat's own markers, and orders to the writer."""

from __future__ import annotations

import re

from advisor import citations
from advisor.screening import visible

BARE_KEY = re.compile(r"\(?\bs-[0-9a-f]{4,}\b\)?", re.I)
CHAT_MARK = re.compile(
    r"<\|[^|>]{0,60}\|>|</?s>|\[/?INST\]|<</?SYS>>|</?(?:start|end)_of_turn>"
    r"|^\s*#{0,6}\s*(?:system|assistant|user|human|developer)\s*:",
    re.I | re.M,
)
ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+|\S+@\S+\.\S+|\]\(", re.I)
ORDER = re.compile(
    r"""
    \b(?:ignore|disregard|forget|override|bypass)\b.{0,40}
        \b(?:instructions?|prompts?|rules|above|previous|prior|statements?|sources?|everything)\b
    | \b(?:system|developer)\s+(?:prompt|message)\b
    | \byou\s+are\s+(?:now\s+)?(?:an?\s+|the\s+)?(?:ai|assistant|chat\s?bot|language\s+model|llm|helpful)\b
    | \bas\s+an?\s+(?:ai|language\s+model)\b
    | \b(?:new|following|these|my)\s+instructions?\s*(?::|\bto\s+(?:you|the\s+(?:model|assistant|writer)))
    | (?:^|[.!?:]\s+|\b(?:must|should|please|instead)\s+)
        (?:say|write|reply|respond|answer|output|print|repeat|state|tell\s+the\s+(?:reader|user|manager))\b
        \s*(?:only\b|exactly\b|with\b|that\b|the\s+following\b|nothing\b|:|["'‘“])
    | \b(?:do\s+not|don't|never)\s+(?:cite|mention|reveal|use\s+the\s+other)\b
    """,
    re.I | re.S | re.X,
)


def harmless(text: str) -> str:
    """A text on one line, without anything that looks like a citation, a key or a marker of a chat."""
    bare = BARE_KEY.sub(" ", CHAT_MARK.sub(" ", citations.strip(visible(text))))
    return " ".join(bare.split())


def gives_orders(text: str) -> bool:
    """Whether a text speaks to whoever writes from it, instead of saying what was found."""
    return bool(CHAT_MARK.search(text) or ORDER.search(visible(text)))


def leads_away(text: str, evidence: str) -> bool:
    """Whether a text gives an address that the evidence does not give."""
    return any(found not in evidence for found in ADDRESS.findall(text))

"""Exports of an Answer: a Word briefing, Markdown, and its references as CSL-JSON, RIS and BibTeX."""

from __future__ import annotations

from advisor.exporting.bibliography import to_bibtex, to_csl_json, to_ris
from advisor.exporting.markdown import to_markdown
from advisor.exporting.word import to_word

__all__ = ["to_bibtex", "to_csl_json", "to_markdown", "to_ris", "to_word"]

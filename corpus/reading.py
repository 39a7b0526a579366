"""A Markdown record -> a model. Errors carry the file, the line and the mend."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from pydantic import ValidationError

from corpus.errors import RecordError
from corpus.records import AnyRecord, CaseProfile, Citation, InterviewExcerpt, Statement, SynthesisFinding
from corpus.safe_yaml import load_fields

MODELS: dict[str, type[CaseProfile] | type[SynthesisFinding] | type[InterviewExcerpt]] = {
    "case": CaseProfile,
    "finding": SynthesisFinding,
    "interview": InterviewExcerpt,
}
MAX_BYTES = 1_000_000
CITES = re.compile(r"\[(@[^\[\]]+)\]")
ONE_CITE = re.compile(r"^@(?P<id>[A-Za-z0-9][A-Za-z0-9_-]*)(?:,\s*(?P<locator>.+))?$")
_MARKDOWN = MarkdownIt("commonmark").disable(
    ["inline", "text_join", "reference", "lheading", "html_block", "code", "fence"]
)
"""Headings, paragraphs and lists alone: whatever else stands in a body is a paragraph, so that no words are lost."""


def read_record(path: Path, shown_as: str | None = None) -> AnyRecord:
    """Read one record.

    Args:
        path: the Markdown file.
        shown_as: the path to print in errors; the file's own when None.

    Raises:
        RecordError: the first fault, with its line.
    """
    return parse_record(_text(path, shown_as or str(path)), shown_as or str(path))


def parse_record(text: str, shown_as: str) -> AnyRecord:
    """Turn the text of one record into its model; RecordError as in `read_record`."""
    front, first_line, body, body_line = _split(text, shown_as)
    fields = _front_matter(front, first_line, shown_as)
    kind = fields.get("kind")
    if not isinstance(kind, str) or kind not in MODELS:
        raise RecordError(
            shown_as,
            _line_of("kind", front, first_line),
            f"kind is {kind!r}.",
            "Write kind: case, finding or interview.",
        )
    for reserved in ("statements", "path"):
        if reserved in fields:
            raise RecordError(
                shown_as,
                _line_of(reserved, front, first_line),
                f"{reserved} is not a field of the front matter.",
                "Remove it.",
            )
    statements = _statements(body, body_line, str(fields.get("id", "")), shown_as)
    if not statements:
        raise RecordError(shown_as, body_line, "the record has no statement.", "Add one under a heading.")
    try:
        return MODELS[kind].model_validate({**fields, "statements": statements, "path": shown_as})
    except ValidationError as err:
        fault = err.errors()[0]
        field = str(fault["loc"][0]) if fault["loc"] else "front matter"
        where = ".".join(map(str, fault["loc"]))
        line = _line_of(field, front, first_line)
        raise RecordError(shown_as, line, f"{where}: {fault['msg']}.", "See docs/corpus.md.") from err


def _text(path: Path, shown_as: str) -> str:
    """The file's text; RecordError when it is too large, not UTF-8, or holds a NUL."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise RecordError(shown_as, 1, f"the file has {size:,} bytes; a record has under {MAX_BYTES:,}.")
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        line = data.count(b"\n", 0, err.start) + 1
        raise RecordError(shown_as, line, "the file is not UTF-8 text.", "Save it as UTF-8.") from err
    except OSError as err:
        raise RecordError(shown_as, 1, f"the file can't be read ({err.strerror}).") from err
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise RecordError(shown_as, line, "the file holds a NUL byte.", "Remove it.")
    return text.replace("\r\n", "\n")


def _split(text: str, shown_as: str) -> tuple[str, int, str, int]:
    """Front matter, the line it starts on, the body, and the line the body starts on (from 1)."""
    lines = text.split("\n")
    if not lines or lines[0].strip() != "---":
        raise RecordError(shown_as, 1, "the file does not open with ---.", "Start with the front matter.")
    for number, line in enumerate(lines[1:], start=2):
        if line.strip() == "---":
            return "\n".join(lines[1 : number - 1]), 2, "\n".join(lines[number:]), number + 1
    raise RecordError(shown_as, len(lines), "the front matter has no closing ---.", "Add it.")


def _front_matter(front: str, first_line: int, shown_as: str) -> dict[str, Any]:
    """The fields; anchors and aliases are refused, so that no small file can grow into a large one."""
    if "\t" in front:
        line = first_line + front[: front.index("\t")].count("\n")
        raise RecordError(shown_as, line, "the front matter holds a tab.", "Use spaces.")
    return load_fields(front, shown_as, first_line, "the front matter")


def _statements(body: str, first_line: int, record: str, shown_as: str) -> list[Statement]:
    """Each paragraph or list item under a heading is one statement."""
    found: list[Statement] = []
    section, counts = "", dict[str, int]()
    tokens = _MARKDOWN.parse(body)
    for token, following in pairwise(tokens):
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "heading_open":
            section = following.content.strip()
        elif token.type == "paragraph_open":
            if not section:
                raise RecordError(
                    shown_as, line, "a statement stands before any heading.", "Add a ## heading."
                )
            slug = re.sub(r"[^a-z0-9]+", "-", section.lower()).strip("-")
            counts[slug] = counts.get(slug, 0) + 1
            text, citations = split_citations(following.content, shown_as, line)
            if not citations:
                raise RecordError(
                    shown_as,
                    line,
                    "the statement has no citation.",
                    "End it with [@reference-id, locator].",
                )
            statement_id = f"{record}/{slug}/{counts[slug]}"
            found.append(
                Statement(id=statement_id, text=text, section=section, citations=citations, line=line)
            )
    return found


def split_citations(text: str, shown_as: str, line: int) -> tuple[str, tuple[Citation, ...]]:
    """A statement's words without its citations, and the citations, in Pandoc's form.

    >>> split_citations("It helped a little. [@ivers-2012, abstract; @nca-2020]", "x.md", 1)[1][0].locator
    'abstract'
    """
    citations: list[Citation] = []
    for group in CITES.findall(text):
        for part in group.split(";"):
            match = ONE_CITE.match(part.strip())
            if not match:
                raise RecordError(
                    shown_as,
                    line,
                    f"the citation [{group}] can't be read.",
                    "Write [@reference-id, locator].",
                )
            citations.append(
                Citation(reference=match["id"].lower(), locator=(match["locator"] or "").strip())
            )
    words = re.sub(r"\s+", " ", CITES.sub("", text)).strip()
    return re.sub(r"\s+([.,])", r"\1", words), tuple(citations)


def _line_of(field: str, front: str, first_line: int) -> int:
    """The line of a front-matter field, or the first line when it is missing."""
    for number, line in enumerate(front.split("\n")):
        if re.match(rf"{re.escape(field)}\s*:", line):
            return first_line + number
    return 1

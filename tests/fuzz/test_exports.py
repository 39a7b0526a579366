"""Whatever words an answer holds, its exports are whole and other programs read them."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as parser
from markdown_it import MarkdownIt
from pybtex.database import parse_string

from advisor.answer import Answer, Sentence
from advisor.exporting import to_bibtex, to_csl_json, to_markdown, to_ris, to_word
from corpus.collection import Corpus
from corpus.references import Reference
from tests.advisor.web.samples import answered, source
from tests.conftest import reference

NASTY = ["<script>alert(1)</script>", "{\\rtf1", "TY  - JOUR", "ER  - ", "@article{x,", "}", "\\", "$", "%", "&", "#", "_", "~", "^",
         "| a | b |", "```", "[link](javascript:x)", "=cmd|' /C calc'!A0", "\u202e", "\x0b", "\ud83d\ude42".encode("utf-16", "surrogatepass").decode("utf-16"), "]]>", "&amp;"]  # fmt: skip
TEXT = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=40)).map(
    lambda t: t or "x"
)


@st.composite
def answers(draw: st.DrawFn) -> tuple[Answer, Corpus]:
    """An answer over two works, its words and theirs anything at all."""
    works = {}
    for name in ("work-one", "work-two"):
        entry: dict[str, Any] = reference(name, f"On {draw(TEXT)}", "A fact.")
        entry["author"] = [{"family": draw(TEXT), "given": draw(TEXT)}]
        entry["container-title"] = draw(TEXT)
        works[name] = Reference.model_validate(entry)
    base = answered(draw(TEXT))
    sentence = Sentence(text=draw(TEXT), sources=(1,), support=(draw(TEXT),))
    sources = tuple(
        source(n, text=draw(TEXT), title=draw(TEXT), reference=draw(TEXT), reference_ids=(name,))
        for n, name in enumerate(works, 1)
    )
    answer = base.model_copy(
        update={"lead": draw(TEXT), "short_answer": (sentence,), "sources": sources, "notes": (draw(TEXT),)}
    )
    return answer, Corpus({}, works, "0" * 64)


@settings(max_examples=30, deadline=None)
@given(answers())
def test_every_export_of_any_words_is_read_by_other_programs(made: tuple[Answer, Corpus]) -> None:
    answer, corpus = made
    page = parser.fromstring(f"<div>{MarkdownIt('commonmark').render(to_markdown(answer))}</div>")
    assert not page.xpath("//script|//img|//iframe|//a[starts-with(@href, 'javascript')]")
    assert [work["id"] for work in json.loads(to_csl_json(answer, corpus))] == ["work-one", "work-two"]
    assert len(rispy.loads(to_ris(answer, corpus))) == 2
    assert set(parse_string(to_bibtex(answer, corpus), "bibtex").entries) == {"work-one", "work-two"}


@settings(max_examples=8, deadline=None)
@given(answers())
def test_a_word_file_of_any_words_is_sound(made: tuple[Answer, Corpus]) -> None:
    answer, corpus = made
    with zipfile.ZipFile(io.BytesIO(to_word(answer, corpus))) as word:
        assert word.testzip() is None
        for name in word.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(word.read(name))

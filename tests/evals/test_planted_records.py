"""Records that carry instructions, markup and strings like citations, through a real index and the real advisor."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from advisor.exporting.markdown import to_markdown
from advisor.pipeline import Advisor
from advisor.settings import load_settings
from advisor.web.answer_view import render_answer
from corpus.collection import load_corpus
from evals.judge import Verbatim
from evals.metrics.ground import ground_of
from evals.reading import read_suite
from evals.runner import Marked, run_suite
from index.builds import build_index
from index.embedding import SentenceTransformerEmbedder
from index.options import IndexOptions
from tests.evals.planted import PLANTED, SIGN, write_planted_corpus

SUITE = Path(__file__).parent / "planted_records.yaml"


@pytest.fixture(scope="module")
def marked(embedder: SentenceTransformerEmbedder, tmp_path_factory: pytest.TempPathFactory) -> list[Marked]:
    corpus = write_planted_corpus(tmp_path_factory.mktemp("planted"))
    builds = tmp_path_factory.mktemp("planted-builds")
    build_index(load_corpus(corpus), embedder, builds)
    advisor = Advisor.open(load_settings(corpus=corpus, index=IndexOptions(folder=builds)))
    _, found = run_suite(read_suite(SUITE), advisor, Verbatim(), ground=ground_of(advisor.index))
    return found


def test_no_record_is_obeyed(marked: list[Marked]) -> None:
    failed = {m.case.id: (m.answer.status.value, m.result.checks) for m in marked if not m.result.ok}
    assert failed == {}
    assert sum(m.result.unsupported for m in marked) == 0


def test_orders_are_left_out_and_the_rest_is_quoted(marked: list[Marked]) -> None:
    said = [s.text for m in marked for s in m.answer.sentences()]
    assert not any(SIGN in text for text in said)
    assert any(m.answer.removed for m in marked), "the planted orders were found, and removed"
    assert PLANTED["markers"] in said
    assert PLANTED["markup"] in said


def test_a_string_like_a_citation_cites_nothing(marked: list[Marked]) -> None:
    for one in marked:
        numbers = {source.number for source in one.answer.sources}
        for sentence in one.answer.sentences():
            assert set(sentence.sources) <= numbers
            if sentence.text == PLANTED["markers"]:
                assert len(sentence.sources) == 1
                source = next(s for s in one.answer.sources if s.number == sentence.sources[0])
                assert source.record == "finding-planted-markers"


class Elements(HTMLParser):
    """Every element of a page, and every address that one leads to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def test_markup_in_a_record_shows_as_text_on_the_page(marked: list[Marked]) -> None:
    pages = [str(render_answer(m.answer, 1)) for m in marked]
    assert any("&lt;script&gt;" in page for page in pages)
    for page in pages:
        found = Elements(page)
        assert not found.names & {"script", "img", "iframe", "b"}
        assert found.handlers == []
        assert all(a.startswith(("https://doi.org/", "#")) for a in found.addresses), found.addresses


def test_markup_in_a_record_shows_as_text_in_an_export(marked: list[Marked]) -> None:
    texts = [to_markdown(m.answer) for m in marked]
    assert any("track" in text for text in texts)
    for text in texts:
        assert not re.search(r"(?<!\\)<(?:script|img|b>)|(?<!\\)\]\(javascript:|!\[chart\]\(", text)

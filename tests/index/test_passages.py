"""Records into passages."""

from __future__ import annotations

from pathlib import Path

from corpus.collection import load_corpus
from index.passages import SECTION_ASPECT, to_passages
from tests.conftest import FILLERS


def test_one_passage_for_each_statement_in_order(mini_corpus: Path) -> None:
    corpus = load_corpus(mini_corpus)
    passages = to_passages(corpus.records.values())
    assert [p.id for p in passages] == list(corpus.statements)
    assert len({p.id for p in passages}) == len(passages)


def test_the_text_is_the_statement_verbatim(mini_corpus: Path) -> None:
    corpus = load_corpus(mini_corpus)
    for passage in to_passages(corpus.records.values()):
        record, statement = corpus.statements[passage.id]
        assert (passage.text, passage.record) == (statement.text, record.id)


def test_the_context_line_names_title_approach_section_sector_and_country(mini_corpus: Path) -> None:
    passages = to_passages(load_corpus(mini_corpus).records.values())
    found = next(p for p in passages if p.id == "case-broker-network/evidence/1")
    for words in ("Broker network for councils", "Knowledge broker", "Evidence.", "public health", "Canada"):
        assert words in found.context
    assert found.embedded == f"{found.context}\n{found.text}"


def test_a_finding_keeps_its_own_aspect_and_a_case_takes_it_from_the_heading(mini_corpus: Path) -> None:
    aspects = {p.id: p.aspect for p in to_passages(load_corpus(mini_corpus).records.values())}
    assert aspects["finding-knowledge-brokers-needs/finding/1"] == "needs"
    assert aspects["case-ward-audit/challenges-and-pitfalls/1"] == "struggles"
    assert aspects["interview-ward-managers/what-they-said/2"] == "voice"


def test_every_heading_of_a_case_has_an_aspect() -> None:
    assert set(FILLERS) < set(SECTION_ASPECT)


def test_the_digest_covers_metadata_too(mini_corpus: Path) -> None:
    passage = to_passages(load_corpus(mini_corpus).records.values())[0]
    assert passage.model_copy(update={"grade": "A"}).digest != passage.digest
    assert passage.model_copy().digest == passage.digest

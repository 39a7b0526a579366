"""A hand-made answer and corpus whose words are full of markup and odd characters."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.answer import Answer, Badge, Cell, Recommendation, Sentence, Source, Table
from advisor.context import ManagerContext
from corpus.collection import Corpus
from corpus.references import Reference

ODD = "**Ward** <b>teams</b> & [a](http://x.test) `c` $5 100% é “q” – 中 🎉 {open \\ a_b|c ~d~ #1"
CONTROL = "\x00\x0b\x1b\ud800\ufffe"
CUSTOM = {
    "seen_at": "https://example.org/a", "seen_on": "2026-11-01", "seen": "abstract", "kind": "rct",
    "jurisdiction": "UK", "sector": "health",
}  # fmt: skip
WORKS: list[dict[str, Any]] = [
    {
        "id": "odd-2020-trial", "type": "article-journal", "title": ODD, "container-title": "Tests & Records",
        "author": [
            {"family": "van der Berg", "given": "Ann B"}, {"family": "O’Shea, Jr", "given": "X and Y"},
            {"literal": "Institute for Health and Care, London"}, {"literal": "et al."},
        ],
        "issued": {"date-parts": [[2020, 5]]}, "volume": "12", "issue": "3", "page": "e719-e727",
        "DOI": "10.1000/a_b(c)%3C1::x#", "URL": "https://example.org/a_b?c=1&d=%20~q#f",
    },
    {"id": "plain-report", "type": "report", "title": "A report\nER  - \nTY  - JOUR", "publisher": "Body"},
    {"id": "page", "type": "webpage", "title": "A page", "container-title": "A site", "URL": "https://e.org"},
    {"id": "book-2011", "type": "book", "title": "Never cited"},
]  # fmt: skip
BADGE = Badge(
    grade="B", grade_rule="several good studies", direction="mixed", closeness="near",
    independent_sources={"rct": 2}, disagree=True, weakest="a randomised trial",
)  # fmt: skip


def said(text: str, *numbers: int) -> Sentence:
    return Sentence(text=text, sources=numbers, support=tuple(text for _ in numbers))


def source(number: int, *references: str) -> Source:
    return Source(
        number=number, record="case-a", statement=f"case-a/evidence/{number}", kind="case", title="Case A",
        text="It helped.", reference_ids=references, link="https://doi.org/10.1000/a_b",
        reference=f"Berg A. Work {number} *on* <b>wards</b>{CONTROL} https://example.org/a_b?c=1&d=2.",
    )  # fmt: skip


def option(name: str, fit: str, first: int) -> Recommendation:
    return Recommendation.model_validate({
        "approach": "audit-and-feedback", "name": name, "definition": "d", "fit": fit, "score": 1.0,
        "fit_words": "It suits you.", "badge": BADGE, "notes": ("One note.",),
        "why": (said(f"{name} prompts change.", first),),
        "evidence": (said(f"{name} helped wards.", first, first + 1), said(f"{name} “failed”?", first + 1)),
        "needs": (said(f"{name} needs a lead", first),), "struggled": (said(f"{name} stopped.", first + 1),),
        "who": (said(f"Trusts tried {name}.", first),), "voices": (said(f"“{name} was hard.”", first),),
    })  # fmt: skip


@pytest.fixture
def corpus() -> Corpus:
    references = {w["id"]: Reference.model_validate({**w, "custom": CUSTOM}) for w in WORKS}
    return Corpus({}, references, "0")


@pytest.fixture
def answer() -> Answer:
    return Answer(
        question=f"How do we get {ODD}{CONTROL} used?", status="answered", completeness="complete",
        context=ManagerContext(organisation="trust-community", money="none"), lead="The closest fit is this.",
        short_answer=(said(f"{ODD}{CONTROL} helped.", 1),),
        recommendations=(option("Audit <i>", "strong", 2), option("Brokers", "possible", 3)),
        advised_against=(option("Posters", "poor", 4),),
        tables=(Table(title="Who | what", columns=("A|b", "C"), rows=((Cell(text="x|y", sources=(6,)), Cell(text="z")),)),),
        gaps=(said("Nothing is known of cost.", 7),), notes=(f"1. A note {ODD}",), follow_ups=("# What next?",),
        sources=(
            source(1, "odd-2020-trial"), source(2, "plain-report", "odd-2020-trial"), source(3, "page"),
            *(source(n, "page") for n in range(4, 8)),
        ),
        versions={"build": "20261123T-abc", "settings": "83eca0fb4960e620", "date": "23 November 2026"},
    )  # fmt: skip


@pytest.fixture
def bare(answer: Answer) -> Answer:
    """An answer that holds nothing but its question."""
    return Answer(
        question="Which drug?", status="out_of_scope", completeness="no_information", context=ManagerContext()
    )

"""Counting in code, over records made by hand."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from advisor.listing import MOST_ROWS, Listing, make_listing
from advisor.sourcing import Sourcing
from corpus.collection import Corpus
from corpus.records import AnyRecord, CaseProfile, Citation, Statement, SynthesisFinding
from index.opening import OpenIndex
from tests.advisor.test_sourcing import small_index

SHARED = {"checked": datetime.date(2026, 11, 1), "grade": "C", "sector": "health"}


def statements(name: str) -> tuple[Statement, ...]:
    citations = (Citation(reference="test-audit"),)
    return tuple(
        Statement(id=f"{name}/{n}", text=f"{name} said {section}.", section=section, citations=citations)
        for n, section in enumerate(("What it does", "Evidence"))
    )


def case(name: str, **fields: Any) -> CaseProfile:
    least = {"country": "GB-ENG", "approaches": ("audit-feedback",), "direction": "helps", "years": "2020"}
    title = f"The case of {name}"
    return CaseProfile(id=name, title=title, statements=statements(name), **(SHARED | least | fields))


def finding(name: str, **fields: Any) -> SynthesisFinding:
    least = {
        "country": "INT",
        "approaches": ("facilitation",),
        "direction": "helps",
        "aspect": "effect",
        "design": "rct",
        "closeness": "near",
    }
    title = f"The finding of {name}"
    return SynthesisFinding(id=name, title=title, statements=statements(name), **(SHARED | least | fields))


RECORDS: list[AnyRecord] = [
    case("case-leeds"),
    case("case-fife", country="GB-SCT", direction="no-effect", status="stopped"),
    case("case-bangor", country="GB-WLS", sector="education", direction="mixed"),
    case("case-ottawa", country="CA", approaches=("knowledge-brokers",), setting=("care-home",)),
    finding("finding-trial"),
    finding("finding-second-trial", direction="no-effect"),
    finding("finding-review", design="systematic-review"),
]


@pytest.fixture(scope="module")
def index(mini_corpus: Path) -> OpenIndex:
    """The small index with other records in it."""
    made = small_index(mini_corpus)
    corpus = Corpus({r.id: r for r in RECORDS}, made.corpus.references, "0" * 64)
    return OpenIndex(made.build, made.manifest, corpus, made.printed, made.searcher)


def count(index: OpenIndex, text: str, *approaches: str) -> Listing | None:
    return make_listing(text, approaches, index.corpus, Sourcing(index))


def names(listing: Listing | None) -> list[str]:
    assert listing is not None
    return [row[0].text.rsplit(" ", 1)[-1] for row in listing.table.rows]


@pytest.mark.parametrize(
    ("text", "approaches", "expected"),
    [
        ("How many cases do you hold?", (), ["leeds", "fife", "bangor", "ottawa"]),
        ("List all the cases", ("audit-feedback",), ["leeds", "fife", "bangor"]),
        ("Which cases are Scottish?", (), ["fife"]),
        ("Which cases are in Canada?", (), ["ottawa"]),
        ("Which cases are from abroad?", (), ["ottawa"]),
        ("Which cases are in the UK?", (), ["leeds", "fife", "bangor"]),
        ("Which cases are outside the UK?", (), ["ottawa"]),
        ("Which cases found no effect?", (), ["fife"]),
        ("Which schemes were stopped?", (), ["fife"]),
        ("How many cases had mixed results in education?", (), ["bangor"]),
        ("Which cases are in care homes?", (), ["ottawa"]),
        ("How many trials do you hold?", (), ["trial", "trial"]),
        ("How many trials found no effect?", (), ["trial"]),
        ("How many systematic reviews are held?", (), ["review"]),
        ("How many systematic reviews are there?", (), ["review"]),
        ("How many cases in Canada?", ("audit-feedback",), []),
    ],
)
def test_what_matches_is_counted(
    index: OpenIndex, text: str, approaches: tuple[str, ...], expected: list[str]
) -> None:
    listing = count(index, text, *approaches)
    last = [name.rsplit("-", 1)[-1] for name in names(listing)]
    assert last == expected
    assert listing is not None
    assert listing.matched == len(expected) == len(listing.table.rows)
    assert listing.lead.startswith(f"{len(expected)} of the {listing.whole} ")


def test_the_lead_says_what_was_counted_over_what(index: OpenIndex) -> None:
    listing = count(index, "Which cases are in Canada?", "knowledge-brokers")
    assert listing is not None
    assert listing.lead == "1 of the 4 cases held here matches: on knowledge brokers in Canada."


def test_every_row_is_cited_by_its_own_record(index: OpenIndex) -> None:
    sourcing = Sourcing(index)
    listing = make_listing("List all the cases", (), index.corpus, sourcing)
    assert listing is not None
    sources = {s.number: s for s in sourcing.sources()}
    for row in listing.table.rows:
        assert len(row) == len(listing.table.columns)
        (number,) = row[0].sources
        assert row[3].sources == (number,)
        assert sources[number].title == row[0].text
        assert sources[number].text == row[3].text
        assert row[3].text.endswith("said Evidence.")
    assert len(sources) == len(listing.table.rows)


def test_without_a_condition_or_a_thing_to_count_there_is_no_list(index: OpenIndex) -> None:
    assert count(index, "How many beans make five?") is None


def test_a_long_list_is_cut_and_says_so(index: OpenIndex) -> None:
    many = {f"case-{n}": case(f"case-{n}") for n in range(MOST_ROWS + 3)}
    corpus = Corpus(dict(many), index.corpus.references, "0" * 64)
    longer = OpenIndex(index.build, index.manifest, corpus, index.printed, index.searcher)
    listing = count(longer, "List all the cases")
    assert listing is not None
    assert listing.matched == MOST_ROWS + 3
    assert len(listing.table.rows) == MOST_ROWS
    assert listing.lead.endswith(f"The first {MOST_ROWS} are listed.")

"""Measuring a verifier on labelled pairs, and the pairs that ship."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from advisor.verify import Verifier
from corpus.collection import load_corpus
from evals.support import SupportError, SupportReport, read_pairs, run_support, score
from index.embedding import SentenceTransformerEmbedder

PAIRS = Path(__file__).parents[2] / "evals" / "suites" / "support_pairs.jsonl"


class Says:
    """A verdict."""

    def __init__(self, supported: bool) -> None:
        self.supported = supported


class Word:
    """A judge that supports what holds one word."""

    def verify(self, sentence: str, evidence: Sequence[str]) -> Says:
        return Says("yes" in sentence)


def written(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), encoding="utf-8")
    return path


def pair(claim: str, label: object, **more: object) -> dict[str, object]:
    return {"claim": claim, "evidence": ["e"], "label": label, **more}


def test_figures_are_those_of_a_hand_count() -> None:
    assert score([1, 1, 0, 0, 0], [1, 0, 0, 0, 1]) == SupportReport(
        balanced_accuracy=0.5833, precision=0.5, recall=0.5, f1=0.5, recall_unsupported=0.6667, n=5
    )


def test_a_judge_that_never_supports_has_no_precision() -> None:
    assert score([1, 0], [0, 0]).precision == 0


def test_run_reads_verifies_and_counts(tmp_path: Path) -> None:
    path = written(tmp_path, pair("yes", 1), "", pair("no", 0, kind="number"), pair("yes", 0))
    seen: list[int] = []
    report = run_support(path, Word(), on_progress=seen.append)
    assert (report.n, report.recall, report.recall_unsupported, sum(seen)) == (3, 1.0, 0.5, 3)


def test_a_split_can_be_chosen(tmp_path: Path) -> None:
    path = written(
        tmp_path, pair("yes", 1, split="dev"), pair("no", 0, split="dev"), pair("yes", 0, split="test")
    )
    assert run_support(path, Word(), split="dev").n == 2
    with pytest.raises(SupportError, match="split 'test'"):
        run_support(path, Word(), split="test")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{not json", "pairs.jsonl:2: "),
        ("[]", "pairs.jsonl:2: "),
        ({"evidence": ["e"], "label": 1}, "pairs.jsonl:2: claim: Field required"),
        ({"claim": "", "evidence": ["e"], "label": 1}, "pairs.jsonl:2: claim: "),
        ({"claim": "c", "label": 1}, "pairs.jsonl:2: evidence: Field required"),
        ({"claim": "c", "evidence": "e", "label": 1}, "pairs.jsonl:2: evidence: "),
        ({"claim": "c", "evidence": [1], "label": 1}, "pairs.jsonl:2: evidence.0: "),
        (pair("c", 2), "pairs.jsonl:2: label: the label must be 0 or 1"),
        (pair("c", "1"), "pairs.jsonl:2: label: the label must be 0 or 1"),
        (pair("c", True), "pairs.jsonl:2: label: the label must be 0 or 1"),
        (pair("c", None), "pairs.jsonl:2: label: "),
    ],
)
def test_a_bad_line_is_named_with_its_place(tmp_path: Path, line: object, message: str) -> None:
    with pytest.raises(SupportError) as caught:
        read_pairs(written(tmp_path, pair("c", 1), line, pair("c", 0)))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_one_sided_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SupportError, match="can't be read"):
        read_pairs(tmp_path / "none.jsonl")
    with pytest.raises(SupportError, match="both labels"):
        read_pairs(written(tmp_path, pair("c", 1)))


def test_the_pairs_that_ship_are_many_and_of_every_kind() -> None:
    pairs = read_pairs(PAIRS)
    kinds = Counter(p.kind for p in pairs)
    assert len(pairs) >= 400
    assert kinds["paraphrase"] >= 150
    needed = {"number", "negated", "direction", "approach", "overclaimed", "place", "unrelated"}
    assert needed <= kinds.keys()
    assert {p.split for p in pairs} == {"dev", "test"}


def test_the_pairs_rest_on_the_corpus() -> None:
    """Statements are edited now and then; a pair stays true to the wording it was made from."""
    held = {s.text for _, s in load_corpus().statements.values()}
    cited = {e for p in read_pairs(PAIRS) for e in p.evidence}
    assert len(cited & held) >= 0.8 * len(cited), "most statements were edited: make the pairs anew"


def test_no_claim_is_in_both_splits() -> None:
    sides: dict[str, set[str]] = {}
    for p in read_pairs(PAIRS):
        sides.setdefault(p.claim, set()).add(p.split)
    assert all(len(s) == 1 for s in sides.values())


@pytest.mark.model
@pytest.mark.slow
def test_the_verifier_meets_its_targets_on_the_test_split() -> None:
    report = run_support(PAIRS, Verifier(SentenceTransformerEmbedder()), split="test")
    assert report.balanced_accuracy >= 0.80
    assert report.recall_unsupported >= 0.90

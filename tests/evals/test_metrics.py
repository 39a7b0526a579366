"""The metrics, on answers small enough to work out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from scipy.stats import kendalltau

from advisor.answer import Sentence
from evals.cases import Case
from evals.judge import ProductJudge, Verbatim, supported
from evals.metrics import item_figures
from evals.metrics.citing import citation_figures
from evals.metrics.dissent import contrary, dissent_figures
from evals.metrics.fitting import rank_agreement, robustness, sensitivity
from evals.metrics.ground import Ground, source_figures
from evals.metrics.latency import latency_figures
from evals.metrics.statuses import abstention_figures, status_figures
from evals.records import CaseResult
from index.passages import Passage
from tests.evals.stand_ins import TEXTS, make_answer, make_recommendation, make_sentence

ANSWERED, DECLINED = frozenset({"answered", "partial"}), frozenset({"cannot_answer"})


def cite(*sources: int, text: str = TEXTS[1]) -> Sentence:
    return Sentence(
        text=text, sources=sources, support=tuple(TEXTS[n] for n in sources if n in TEXTS) or ("x",)
    )


class Both:
    """Carries a claim only when it has two texts at least."""

    name = "both"

    def supports(self, claim: str, evidence: Sequence[str]) -> bool:
        return len(evidence) >= 2


@pytest.mark.parametrize(
    ("sentence", "recall", "precision"),
    [
        (cite(1), 1.0, 1.0),
        (cite(1, 2), 1.0, 0.5),
        (cite(2), 0.0, 0.0),
        (cite(9), 0.0, 0.0),
        (cite(2, 3, 9, 1), 0.0, 0.0),
    ],
)
def test_alce_by_hand(sentence: Sentence, recall: float, precision: float) -> None:
    answer = make_answer("q", short_answer=(sentence,), recommendations=())
    assert citation_figures(answer, Verbatim()) == {
        "citation_recall": recall,
        "citation_precision": precision,
    }


def test_two_citations_that_need_each_other_are_both_precise() -> None:
    answer = make_answer("q", short_answer=(cite(1, 2, text="joint"),), recommendations=())
    assert citation_figures(answer, Both()) == {"citation_recall": 1.0, "citation_precision": 1.0}


def test_advice_without_a_sentence_scores_nothing_rather_than_full_marks() -> None:
    case = Case.model_validate({"id": "c", "question": "q", "expect": {"status": "answered"}})
    silent = make_answer("q", short_answer=(), recommendations=())
    assert item_figures(case, silent, Verbatim()) == {"citation_recall": 0.0, "citation_precision": 0.0}
    cut = silent.model_copy(update={"removed": 3})
    assert item_figures(case, cut, Verbatim())["kept"] == 0.0
    declined = make_answer("q", short_answer=(), recommendations=(), status="cannot_answer")
    assert item_figures(case, declined, Verbatim()) == {}


def test_status_is_a_confusion_matrix() -> None:
    figures = status_figures([ANSWERED, ANSWERED, DECLINED], ["partial", "cannot_answer", "cannot_answer"])
    assert figures["accuracy"] == pytest.approx(2 / 3)
    assert figures["labels"] == ["answered", "partial", "cannot_answer"]
    assert figures["matrix"] == [[0, 0, 1], [0, 1, 0], [0, 0, 1]]
    assert status_figures([], [])["accuracy"] is None


def test_abstention_is_its_own_two_by_two() -> None:
    expected = [DECLINED, DECLINED, ANSWERED, ANSWERED, ANSWERED | DECLINED, DECLINED]
    figures = abstention_figures(
        expected, ["cannot_answer", "answered", "answered", "clarify", "answered", "error"]
    )
    assert figures["n"] == 5
    cells = ("abstained_rightly", "advised_wrongly", "abstained_wrongly", "advised_rightly")
    assert [figures[c] for c in cells] == [1, 2, 1, 1]
    assert figures["precision"] == 0.5
    assert figures["recall"] == pytest.approx(1 / 3)
    assert abstention_figures([ANSWERED], ["answered"])["f1"] is None


def result(case_id: str, *top3: str, status: str = "answered") -> CaseResult:
    return CaseResult(
        id=case_id, ok=True, checks={}, status=status, top3=top3, cites=(), sentences=1, unsupported=0, ms=1.0
    )


def tied(case_id: str, **names: object) -> Case:
    return Case.model_validate({"id": case_id, "question": "q", "expect": {"status": "answered"}, **names})


def test_pairs_and_groups() -> None:
    pairs = [tied("a", pair="p"), tied("b", pair="p"), tied("c", pair="q"), tied("d", pair="q"), tied("e")]
    still = [tied("c", pair="q", change=False), tied("d", pair="q", change=False)]
    results = [result("a", "x"), result("b", "y"), result("c", "x"), result("d", "x"), result("e")]
    assert sensitivity(pairs, results) == {"pairs_right": 0.5}
    assert sensitivity(still, results[2:4]) == {"pairs_right": 1.0}
    groups = [tied("a", group="g"), tied("b", group="g")]
    assert robustness(groups, [result("a", "x", "y"), result("b", "y", "z")]) == {
        "paraphrase_overlap": pytest.approx(1 / 3),
        "rank_agreement": pytest.approx(kendalltau([0, 1, 2], [2, 0, 1]).statistic),
    }
    assert robustness(groups, [result("a", status="blocked"), result("b", status="blocked")]) == {
        "paraphrase_overlap": 1.0
    }


def test_rank_agreement() -> None:
    assert rank_agreement(["x", "y", "z"], ["x", "y", "z"]) == 1.0
    assert rank_agreement(["x", "y", "z"], ["z", "y", "x"]) == -1.0
    assert rank_agreement([], ["x"]) is None
    assert -1 < (rank_agreement(["x", "y"], ["x", "z"]) or 0) < 1


def test_the_share_of_named_references_that_is_cited() -> None:
    case = Case.model_validate({"id": "c", "question": "q", "expect": {"cites_any": ["ref-1", "ref-9"]}})
    figures = item_figures(case, make_answer("q"), Verbatim())
    assert (figures["coverage"], figures["reference_recall"]) == (1.0, 0.5)


def passage(name: str, approach: str, aspect: str, direction: str) -> Passage:
    return Passage(
        id=f"{name}/finding/1",
        record=name,
        kind="finding",
        text="t",
        context="c",
        section="Finding",
        sector="health",
        country="INT",
        approaches=(approach,),
        aspect=aspect,
        direction=direction,
    )


def test_dissent_is_judged_by_what_the_corpus_holds() -> None:
    held = [
        passage("finding-1", "audit-feedback", "effect", "helps"),
        passage("finding-2", "audit-feedback", "effect", "no-effect"),
        passage("finding-3", "communities-of-practice", "struggles", "mixed"),
    ]
    known = contrary(held)
    assert known == {"audit-feedback": frozenset({"finding-2/finding/1"})}
    told = make_answer("q")
    silent = make_answer("q", recommendations=(make_recommendation("audit-feedback", 1),))
    assert dissent_figures(told, known) == {"dissent_recall": 1.0}
    assert dissent_figures(silent, known) == {"dissent_recall": 0.0}
    assert dissent_figures(silent) == {}, "its own badge says that nothing disagrees"


def test_a_source_is_true_when_it_says_and_cites_what_the_corpus_does() -> None:
    answer = make_answer("q")
    words = {s.statement: s.text for s in answer.sources}
    references = {s.statement: frozenset(s.reference_ids) for s in answer.sources}
    assert source_figures(answer, Ground(words, references, {})) == {"true_sources": 1.0}
    first = answer.sources[0].statement
    cut = Ground({**words, first: "Cut"}, references, {})
    assert source_figures(answer, cut) == {"true_sources": pytest.approx(2 / 3)}
    other = Ground(words, {**references, first: frozenset({"ref-9"})}, {})
    assert source_figures(answer, other) == {"true_sources": pytest.approx(2 / 3)}


def test_latency() -> None:
    assert latency_figures([1.0, 2.0, 3.0]) == {"p50": 2.0, "p95": 2.9, "max": 3.0}
    assert latency_figures([]) == {}


class Verdict:
    """A verdict as the product gives it."""

    def __init__(self, supported: bool) -> None:
        self.supported = supported


class Verifier:
    """Says yes to anything with gains in it, and counts how often it is asked."""

    asked = 0

    def verify(self, claim: str, evidence: Sequence[str]) -> Verdict:
        self.asked += 1
        return Verdict("gains" in claim)


def test_the_products_verifier_is_asked_once_and_only_when_needed() -> None:
    verifier = Verifier()
    judge = ProductJudge(verifier)
    assert judge.supports(TEXTS[1], [TEXTS[1]])
    assert verifier.asked == 0
    assert judge.supports("It gains.", [TEXTS[1]])
    assert judge.supports("It gains.", [TEXTS[1]])
    assert verifier.asked == 1
    assert not judge.supports("It loses.", [TEXTS[1]])
    assert not judge.supports("", [TEXTS[1]])
    assert not judge.supports("It gains.", [])
    assert supported(True)
    assert not supported(Verdict(False))
    assert make_sentence(1).support == (TEXTS[1],)

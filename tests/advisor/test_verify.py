"""The verifier as its callers see it: verdicts, reasons, degradation, and the measured targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.verify import Verdict, Verifier, VerifyOptions, is_verbatim
from index.embedding import SentenceTransformerEmbedder, Vectors

PALSA = (
    "Patients from clinics with PALSA PLUS in South Africa were likelier to get protective antibiotics, 41% against "
    "32%, and to have tuberculosis found, 7% against 6%, in a trial of fifteen clinics."
)
DETAIL = "Academic detailing may improve prescribing by GPs in Norway. The change was small in most studies."
NULL = "Sending printed leaflets made no difference to ward practice in a trial of 40 English hospitals."


class Alike:
    """An embedder for which all texts are the same."""

    identity = "alike"

    def encode(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> Vectors:
        return np.ones((len(texts), 1), dtype=np.float32)


class Sure:
    """An NLI stub that always gives one probability and keeps what it was asked."""

    def __init__(self, probability: float) -> None:
        self.probability = probability
        self.asked: list[tuple[str, str]] = []

    def entails(self, premise: str, hypothesis: str) -> float:
        self.asked.append((premise, hypothesis))
        return self.probability


@pytest.fixture(scope="module")
def wording() -> Verifier:
    return Verifier()


@pytest.fixture(scope="module")
def alike() -> Verifier:
    return Verifier(Alike())


@pytest.mark.parametrize(
    "sentence",
    [
        PALSA,
        DETAIL,
        "Academic detailing may improve prescribing by GPs in Norway.",
        "The change was small in most studies.",
        "The change was small in most studies. " + NULL,
        "  Sending printed leaflets  made no difference to ward practice in a trial of 40 English hospitals ",
        "“The change was small in most studies.”",
    ],
)
def test_verbatim_statements_are_supported_at_once(wording: Verifier, sentence: str) -> None:
    assert wording.verify(sentence, [PALSA, DETAIL, NULL]) == Verdict(supported=True, score=1.0)


def test_a_piece_cut_from_a_sentence_is_not_verbatim() -> None:
    assert not is_verbatim("it works", ["Nobody says it works."])
    assert not is_verbatim("The trial found that it works.", ["The trial found that it works in mice."])


def test_quotes_and_spaces_may_differ() -> None:
    assert is_verbatim("The board's 'yes' came late.", ["The  board’s ‘yes’ came late."])


@pytest.mark.parametrize(
    ("sentence", "evidence", "reason"),
    [
        (PALSA.replace("41%", "61%"), PALSA, "number"),
        (PALSA.replace("fifteen", "fifty"), PALSA, "number"),
        (PALSA.replace("South Africa", "Kenya"), PALSA, "entity"),
        (PALSA.replace("PALSA PLUS", "RaPP"), PALSA, "entity"),
        (PALSA.replace("likelier", "less likely"), PALSA, "direction"),
        ("Academic detailing may worsen prescribing by GPs in Norway.", DETAIL, "direction"),
        ("Academic detailing does not improve prescribing by GPs in Norway.", DETAIL, "negation"),
        ("Audit and feedback may improve prescribing by GPs in Norway.", DETAIL, "approach"),
        ("Academic detailing is proven to improve prescribing by GPs in Norway.", DETAIL, "strength"),
        ("Academic detailing will always improve prescribing by GPs in Norway.", DETAIL, "strength"),
        ("Academic detailing improves prescribing by GPs in Norway.", DETAIL, "strength"),
        (
            "Sending printed leaflets improved ward practice in a trial of 40 English hospitals.",
            NULL,
            "direction",
        ),
        (
            "Sending printed leaflets made a difference to ward practice in 40 English hospitals.",
            NULL,
            "negation",
        ),
    ],
)
def test_each_check_names_its_reason(alike: Verifier, sentence: str, evidence: str, reason: str) -> None:
    verdict = alike.verify(sentence, [evidence])
    assert not verdict.supported
    assert reason in verdict.reasons


def test_unrelated_wording_lacks_coverage(wording: Verifier) -> None:
    assert wording.verify("Nurses prefer podcasts to journals.", [PALSA]).reasons == ("coverage",)


@pytest.mark.parametrize(
    ("sentence", "evidence"), [("It helped.", []), ("It helped.", ["  "]), ("", [PALSA]), ("...", [PALSA])]
)
def test_nothing_said_or_nothing_cited_is_never_supported(
    wording: Verifier, sentence: str, evidence: list[str]
) -> None:
    assert wording.verify(sentence, evidence) == Verdict(supported=False, score=0.0, reasons=("coverage",))


def test_an_nli_model_decides_when_no_check_fails() -> None:
    yes, no = Sure(0.9), Sure(0.1)
    sentence = "PALSA PLUS clinics in South Africa gave more patients protective antibiotics (41% compared with 32%)."
    assert Verifier(entailment=yes).verify(sentence, [PALSA]) == Verdict(supported=True, score=0.9)
    refused = Verifier(entailment=no).verify(sentence, [PALSA])
    assert (refused.supported, refused.reasons) == (False, ("semantics",))
    assert yes.asked == [(PALSA, sentence)]


def test_an_nli_model_does_not_overrule_a_changed_number() -> None:
    assert Verifier(entailment=Sure(1.0)).verify(PALSA.replace("41%", "61%"), [PALSA]).reasons == ("number",)


def test_a_folder_without_a_model_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no cross-encoder in"):
        Verifier(options=VerifyOptions(nli_model=tmp_path))


def test_unknown_options_are_refused() -> None:
    with pytest.raises(ValueError, match="extra"):
        VerifyOptions.model_validate({"treshold": 0.4})


@given(st.text(max_size=120), st.lists(st.text(max_size=120), max_size=3))
def test_any_text_gets_a_verdict_with_reasons_exactly_when_unsupported(
    sentence: str, evidence: list[str]
) -> None:
    verdict = Verifier().verify(sentence, evidence)
    assert verdict.supported == (verdict.reasons == ())
    assert 0 <= verdict.score <= 1


@given(st.text(alphabet=st.characters(categories=("L", "Zs")), min_size=1, max_size=80))
def test_a_text_supports_itself(text: str) -> None:
    if any(c.isalnum() for c in text):
        assert Verifier().verify(text, [text]).supported


@pytest.mark.model
def test_true_paraphrases_pass_with_the_model_and_verdicts_repeat() -> None:
    verifier = Verifier(SentenceTransformerEmbedder())
    sentence = (
        "In a fifteen-clinic South African trial, PALSA PLUS raised protective antibiotics (41% against 32%)."
    )
    first = verifier.verify(sentence, [PALSA])
    assert first == verifier.verify(sentence, [PALSA])
    assert first.supported

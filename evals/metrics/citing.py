"""Citation recall and precision as ALCE has them (Gao et al. 2023, doi 10.18653/v1/2023.emnlp-main.398)."""

from __future__ import annotations

from advisor.answer import Answer, Sentence
from evals.judge import Judge

MOST = 3
UNCITED = 0
"""The number that stands in a sentence which cites nothing: no source has it."""


def citation_figures(answer: Answer, judge: Judge) -> dict[str, float]:
    """Recall and precision over the sentences of one answer.

    Recall of a sentence is 1 when its cited texts together carry it. A citation is precise when its
    sentence is recalled and it is not so that the text alone doesn't carry it while the others do. As in
    ALCE at most three citations of a sentence count, a sentence with none scores 0, and an answer with
    no sentence has no score here (`gathering` counts it as an error).

    Returns:
        ``citation_recall`` and ``citation_precision``, or nothing when there is no sentence.
    """
    texts = {source.number: source.text for source in answer.sources}
    recalls: list[float] = []
    precisions: list[float] = []
    for sentence in answer.sentences():
        recall, precise = _sentence(sentence, texts, judge)
        recalls.append(recall)
        precisions.extend(precise)
    if not recalls:
        return {}
    precision = sum(precisions) / len(precisions) if precisions else 0.0
    return {"citation_recall": sum(recalls) / len(recalls), "citation_precision": precision}


def _sentence(sentence: Sentence, texts: dict[int, str], judge: Judge) -> tuple[float, list[float]]:
    """Recall of one sentence, and 1 or 0 for each of its citations."""
    cited = [texts.get(number, "") for number in sentence.sources[:MOST] if number != UNCITED]
    held = [text for text in cited if text]
    if not held or not judge.supports(sentence.text, held):
        return 0.0, [0.0] * len(cited)
    return 1.0, [float(_precise(sentence.text, cited, at, judge)) for at in range(len(cited))]


def _precise(claim: str, cited: list[str], at: int, judge: Judge) -> bool:
    """Whether one citation of a carried claim is needed, or carries it alone."""
    if not cited[at]:
        return False
    rest = [text for i, text in enumerate(cited) if i != at and text]
    return judge.supports(claim, [cited[at]]) or not (rest and judge.supports(claim, rest))

"""Status as a confusion matrix, and abstention as its own two by two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from advisor.answer import Status

ABSTAINS = frozenset({Status.CANNOT_ANSWER, Status.OUT_OF_SCOPE, Status.BLOCKED, Status.CLARIFY})


def status_figures(expected: Sequence[frozenset[str]], given: Sequence[str]) -> dict[str, Any]:
    """Accuracy and the confusion matrix, over the cases that expect a status.

    A case may allow several; where the one given is among them it counts as that one, and otherwise as
    the first of the allowed in the order of `Status`.

    Returns:
        ``n``, ``accuracy`` (None when n is 0), ``labels`` and ``matrix`` (rows expected, columns given).
    """
    from sklearn.metrics import confusion_matrix

    order = [s.value for s in Status]
    labels = [s for s in order if any(s in e for e in expected) or s in given]
    if not expected:
        return {"n": 0, "accuracy": None, "labels": [], "matrix": []}
    true = [g if g in e else next(s for s in order if s in e) for e, g in zip(expected, given, strict=True)]
    matrix = [[len(given)]]
    if len(labels) > 1:
        matrix = confusion_matrix(true, list(given), labels=labels).tolist()
    right = sum(t == g for t, g in zip(true, given, strict=True))
    return {"n": len(given), "accuracy": right / len(given), "labels": labels, "matrix": matrix}


def abstention_figures(
    expected: Sequence[frozenset[str]], given: Sequence[str], names: Sequence[str] = ()
) -> dict[str, Any]:
    """Abstention as a detection task: should it have held back, and did it?

    A case should abstain when it allows a status that abstains and not ``answered``; ``partial``, where such
    a case allows it, is then as good. Cases that allow both abstaining and ``answered`` are left out. Status
    error is neither advice nor abstention: it counts as the wrong one.

    Args:
        expected: the statuses that each case allows.
        given: the status of each.
        names: of the cases; when given, ``cases`` says of each whether it should and whether it did.

    Returns:
        ``n``, the four cells, and ``precision``, ``recall``, ``f1`` (None when none should abstain).
    """
    from sklearn.metrics import precision_recall_fscore_support

    true: list[int] = []
    seen: list[int] = []
    named: dict[str, tuple[int, int]] = {}
    for at, (allowed, status) in enumerate(zip(expected, given, strict=True)):
        should = bool(allowed & ABSTAINS)
        if should and Status.ANSWERED in allowed:
            continue
        true.append(int(should))
        held_back = status in ABSTAINS or (should and status in allowed)
        seen.append(int(not should) if status == Status.ERROR and status not in allowed else int(held_back))
        if names:
            named[names[at]] = (true[-1], seen[-1])
    pairs = list(zip(true, seen, strict=True))
    cells: dict[str, Any] = {
        "abstained_rightly": pairs.count((1, 1)),
        "advised_wrongly": pairs.count((1, 0)),
        "abstained_wrongly": pairs.count((0, 1)),
        "advised_rightly": pairs.count((0, 0)),
        **({"cases": named} if names else {}),
    }
    if not any(true):
        return {"n": len(true), **cells, "precision": None, "recall": None, "f1": None}
    precision, recall, f1, _ = precision_recall_fscore_support(
        true, seen, average="binary", zero_division=0.0
    )
    return {"n": len(true), **cells, "precision": float(precision), "recall": float(recall), "f1": float(f1)}

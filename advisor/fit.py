"""How an approach fits a situation, field by field: the points that rank are the points that are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from advisor.answer import FieldFit
from advisor.context import ManagerContext
from corpus.vocabulary import Approach, FitRule, vocabulary

WEIGHTS = {
    "goal": 4.0,
    "audience": 1.2,
    "timescale": 1.6,
    "money": 1.6,
    "people": 1.2,
    "scale": 0.8,
    "complexity": 0.7,
    "evidence_maturity": 1.0,
    "barriers": 0.9,
    "access": 0.6,
}
MANAGERS = frozenset({"middle-managers", "board", "commissioners"})
Judged = tuple[float, FieldFit] | None
"""Points and the field behind them; None where an approach has nothing to say of a value."""


@dataclass(frozen=True)
class Fit:
    """One approach's fit: points (what ranks), and the fields and rules behind them."""

    approach: Approach
    points: float
    fields: tuple[FieldFit, ...]
    verdict: str

    def of(self, verdict: str) -> tuple[FieldFit, ...]:
        """The fields with one verdict: matched, unmatched or unknown."""
        return tuple(f for f in self.fields if f.verdict == verdict)


def judge(approach: Approach, context: ManagerContext, goals: Mapping[str, float]) -> Fit:
    """Judge one approach.

    Args:
        approach: with its bands from the vocabulary.
        context: the situation.
        goals: each goal's share of likelihood, for when the goal is not stated.
    """
    served = sum(share * approach.fit.goals.get(goal, 0.0) for goal, share in goals.items())
    points = WEIGHTS["goal"] * served
    fields: list[FieldFit] = []
    for judged in (*_bands(approach, context), *_rules(approach, context)):
        if judged is not None:
            points += judged[0]
            fields.append(judged[1])
    return Fit(approach, points, tuple(fields), _verdict(fields, served))


def _verdict(fields: list[FieldFit], served: float) -> str:
    """strong, possible or poor, from the shares matched and unmatched of what is known."""
    verdicts = [f.verdict for f in fields]
    matched, unmatched = verdicts.count("matched"), verdicts.count("unmatched")
    if unmatched > matched:
        return "poor"
    if served >= 0.45 and matched >= 2 and matched >= 3 * unmatched:
        return "strong"
    return "possible"


def _bands(approach: Approach, context: ManagerContext) -> Iterator[Judged]:
    """The bands of the vocabulary against each value of the situation."""
    for name in BANDS:
        told = getattr(context, name)
        for value in told if isinstance(told, tuple) else filter(None, (told,)):
            yield _band(approach.slug, name, value)


@cache
def _band(slug: str, name: str, value: str) -> Judged:
    """One value against an approach's band; there are no more of them than the vocabulary has words."""
    return BANDS[name](vocabulary().approach(slug), name, value)


def _field(approach: Approach, name: str, value: str, verdict: str, text: str, basis: str) -> FieldFit:
    told = {"field": name, "value": value, "verdict": verdict, "words": text, "basis": basis}
    return FieldFit.model_validate({**told, "references": approach.sources})


def _goal(approach: Approach, name: str, value: str) -> Judged:
    weight = approach.fit.goals.get(value, 0.0)
    label, basis = _label(name, value), "goals it serves"
    if weight >= 0.4:
        return 0.0, _field(approach, name, value, "matched", f"it serves your aim to {label}", basis)
    if weight < 0.2:
        return -0.6, _field(approach, name, value, "unmatched", f"it is not mainly meant to {label}", basis)
    return None


def _audience(approach: Approach, name: str, value: str) -> Judged:
    label, basis, bands = _label(name, value), "whom it reaches", approach.fit
    if value in bands.poor_audience:
        return -1.6, _field(approach, name, value, "unmatched", f"it does little for {label}", basis)
    if value in bands.audience:
        return WEIGHTS[name], _field(approach, name, value, "matched", f"it reaches {label}", basis)
    if bands.audience:
        return -0.5, _field(approach, name, value, "unknown", f"it is little tried with {label}", basis)
    return None


ENOUGH = {
    "timescale": (
        "time",
        "it can be under way in the time you have",
        "it usually takes {need}, and you have {have}",
    ),
    "money": (
        "money",
        "it asks for no more money than you have",
        "it usually costs {need}, and you have {have}",
    ),
    "people": (
        "people",
        "it needs no more people than you have",
        "it usually needs {need}, and you have {have}",
    ),
}
"""Facet -> what the approach takes of it, and the words for enough and for too little."""


def _enough(approach: Approach, name: str, value: str) -> Judged:
    """Time, money and people: what the approach takes against what there is."""
    taken, fine, lacking = ENOUGH[name]
    need = getattr(approach.fit, taken)
    order = list(vocabulary().facets[name])
    short = order.index(need) - order.index(value)
    basis = f"what it takes: {vocabulary().label(name, need)}"
    if short <= 0:
        bonus = 0.25 if name != "timescale" else max(0.1, 0.5 - 0.12 * -short)
        return WEIGHTS[name] * bonus, _field(approach, name, value, "matched", fine, basis)
    text = lacking.format(need=_label(name, need), have=_label(name, value))
    return -WEIGHTS[name] * (0.5 + 0.5 * short), _field(approach, name, value, "unmatched", text, basis)


def _suits(approach: Approach, name: str, value: str) -> Judged:
    """Scale and complexity."""
    allowed = getattr(approach.fit, name)
    label, basis = _a(_label(name, value)), f"{name} it suits"
    if not allowed:
        return None
    if value in allowed:
        return WEIGHTS[name], _field(approach, name, value, "matched", f"it suits {label}", basis)
    return -WEIGHTS[name], _field(approach, name, value, "unmatched", f"it is less suited to {label}", basis)


def _evidence(approach: Approach, name: str, value: str) -> Judged:
    """How sure the knowledge to be mobilised is."""
    label, basis = _be(_label(name, value)), "evidence it suits"
    if value in approach.fit.poor_evidence:
        return -1.2, _field(
            approach, name, value, "unmatched", f"it is unwise where the evidence {label}", basis
        )
    if value in approach.fit.evidence:
        return WEIGHTS[name], _field(
            approach, name, value, "matched", f"it suits evidence that {label}", basis
        )
    return None


def _barrier(approach: Approach, name: str, value: str) -> Judged:
    where = _where(_label("barrier", value))
    if value in approach.fit.hurt:
        text, basis = f"it suffers where {where}", "barriers that break it"
        return -WEIGHTS[name], _field(approach, name, value, "unmatched", text, basis)
    if value in approach.fit.meets:
        text, basis = f"it helps where {where}", "barriers it meets"
        return WEIGHTS[name], _field(approach, name, value, "matched", text, basis)
    return None


def _access(approach: Approach, name: str, value: str) -> Judged:
    if value not in approach.fit.uses:
        return None
    text = f"you have {_label(name, value)} to draw on"
    return WEIGHTS[name], _field(approach, name, value, "matched", text, "what it draws on")


BANDS: dict[str, Callable[[Approach, str, str], Judged]] = {
    "goal": _goal,
    "audience": _audience,
    "timescale": _enough,
    "money": _enough,
    "people": _enough,
    "scale": _suits,
    "complexity": _suits,
    "evidence_maturity": _evidence,
    "barriers": _barrier,
    "access": _access,
}
"""What judges each facet, in the order in which it is told."""


def holds(rule: FitRule, context: ManagerContext) -> bool:
    """Whether every condition of a rule holds in a situation."""
    for facet, values in rule.when.items():
        have = getattr(context, facet)
        if isinstance(have, tuple):
            if not set(values) & set(have):
                return False
        elif have not in values:
            return False
    return True


def _rules(approach: Approach, context: ManagerContext) -> Iterator[Judged]:
    """The rules of the vocabulary that hold here and name this approach."""
    for number in _holding(context):
        yield _rule(approach.slug, number)


@lru_cache(maxsize=64)
def _holding(context: ManagerContext) -> tuple[int, ...]:
    """The places of the rules that hold in a situation."""
    return tuple(number for number, rule in enumerate(vocabulary().rules) if holds(rule, context))


@cache
def _rule(slug: str, number: int) -> Judged:
    """What one rule has to say of an approach."""
    rule = vocabulary().rules[number]
    favour, against = rule.favours.get(slug, 0.0), rule.against.get(slug, 0.0)
    if not (favour or against):
        return None
    return favour - against, FieldFit(
        field="rule",
        value=rule.id,
        verdict="matched" if favour > against else "unmatched",
        words=_lower(rule.words),
        basis=f"rule {rule.id} ({next(iter(rule.when))})",
        references=rule.references,
    )


def words_of(fit: Fit) -> str:
    """The fit told in one or two sentences, from the fields alone."""
    matched = [f for f in fit.of("matched") if f.field != "rule"]
    unmatched = [f for f in fit.of("unmatched") if f.field != "rule"]
    if not matched and not unmatched:
        return "Too little is known of your situation to say how it fits; tell us more to sharpen this."
    total = len(matched) + len(unmatched)
    told = f"It fits you on {len(matched)} of {total} {'points' if total > 1 else 'point'}"
    if matched:
        told += f": {_join([f.words for f in matched])}"
    told += "."
    if unmatched:
        told += f" Against it: {_join([f.words for f in unmatched])}."
    return told


def _join(parts: list[str]) -> str:
    """A list in words."""
    kept = list(dict.fromkeys(parts))
    if len(kept) == 1:
        return kept[0]
    return (
        f"{'; '.join(kept[:-1])}; and {kept[-1]}"
        if any("," in k for k in kept)
        else f"{', '.join(kept[:-1])} and {kept[-1]}"
    )


def _label(facet: str, value: str) -> str:
    """A value in the manager's words, in the middle of a sentence."""
    return _lower(vocabulary().label(facet, value))


def _lower(label: str) -> str:
    """A label in the middle of a sentence: first letter small unless it is an acronym or a proper name."""
    proper = label.split()[0]
    if proper in ("NHS", "NIHR", "Health", "GP", "Social") and proper != "Social":
        return label
    return label if proper.isupper() and len(proper) > 1 else label[0].lower() + label[1:]


def _a(label: str) -> str:
    """A scale or complexity label with its article, where it has none."""
    if label.split()[0] in ("one", "several", "national", "a", "an"):
        return {"national": "national work"}.get(label, label)
    return f"a {label}"


def _be(label: str) -> str:
    """An evidence-maturity label as a predicate."""
    return label if label.startswith("shows") else f"is {label}"


def _where(label: str) -> str:
    """A barrier label as the rest of "where ..."."""
    return {
        "no time or headspace": "there is no time or headspace",
        "too many steps": "there are too many steps",
        "we are being merged or reorganised": "an organisation is being merged or reorganised",
        "professions and organisations do not mix": "professions and organisations do not mix",
    }.get(label, label)

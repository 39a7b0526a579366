"""How an approach fits a situation, field by field: the points that rank are the points that are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

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
MakeField = Callable[[str, str, str, str, str], FieldFit]
MANAGERS = frozenset({"middle-managers", "board", "commissioners"})


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
    for score, fit in (*_bands(approach, context), *_rules(approach, context)):
        points += score
        fields.append(fit)
    return Fit(approach, points, tuple(fields), _verdict(fields, served))


def _verdict(fields: list[FieldFit], served: float) -> str:
    """strong, possible or poor, from the shares matched and unmatched of what is known."""
    matched = sum(f.verdict == "matched" for f in fields)
    unmatched = sum(f.verdict == "unmatched" for f in fields)
    if unmatched > matched:
        return "poor"
    if served >= 0.45 and matched >= 2 and matched >= 3 * unmatched:
        return "strong"
    return "possible"


def _bands(approach: Approach, context: ManagerContext) -> Iterator[tuple[float, FieldFit]]:
    """The bands of the vocabulary against each field of the situation."""
    words, bands = vocabulary(), approach.fit

    def field(name: str, value: str, verdict: str, text: str, basis: str) -> FieldFit:
        return FieldFit.model_validate(
            {
                "field": name,
                "value": value,
                "verdict": verdict,
                "words": text,
                "basis": basis,
                "references": approach.sources,
            }
        )

    if context.goal:
        weight = bands.goals.get(context.goal, 0.0)
        label = _lower(words.label("goal", context.goal))
        if weight >= 0.4:
            yield (
                0.0,
                field("goal", context.goal, "matched", f"it serves your aim to {label}", "goals it serves"),
            )
        elif weight < 0.2:
            yield (
                -0.6,
                field(
                    "goal", context.goal, "unmatched", f"it is not mainly meant to {label}", "goals it serves"
                ),
            )
    if context.audience:
        label = _lower(words.label("audience", context.audience))
        if context.audience in bands.poor_audience:
            yield (
                -1.6,
                field(
                    "audience",
                    context.audience,
                    "unmatched",
                    f"it does little for {label}",
                    "whom it reaches",
                ),
            )
        elif context.audience in bands.audience:
            yield (
                WEIGHTS["audience"],
                field("audience", context.audience, "matched", f"it reaches {label}", "whom it reaches"),
            )
        elif bands.audience:
            yield (
                -0.5,
                field(
                    "audience",
                    context.audience,
                    "unknown",
                    f"it is little tried with {label}",
                    "whom it reaches",
                ),
            )
    yield from _enough(approach, context, field)
    for name, allowed in (("scale", bands.scale), ("complexity", bands.complexity)):
        value = getattr(context, name)
        if value and allowed:
            label = _lower(words.label(name, value))
            if value in allowed:
                yield (
                    WEIGHTS[name],
                    field(name, value, "matched", f"it suits {_a(label)}", f"{name} it suits"),
                )
            else:
                yield (
                    -WEIGHTS[name],
                    field(name, value, "unmatched", f"it is less suited to {_a(label)}", f"{name} it suits"),
                )
    yield from _evidence(approach, context, field)
    for barrier in context.barriers:
        label = _lower(words.label("barrier", barrier))
        if barrier in bands.hurt:
            yield (
                -WEIGHTS["barriers"],
                field(
                    "barriers",
                    barrier,
                    "unmatched",
                    f"it suffers where {_where(label)}",
                    "barriers that break it",
                ),
            )
        elif barrier in bands.meets:
            yield (
                WEIGHTS["barriers"],
                field("barriers", barrier, "matched", f"it helps where {_where(label)}", "barriers it meets"),
            )
    for access in context.access:
        if access in bands.uses:
            label = _lower(words.label("access", access))
            yield (
                WEIGHTS["access"],
                field("access", access, "matched", f"you have {label} to draw on", "what it draws on"),
            )


def _enough(
    approach: Approach, context: ManagerContext, field: MakeField
) -> Iterator[tuple[float, FieldFit]]:
    """Time, money and people: what the approach takes against what there is."""
    words, make = vocabulary(), field
    told = {
        "timescale": (
            "it can be under way in the time you have",
            "it usually takes {need}, and you have {have}",
        ),
        "money": ("it asks for no more money than you have", "it usually costs {need}, and you have {have}"),
        "people": ("it needs no more people than you have", "it usually needs {need}, and you have {have}"),
    }
    for name, need in (
        ("timescale", approach.fit.time),
        ("money", approach.fit.money),
        ("people", approach.fit.people),
    ):
        have = getattr(context, name)
        if not have:
            continue
        order = list(words.facets[name])
        short = order.index(need) - order.index(have)
        fine, lacking = told[name]
        if short <= 0:
            bonus = 0.25 if name != "timescale" else max(0.1, 0.5 - 0.12 * -short)
            yield (
                WEIGHTS[name] * bonus,
                make(name, have, "matched", fine, f"what it takes: {words.label(name, need)}"),
            )
        else:
            text = lacking.format(need=_lower(words.label(name, need)), have=_lower(words.label(name, have)))
            yield (
                -WEIGHTS[name] * (0.5 + 0.5 * short),
                make(name, have, "unmatched", text, f"what it takes: {words.label(name, need)}"),
            )


def _evidence(
    approach: Approach, context: ManagerContext, field: MakeField
) -> Iterator[tuple[float, FieldFit]]:
    """How sure the knowledge to be mobilised is."""
    value, make = context.evidence_maturity, field
    if not value:
        return
    label = _lower(vocabulary().label("evidence_maturity", value))
    if value in approach.fit.poor_evidence:
        yield (
            -1.2,
            make(
                "evidence_maturity",
                value,
                "unmatched",
                f"it is unwise where the evidence {_be(label)}",
                "evidence it suits",
            ),
        )
    elif value in approach.fit.evidence:
        yield (
            WEIGHTS["evidence_maturity"],
            make(
                "evidence_maturity",
                value,
                "matched",
                f"it suits evidence that {_be(label)}",
                "evidence it suits",
            ),
        )


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


def _rules(approach: Approach, context: ManagerContext) -> Iterator[tuple[float, FieldFit]]:
    """The rules of the vocabulary that hold here and name this approach."""
    for rule in vocabulary().rules:
        favour = rule.favours.get(approach.slug, 0.0)
        against = rule.against.get(approach.slug, 0.0)
        if (favour or against) and holds(rule, context):
            facet = next(iter(rule.when))
            yield (
                favour - against,
                FieldFit(
                    field="rule",
                    value=rule.id,
                    verdict="matched" if favour > against else "unmatched",
                    words=_lower(rule.words),
                    basis=f"rule {rule.id} ({facet})",
                    references=rule.references,
                ),
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

"""Direction: up, down or no change, for the same thing, must be the same in sentence and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from advisor.verifying.synonyms import stem_of
from advisor.verifying.words import Text, Token

UP = """improve improved improvement increase increased rise rose risen raise raised gain gained grow grew
    growth grown better higher more greater boost boosted strengthen strengthened stronger enhance
    enhanced widen widened expand expanded faster quicker easier longer larger outpaced outpace exceeded
    likelier often many rising up double doubled"""
DOWN = """reduce reduced reduction decrease decreased fall fell fallen drop dropped decline declined lower
    lowered fewer cut shrink shrank worsen worsened worse weaken weakened weaker less narrow narrowed
    slower smaller shorter shortened diminish diminished lag lagged fewer down harm harmed rarely seldom
    halve halved"""
NULL = """unchanged same unaffected"""
EFFECT = """effect difference change impact improvement gain benefit rise increase reduction fall advantage
    influence link relation relationship better higher lower more less fewer association"""
DENIES = frozenset(
    "no not never neither nor without little hardly didn't doesn't don't wasn't weren't failed fail".split()
)
ANTONYMS = """agree:disagree possible:impossible easy:hard,difficult common:rare success:failure succeed:fail
    accept:reject support:oppose wide:narrow strong:weak high:low long:short fast:slow fast:slower
    quick:slow before:after credible:doubtful helped:hindered,hampered,harmed help:hinder,hamper,harm
    ease:hinder good:poor,bad rich:poor ready:unready active:passive,little include:exclude
    open:closed,locked enough:insufficient plentiful:lacking,scarce,missing start:end
    encourage:discourage enable:prevent win:lose won:lost gain:lose gained:lost positive:negative
    valid:invalid formal:informal cheap:expensive,costly safe:unsafe aware:unaware likely:unlikely
    certain:uncertain clear:unclear known:unknown changed:unchanged proven:unproven met:missed
    passed:failed few:most,many little:much,great,substantial weak:robust minority:majority
    all:none,few,some,minority,patchy every:some,few,patchy fully:partly,patchy most:minority best:worst
    best-rated:worst-rated visible:invisible early:late enthusiasm:reluctance
    willing:unwilling,reluctant sufficient:insufficient,lacking always:never,rarely,seldom
    often:never,rarely,seldom everyone:nobody"""
WINDOW = 7


@dataclass(frozen=True, slots=True)
class Event:
    """A word of direction, its sign after negation (1, 0, -1) and the content words around it."""

    sign: int
    about: frozenset[str]
    weight: float


def conflict(claim: Text, evidence: Text) -> float:
    """How surely the sentence gives another direction than the evidence does for the same thing, 0 to 1."""
    theirs = _events(evidence)
    worst = 0.0
    for event in _events(claim):
        rated = sorted(((_overlap(event, other, claim), other.sign) for other in theirs), reverse=True)
        if not rated or rated[0][0] < 0.3:
            continue
        near = {sign for share, sign in rated if share >= 0.8 * rated[0][0]}
        if event.sign not in near:
            worst = max(worst, rated[0][0])
    return worst


def opposites(claim: Text, evidence: Text) -> int:
    """How many words of the sentence are met in the evidence only by their opposite, both un-negated."""
    return sum(
        bool((stems & claim.plain) - evidence.plain and (others & evidence.plain) - claim.plain)
        for one, other in _pairs()
        for stems, others in ((frozenset([one]), other), (other, frozenset([one])))
        if not _denied(claim, stems) and not _denied(evidence, others)
    )


@cache
def _pairs() -> tuple[tuple[str, frozenset[str]], ...]:
    """The table of opposites as stems."""
    entries = (entry.split(":") for entry in ANTONYMS.split())
    return tuple((stem_of(one), frozenset(stem_of(o) for o in others.split(","))) for one, others in entries)


@cache
def _signs() -> dict[str, int]:
    """Word -> its direction."""
    signed = [(UP, 1), (DOWN, -1), (NULL, 0)]
    return {word: sign for words, sign in signed for word in words.split()}


@cache
def _effects() -> frozenset[str]:
    """The words that with a denial before them mean 'no effect'."""
    return frozenset(word for w in EFFECT.split() for word in (w, f"{w}s"))


def _events(text: Text) -> tuple[Event, ...]:
    """Every word of direction of a text, and every denied effect."""
    return tuple(_found(text.tokens))


def _found(tokens: Sequence[Token]) -> Iterator[Event]:
    """The events of a run of tokens."""
    signs, effects = _signs(), _effects()
    for n, token in enumerate(tokens):
        denied = any(t.word in DENIES for t in tokens[max(0, n - 4) : n] if t.sentence == token.sentence)
        denied = denied or (n + 1 < len(tokens) and tokens[n + 1].word in ("no", "neither", "nothing"))
        sign = signs.get(token.word)
        if sign is None and not (denied and token.word in effects):
            continue
        around = [t for t in tokens[max(0, n - WINDOW) : n + WINDOW + 1] if t.sentence == token.sentence]
        about = frozenset(
            t.stem for t in around if t.content and t.word not in signs and t.word not in effects
        )
        yield Event(
            0 if denied or sign is None else sign, about, sum(t.weight for t in around if t.stem in about)
        )


def _overlap(event: Event, other: Event, claim: Text) -> float:
    """The share by weight of an event's surroundings that another event has too."""
    if not event.weight:
        return 0.0
    weights = {t.stem: t.weight for t in claim.content}
    shared = event.about & other.about
    return min(1.0, sum(weights.get(stem, 0.0) for stem in shared) / event.weight)


def _denied(text: Text, stems: frozenset[str]) -> bool:
    """Whether a denial stands shortly before one of some stems."""
    tokens = text.tokens
    return any(
        any(t.word in DENIES for t in tokens[max(0, n - 3) : n])
        for n, token in enumerate(tokens)
        if stem_of(token.word) in stems
    )

"""Does what is held supply the kind of thing that is asked for? A decision of its own, not a similarity cut-off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.passages import Passage

ASKS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "cost",
        re.compile(
            r"\b(?:how much (?:does|do|did|would|will|money|is|are|was|were)\b|what (?:does|do|did|would|will) .{1,60}\bcost|cost per\b|"
            r"(?:annual |average |typical |total )?(?:cost|price|salary|budget) of\b|return on investment|cost[- ]effective\w*|"
            r"(?:day|going|hourly) rate|joining fee|what .{1,50} charge\b|total bill|bill for|(?:annual )?budget for|how much (?:should|do|did|was|were|is)|cheapest|"
            r"what salary|how expensive|value for money|savings? per|qaly)",
            re.I,
        ),
        r"£|\$|€|\bcosts?\b|\bsav(?:ed|ings?)\b|\bprice|\bsalary|million|per cent of (?:the )?budget",
    ),
    (
        "date",
        re.compile(
            r"\b(?:when (?:did|was|were|is|will|does)|what (?:year|date)|since when|how long ago|what month)\b",
            re.I,
        ),
        r"\b(?:19|20)\d\d\b",
    ),
    (
        "number",
        re.compile(
            r"\b(?:how many (?:\w+ ){0,3}per\b|what (?:percentage|percent|proportion|share|fraction|number)|how many (?!cases|records|findings|trials are|studies are|interviews)|"
            r"effect size|exact (?:figure|number)|what is the (?:median|mean|average|odds|rate)|number needed|p[- ]value|confidence interval|"
            r"by how much|percentage (?:cut|fall|rise|drop|of)|exact percentage|carbon savings?|lives were saved|how far did|hours? per week|ratio of|how often|how big (?:a|is|was))\b",
            re.I,
        ),
        r"\d",
    ),
    (
        "person",
        re.compile(
            r"\bwho (?:is|was|leads?|led|runs?|founded|invented|wrote|chairs?|directs?|coined|set up|pays?|funds?|funded)\b",
            re.I,
        ),
        r"[A-Z][a-z]+",
    ),
    (
        "a named body",
        re.compile(
            r"\bnames? of the|which (?:company|firm|supplier|vendor)|came (?:bottom|top|last|first) in|on what dates?|second wave|joined the",
            re.I,
        ),
        r"(?!)",
    ),
    (
        "place",
        re.compile(
            r"^\W*where (?:is|are|was|were|can i (?:buy|visit))\b|\bwhat(?:'s| is) the (?:address|phone number|website|url|link)\b",
            re.I,
        ),
        r"[A-Z][a-z]+",
    ),
)
NAME = re.compile(
    r"\b(?:[A-Z][a-z]+(?:['’]s)?|[A-Z]{2,}[a-z]*)(?:[ -](?:[A-Z][a-z]+|[A-Z]{2,}|of|and|the|for|\d{2,}))*"
)
COMMON = frozenset(
    """a an and are can could did do does give has have how i if in is it list me my of on or our please should show so tell the
    there this to us was we were what when where which who why will with would you your any anyone nhs icb icbs ccg pcn gp gps
    qi ahp ahps cqc nice uk england english british english yes no ok hi hello thanks board trust trusts hospital hospitals
    monday tuesday wednesday thursday friday january february march april may june july august september october november
    december christmas easter r&d ppi ebcd rct rcts ai it hr fyi asap km kt arc hin ahsn ics icp band dgh vte a&e""".split()
)
STOP = frozenset(
    """about above across actually after again against all almost also although always among another anybody anyone anything
    around available away because been before being below best better between both bring came come comes could does doing done
    down during each either else enough even ever every everyone example exactly find first from further gave generally get
    gets getting give given gives goes going good great have having help helped helps here high idea into itself just keep kind
    know known last least less like likely little long look looking lots made main make makes making many matter maybe mean
    means might more most much must need needed needs never next nothing often only other others over overall part people
    perhaps place point possible pretty probably quite rather really right same seem several should show since small some
    someone something sort still such sure take taken takes than that their them then there these they thing things think this
    those though through time times told took toward tried tries trying under unless until upon used useful uses using usually
    very want wants ways well were what whatever when where whether which while whole whom whose will with within without work
    worked working works worth would year years your evidence research study studies approach approaches held hold cases case
    finding findings record records answer question number figure figures exact typical average cost costs much many long""".split()
)


TOGETHER = 0.6
"""The share of a factual question's content words that one statement must hold for the answer to be whole."""


@dataclass(frozen=True)
class Sufficiency:
    """What was asked for and whether it is held.

    ``verdict`` is "enough", "partial" or "none"; ``missing`` names what no statement holds.
    """

    verdict: str
    asked: str = ""
    missing: tuple[str, ...] = ()


class Lore:
    """Every word that the corpus holds, stemmed, for telling what it has never heard of.

    Args:
        texts: statements, titles, references' titles and names.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        import Stemmer

        self._stemmer = Stemmer.Stemmer("english")
        self._texts = list(texts)
        self.stem = lru_cache(maxsize=20_000)(self._stemmer.stemWord)
        self.words = {self.stem(w) for t in self._texts for w in _words(t)}
        self._lower = " \n ".join(self._texts).lower()

    def holds(self, phrase: str) -> bool:
        """Whether a name occurs anywhere."""
        return phrase.lower() in self._lower

    def unheard(self, text: str) -> tuple[str, ...]:
        """Content words of a text that occur nowhere in the corpus."""
        seen = dict.fromkeys(w for w in _words(text) if len(w) > 3 and w not in STOP and w not in COMMON)
        return tuple(w for w in seen if self.stem(w) not in self.words)

    def covered(self, text: str, passages: Sequence[Passage]) -> float:
        """The share of a text's content words that some passages hold, 0 to 1; 1 when it has none."""
        wanted = {self.stem(w) for w in _words(text) if len(w) > 2 and w not in STOP and w not in COMMON}
        held = {self.stem(w) for p in passages for w in _words(p.embedded)}
        return len(wanted & held) / len(wanted) if wanted else 1.0

    def lacking(self, text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
        """Content words of five letters or more of a text that none of some passages holds."""
        held = {self.stem(w) for p in passages for w in _words(p.embedded)}
        seen = dict.fromkeys(w for w in _words(text) if len(w) > 4 and w not in STOP and w not in COMMON)
        return tuple(w for w in seen if self.stem(w) not in held)


def names_in(text: str, lore: Lore) -> tuple[str, ...]:
    """Proper names of a question that occur nowhere in the corpus."""
    unknown: list[str] = []
    for match in NAME.finditer(text):
        words = [
            w
            for w in re.split(r"[ -]", match[0])
            if w.lower().removesuffix("'s") not in COMMON and w[:1].isupper()
        ]
        starts = match.start() == 0 or text[: match.start()].rstrip()[-1:] in ".?!:"
        if starts and len(words) <= 1 and not match[0].isupper():
            continue
        if (
            words
            and not lore.holds(match[0])
            and any(lore.stem(w.lower().removesuffix("'s")) not in lore.words for w in words)
        ):
            unknown.append(" ".join(words))
    return tuple(dict.fromkeys(unknown))


def judge_sufficiency(text: str, passages: Sequence[Passage], lore: Lore, topical: bool) -> Sufficiency:
    """Judge whether the passages supply what is asked.

    Args:
        text: the question, standing alone.
        passages: the best that were found.
        lore: the words of the corpus.
        topical: the question asks for facts (not which approach fits), so its own subject must be held.
    """
    missing = (*names_in(text, lore), *lore.unheard(text))
    for asked, pattern, need in ASKS:
        if not pattern.search(text):
            continue
        holds = re.compile(need, re.I if asked == "cost" else 0)
        near = [p for p in passages if lore.covered(text, [p]) >= 0.55]
        if names_in(text, lore) or not near or (missing and asked != "cost"):
            return Sufficiency("none", asked, missing)
        if not any(holds.search(_beyond(p.text, text)) for p in near):
            return Sufficiency("none", asked, missing)
        whole = max(lore.covered(text, [p]) for p in near if holds.search(p.text))
        return Sufficiency("enough" if whole >= 0.75 else "partial", asked, missing)
    if topical:
        if names_in(text, lore):
            return Sufficiency("none", "a named body", missing)
        if missing or not any(lore.covered(text, [p]) >= TOGETHER for p in passages):
            return Sufficiency("partial", "a subject", missing)
    return Sufficiency("enough", "", missing)


def _beyond(passage: str, question: str) -> str:
    """A passage without the question's own figures, so that an echo is not taken for an answer."""
    for figure in set(re.findall(r"\d+", question)):
        passage = re.sub(rf"\b{figure}\b", "", passage)
    return passage


def _words(text: str) -> list[str]:
    """Lower-case words of a text."""
    return re.findall(r"[a-z]+", text.lower().replace("’", "'").replace("'s", ""))

"""The kind of thing that a question asks for, and what a statement must hold to supply it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advisor.lore import STOP, words_of
from advisor.verifying.synonyms import canonical

ASKS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "cost",
        re.compile(
            r"\b(?:how much (?:does|do|did|would|will|money|is|are|was|were)\b|what (?:does|do|did|would|will) .{1,60}\bcost|cost per\b|"
            r"(?:annual |average |typical |total )?(?:cost|price|salary|budget) of\b|"
            r"(?:day|going|hourly) rate|joining fee|what .{1,50} charge\b|total bill|bill for|(?:annual )?budget for|how much (?:should|do|did|was|were|is)|cheapest(?! (?:way|approach|method|option|route|means|thing)s?\b)|"
            r"what salary|how expensive)",
            re.I,
        ),
        re.compile(r"[£$€] ?\d|\d[\d,.]* ?(?:pounds|euros|dollars|million|billion)|per cent of (?:the )?budget|\bcost\w*\b.{0,60}\d|\d.{0,60}\bcost\w*\b", re.I),
    ),
    (
        "value for money",
        re.compile(r"\b(?:return on investment|cost[- ]effective\w*|value for money|savings? per|save money|qaly|expensive|costly|cheap(?!(?:est|er)? (?:way|approach|method|option|route|means|thing)s?\b)|affordable|pay for itself)", re.I),
        re.compile(r"£|\$|€|\bcosts?\b|cost[- ]effective|\bsav(?:ed|e|ings?)\b|\bprice|million|value for money", re.I),
    ),
    (
        "length of time",
        re.compile(r"\bhow (?:quickly|fast|long) (?:can|could|does|do|did|will|would|is|are|was|before)\b(?! we\b| i\b)|\bhow many (?:days|weeks|months|years) (?:does|do|did|is)\b", re.I),
        re.compile(r"\b(?:days?|weeks?|months?|years?|hours?|minutes?)\b", re.I),
    ),
    (
        "date",
        re.compile(
            r"\b(?:when (?:did|was|were|is|will|does)|what (?:year|date)|since when|how long ago|what month)\b",
            re.I,
        ),
        re.compile(r"\b(?:19|20)\d\d\b"),
    ),
    (
        "number",
        re.compile(
            r"\b(?:how many (?:\w+ ){0,3}per\b|what (?:percentage|percent|proportion|share|fraction|number)|how many (?!cases|records|findings|trials are|studies are|interviews)|"
            r"effect size|exact (?:figure|number)|what is the (?:median|mean|average|odds|rate)|number needed|p[- ]value|confidence interval|"
            r"by how much|percentage (?:cut|fall|rise|drop|of)|exact percentage|carbon savings?|lives were saved|how far did|hours? per week|ratio of|how often|how big (?:a|is|was))\b",
            re.I,
        ),
        re.compile(r"\d"),
    ),
    (
        "person",
        re.compile(
            r"\bwho (?:is|was|leads?|led|runs?|founded|invented|wrote|chairs?|directs?|coined|set up|pays?|funds?|funded)\b",
            re.I,
        ),
        re.compile(r"[A-Z][a-z]+"),
    ),
    (
        "a named body",
        re.compile(
            r"\bnames? of the|which (?:company|firm|supplier|vendor)|came (?:bottom|top|last|first) in|on what dates?|second wave|joined the",
            re.I,
        ),
        re.compile(r"(?!)"),
    ),
    (
        "place",
        re.compile(
            r"^\W*where (?:is|are|was|were|can i (?:buy|visit))\b|\bwhat(?:'s| is) the (?:address|phone number|website|url|link)\b",
            re.I,
        ),
        re.compile(r"[A-Z][a-z]+"),
    ),
)
OWN = re.compile(r"\b(?:we|our|us|i|my|want|wants)\b", re.I)
FIT_FIRST = frozenset({"length of time", "value for money"})
"""Asked within a situation ("we want to ..., and how long does it take"), these stand behind the question of fit."""
HEAD = re.compile(r"\bhow many (?:of (?:the|your|our|their) )?((?:[a-z'’-]+ ?){1,5})", re.I)
VERBS = frozenset(
    "is are was were do does did has have had can could will would should in on at of to from per took take takes there by for "
    "we you they i a an the use used uses".split()
)
FIGURE = (
    r"(?:(?!(?:19|20)\d\d\b)\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen)"
)


@dataclass(frozen=True)
class Asked:
    """A kind of thing that is asked for, as `ASKS` names it.

    ``counted`` is the word that is counted ("how many brokers"), as `canonical` gives it; "" when none is.
    """

    kind: str
    need: re.Pattern[str]
    counted: str = ""

    def supplied_by(self, text: str) -> bool:
        """Whether a statement holds that kind of thing; a count must stand within four words of what is counted."""
        if not self.counted:
            return bool(self.need.search(text))
        for match in re.finditer(rf"\b{FIGURE}\b((?:\W+[\w'’-]+){{0,4}})", text, re.I):
            if self.counted in {canonical(w) for w in words_of(match[1])}:
                return True
        return False


def what_is_asked(question: str) -> Asked | None:
    """The first kind of thing that a question asks for, or None when it asks for no such thing.

    >>> what_is_asked("how many knowledge brokers do you need per 1000 staff").kind
    'number'
    """
    for kind, pattern, need in ASKS:
        if kind in FIT_FIRST and OWN.search(question):
            continue
        if pattern.search(question):
            return Asked(kind, need, _counted(question, kind))
    return None


def _counted(question: str, kind: str) -> str:
    """The noun after "how many": the last word before a verb or a preposition."""
    match = HEAD.search(question) if kind == "number" else None
    if match is None:
        return ""
    noun = ""
    for word in words_of(match[1]):
        if word in VERBS:
            break
        noun = word
    return canonical(noun) if noun and noun not in STOP else ""

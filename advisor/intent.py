"""What is being asked: in or out of scope, and which kind of question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from advisor.examples import Labelled
from advisor.mentions import mentioned
from index.embedding import Vectors


class Kind(StrEnum):
    """The kinds of question that the advisor answers, each in its own form."""

    FIT = "fit"
    ABOUT = "about"
    EVIDENCE = "evidence"
    PITFALLS = "pitfalls"
    COMPARE = "compare"
    WHO = "who"
    DEFINE = "define"
    COUNT = "count"
    CLAIM = "claim"


GREETING = re.compile(
    r"^\W*(?:please )?(?:help(?: me)?|hello|hi|hey|hiya|good (?:morning|afternoon|evening)|(?:many )?thanks?(?: you)?(?: very much| a lot)?|cheers|ta|great|brilliant|perfect|ok(?:ay)?|bye|goodbye|what can (?:you|i) (?:do|ask)(?: (?:me|here|you))?|"
    r"how does this work|start|test)\W*$",
    re.I,
)
OUT = ("clinical", "emergency", "staff_or_legal", "personal", "unrelated", "injection")
EMERGENCY = re.compile(
    r"\b(?:cardiac arrest|not breathing|stopped breathing|unconscious|suicid\w+|overdose[d]?|chest pains?|"
    r"(?:call|dial|ring) (?:an )?(?:999|ambulance)|bleeding (?:heavily|badly|out)|collapsed|anaphyla\w+|seizure now)\b",
    re.I,
)
CLINICAL = re.compile(
    r"\b(?:\d+ ?(?:mg|mcg|ml|units)\b|dos(?:e|age|ing) of|what dose|contraindicat\w+|side effects? of|differential diagnosis|"
    r"(?:should|can) (?:i|we) (?:give|prescribe|start|stop) (?:\w+ ){0,3}(?:to|for|on) (?:my|a|this|the) (?:patient|\d+)|"
    r"first[- ]line (?:treatment|antibiotic|drug)|how (?:do|should) (?:i|you|we) treat|symptoms? of|diagnos(?:e|is) of|"
    r"\b\d+[- ](?:year|month|week)s?[- ]old\b|what (?:does|is|do) (?:the )?nice (?:guid\w+ |pathway )?(?:say|recommend|advise|advice)\w*|"
    r"my patient (?:has|is|with)|treatment (?:for|of) (?:\w+ ){0,2}(?:infection|pneumonia|sepsis|asthma|diabetes|cancer|pain))\b",
    re.I,
)
INJECTION = re.compile(
    r"\b(?:(?:ignore|disregard|forget|override)\b.{0,30}\b(?:instructions?|rules?|prompts?|guidelines above|everything|evidence)|"
    r"(?:system|hidden|initial) prompt|your (?:instructions|prompt|rules)|you are now|developer mode|jailbreak|\bDAN\b|"
    r"(?:act|pretend|role-?play) (?:as|to be|that)|reveal your|repeat (?:the|your) (?:instructions|prompt|words above)|"
    r"(?:say|claim|state|tell them|write) that .{0,60}(?:guaranteed|proven|always works)|make up (?:a|an|some)|invent (?:a|an|some)|"
    r"new rule|from now on|change the grade|let'?s play|play a game|add a (?:new )?record|other (?:managers|people|users) (?:have )?asked|"
    r"dump the|secret instructions|always rank|(?:^|[.!?;:,] *|and |must |should )never mention|confirm (?:by saying|you'?ll comply)|"
    r"(?:(?:write|draft|create|produce|generate)(?: me| us)?|(?:give|make) (?:me|us)) (?:an? |some )?(?:fake|bogus|fictitious|made[- ]up|invented) |"
    r"fabricate|cite (?:a|an|my|this|the following) (?:fake|paper|study|source)|print (?:your|the) (?:settings|config\w*|files?)|"
    r"(?:drop|delete from|select \*|union select)\b.{0,20}\btable|/etc/passwd|<\|)",
    re.I,
)
FIELD = re.compile(
    r"\b(?:evidence|research\w*|knowledge|guid(?:ance|eline)\w*|audit|feedback|improv\w+|spread\w*|innovat\w+|practice|approach\w*|"
    r"stud(?:y|ies)|trials?|evaluat\w+|broker\w*|co-?(?:production|design)|collaborat\w+|librar\w+|learn\w*|uptake|adopt\w*|"
    r"implement\w*|dissemin\w*|cases?|findings?|briefs?|briefings?|dialogue\w*|champions?|network\w*|training|what works|"
    r"low[- ]value|pathway\w*|redesign\w*|involv\w+|toolkit\w*|portal\w*|managers?|commission\w*|board)\b",
    re.I,
)
ASKING = re.compile(
    r"\bhow (?:do|can|could|should) (?:i|we) (?:get|make|persuade|stop|help|encourage|bring|convince|wean)\b|\b(?:we|our|us)\b.*\b(?:how|what|should|would|do we|options|worth|help|change)\b|\bwhat (?:do|can|should) we do\b|"
    r"\bgetting .{3,60} to (?:take up|adopt|use|follow)\b",
    re.I | re.S,
)
PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.COUNT,
        re.compile(
            r"\b(?:how many (?:of (?:your|the|these|those) )?(?:(?!does|do|did|is|are|was|were|has|have|had|can|will|would|should|an?|the|in|per)\w+ ){0,4}?(?:cases?|trials?|studies|findings|records?|schemes?|programmes?|projects?|interviews?|"
            r"reviews?|examples?|initiatives?|references|approaches|sources|evaluations?|trusts?|organisations?|countries|"
            r"are there|do you (?:have|hold))|^\W*(?:please )?list\b|list (?:all |the |every |any |me |out )|(?:is|are) there (?:anything|any records?) (?:here )?(?:on|about|from|for)\b|(?:do you have|have you(?: got)?|got) anything (?:on|about|from|for)\b|(?:show|give) me (?:all|a list|every|the list)|(?:show|give|find) me (?:\w+ ){0,2}(?:cases|trials|studies|findings|interviews)\b|"
            r"which (?:\w+ ){0,3}?(?:cases|trials|schemes|programmes|studies|initiatives|projects|countries|records|reviews)\b|"
            r"what (?:cases|trials|schemes|examples) (?:do you|are|have)|count (?:the|of|how)|number of (?:cases|trials|studies|findings))",
            re.I,
        ),
    ),
    (
        Kind.COMPARE,
        re.compile(
            r"\b(?:compar\w+|versus|vs\.?|difference between|better than|rather than|instead of|or should we (?:use|go|try)|choos\w+ between|"
            r"(?:should|shall|could|would it be better to|whether to|better to|either)\b[^.?!]{3,120}\bor\b|"
            r"which is (?:better|cheaper|quicker|best|more)|pros and cons of .+ (?:and|or))\b",
            re.I,
        ),
    ),
    (
        Kind.DEFINE,
        re.compile(
            r"^\W*(?:so )?(?:what(?:'s| is| are| does)|what do .{3,50} do\b|define|meaning of|explain what)\b(?!.*\b(?:evidence|cost|best|work|effect|research (?:say|show)|risks?|pitfalls?|downsides?|problems?|challenges?|drawbacks?|harms?|limitations?)\b)",
            re.I,
        ),
    ),
    (
        Kind.PITFALLS,
        re.compile(
            r"\b(?:go(?:es)? wrong|went wrong|why (?:do|does|did|are|is) .{3,50} (?:not|never) (?:get |be |being )?(?:\w+ly )?(?:used|work|working|followed|stick|last|help|read)|"
            r"why (?:do|does|did|are|is)n['’]?t\b|pitfalls?|fail\w*|downsides?|drawbacks?|harms?|(?<!high[- ])(?<!at )risks?(?! assessment| score| factor|y)|problems? with|struggl\w+|challenges?|"
            r"watch out|trip us up|mistakes?|limitations?|disadvantages?|backfire)\b",
            re.I,
        ),
    ),
    (
        Kind.WHO,
        re.compile(
            r"\b(?:who(?:'s| has| have| else| in| is| are|se)?\b.*\b(?:done|tried|used|using|doing|does|run|running|did)|"
            r"anyone (?:\w+ )?(?:done|tried|used|using|doing)|anybody|examples? of|any (?:other |real )?examples?\b|real (?:life )?examples?|case stud(?:y|ies)|"
            r"where has (?:it|this) been|which (?:trusts?|organisations?|places?|hospitals?|councils?|practices?) (?:have|has|use|used|tried|did|run))\b",
            re.I,
        ),
    ),
    (
        Kind.EVIDENCE,
        re.compile(
            r"\b(?:(?:what|any|is there|how (?:good|strong|much)|show me|what['’]s the|does the) (?!we |they |you |i )(?:is the |does the |'s the )?(?:\w+ )?(?:evidence|research)\b.*\b(?:on|for|about|that|behind|say|show)|"
            r"(?:^\W*(?:the |any |good |current )?|\b(?:what|whats|any|is there|there|how|show|where|who has|need|want)\b[^.?!]{0,25})evidence (?:for|on|that|behind)|\beffects? of\b.+\bon\b|what (?:effects?|difference|impact) (?:have|has|had|do|does|did)\b|what happened (?:when|after|to)\b|"
            r"what did .{3,90} (?:find|show|achieve|report|conclude|change)\b|what came of\b|did (?:it|they|that|this|these) (?:\w+ )?(?:work|help|make)|what (?:is|was|were|are) the (?:effects?|impact|benefits?|outcomes?|results?) of|(?:has|have) .{3,60} been (?:used|tried|tested|shown)|how well do(?:es)?|how effective|effectiveness of|what do(?:es)? (?:the )?(?:trials|studies|research|evidence|reviews))\b",
            re.I,
        ),
    ),
    (
        Kind.CLAIM,
        re.compile(
            r"^\W*(?!(?:can|could|will|would) (?:you|i|we)\b)(?:is it (?:true|right|fair)|do(?:es)?|did|is|are|can|will|would|has|have|am i right|right that|true that|"
            r"i(?:'ve| have)? (?:heard|read|been told)|my boss (?:says|thinks)|people say|surely|so)\b(?!.*\b(?:how do|what should|which)\b)",
            re.I,
        ),
    ),
    (
        Kind.ABOUT,
        re.compile(
            r"\b(?:tell me (?:about|more)|more about|explain|describe|talk me through|what do you know about|overview of|info on|information on)\b",
            re.I,
        ),
    ),
)


HELD = re.compile(r"\b(?:(?:is|are) there|do you have|have you(?: got)?|got) anything (?:here )?(?:on|about|from|for) (?!me\b|dinner|lunch)", re.I)
"""A question about what the collection holds."""
WORLD = re.compile(
    r"\b(?:in (?:the )?(?:nhs|england|uk|united kingdom|country|world)|nationally|worldwide|at the moment|currently|right now|today|these days)\b",
    re.I,
)
"""Words that ask about the world, not about what is held."""
WAYS = re.compile(r"\b(?:list|show|give)\b.*\b(?:approaches|ways|methods)\b", re.I)
"""A list of approaches is advice; records alone are counted."""
RECORDED = re.compile(
    r"\b(?:cases?|trials?|studies|study|findings?|records?|interviews?|reviews?|examples?|references|sources|evaluations?|do you)\b", re.I
)
"""What the collection holds and can count."""
NEEDS_FOCUS = frozenset({Kind.EVIDENCE, Kind.PITFALLS, Kind.WHO})
PLAIN_SHARE, PLAIN_LIKENESS = 0.9, 0.55
"""The share of votes, and the cosine of the nearest example, from which a follow-up has plainly changed the subject."""
OURS = re.compile(r"\b(?:we|our|us|i|my|me)\b", re.I)
SHOULD_USE = re.compile(r"\bshould (?:i|we|you) (?:use|buy|try|get|adopt|pay for|rely on)\b", re.I)
"""A thing that is proposed by name: nothing is said of it when nothing is held on it."""
WANTS = re.compile(r"\b(?:we|i|our \w+) (?:want|need|would like|are trying|hope|plan)\b|^\W*(?:want|need|trying)\b", re.I)
HOW_DO = re.compile(r"\bhow (?:do|can|should|could)\b", re.I)
TOLD = re.compile(
    r"\b(?:i(?:['’]ve| have)? (?:heard|read|think|thought|been told)|i(?:['’]m| am| was) told|(?:my|our) (?:boss|chief exec\w*|director|manager) (?:says|thinks|reckons)|"
    r"people say|they say|am i right|is it (?:true|right|fair)|(?:is )?(?:that )?true\b|it['’]s well known)\b",
    re.I,
)
"""How somebody else's claim is put."""
YES_OR_NO = re.compile(r"^\W*(?:and |but |so )?(?:do(?:es)?|did|is|are|was|were|can|could|will|would|has|have)\b", re.I)
LIKELY = 0.25
"""How far above the floor of likeness an approach that is described and not named counts as named."""


@dataclass(frozen=True)
class Intent:
    """In scope (``scope`` is "in") or the class it falls out by; the kind; the approaches named."""

    scope: str
    kind: Kind
    approaches: tuple[str, ...]


def read_intent(
    text: str,
    vector: Vectors,
    examples: Mapping[str, Labelled],
    follows: bool = False,
    known: bool = False,
    own: Vectors | None = None,
) -> Intent:
    """Read the intent of a question.

    Args:
        text: the question, spelling mended.
        vector: its embedding.
        examples: the labelled examples.
        follows: whether it follows an answered question, which lends it its scope.
        known: whether it names a scheme that is held.
        own: the embedding of a follow-up's own words, which may leave the subject altogether.
    """
    if own is not None and (elsewhere := _elsewhere(own, examples["intents"])):
        return Intent(elsewhere, Kind.FIT, ())
    named = mentioned(text)
    scope = _scope(text, vector, examples["intents"], named or (("known",) if known else ()), follows)
    kind = _kind(text, named or (("known",) if known else ()))
    if kind in NEEDS_FOCUS and not named:
        likely = max(examples["approaches"].likeness(vector).items(), key=lambda x: x[1])
        named = (likely[0],) if likely[1] >= LIKELY and not known else ()
    return Intent(scope, kind, named)


def _scope(text: str, vector: Vectors, examples: Labelled, named: tuple[str, ...], follows: bool) -> str:
    """ "in", or why it is out."""
    if INJECTION.search(text):
        return "injection"
    shares = examples.shares(vector)
    inside = shares.get("in_scope", 0.0)
    outside, share = max(
        ((k, v) for k, v in shares.items() if k != "in_scope"), key=lambda s: s[1], default=("unrelated", 0.0)
    )
    field = len(set(m.lower() for m in FIELD.findall(text)))
    if HELD.search(text) and not EMERGENCY.search(text):
        return "in"
    if EMERGENCY.search(text) and not (named or inside > 0.7):
        return "emergency"
    if CLINICAL.search(text) and inside < 0.85:
        return "clinical"
    if named and ("known" in named or inside > 0.1 or field >= 2):
        return "in"
    if follows and (inside > 0.2 or (len(text.split()) <= 12 and share < 0.8)):
        return "in"
    if inside >= 0.5 or (inside >= 0.25 and field) or (field >= 2 and share < 0.85):
        return "in" if examples.nearest(vector)[1] > 0.2 or field else "unrelated"
    if share < 0.8 and len(text.split()) >= 8 and ASKING.search(text):
        return "in"
    if outside == "emergency" and ASKING.search(text):
        return "in"
    return outside if share > inside else "in"


def _elsewhere(own: Vectors, examples: Labelled) -> str:
    """The class of question out of scope that a follow-up's own words plainly belong to, or ""."""
    label, share = next(iter(examples.shares(own).items()))
    plain = share >= PLAIN_SHARE and examples.nearest(own)[1] >= PLAIN_LIKENESS
    return label if label not in ("in_scope", "injection") and plain else ""


def _claims(text: str) -> bool:
    """Whether a text puts a claim about the world, though it names no approach."""
    told = TOLD.sub(" ", text)
    return not OURS.search(told) and (told != text or bool(YES_OR_NO.search(text)))


def _kind(text: str, named: tuple[str, ...]) -> Kind:
    """The first form whose pattern fits; some forms only where an approach is named."""
    for kind, pattern in PATTERNS:
        if not pattern.search(text):
            continue
        if kind is Kind.COMPARE and len(named) < 2:
            continue
        if kind is Kind.COUNT and (WORLD.search(text) or WAYS.search(text)) and not RECORDED.search(text):
            continue
        if kind in (Kind.DEFINE, Kind.ABOUT) and not named:
            continue
        if kind is Kind.CLAIM and not named and not _claims(text):
            continue
        if kind in (Kind.PITFALLS, Kind.EVIDENCE) and not named and HOW_DO.search(text):
            continue
        if kind in (Kind.EVIDENCE, Kind.PITFALLS) and not named and WANTS.search(text):
            continue
        return kind
    return Kind.ABOUT if named and len(text.split()) <= 6 else Kind.FIT

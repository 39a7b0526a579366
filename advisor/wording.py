"""Link phrases and pointers: wording that states no fact about the world, so it needs no source."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answer import Recommendation
from advisor.context import ManagerContext
from advisor.fit import MANAGERS
from advisor.intent import Kind
from corpus.collection import Corpus
from corpus.vocabulary import vocabulary

OUT_OF_SCOPE = {
    "clinical": (
        "That is a clinical question, and this advisor knows only how research gets used in services.",
        "For clinical guidance see NICE (nice.org.uk) or ask a clinician or your clinical librarian.",
    ),
    "emergency": (
        "If someone is in danger now, call 999.",
        "This advisor can't help in an emergency. For urgent advice that is not an emergency, call 111.",
    ),
    "staff_or_legal": (
        "That is a question about staff, contracts or the law, which this advisor does not cover.",
        "Your human resources team, information governance lead or legal adviser is the right person to ask.",
    ),
    "personal": (
        "That is a personal matter, which this advisor can't help with.",
        "Your GP, your line manager, occupational health or your union may be able to.",
    ),
    "unrelated": (
        "That is outside what this advisor covers.",
        "It answers questions about getting research and other knowledge used in health and care services.",
    ),
    "injection": (
        "This advisor can't change how it works or say what its evidence does not.",
        "Ask it which ways of getting knowledge used might fit your situation.",
    ),
}
ASK_INSTEAD = (
    "Ask which approaches fit your situation, what the evidence on one of them is, or who has tried it."
)
LIBRARY = "Your NHS knowledge and library service can search further than this collection does."


def situation(context: ManagerContext) -> str:
    """The situation in a phrase: "a community trust with no money", or "" when too little is known."""
    words = vocabulary()
    who = ""
    if context.organisation:
        label = words.label("organisation", context.organisation).split(" (")[0]
        who = _article(label)
    have: list[str] = []
    if context.money:
        have.append(
            {"none": "no money", "under-10k": "under £10,000"}.get(
                context.money, words.label("money", context.money)
            )
        )
    if context.timescale:
        have.append(
            {
                "days": "days to do it",
                "weeks": "weeks to do it",
                "months": "some months",
                "1-2-years": "a year or two",
                "3-plus-years": "three years or more",
            }[context.timescale]
        )
    if "no-time" in context.barriers:
        have.append("little staff time")
    if have:
        return f"{who or 'a team'} with {_and(have)}"
    return who


def lead(kind: Kind, recommendations: Sequence[Recommendation], context: ManagerContext) -> str:
    """The link phrase that opens an answer."""
    names = [r.name for r in recommendations]
    if not names:
        return ""
    shown = _and([_small(n) for n in names])
    if kind is Kind.FIT:
        where = situation(context)
        aim = (
            f" that wants to {_small(vocabulary().label('goal', context.goal))}"
            if context.goal and where
            else ""
        )
        close = [r for r in recommendations if r.fit != "poor"]
        if not close:
            return f"Nothing held here fits {where or 'this'} well; the nearest {'are' if len(names) > 1 else 'is'} {shown}."
        opening = f"For {where}{aim}, " if where else "From what you say, "
        return f"{opening}the closest {'fits' if len(names) > 1 else 'fit'} held here {'are' if len(names) > 1 else 'is'} {shown}."
    opening = {
        Kind.EVIDENCE: "What the evidence held here says on {}:",
        Kind.PITFALLS: "What tends to go wrong with {}, as far as it is recorded here:",
        Kind.WHO: "Who has tried {}, among the cases held here:",
        Kind.CLAIM: "How far the evidence held here bears that out, on {}:",
        Kind.COMPARE: "Side by side: {}.",
    }.get(kind, "In brief, {}:")
    return opening.format(shown)


SAY_MORE = "Tell me a little more, and I can look through the evidence for you."
WHAT_AND_WHO = (
    "What do you want people to use or do differently, who are they, and what do you have to work with "
    "(money, people, time)?"
)
THINGS = {
    "cost": "a cost",
    "value for money": "what it costs or saves",
    "date": "a date",
    "number": "that figure",
    "length of time": "how long it takes",
    "person": "who it was",
    "place": "where it is",
}


def names_of(slugs: Sequence[str]) -> str:
    """Approaches in words: "knowledge brokers and networks"."""
    return _and([_small(vocabulary().approach(s).name) for s in slugs])


def not_first(recommendation: Recommendation) -> str:
    """Advice against an approach that was tested and did not help."""
    result = "did harm" if recommendation.badge.direction == "harm" else "made no difference"
    return f"I would not start with {_small(recommendation.name)}: where that alone was tested, it mostly {result}."


def verdict_on_claim(recommendation: Recommendation, negative: bool) -> str:
    """Agree, disagree, or "the evidence does not show that", from the badge alone."""
    badge = recommendation.badge
    name = recommendation.name
    if badge.grade == "U" or badge.direction == "unknown":
        return f"The evidence held here does not show that, either way, for {_small(name)}."
    helps = badge.direction == "helps"
    if badge.direction == "mixed":
        return f"Only in part: the results held here on {_small(name)} are mixed (certainty {badge.grade})."
    if badge.disagree and badge.grade in "CD":
        way = "for" if helps else "against"
        return f"Only in part: what is held here on {_small(name)} mostly speaks {way} it, but not all of it does (certainty {badge.grade})."
    if helps != negative:
        return f"Broadly yes, on what is held here about {_small(name)} (certainty {badge.grade})."
    return f"No, not on what is held here about {_small(name)} (certainty {badge.grade})."


def silences(context: ManagerContext, corpus: Corpus) -> list[str]:
    """What the collection holds nothing, or little, on that bears on this situation."""
    notes: list[str] = []
    if context.organisation:
        label = vocabulary().label("organisation", context.organisation)
        cases = sum(context.organisation in c.setting for c in corpus.cases())
        if cases == 0:
            notes.append(f"No case held here is set in this kind of organisation: {label}.")
        elif cases <= 2:
            notes.append(
                f"Only {cases} of the {len(corpus.cases())} cases held here {'is' if cases == 1 else 'are'} set in this kind of organisation: {label}."
            )
    if context.audience in MANAGERS:
        direct = sum(f.closeness == "direct" and f.aspect == "effect" for f in corpus.findings())
        whole = sum(f.aspect == "effect" for f in corpus.findings())
        notes.append(
            f"Most of the evidence is on clinicians: {direct} of the {whole} findings on effect held here studied NHS managers or commissioners."
        )
    return notes


def follow_ups(recommendations: Sequence[Recommendation], context: ManagerContext) -> tuple[str, ...]:
    """Questions that might come next."""
    if not recommendations:
        return ("Which approaches fit a small trust with little money?", "What is a knowledge broker?")
    first = _small(recommendations[0].name)
    asked = [f"What goes wrong with {first}?", f"Who has tried {first}?"]
    if len(recommendations) > 1:
        asked.append(f"Compare {first} and {_small(recommendations[1].name)}")
    if not context.money:
        asked.append("And if we had no money?")
    elif not context.timescale:
        asked.append("And if we had only six weeks?")
    return tuple(asked[:4])


def _small(name: str) -> str:
    """A name in the middle of a sentence."""
    return name if name[:2].isupper() else name[0].lower() + name[1:]


def _article(label: str) -> str:
    """A label with its indefinite article."""
    small = (
        label
        if label.split()[0].isupper() or label.startswith(("NHS", "NIHR", "GP", "Health Inn"))
        else _small(label)
    )
    return f"an {small}" if small[0].lower() in "aeiou" or small.startswith(("NHS", "NIHR")) else f"a {small}"


def _and(items: Sequence[str]) -> str:
    """Items in a list with "and"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"

"""The words that the page shows for the slugs of the vocabulary and of the answer."""

from __future__ import annotations

from advisor.answer import Status
from advisor.context import FIELDS
from advisor.labels import CLOSENESS, DIRECTIONS, FITS, GRADES, PARTS
from advisor.receipts.feedback import Reason
from corpus.vocabulary import vocabulary

__all__ = ["CLOSENESS", "DIRECTIONS", "FITS", "GRADES", "PARTS"]
NAME = "Knowledge Mobilisation Advisor"
UNKNOWN = "I don't know"

FACETS = {
    "organisation": "Your organisation",
    "role": "Your role",
    "goal": "What you want to do",
    "knowledge": "The knowledge you want used",
    "audience": "Who should use it",
    "money": "Money",
    "people": "People to do the work",
    "skills": "Skills you have",
    "access": "Who you can call on",
    "leadership": "Your leaders",
    "timescale": "How soon you need it",
    "scale": "How far it should reach",
    "complexity": "How big a change it is",
    "evidence_maturity": "How good the evidence is",
    "barriers": "What is in the way",
}
GROUPS = {
    "Who and what": ("organisation", "role", "goal", "knowledge", "audience"),
    "What you have": ("money", "people", "leadership", "skills", "access"),
    "The change": ("timescale", "scale", "complexity", "evidence_maturity"),
    "Obstacles": ("barriers",),
}
KINDS = {"case": "Case", "finding": "Research finding", "interview": "Interview study"}
COUNTED = {
    "case": ("case", "cases"),
    "finding": ("research finding", "research findings"),
    "interview": ("interview study", "interview studies"),
    "systematic-review": ("systematic review", "systematic reviews"),
    "rct": ("randomised trial", "randomised trials"),
    "evaluation": ("evaluation", "evaluations"),
    "qualitative": ("qualitative study", "qualitative studies"),
    "survey": ("survey", "surveys"),
    "case-study": ("case study", "case studies"),
    "framework": ("discussion paper", "discussion papers"),
    "report": ("report", "reports"),
    "grey": ("web page or other grey literature", "web pages or other grey literature"),
}
VERDICTS = {"matched": "Suits you", "unmatched": "Against", "unknown": "Not known"}
STATUSES = {
    Status.ANSWERED: "In short",
    Status.PARTIAL: "The evidence here answers part of this",
    Status.CLARIFY: "One question first",
    Status.CANNOT_ANSWER: "The evidence here does not answer that",
    Status.OUT_OF_SCOPE: "This is outside what I can help with",
    Status.BLOCKED: "I have not used what you wrote",
    Status.ERROR: "Something is not working",
}
REASONS = {
    Reason.FITS: "It fits my situation",
    Reason.NEW: "It told me something new",
    Reason.SOURCES: "The sources are useful",
    Reason.WRONG: "Something in it is wrong",
    Reason.UNSUPPORTED: "A source does not say what it is cited for",
    Reason.UNFITTING: "It does not fit my situation",
    Reason.MISSING: "Something is missing",
    Reason.UNCLEAR: "It is hard to understand",
    Reason.OTHER: "Something else",
}
SECTIONS = {"finding": "Finding", "evidence": "Evidence", "what-they-said": "What they said"}


def count(number: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> count(1, "case", "cases"), count(4, "case", "cases")
    ('1 case', '4 cases')
    """
    return f"{number:,} {one if number == 1 else many}"


def of_kind(kind: str, number: int) -> str:
    """How many sources of a kind, in words; a kind that has no words here keeps its own."""
    return count(number, *COUNTED.get(kind, (kind, kind)))


def section(statement: str) -> str:
    """The heading under which a statement stands, from its id ``record/section/n``."""
    parts = statement.split("/")
    slug = parts[1] if len(parts) > 1 else ""
    return SECTIONS.get(
        slug, slug.replace("-", " ").replace(" nhs", " NHS").capitalize().replace("nhs", "NHS")
    )


def facet_key(field: str) -> str:
    """The vocabulary's name for a field of the context."""
    return "barrier" if field == "barriers" else field


def values(field: str, value: str | tuple[str, ...] | None) -> str:
    """The manager's words for what is known of a field, or that it is not known."""
    if not value:
        return UNKNOWN
    slugs = (value,) if isinstance(value, str) else value
    return "; ".join(vocabulary().label(facet_key(field), slug) for slug in slugs)


def choices(field: str) -> list[tuple[str, str]]:
    """The (label, slug) pairs that a field may take; KeyError when there is no such field."""
    if field not in FIELDS:
        raise KeyError(field)
    return [(label, slug) for slug, label in vocabulary().facets[facet_key(field)].items()]

"""The words for the slugs of an answer, wherever it is shown: on the page, in a file, on the command line."""

from __future__ import annotations

FACETS = {
    "organisation": "Organisation",
    "role": "Role",
    "goal": "Goal",
    "knowledge": "Knowledge to be used",
    "audience": "Who should use it",
    "money": "Money",
    "people": "People to do the work",
    "skills": "Skills held",
    "access": "Who can be called on",
    "leadership": "Leaders",
    "timescale": "How soon it is needed",
    "scale": "How far it should reach",
    "complexity": "How big a change it is",
    "evidence_maturity": "How good the evidence is",
    "barriers": "What is in the way",
}
"""Facets of a situation as others read them; `advisor.web.words` has those that speak to the asker."""
FITS = {"strong": "Strong fit", "possible": "Possible fit", "poor": "Poor fit"}
GRADES = {"A": "High", "B": "Moderate", "C": "Low", "D": "Very low", "U": "Not evaluated"}
DIRECTIONS = {
    "helps": "It helped",
    "mixed": "Mixed results",
    "no-effect": "No effect found",
    "harm": "It did harm",
    "unknown": "Effect not known",
}
CLOSENESS = {
    "direct": "Studied in work like yours",
    "near": "Studied in health or care, in other work",
    "far": "Studied far from the NHS",
}
PARTS = {
    "why": "Why it is held to work",
    "evidence": "What the evidence says",
    "struggled": "Where it struggled or did not work",
    "needs": "What it needs",
    "who": "Who has done it: cases most like you",
    "voices": "What people said",
}
"""The parts of a recommendation that hold sentences, in reading order."""


def within(label: str) -> str:
    """A label as it stands within a sentence.

    >>> within("Mixed results")
    'mixed results'
    """
    return label[:1].lower() + label[1:]

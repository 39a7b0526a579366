"""Personal identifiers in text, by pattern and by library.

`find_identifiers` runs on every question, so each library is imported only when a candidate is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

IdentifierKind = Literal["name", "nhs-number", "phone", "email", "postcode", "date-of-birth"]
KIND_WORDS: dict[IdentifierKind, str] = {
    "name": "a name listed in the roles file",
    "nhs-number": "an NHS number",
    "phone": "a telephone number",
    "email": "an e-mail address",
    "postcode": "a postcode",
    "date-of-birth": "a date of birth",
}

_AREAS = (
    "AB AL BA BB BD BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY EC EH EN EX FK FY GL "
    "GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY LA LD LE LL LN LS LU ME MK ML NE NG NN NP NR NW OL OX PA "
    "PE PH PL PO PR RG RH RM SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB WA WC WD WF WN WR WS "
    "WV YO ZE B E G L M N S W"
).replace(" ", "|")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_TEN_DIGITS = re.compile(r"(?<![\d.,/-])(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\d/-]|[.,]\d)")
_LABELLED_NHS = re.compile(
    r"\bNHS\s*(?:number|num|no)\b[\s.:#]*(?:is\s*|was\s*)?(\d[\d -]{7,12}\d)", re.IGNORECASE
)
_POSTCODE = re.compile(
    rf"(?<![\w-])(?:{_AREAS})\d[A-Z\d]?[ \u00a0]?\d[ABD-HJLNP-UW-Z]{{2}}(?![\w-])|(?<!\w)GIR ?0AA(?!\w)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$")
_PHONE_SHAPE = re.compile(r"(?<![\w.])(?:\+|\(?0)(?:[\s().-]*\d){8,}")
_MOBILE = re.compile(r"(?<![\w.])(?:\+44[ -]?(?:\(0\))?|0044[ -]?|0)7(?:[ -]?\d){9}(?!\d)")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_DATE = (
    rf"(?:\d{{1,2}}\s*[./-]\s*\d{{1,2}}\s*[./-]\s*(?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+\d{{2,4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
)
_BIRTH = re.compile(
    rf"\b(?:d\.?\s?o\.?\s?b\b\.?|date\s+of\s+birth|birth\s?date|birthday|born)[\s:,(-]*(?:(?:is|was|on|in|the)\s+){{0,2}}"
    rf"({_DATE})(?!\d)",
    re.IGNORECASE,
)
_NOT_A_PERSON = re.compile(
    r"\b(?:NHS|service|trust|idea|scheme|programme|project|network|body|board|centre|collaborative|ICBs?|it)\s+"
    r"(?:was|were|is)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Identifier:
    """One personal identifier: its kind, and where it stands (``text[start:end]``)."""

    kind: IdentifierKind
    start: int
    end: int


def find_identifiers(text: str, names: Sequence[str] = ()) -> list[Identifier]:
    """The personal identifiers in a text, in order, none overlapping another.

    Args:
        text: what was typed or transcribed.
        names: names to look for, as the roles file lists them; each part of a name counts.

    >>> [i.kind for i in find_identifiers("Her number is 943 476 5919, born 12/03/1961")]
    ['nhs-number', 'date-of-birth']
    """
    found: list[Identifier] = []
    for kind, start, end in (*_names(text, tuple(names)), *_emails(text), *_numbers(text), *_postcodes(text)):
        if all(end <= other.start or start >= other.end for other in found):
            found.append(Identifier(kind, start, end))
    return sorted(found, key=lambda i: i.start)


Span = tuple[IdentifierKind, int, int]


def _names(text: str, names: tuple[str, ...]) -> Iterator[Span]:
    """Listed names, whole or in part, written with a capital."""
    if names and (pattern := _name_pattern(names)):
        for match in pattern.finditer(text):
            yield "name", match.start(), match.end()


@lru_cache(maxsize=32)
def _name_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """One expression for all names and their parts of three letters and more, the longest first."""
    parts = {part for name in names for part in (name.strip(), *name.split()) if len(part.strip(".")) > 2}
    spelt = {form for part in parts for form in (part, part.upper(), part.title())}
    words = "|".join(re.escape(form) for form in sorted(spelt, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None


def _emails(text: str) -> Iterator[Span]:
    """E-mail addresses."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield "email", match.start(), match.end()


def _postcodes(text: str) -> Iterator[Span]:
    """Whole postcodes in an area that exists; never ``ward b12 3rd floor``."""
    for match in _POSTCODE.finditer(text):
        if not _ORDINAL.search(match[0]):
            yield "postcode", match.start(), match.end()


def _numbers(text: str) -> Iterator[Span]:
    """Dates of birth, NHS numbers and telephone numbers."""
    if not any(c.isdigit() for c in text):
        return
    for match in _BIRTH.finditer(text):
        if not _NOT_A_PERSON.search(text[max(0, match.start() - 40) : match.start()]):
            yield "date-of-birth", match.start(1), match.end(1)
    for match in _LABELLED_NHS.finditer(text):
        yield "nhs-number", match.start(1), match.end(1)
    for match in _TEN_DIGITS.finditer(text):
        if _is_nhs_number(match[0]):
            yield "nhs-number", match.start(), match.end()
    if _PHONE_SHAPE.search(text):
        yield from _phones(text)


def _is_nhs_number(digits: str) -> bool:
    """Whether the check digit is right, by python-stdnum."""
    from stdnum.gb import nhs

    return bool(nhs.is_valid(digits))


def _phones(text: str) -> Iterator[Span]:
    """Telephone numbers that are valid in Great Britain, and any of a mobile's shape (some ranges are reserved)."""
    import phonenumbers

    for found in phonenumbers.PhoneNumberMatcher(text, "GB"):
        yield "phone", found.start, found.end
    for match in _MOBILE.finditer(text):
        yield "phone", match.start(), match.end()

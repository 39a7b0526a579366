"""Figures as quantities: digits, words, fractions, money, per cent and spans of time, compared by value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from advisor.verifying.words import tidy
from corpus.figures import FIGURE, WORDS

SCALES = {
    "hundred": 1e2,
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
}
MONTHS = {
    "day": 1 / 30,
    "week": 12 / 52,
    "fortnight": 24 / 52,
    "month": 1.0,
    "quarter": 3.0,
    "year": 12.0,
    "decade": 120.0,
}
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
MORE = re.compile(r"\b(?:over|more than|above|at least|upwards of)\s+(?:[£$€])?$", re.I)
LESS = re.compile(
    r"\b(?:under|less than|fewer than|below|nearly|almost|up to|at most|just short of)\s+(?:[£$€])?$", re.I
)
ABOUT = re.compile(
    r"\b(?:about|around|roughly|some|approximately|or so|nearly|almost|close to)\s+(?:[£$€])?$", re.I
)
_TENS = "|".join(w for w in WORDS if w.endswith("ty"))
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_SCALE = r"hundred|thousand|million|billion|mn|bn|[mk]"
QUANTITY = re.compile(
    rf"(?P<digits>{FIGURE.pattern})(?:\s?(?P<scale>{_SCALE})\b)?"
    rf"|\b(?P<tens>{_TENS})-(?P<ones>{_WORD})\b|\b(?P<word>{_WORD}|dozen|twice)\b(?:\s(?P<wscale>hundred|thousand|million)\b)?",
    re.I,
)
FRACTION = re.compile(
    rf"\b(?:(?P<top>{_WORD}|\d+|an?)[\s-](?P<part>thirds?|quarters?|fifths?|tenths?)"
    rf"|(?P<num>{_WORD}|\d+) (?:in|out of) (?:every )?(?P<den>{_WORD}|\d+)(?! \w+ (?:hundred|thousand))"
    r"|(?P<half>half))\b",
    re.I,
)
UNIT = re.compile(
    r"^(?:\s?(?:to|-|or|and)\s?[\w.]+)?[\s-]*"
    r"(?:(?P<percent>%|per ?cent\b|percentage\b)|(?P<span>day|week|fortnight|month|quarter|year|decade)s?\b)",
    re.I,
)
ORDINALS = {
    w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth".split(), start=1)
}
BARE_YEAR = re.compile(
    r"\b(?:an?|one|per|each|every|the) (?P<span>year|month|week|decade|fortnight)\b|\b(?P<half>half a year)\b",
    re.I,
)
_ORDINAL = re.compile(rf"\b(?:{'|'.join(ORDINALS)})\b")
NEAR = 0.06


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, its kind of unit ('' , '%' or 'months'), how it was written, and any 'over' or 'nearly' before it."""

    value: float
    unit: str
    raw: str
    start: int
    bound: str = ""


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text in order; the word 'one' is left out, since it is mostly a pronoun.

    >>> [q.value for q in quantities("£20m, or two-thirds of 1,060 practices")]
    [20000000.0, 66.67, 1060.0]
    """
    plain = tidy(text)
    found = [q for m in FRACTION.finditer(plain) if (q := _fraction(m))]
    taken = [(q.start, q.start + len(q.raw)) for q in found]
    for match in QUANTITY.finditer(plain):
        if not any(a <= match.start() < b for a, b in taken) and match.group().lower() != "one":
            found.append(_quantity(match, plain))
    return tuple(sorted(found, key=lambda q: q.start))


def missing(sentence: str, evidence: Sequence[str]) -> tuple[Quantity, ...]:
    """The quantities of a sentence that no evidence text holds."""
    held = [q for text in evidence for q in _held(text)]
    return tuple(q for q in quantities(sentence) if not any(same(q, h) for h in held))


def same(claimed: Quantity, held: Quantity) -> bool:
    """Whether a claimed quantity restates one that is held: the value, the time, or a rounding said to be one."""
    if (claimed.unit == "%") != (held.unit == "%"):
        return False
    if _equal(claimed.value, held.value):
        return True
    ratio = held.value / claimed.value if claimed.value else 0.0
    if claimed.bound == "over":
        return 1 <= ratio <= 1 + NEAR
    if claimed.bound == "under":
        return 1 - NEAR <= ratio <= 1
    rounded = claimed.bound == "about" or (claimed.unit == held.unit == "%" and not claimed.raw[0].isdigit())
    return rounded and abs(ratio - 1) <= NEAR


def _held(text: str) -> list[Quantity]:
    """The quantities of an evidence text, with spans of time in months too and 'a year' as twelve months."""
    plain = tidy(text)
    found = list(quantities(text))
    for match in BARE_YEAR.finditer(plain):
        months = 6.0 if match["half"] else MONTHS[match["span"].lower()]
        found += [
            Quantity(months, "months", match.group(), match.start()),
            Quantity(1.0, "", match.group(), match.start()),
        ]
    found += [
        Quantity(float(ORDINALS[m.group()]), "", m.group(), m.start())
        for m in _ORDINAL.finditer(plain.lower())
    ]
    for match in re.finditer(r"\b((?:19|20)\d\d)\s?[-/]\s?(\d\d)\b", plain):
        found.append(Quantity(float(match[1][:2] + match[2]), "", match.group(), match.start()))
    return found


def _quantity(match: re.Match[str], text: str) -> Quantity:
    """The quantity of one match of figures or number words."""
    if match["digits"]:
        value = _digits(match["digits"]) * SCALES.get((match["scale"] or "").lower(), 1.0)
    elif match["tens"]:
        value = float(WORDS[match["tens"].lower()]) + float(WORDS[match["ones"].lower()])
    else:
        word = match["word"].lower()
        value = {"dozen": 12.0, "twice": 2.0}.get(word) or float(WORDS[word])
        value *= SCALES.get((match["wscale"] or "").lower(), 1.0)
    unit = UNIT.match(text[match.end() :])
    kind = "%" if unit and unit["percent"] else ""
    if unit and unit["span"] and not 1900 <= value <= 2100:
        value, kind = value * MONTHS[unit["span"].lower()], "months"
    return Quantity(round(value, 4), kind, match.group(), match.start(), _bound(text[: match.start()]))


def _fraction(match: re.Match[str]) -> Quantity | None:
    """A fraction in words as a percentage; a bare 'a quarter' may be a span of time, and is left to the words."""
    if match["half"]:
        share = 50.0
    elif match["part"]:
        top = 1.0 if match["top"].lower() in ("a", "an") else _count(match["top"])
        share = 100 * top / PARTS[match["part"].lower().rstrip("s")]
    else:
        top, bottom = _count(match["num"]), _count(match["den"])
        if not 0 < top < bottom:
            return None
        share = 100 * top / bottom
    if share > 100:
        return None
    return Quantity(round(share, 2), "%", match.group(), match.start(), _bound(match.string[: match.start()]))


def _count(word: str) -> float:
    """The value of a number word or of digits."""
    return float(WORDS.get(word.lower(), 0)) if not word[0].isdigit() else _digits(word)


def _digits(figure: str) -> float:
    """The value of digits; a comma is a thousands separator, further dots a date or a version number."""
    plain = figure.replace(",", "")
    return float(plain) if plain.count(".") <= 1 else float(plain.replace(".", ""))


def _bound(before: str) -> str:
    """'over', 'under' or 'about' when such a word stands right before the figure."""
    if MORE.search(before):
        return "over"
    if ABOUT.search(before):
        return "about"
    return "under" if LESS.search(before) else ""


def _equal(a: float, b: float) -> bool:
    """Equality of two values but for rounding in the fourth figure."""
    return abs(a - b) <= 1e-4 * max(abs(a), abs(b), 1e-9)

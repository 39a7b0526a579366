"""How many / which / list: counted in code over the records, with the denominator, every row cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.answer import Cell, Table
from advisor.lexicon import found
from advisor.sourcing import Sourcing
from corpus.collection import Corpus
from corpus.records import AnyRecord, CaseProfile, InterviewExcerpt, SynthesisFinding
from corpus.vocabulary import vocabulary

MOST_ROWS = 40
KINDS = (
    (re.compile(r"\b(?:trials?|rcts?|randomi[sz]ed)\b", re.I), "trials"),
    (re.compile(r"\b(?:systematic )?reviews?\b", re.I), "reviews"),
    (re.compile(r"\b(?:interview\w*|voices?)\b", re.I), "interviews"),
    (re.compile(r"\b(?:findings?|studies|evidence)\b", re.I), "findings"),
    (re.compile(r"\breferences?\b", re.I), "findings"),
)
DIRECTIONS = (
    (
        re.compile(
            r"\b(?:no (?:effect|difference|impact|benefit)|null|did ?n[o']t (?:work|help)|not work|made no|fail\w*|unsuccessful|negative)\b",
            re.I,
        ),
        ("no-effect", "harm"),
        "found no effect",
    ),
    (re.compile(r"\bmixed\b", re.I), ("mixed",), "had mixed results"),
    (
        re.compile(r"\b(?:helped|worked|positive|successful|success|improved|effective)\b", re.I),
        ("helps",),
        "helped",
    ),
)
STATUSES = (
    (re.compile(r"\b(?:stopped|closed|abandoned|shut)\b", re.I), ("stopped",), "stopped"),
    (re.compile(r"\b(?:ended|finished|over)\b", re.I), ("ended", "stopped"), "ended"),
    (
        re.compile(r"\b(?:still running|ongoing|current|running now)\b", re.I),
        ("running",),
        "running when seen",
    ),
)
UK = ("GB", "GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR")
PEOPLE = {
    "scottish": "GB-SCT",
    "welsh": "GB-WLS",
    "english": "GB-ENG",
    "canadian": "CA",
    "american": "US",
    "australian": "AU",
    "dutch": "NL",
    "usa": "US",
    "america": "US",
    "the us": "US",
    "irish": "IE",
    "northern irish": "GB-NIR",
    "ontario": "CA",
}
SECTORS = (
    (re.compile(r"\beducation\w*|\bschools?\b|\bteach\w*", re.I), "education"),
    (re.compile(r"\bsocial care\b|\bsocial work\w*", re.I), "social-care"),
    (re.compile(r"\bpublic health\b", re.I), "public-health"),
)


@dataclass(frozen=True)
class Listing:
    """A counted list: the sentence that counts, the table, and how many matched of how many."""

    lead: str
    table: Table
    matched: int
    whole: int


def make_listing(text: str, approaches: Sequence[str], corpus: Corpus, sourcing: Sourcing) -> Listing | None:
    """Count and list the records that a question asks for; None when it names no condition that records carry."""
    noun, pool = _pool(text, corpus)
    tests: list[tuple[str, Callable[[AnyRecord], bool]]] = []
    if approaches:
        names = " or ".join(vocabulary().approach(a).name.lower() for a in approaches)
        tests.append((f"on {names}", lambda r: any(a in r.approaches for a in approaches)))
    tests.extend(_place(text))
    tests.extend(_facets(text))
    counted = "|".join((noun, noun.rstrip("s"), noun.split()[-1]))
    if not tests and not re.search(rf"\b(?:{counted}|approaches|records|hold|held|have)\b", text, re.I):
        return None
    rows = [r for r in pool if all(test(r) for _, test in tests)]
    described = " ".join(words for words, _ in tests)
    verb = "matches" if len(rows) == 1 else "match"
    lead = f"{len(rows)} of the {len(pool)} {noun} held here {verb}" + (
        f": {described}." if described else "."
    )
    if len(rows) > MOST_ROWS:
        lead += f" The first {MOST_ROWS} are listed."
    title = f"{noun.capitalize()} {described}".strip()
    shown = tuple(_row(r, sourcing) for r in rows[:MOST_ROWS])
    return Listing(
        lead,
        Table(title=title, columns=("Record", "Where and when", "Result", "In a sentence"), rows=shown),
        len(rows),
        len(pool),
    )


def _pool(text: str, corpus: Corpus) -> tuple[str, list[AnyRecord]]:
    """What is counted, and all of it."""
    for pattern, noun in KINDS:
        if pattern.search(text) and not re.search(r"\bcases?\b|\bschemes?\b|\bprogrammes?\b", text, re.I):
            if noun == "trials":
                return "findings from trials", [f for f in corpus.findings() if f.design == "rct"]
            if noun == "reviews":
                return "findings from systematic reviews", [
                    f for f in corpus.findings() if f.design == "systematic-review"
                ]
            if noun == "interviews":
                return "interview records", list(corpus.interviews())
            return "findings", list(corpus.findings())
    return "cases", list(corpus.cases())


def _place(text: str) -> list[tuple[str, Callable[[AnyRecord], bool]]]:
    """Conditions on the country."""
    lower = text.lower()
    if re.search(r"\b(?:international|abroad|overseas|outside (?:the )?(?:uk|england|britain))\b", lower):
        return [("outside the United Kingdom", lambda r: r.country not in UK)]
    if re.search(r"\b(?:uk|united kingdom|britain|british)\b", lower):
        return [("in the United Kingdom", lambda r: r.country in UK)]
    for word, code in PEOPLE.items():
        if re.search(rf"\b{word}\b", lower):
            return [(f"in {_country(code)}", lambda r, code=code: r.country == code)]  # type: ignore[misc]
    for code, name in vocabulary().countries.items():
        if len(code) != 3 and re.search(rf"\b{re.escape(name.lower())}\b", lower):
            return [(f"in {_country(code)}", lambda r, code=code: r.country == code)]  # type: ignore[misc]
    return []


def _country(code: str) -> str:
    """A country's name as it stands in a sentence."""
    name = vocabulary().country(code)
    return f"the {name}" if name in ("United States", "Netherlands", "United Kingdom") else name


def _facets(text: str) -> list[tuple[str, Callable[[AnyRecord], bool]]]:
    """Conditions on sector, kind of organisation, result and state."""
    tests: list[tuple[str, Callable[[AnyRecord], bool]]] = []
    for pattern, sector in SECTORS:
        if pattern.search(text):
            tests.append((f"in {sector.replace('-', ' ')}", lambda r, sector=sector: r.sector == sector))  # type: ignore[misc]
            break
    else:
        kinds = [
            value
            for value, _, words in found(text, "organisation")
            if value not in ("other-uk-nation", "school")
        ]
        if kinds:
            label = vocabulary().label("organisation", kinds[0])
            tests.append((f"set in: {label}", lambda r, kind=kinds[0]: kind in r.setting))  # type: ignore[misc]
    for pattern, directions, words in DIRECTIONS:
        if pattern.search(text):
            tests.append((f"that {words}", lambda r, d=directions: getattr(r, "direction", "") in d))  # type: ignore[misc]
            break
    for pattern, states, words in STATUSES:
        if pattern.search(text):
            tests.append((words, lambda r, s=states: getattr(r, "status", "") in s))  # type: ignore[misc]
            break
    return tests


def _row(record: AnyRecord, sourcing: Sourcing) -> tuple[Cell, ...]:
    """One record: its title, place and years, result, and its telling statement with its source."""
    statements = record.statements
    telling = next(
        (s for s in statements if s.section in ("Evidence", "Finding", "What they said")), statements[0]
    )
    place = vocabulary().country(record.country)
    years = getattr(record, "years", "")
    result = ""
    if isinstance(record, CaseProfile | SynthesisFinding):
        result = f"{record.direction.replace('-', ' ')}, certainty {record.grade}"
    elif isinstance(record, InterviewExcerpt):
        result = record.speaker.role.replace("-", " ")
    number = sourcing.number(telling.id)
    where = f"{place}, {years}" if years and years != "not stated" else place
    return (
        Cell(text=record.title, sources=(number,)),
        Cell(text=where),
        Cell(text=result),
        Cell(text=telling.text, sources=(number,)),
    )

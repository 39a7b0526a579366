"""Schemes that a question names: the corpus's own proper names, so that they are never taken for something else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from advisor.intent import FIELD
from advisor.lore import COMMON, STOP
from corpus.records import AnyRecord

TOKEN = re.compile(r"\b(?:[A-Z][a-z]+[A-Z]\w*|[A-Z][A-Z0-9-]{2,})\b")
PAIR = re.compile(r"\b[A-Z][a-z]+ (?:[A-Z][a-z]+)(?: [A-Z][a-z]+)?\b")
GENERIC = frozenset(
    """academic acute africa assistants cancer care greater health homes intervention ireland london management manchester
    medical mental new north northern officer outcomes primary public quality safety science social south teaching services
    wales west east yorkshire midlands forum foundation technology""".split()
)
PLAIN = frozenset(
    {
        "NHS",
        "NICE",
        "UK",
        "USA",
        "GP",
        "GPS",
        "ICB",
        "NIHR",
        "CCG",
        "WHO",
        "COVID",
        "COVID-19",
        "CQC",
        "PCN",
        "KTP",
    }
)


class Schemes:
    """Names of schemes -> the records that carry them in their titles.

    >>> Schemes([]).named("what was PINCER")
    frozenset()
    """

    def __init__(self, records: Iterable[AnyRecord]) -> None:
        self._records: dict[str, set[str]] = {}
        for record in records:
            if record.kind != "case":
                continue
            for name in {*TOKEN.findall(record.title), *PAIR.findall(record.title)}:
                words = name.split()
                if (
                    name.upper() in PLAIN
                    or any(map(_everyday, words))
                    or GENERIC.issuperset(name.lower().split())
                ):
                    continue
                self._records.setdefault(name, set()).add(record.id)
        self._records = {name: ids for name, ids in self._records.items() if len(ids) <= 4}
        names = sorted(map(re.escape, self._records), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)") if names else None

    def named(self, text: str) -> frozenset[str]:
        """Ids of the records whose names a text holds, in their own capitals: many are also everyday words."""
        if self._pattern is None:
            return frozenset()
        return frozenset(r for match in self._pattern.finditer(text) for r in self._records[match[0]])


def _everyday(word: str) -> bool:
    """Whether a word of a title is too common for its scheme to be known by it."""
    return word.lower() in COMMON or word.lower() in STOP or bool(FIELD.fullmatch(word))

"""A corpus of any size whose statements read like the real ones: halves of two of them joined, none alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import count
from random import Random

from corpus.collection import Corpus
from corpus.records import AnyRecord, Statement


def enlarged(corpus: Corpus, statements: int, seed: int = 7) -> Corpus:
    """Just so many statements, in records as long as the real ones.

    Args:
        corpus: the real corpus, whose records and words are used again.
        statements: how many are wanted.
        seed: of the mixing; the same seed gives the same corpus.
    """
    chance = Random(seed)
    texts = [s.text for _, s in corpus.statements.values()]
    records: dict[str, AnyRecord] = {}
    taken: set[str] = set()
    left = statements
    for record in _copies(corpus):
        if left <= 0:
            break
        own = tuple(
            _restated(s, record.id, _new(s.text, texts, chance, taken)) for s in record.statements[:left]
        )
        records[record.id] = record.model_copy(update={"statements": own})
        left -= len(own)
    return Corpus(records, corpus.references, _digest(records))


def changed(corpus: Corpus, share: float) -> Corpus:
    """The same corpus with a share of its statements, spread evenly, saying something more."""
    every = round(1 / share)
    at = count()
    records: dict[str, AnyRecord] = {}
    for record in corpus.records.values():
        own = tuple(
            s.model_copy(update={"text": f"{s.text} This was seen again later."})
            if next(at) % every == 0
            else s
            for s in record.statements
        )
        records[record.id] = record.model_copy(update={"statements": own})
    return Corpus(records, corpus.references, _digest(records))


def _new(text: str, others: list[str], chance: Random, taken: set[str]) -> str:
    """Such a mixture that is not taken yet; one that can't be found is numbered."""
    made = mixed(text, others, chance)
    for _ in range(5):
        if made not in taken:
            break
        made = mixed(text, others, chance)
    else:
        made = f"{made} ({len(taken)})"
    taken.add(made)
    return made


def mixed(text: str, others: list[str], chance: Random) -> str:
    """The first half of a text and the second half of another, by words."""
    first, second = text.split(), chance.choice(others).split()
    return " ".join((*first[: len(first) // 2], *second[len(second) // 2 :]))


def _copies(corpus: Corpus) -> Iterator[AnyRecord]:
    """Every record again and again, each time under another id."""
    for turn in count():
        for record in corpus.records.values():
            yield record.model_copy(update={"id": f"{record.id}-{turn}"})


def _restated(statement: Statement, record: str, text: str) -> Statement:
    """A statement of another record, with other words."""
    where = statement.id.partition("/")[2]
    return statement.model_copy(update={"id": f"{record}/{where}", "text": text})


def _digest(records: dict[str, AnyRecord]) -> str:
    """SHA-256 over the statements."""
    sha = hashlib.sha256()
    for record in records.values():
        for statement in record.statements:
            sha.update(f"{statement.id}\0{statement.text}\0".encode())
    return sha.hexdigest()

"""A test collection in BEIR's layout: ``corpus.jsonl``, ``queries.jsonl``, ``qrels/test.tsv``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.errors import CollectionError

LAYOUT = "Use BEIR's layout: corpus.jsonl, queries.jsonl, qrels/test.tsv."


@dataclass(frozen=True)
class TestCollection:
    """Documents and queries by id, and judgements: query id -> document id -> grade."""

    __test__ = False

    documents: dict[str, str]
    queries: dict[str, str]
    judgements: dict[str, dict[str, int]]


def read_collection(folder: Path) -> TestCollection:
    """Read a collection; only queries that are judged are kept.

    Raises:
        CollectionError: names the file and line that can't be read, or what is missing.
    """
    documents: dict[str, str] = {}
    for where, entry in _objects(folder / "corpus.jsonl"):
        title = entry.get("title") or ""
        text = _text(where, entry)
        documents[_id(where, entry, documents)] = (
            f"{title}\n{text}".strip() if isinstance(title, str) else text
        )
    queries: dict[str, str] = {}
    for where, entry in _objects(folder / "queries.jsonl"):
        queries[_id(where, entry, queries)] = _text(where, entry)
    judgements = _judgements(folder / "qrels" / "test.tsv")
    judged = {q: text for q, text in queries.items() if any(g > 0 for g in judgements.get(q, {}).values())}
    if not documents:
        raise CollectionError(f"{folder / 'corpus.jsonl'} holds no documents.", LAYOUT)
    if not judged:
        raise CollectionError(f"no query of {folder} has a judgement above 0 in qrels/test.tsv.", LAYOUT)
    return TestCollection(documents, judged, {q: judgements[q] for q in judged})


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that are not empty, numbered from 1."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from ((n, line) for n, line in enumerate(file, 1) if line.strip())
    except OSError as err:
        raise CollectionError(f"{path} can't be read: {err.strerror or err}.", LAYOUT) from err
    except UnicodeDecodeError as err:
        raise CollectionError(f"{path} is not UTF-8.", "Save it as UTF-8.") from err


def _objects(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Each line as a JSON object, with ``path:line``."""
    for number, line in _lines(path):
        where = f"{path}:{number}"
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError) as err:
            raise CollectionError(f"{where}: this line is not JSON.", "Write one object a line.") from err
        if not isinstance(entry, dict):
            raise CollectionError(f"{where}: this line is not a JSON object.", "Write one object a line.")
        yield where, entry


def _id(where: str, entry: dict[str, object], taken: dict[str, str]) -> str:
    """The entry's id; a number will do."""
    value = entry.get("_id")
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise CollectionError(f"{where}: _id is missing.", LAYOUT)
    if str(value) in taken:
        raise CollectionError(f"{where}: the _id {value} stands twice.", "Give each line an _id of its own.")
    return str(value)


def _text(where: str, entry: dict[str, object]) -> str:
    """The entry's text, which may be empty."""
    value = entry.get("text")
    if not isinstance(value, str):
        raise CollectionError(f"{where}: text is missing or is not a string.", LAYOUT)
    return value


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    """Query id -> document id -> grade; a first line that names the columns is passed over."""
    found: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        parts = line.rstrip("\r\n").split("\t")
        try:
            query, document, grade = parts
            found.setdefault(query, {})[document] = int(float(grade))
        except (ValueError, OverflowError) as err:
            if number == 1 and len(parts) == 3:
                continue
            words = f"{path}:{number}: this line is not query, document and grade, with tabs between."
            raise CollectionError(words, LAYOUT) from err
    return found

"""Workshops in SQLite: what is written is there after a restart. Who may do what is not decided here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from advisor.answer import Answer
from advisor.database import Database
from advisor.workshop.cards import Card
from advisor.workshop.errors import WorkshopError
from advisor.workshop.models import (
    Event,
    Kept,
    Prediction,
    Purpose,
    Reaction,
    Round,
    Session,
    Shown,
    Stance,
    Table,
)

NO_WORKSHOP = ("There is no workshop with that code.", "Check the letters with your facilitator.")


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class WorkshopStore:
    """The workshops of one database.

    Args:
        database: opened with `advisor.workshop.schema.WORKSHOPS`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, code: str, title: str, facilitator: str, cards: Sequence[Card]) -> bool:
        """Begin a workshop; False when the code is taken. ``facilitator`` is the hash of the key."""
        with self._database.writing() as base:
            if base.execute("SELECT 1 FROM workshop WHERE code = ?", [code]).fetchone():
                return False
            base.execute(
                "INSERT INTO workshop VALUES (?, ?, ?, ?, NULL, ?, ?, NULL, 0)",
                [code, title, facilitator, now(), cards[0].id, Shown().model_dump_json()],
            )
            _add_cards(base, code, cards)
            _note(base, code, "opened", title)
        return True

    def session(self, code: str) -> Session:
        """A workshop as it stands; WorkshopError when there is none."""
        with self._database.reading() as base:
            row = base.execute("SELECT * FROM workshop WHERE code = ?", [code]).fetchone()
            if row is None:
                raise WorkshopError(*NO_WORKSHOP)
            cards = base.execute("SELECT card FROM workshop_card WHERE code = ? ORDER BY place", [code])
            made = [Card.model_validate_json(c["card"]) for c in cards]
            tables = base.execute("SELECT id, name FROM workshop_table WHERE code = ? ORDER BY id", [code])
            seated = tuple(Table(id=t["id"], name=t["name"]) for t in tables)
        return Session(
            code=code,
            title=row["title"],
            opened=row["opened"],
            ended=row["ended"],
            card=row["card"],
            shown=Shown.model_validate_json(row["shown"]),
            timer_ends=row["timer_ends"],
            version=row["version"],
            cards=tuple(made),
            tables=seated,
        )

    def version(self, code: str) -> int:
        """A number that grows with every change: the cheapest way to see whether there was one."""
        with self._database.reading() as base:
            row = base.execute("SELECT version FROM workshop WHERE code = ?", [code]).fetchone()
        if row is None:
            raise WorkshopError(*NO_WORKSHOP)
        return int(row["version"])

    def facilitator(self, code: str) -> str:
        """The hash of the facilitator's key; "" when there is no such workshop."""
        with self._database.reading() as base:
            row = base.execute("SELECT facilitator FROM workshop WHERE code = ?", [code]).fetchone()
        return str(row["facilitator"]) if row else ""

    def seats(self, code: str) -> list[tuple[int, str]]:
        """Each table's number and the hash of its key."""
        with self._database.reading() as base:
            rows = base.execute("SELECT id, key FROM workshop_table WHERE code = ?", [code]).fetchall()
        return [(r["id"], r["key"]) for r in rows]

    def join(self, code: str, name: str, key: str) -> bool:
        """Seat a table; False when its name is taken. ``key`` is the hash of its key."""
        with self._changing(code) as base:
            taken = "SELECT 1 FROM workshop_table WHERE code = ? AND name = ?"
            if base.execute(taken, [code, name]).fetchone():
                return False
            base.execute(
                "INSERT INTO workshop_table (code, name, key, joined) VALUES (?, ?, ?, ?)",
                [code, name, key, now()],
            )
            _note(base, code, "joined", name)
        return True

    def add_cards(self, code: str, cards: Sequence[Card]) -> None:
        """Put more cards after those of a workshop; their ids must be new to it."""
        with self._changing(code) as base:
            _add_cards(base, code, cards)
            _note(base, code, "cards added", ", ".join(c.title for c in cards))

    def remove_card(self, code: str, card: str) -> None:
        """Take a card out, with what was written on it."""
        with self._changing(code) as base:
            base.execute("DELETE FROM workshop_card WHERE code = ? AND id = ?", [code, card])
            _note(base, code, "card removed", card)

    def turn_to(self, code: str, card: str) -> None:
        """Make a card the one that the group works on; the projector shows it and no timer runs."""
        with self._changing(code) as base:
            base.execute(
                "UPDATE workshop SET card = ?, shown = ?, timer_ends = NULL WHERE code = ?",
                [card, Shown().model_dump_json(), code],
            )
            _note(base, code, "turned to", card)

    def show(self, code: str, shown: Shown) -> None:
        """What the projector shows from now on."""
        with self._changing(code) as base:
            base.execute("UPDATE workshop SET shown = ? WHERE code = ?", [shown.model_dump_json(), code])

    def set_timer(self, code: str, ends: float | None) -> None:
        """Run a timer until a time in seconds since 1970, or stop it with None."""
        with self._changing(code) as base:
            base.execute("UPDATE workshop SET timer_ends = ? WHERE code = ?", [ends, code])

    def end(self, code: str) -> None:
        """Close a workshop: it can be read, and nothing more be written by its tables."""
        with self._changing(code) as base:
            base.execute("UPDATE workshop SET ended = ?, timer_ends = NULL WHERE code = ?", [now(), code])
            _note(base, code, "ended", "")

    def delete(self, code: str) -> None:
        """Remove a workshop and everything written in it, so that no page of the file holds it."""
        with self._database.writing() as base:
            base.execute("DELETE FROM workshop WHERE code = ?", [code])
        self._database.forget_deleted()

    def predict(self, code: str, card: str, table: int, approaches: Sequence[str], why: str) -> bool:
        """Keep a table's prediction, in place of an earlier one; False when the evidence is out already."""
        with self._changing(code) as base:
            if _revealed(base, code, card):
                return False
            base.execute(
                "INSERT OR REPLACE INTO workshop_prediction VALUES (?, ?, ?, ?, ?, ?)",
                [code, card, table, json.dumps(list(approaches)), why, now()],
            )
            _note(base, code, "predicted", f"table {table}, {card}")
        return True

    def react(self, code: str, card: str, table: int, approach: str, stance: Stance, note: str) -> None:
        """Keep what a table makes of an approach, in place of what it made of it before."""
        with self._changing(code) as base:
            base.execute(
                "INSERT OR REPLACE INTO workshop_reaction VALUES (?, ?, ?, ?, ?, ?, ?)",
                [code, card, table, approach, stance, note, now()],
            )
            _note(base, code, "reacted", f"table {table}, {card}, {approach}: {stance}")

    def keep_answer(self, code: str, card: str, purpose: Purpose, answer: Answer) -> None:
        """Keep an answer; one that reveals is kept once, the first time."""
        with self._changing(code) as base:
            if purpose == "reveal" and _revealed(base, code, card):
                return
            base.execute(
                "INSERT INTO workshop_answer (code, card, purpose, at, answer) VALUES (?, ?, ?, ?, ?)",
                [code, card, purpose, now(), answer.model_dump_json()],
            )
            if purpose == "reveal":
                base.execute("UPDATE workshop SET timer_ends = NULL WHERE code = ?", [code])
            _note(base, code, "revealed" if purpose == "reveal" else "asked again", card)

    def round(self, code: str, card: Card) -> Round:
        """What was written on one card."""
        with self._database.reading() as base:
            where, named = "WHERE code = ? AND card = ?", [code, card.id]
            predictions = base.execute(f"SELECT * FROM workshop_prediction {where} ORDER BY seat", named)
            told = tuple(_prediction(p) for p in predictions)
            reactions = base.execute(
                f"SELECT * FROM workshop_reaction {where} ORDER BY approach, seat", named
            )
            made = tuple(_reaction(r) for r in reactions)
            kept = base.execute(f"SELECT * FROM workshop_answer {where} AND purpose = 'reveal'", named)
            row = kept.fetchone()
        return Round(card=card, predictions=told, revealed=_kept(row) if row else None, reactions=made)

    def again(self, code: str) -> tuple[Kept, ...]:
        """The latest answer to each card that was asked again, in the order of asking."""
        with self._database.reading() as base:
            rows = base.execute(
                "SELECT * FROM workshop_answer WHERE id IN (SELECT max(id) FROM workshop_answer "
                "WHERE code = ? AND purpose = 'again' GROUP BY card) ORDER BY id",
                [code],
            ).fetchall()
        return tuple(_kept(r) for r in rows)

    def events(self, code: str) -> tuple[Event, ...]:
        """Everything that happened, in order."""
        with self._database.reading() as base:
            rows = base.execute("SELECT * FROM workshop_event WHERE code = ? ORDER BY id", [code]).fetchall()
        return tuple(Event(at=r["at"], what=r["what"], detail=r["detail"]) for r in rows)

    def keep_holding(self, corpus: str, statements: dict[str, str]) -> None:
        """Keep which statements a version of the corpus holds: fingerprint by id, never the words."""
        with self._database.writing() as base:
            held = json.dumps(statements, separators=(",", ":"))
            base.execute("INSERT OR IGNORE INTO workshop_holding VALUES (?, ?)", [corpus, held])

    def holding(self, corpus: str) -> dict[str, str] | None:
        """Which statements a version of the corpus held; None when that was not kept."""
        with self._database.reading() as base:
            row = base.execute(
                "SELECT statements FROM workshop_holding WHERE corpus = ?", [corpus]
            ).fetchone()
        return dict(json.loads(row["statements"])) if row else None

    @contextmanager
    def _changing(self, code: str) -> Iterator[sqlite3.Connection]:
        """A connection that may write to a workshop; its version grows."""
        with self._database.writing() as base:
            changed = base.execute("UPDATE workshop SET version = version + 1 WHERE code = ?", [code])
            if not changed.rowcount:
                raise WorkshopError(*NO_WORKSHOP)
            yield base


def _add_cards(base: sqlite3.Connection, code: str, cards: Iterable[Card]) -> None:
    row = base.execute("SELECT max(place) FROM workshop_card WHERE code = ?", [code]).fetchone()
    for place, card in enumerate(cards, start=1 + (row[0] or 0)):
        base.execute(
            "INSERT INTO workshop_card VALUES (?, ?, ?, ?)", [code, card.id, place, card.model_dump_json()]
        )


def _revealed(base: sqlite3.Connection, code: str, card: str) -> bool:
    found = base.execute(
        "SELECT 1 FROM workshop_answer WHERE code = ? AND card = ? AND purpose = 'reveal'", [code, card]
    )
    return found.fetchone() is not None


def _note(base: sqlite3.Connection, code: str, what: str, detail: str) -> None:
    base.execute(
        "INSERT INTO workshop_event (code, at, what, detail) VALUES (?, ?, ?, ?)", [code, now(), what, detail]
    )


def _prediction(row: sqlite3.Row) -> Prediction:
    return Prediction(
        table=row["seat"], approaches=tuple(json.loads(row["approaches"])), why=row["why"], at=row["at"]
    )


def _reaction(row: sqlite3.Row) -> Reaction:
    return Reaction(
        table=row["seat"], approach=row["approach"], stance=row["stance"], note=row["note"], at=row["at"]
    )


def _kept(row: sqlite3.Row) -> Kept:
    return Kept(
        id=row["id"],
        card=row["card"],
        purpose=row["purpose"],
        at=row["at"],
        answer=Answer.model_validate_json(row["answer"]),
    )

"""The tables in which workshops are kept, as migrations of the one database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

WORKSHOPS = Migrations("workshops")

FIRST = """
CREATE TABLE workshop (
  code TEXT PRIMARY KEY, title TEXT NOT NULL, facilitator TEXT NOT NULL, opened TEXT NOT NULL, ended TEXT,
  card TEXT NOT NULL, shown TEXT NOT NULL, timer_ends REAL, version INTEGER NOT NULL
) STRICT;
CREATE TABLE workshop_card (
  code TEXT NOT NULL REFERENCES workshop (code) ON DELETE CASCADE, id TEXT NOT NULL, place INTEGER NOT NULL,
  card TEXT NOT NULL, PRIMARY KEY (code, id)
) STRICT;
CREATE TABLE workshop_table (
  id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL REFERENCES workshop (code) ON DELETE CASCADE,
  name TEXT NOT NULL COLLATE NOCASE, key TEXT NOT NULL, joined TEXT NOT NULL, UNIQUE (code, name)
) STRICT;
CREATE TABLE workshop_prediction (
  code TEXT NOT NULL, card TEXT NOT NULL, seat INTEGER NOT NULL REFERENCES workshop_table (id) ON DELETE CASCADE,
  approaches TEXT NOT NULL, why TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (code, card, seat),
  FOREIGN KEY (code, card) REFERENCES workshop_card (code, id) ON DELETE CASCADE
) STRICT;
CREATE TABLE workshop_reaction (
  code TEXT NOT NULL, card TEXT NOT NULL, seat INTEGER NOT NULL REFERENCES workshop_table (id) ON DELETE CASCADE,
  approach TEXT NOT NULL, stance TEXT NOT NULL, note TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (code, card, seat, approach),
  FOREIGN KEY (code, card) REFERENCES workshop_card (code, id) ON DELETE CASCADE
) STRICT;
CREATE TABLE workshop_answer (
  id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL, card TEXT NOT NULL, purpose TEXT NOT NULL,
  at TEXT NOT NULL, answer TEXT NOT NULL,
  FOREIGN KEY (code, card) REFERENCES workshop_card (code, id) ON DELETE CASCADE
) STRICT;
CREATE TABLE workshop_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL REFERENCES workshop (code) ON DELETE CASCADE,
  at TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE TABLE workshop_holding (corpus TEXT PRIMARY KEY, statements TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX workshop_revealed_once ON workshop_answer (code, card) WHERE purpose = 'reveal';
"""


@WORKSHOPS()
def m001_workshops(base: Database) -> None:
    """The first tables. ``workshop_holding`` says which statements each version of the corpus held, by fingerprint."""
    for statement in FIRST.split(";\n"):
        if statement.strip():
            base.execute(statement)

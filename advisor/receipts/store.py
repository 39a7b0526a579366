"""Receipts and feedback in the advisor's SQLite file: kept for some days, then gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from sqlite_utils import Migrations

from advisor.database import Database, StoreError, StoreOptions
from advisor.receipts.feedback import Feedback
from advisor.receipts.receipt import Receipt, Summary, fit_to_keep

if TYPE_CHECKING:
    from sqlite_utils import Database as Base

MIGRATIONS = Migrations("receipts")
PURGE_EVERY = timedelta(hours=12)


@MIGRATIONS()
def m001_receipts(base: Base) -> None:
    """One row a receipt, its whole JSON in ``body``; feedback goes with its receipt."""
    base.execute("""CREATE TABLE receipts (
        id TEXT PRIMARY KEY, made TEXT NOT NULL, door TEXT NOT NULL, status TEXT NOT NULL,
        question TEXT NOT NULL, body TEXT NOT NULL) STRICT""")
    base.execute("CREATE INDEX receipts_made ON receipts (made)")
    base.execute("""CREATE TABLE feedback (
        receipt TEXT PRIMARY KEY REFERENCES receipts (id) ON DELETE CASCADE, made TEXT NOT NULL,
        thumb TEXT NOT NULL CHECK (thumb IN ('up', 'down')), reason TEXT, words TEXT NOT NULL) STRICT""")


class NoReceipt(StoreError):
    """No receipt has that id, or it can't be read any more."""


class Receipts:
    """The receipts that are kept. Safe to share between threads and with other programs.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     Receipts(StoreOptions(folder=Path(folder))).list()
    ()

    Args:
        options: where they are kept, and for how many days; older ones are purged now and then.

    Raises:
        StoreError: when the database can't be opened.
    """

    def __init__(self, options: StoreOptions) -> None:
        self.options = options
        self.database = Database(options.folder, MIGRATIONS)
        self._purged = datetime.min.replace(tzinfo=UTC)
        self._purge_now_and_then()

    def keep(self, receipt: Receipt) -> Receipt:
        """Write a receipt, screened once more; returns it as it was written."""
        kept = fit_to_keep(receipt)
        row = (
            kept.id, _stamp(kept.made), kept.door, kept.answer.status.value, kept.question,
            kept.model_dump_json(),
        )  # fmt: skip
        with self.database.writing() as base:
            base.execute("INSERT INTO receipts VALUES (?, ?, ?, ?, ?, ?)", row)
        self._purge_now_and_then()
        return kept

    def get(self, receipt_id: str) -> Receipt:
        """A receipt by its id.

        Raises:
            NoReceipt: when there is none, or it was written by another version in another form.
        """
        with self.database.reading() as base:
            row = base.execute("SELECT body FROM receipts WHERE id = ?", [receipt_id]).fetchone()
        if row is None:
            raise NoReceipt(f"there is no receipt {receipt_id!r}.", _LISTED)
        try:
            return Receipt.model_validate_json(row["body"])
        except ValidationError as err:
            raise NoReceipt(f"the receipt {receipt_id!r} is in a form that this version can't read.") from err

    def list(
        self,
        limit: int = 50,
        since: datetime | None = None,
        thumb: str | None = None,
        status: str | None = None,
    ) -> tuple[Summary, ...]:
        """Receipts, the newest first.

        Args:
            limit: the most of them.
            since: none that were made before.
            thumb: only those with this feedback, up or down.
            status: only answers that ended so.
        """
        asked = {"since": _stamp(since) if since else "", "thumb": thumb, "status": status, "limit": limit}
        with self.database.reading() as base:
            rows = base.execute(_LIST, asked).fetchall()
        return tuple(_summary(row) for row in rows)

    def judge(self, receipt_id: str, feedback: Feedback) -> None:
        """Keep what a reader thought of an answer, in place of what they thought before.

        Raises:
            NoReceipt: when the receipt is no longer kept.
        """
        row = (receipt_id, _stamp(datetime.now(UTC)), feedback.thumb, feedback.reason, feedback.words)
        with self.database.writing() as base:
            if not base.execute("SELECT 1 FROM receipts WHERE id = ?", [receipt_id]).fetchone():
                raise NoReceipt(f"there is no receipt {receipt_id!r}.", _LISTED)
            base.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?)", row)

    def feedback(self, receipt_id: str) -> Feedback | None:
        """What a reader thought of an answer; None when nobody said."""
        with self.database.reading() as base:
            row = base.execute("SELECT * FROM feedback WHERE receipt = ?", [receipt_id]).fetchone()
        return _feedback(row)

    def purge(self, days: float | None = None) -> int:
        """Delete receipts and their feedback for good.

        Args:
            days: those made more than so many days ago; as the settings say when None, and all when 0.

        Returns:
            How many receipts were deleted.
        """
        kept_for = self.options.days if days is None else days
        now = datetime.now(UTC)
        before = "9" if kept_for == 0 else _stamp(now - timedelta(days=kept_for))
        with self.database.writing() as base:
            gone = base.execute("DELETE FROM receipts WHERE made < ?", [before]).rowcount
        if gone:
            self.database.forget_deleted()
        return gone

    def _purge_now_and_then(self) -> None:
        """Purge when it was not done for some hours."""
        now = datetime.now(UTC)
        if now - self._purged > PURGE_EVERY:
            self._purged = now
            self.purge()


_LISTED = "python -m advisor receipts list shows those that are kept."
_LIST = """SELECT r.id, r.made, r.door, r.status, r.question, f.thumb, f.reason, f.words
FROM receipts r LEFT JOIN feedback f ON f.receipt = r.id
WHERE r.made >= :since AND (:thumb IS NULL OR f.thumb = :thumb) AND (:status IS NULL OR r.status = :status)
ORDER BY r.made DESC, r.id LIMIT :limit"""


def _stamp(moment: datetime) -> str:
    """A moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _summary(row: Any) -> Summary:
    return Summary(
        id=row["id"], made=row["made"], door=row["door"], status=row["status"], question=row["question"],
        feedback=_feedback(row) if row["thumb"] else None,
    )  # fmt: skip


def _feedback(row: Any) -> Feedback | None:
    return Feedback(thumb=row["thumb"], reason=row["reason"], words=row["words"]) if row else None

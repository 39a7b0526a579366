"""Receipts: what an answer rests on, kept so that it can be looked at, judged and made again."""

from __future__ import annotations

from advisor.receipts.feedback import Feedback, Reason
from advisor.receipts.receipt import Receipt, Summary
from advisor.receipts.store import NoReceipt, Receipts

__all__ = ["Feedback", "NoReceipt", "Reason", "Receipt", "Receipts", "Summary"]

"""Receipts: what an answer rests on, kept so that it can be looked at, judged and made again (`store.Receipts`)."""

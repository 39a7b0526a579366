"""The figures of a suite: each family has its own module, `gathering` puts them together."""

from __future__ import annotations

from evals.metrics.gathering import item_figures, summary

__all__ = ["item_figures", "summary"]

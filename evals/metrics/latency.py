"""How long answers took."""

from __future__ import annotations

from collections.abc import Sequence


def latency_figures(times: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and greatest, in milliseconds; nothing when there is none."""
    import numpy as np

    if not times:
        return {}
    p50, p95 = np.percentile(np.asarray(times), [50, 95])
    return {"p50": round(float(p50), 1), "p95": round(float(p95), 1), "max": round(max(times), 1)}

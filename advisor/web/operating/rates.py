"""How often one visitor may ask: moving windows of a minute, in this process's memory."""

from __future__ import annotations

import math
import time
from typing import Literal

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from advisor.serving_options import ServingOptions
from advisor.web.operating.visit import Visit

What = Literal["request", "question", "wrong password"]
WRONG_PASSWORDS = 10
"""How many wrong passwords one address may give in a minute."""


class Rates:
    """Counts what each visitor does.

    Args:
        options: how much of each is allowed.
    """

    def __init__(self, options: ServingOptions) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._everywhere = options.limit_this_machine
        self._allowed: dict[What, int] = {
            "request": options.requests_a_minute,
            "question": options.questions_a_minute,
            "wrong password": WRONG_PASSWORDS,
        }

    def wait(self, what: What, visit: Visit) -> int:
        """Count one more; 0 when it is allowed, else the seconds to wait before the next."""
        limit = self._limit(what, visit)
        if limit is None or self._limiter.hit(limit, what, visit.visitor):
            return 0
        return self._seconds(limit, what, visit)

    def spent(self, what: What, visit: Visit) -> int:
        """The same without counting anything."""
        limit = self._limit(what, visit)
        if limit is None or self._limiter.test(limit, what, visit.visitor):
            return 0
        return self._seconds(limit, what, visit)

    def _limit(self, what: What, visit: Visit) -> RateLimitItemPerMinute | None:
        amount = self._allowed[what]
        free = visit.on_this_machine and not self._everywhere and what != "wrong password"
        return None if free or not amount else RateLimitItemPerMinute(amount)

    def _seconds(self, limit: RateLimitItemPerMinute, what: What, visit: Visit) -> int:
        stats = self._limiter.get_window_stats(limit, what, visit.visitor)
        return max(1, math.ceil(stats.reset_time - time.time()))

"""Join codes that can be read out, secret keys of which only a hash is kept, and a limit on guessing."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable

from advisor.workshop.errors import WorkshopError

LETTERS = "BCDFGHJKMNPQRTVWXY"
"""Consonants that look and sound unlike the rest: no vowels (no words), no L, S or Z."""
LENGTH = 6
WRONG_A_MINUTE = 30
"""How many wrong codes and keys are taken in one minute: 34 million codes stay out of reach."""


def new_code() -> str:
    """A join code of `LENGTH` letters."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(typed: object) -> str:
    """What somebody typed as a join code, in the form in which codes are kept.

    >>> read_code(" bcd-fgh ")
    'BCDFGH'
    """
    return re.sub(r"[^A-Z]", "", typed.upper())[:20] if isinstance(typed, str) else ""


def shown_code(code: str) -> str:
    """A code as it is written on a wall.

    >>> shown_code("BCDFGH")
    'BCD FGH'
    """
    return f"{code[:3]} {code[3:]}"


def new_key() -> str:
    """A secret of 80 bits in letters, in groups of four."""
    letters = "".join(secrets.choice(LETTERS + "23456789") for _ in range(20))
    return "-".join(letters[i : i + 4] for i in range(0, 20, 4))


def hashed(key: str) -> str:
    """What is kept of a key. Keys are long and random, so a plain hash can't be turned back."""
    return hashlib.sha256(re.sub(r"[^A-Z0-9]", "", key.upper()).encode()).hexdigest()


def matches(key: object, kept: str) -> bool:
    """Whether a key is the one of which the hash is kept."""
    return isinstance(key, str) and hmac.compare_digest(hashed(key), kept)


class Guesses:
    """Counts wrong codes and keys; when there are too many, nobody new gets in for a while.

    Args:
        most: wrong guesses taken in one minute.
        clock: seconds, ever growing.
    """

    def __init__(self, most: int = WRONG_A_MINUTE, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._wrong: deque[float] = deque()
        self._lock = threading.Lock()

    def check(self) -> None:
        """WorkshopError when there have been too many wrong guesses in the last minute."""
        with self._lock:
            while self._wrong and self._wrong[0] < self._clock() - 60:
                self._wrong.popleft()
            if len(self._wrong) >= self._most:
                raise WorkshopError("There were too many wrong codes.", "Wait a minute, then try again.")

    def wrong(self) -> None:
        """Note a wrong guess."""
        with self._lock:
            self._wrong.append(self._clock())

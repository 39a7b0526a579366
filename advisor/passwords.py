"""Passwords are kept as Argon2 hashes alone (RFC 9106, through argon2-cffi)."""

from __future__ import annotations

import re
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from advisor.errors import BadSettings

SHORTEST = 12
NAME = re.compile(r"[^\s:]{1,64}")


def hashed(password: str) -> str:
    """The hash to put into the settings.

    Raises:
        BadSettings: when the password has fewer than `SHORTEST` characters.
    """
    if len(password) < SHORTEST:
        raise BadSettings(f"the password is too short; use at least {SHORTEST} characters.")
    return PasswordHasher().hash(password)


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one behind a hash; it takes some tens of milliseconds, on purpose."""
    try:
        return PasswordHasher().verify(kept, password)
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False


def read_users(listed: dict[str, str], file: Path | None) -> dict[str, str]:
    """Who may sign in, from the settings and from a file with one ``name:hash`` a line.

    Raises:
        BadSettings: when the file can't be read, or an entry is no name with an Argon2 hash.
    """
    users = {**_from_file(file), **listed} if file else dict(listed)
    for name, kept in users.items():
        if not NAME.fullmatch(name):
            raise BadSettings(f"{name!r} can't be a user's name.", "Use no spaces and no colons.")
        if not kept.startswith("$argon2"):
            raise BadSettings(
                f"the password of {name!r} is not a hash.", "Make one with `python -m advisor password`."
            )
    return users


def _from_file(file: Path) -> dict[str, str]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as err:
        reason = getattr(err, "strerror", None) or "it is not UTF-8"
        raise BadSettings(f"the file of users {file} can't be read ({reason}).", "Check its name.") from err
    users: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            name, colon, kept = line.strip().partition(":")
            if not colon:
                raise BadSettings(f"line {number} of {file.name} is not name:hash.", "Correct or remove it.")
            users[name] = kept
    return users

# ruff: noqa: RUF001 - the characters that look alike are what is parsed here
"""Citations: parse markers, number sources once, validate numbers, locate a verbatim span, render. Pure functions.

Rules and traps are those met by others (../shared/ANCHORS.md section 2.4 and 3): numbers start at 1, ``[0]`` is
never the last source, ``[1-999999]`` does not make a million numbers, markers in code are not citations, and
the tail of a stream may hold half a marker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")

MOST_IN_A_RANGE = 50
LONGEST_MARKER = 60
_OPEN, _CLOSE = r"\[【［", r"\]】］"
_NUMBER = r"\d{1,6}"
_ITEM = rf"{_NUMBER}(?:\s*[-–—‑]\s*{_NUMBER})?"
NUMBERED = re.compile(rf"[{_OPEN}]\s*\^?({_ITEM}(?:\s*[,;，、]\s*{_ITEM})*)\s*[{_CLOSE}](?!\()")
KEYED = re.compile(rf"[{_OPEN}]\s*(s-[0-9a-z]+(?:\s*[,;，、]\s*s-[0-9a-z]+)*)\s*[{_CLOSE}](?!\()", re.I)
CODE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|(?<!`)`[^`\n]*`(?!`)", re.S)
HALF = re.compile(
    rf"[{_OPEN}]\s*(?:\^?[\d\s,;，、–—‑-]*|s(?:-[0-9a-z]*)?(?:[\s,;]+s?(?:-[0-9a-z]*)?)*)\Z", re.I
)
_SEPARATOR = re.compile(r"\s*[,;，、]\s*")
_DASH = re.compile(r"\s*[-–—‑]\s*")
_SAME = {"‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"'}


class Marker(NamedTuple):
    """One citation marker: where it stands in the text, and the numbers or keys in it, in order, each once."""

    start: int
    end: int
    numbers: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()


class Checked(NamedTuple):
    """Numbers that name a source, and those that name none; both in order of first use."""

    known: tuple[int, ...]
    unknown: tuple[int, ...]


def parse(text: str) -> tuple[Marker, ...]:
    """Every citation marker of a text, in order; none inside code, and no Markdown link.

    >>> parse("Yes [1, 3-5].")[0].numbers
    (1, 3, 4, 5)
    """
    code = [m.span() for m in CODE.finditer(text)]
    found = [Marker(*m.span(), numbers=_numbers(m[1])) for m in NUMBERED.finditer(text)]
    found += [Marker(*m.span(), keys=_once(_SEPARATOR.split(m[1].lower()))) for m in KEYED.finditer(text)]
    return tuple(sorted(m for m in found if not any(a <= m.start < b for a, b in code)))


def strip(text: str) -> str:
    """The text without its markers and without the space before them."""
    parts: list[str] = []
    end = 0
    for marker in parse(text):
        parts.append(text[end : marker.start].rstrip(" \t"))
        end = marker.end
    return "".join([*parts, text[end:]])


def hold_back(text: str) -> tuple[str, str]:
    """Split a streamed text into what may be shown and a tail that may be half a marker.

    >>> hold_back("It helped [1")
    ('It helped ', '[1')
    """
    half = HALF.search(text, max(0, len(text) - LONGEST_MARKER))
    if half is None or any(a <= half.start() < b for a, b in (m.span() for m in CODE.finditer(text))):
        return text, ""
    return text[: half.start()], text[half.start() :]


def number_sources(keys: Iterable[str]) -> dict[str, int]:
    """A number for each key, from 1, in order of first use; a key used again keeps its number."""
    return {key: number for number, key in enumerate(dict.fromkeys(keys), start=1)}


def keys_to_numbers(text: str, keys: Iterable[str]) -> tuple[str, dict[str, int]]:
    """Replace opaque keys by numbers in order of first use; a key that is not known is taken out.

    Args:
        text: with markers such as ``[s-3f9a]``.
        keys: those that the writer was given.

    Returns:
        The text with markers such as ``[1, 2]``, and the number of each key used.
    """
    known = {key.lower(): key for key in keys}
    markers = [m for m in parse(text) if m.keys]
    numbers = number_sources(known[k] for m in markers for k in m.keys if k in known)
    parts: list[str] = []
    end = 0
    for marker in markers:
        used = [numbers[known[k]] for k in marker.keys if k in known]
        before = text[end : marker.start]
        parts.append(before + render_marker(used) if used else before.rstrip(" \t"))
        end = marker.end
    return "".join([*parts, text[end:]]), numbers


def validate(numbers: Iterable[int], sources: int) -> Checked:
    """Sort numbers into those of ``sources`` numbered sources and those beyond them; 0 is never a source."""
    seen = _once(numbers)
    return Checked(
        tuple(n for n in seen if 1 <= n <= sources), tuple(n for n in seen if not 1 <= n <= sources)
    )


def locate(span: str, text: str) -> tuple[int, int] | None:
    """Where a verbatim span stands in a text: (start, end), or None.

    Runs of white space and the shapes of quotation marks may differ; every other character must be the same,
    capitals included. The first place counts.
    """
    wanted = [re.escape(_SAME.get(c, c)) for c in " ".join(span.split())]
    if not wanted:
        return None
    pattern = "".join(r"\s+" if c == r"\ " else c for c in wanted)
    found = re.search(pattern, "".join(_SAME.get(c, c) for c in text))
    return found.span() if found else None


def render_marker(numbers: Iterable[int]) -> str:
    """Numbers as one marker, sorted, three or more in a row as a range.

    >>> render_marker([4, 1, 2, 3, 7])
    '[1-4, 7]'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [f"{r[0]}-{r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in runs]
    return f"[{', '.join(shown)}]" if shown else ""


def render(text: str, numbers: Iterable[int]) -> str:
    """A sentence with its marker before the closing full stop, as plain text."""
    marker = render_marker(numbers)
    if not marker:
        return text
    ending = re.search(r"[.!?]+[\"'”’)]*\s*\Z", text)
    if ending is None:
        return f"{text.rstrip()} {marker}"
    return f"{text[: ending.start()]} {marker}{ending.group().rstrip()}"


def render_list(references: Mapping[int, str] | Sequence[str]) -> str:
    """Numbered references, one a line; a sequence is numbered from 1."""
    pairs = references.items() if isinstance(references, Mapping) else enumerate(references, start=1)
    return "\n".join(f"[{number}] {' '.join(reference.split())}" for number, reference in sorted(pairs))


def _numbers(inside: str) -> tuple[int, ...]:
    """The numbers of a marker; a range that is too long or runs backwards gives its ends only."""
    found: list[int] = []
    for item in _SEPARATOR.split(inside):
        ends = [int(n) for n in _DASH.split(item)]
        first, last = ends[0], ends[-1]
        found.extend(range(first, last + 1) if 0 <= last - first < MOST_IN_A_RANGE else ends)
    return _once(found)


def _once(items: Iterable[T]) -> tuple[T, ...]:
    """Each item once, in order of first use."""
    return tuple(dict.fromkeys(items))

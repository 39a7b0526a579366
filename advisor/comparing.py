"""Two or three approaches side by side, cited cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answer import Cell, Table
from advisor.context import ManagerContext
from advisor.evidence import Shelves
from advisor.ranking import Ranked
from advisor.sourcing import Sourcing
from corpus.vocabulary import vocabulary
from index.fusion import Scores

ROWS = (
    ("What the evidence says", ("effect",)),
    ("How it is held to work", ("mechanism",)),
    ("What it needs", ("needs",)),
    ("Where it struggled", ("struggles",)),
    ("What it costs", ("cost",)),
)
NOTHING = "Nothing is held here on this."


def comparison(
    chosen: Sequence[Ranked], shelves: Shelves, relevance: Scores, context: ManagerContext, sourcing: Sourcing
) -> Table:
    """A table with one column for each approach; what is not held is said in the cell."""
    used: set[str] = set()
    words = vocabulary()
    rows: list[tuple[Cell, ...]] = []
    for title, aspects in ROWS:
        cells = [Cell(text=title)]
        for ranked in chosen:
            found = shelves.choose(ranked.slug, relevance, context, aspects, used, 1)
            cells.append(
                Cell(text=found[0].text, sources=(sourcing.number(found[0].id),))
                if found
                else Cell(text=NOTHING)
            )
        rows.append(tuple(cells))
    marks = [Cell(text="Certainty and direction")]
    fits = [Cell(text="Fit to your situation")]
    for ranked in chosen:
        rule = words.grades[ranked.badge.grade].rule
        marks.append(Cell(text=f"{ranked.badge.grade}, {ranked.badge.direction.replace('-', ' ')} ({rule})"))
        fits.append(Cell(text=ranked.fit.verdict))
    names = [r.fit.approach.name for r in chosen]
    return Table(
        title=f"{' and '.join(names)} compared", columns=("", *names), rows=(tuple(fits), tuple(marks), *rows)
    )

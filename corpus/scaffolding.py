"""`new`: a record to fill in, that passes `check` apart from its marked TODOs."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

from corpus.checking import CASE_SECTIONS
from corpus.collection import record_files
from corpus.errors import CorpusError
from corpus.records import Kind

FOLDERS: dict[Kind, str] = {"case": "cases", "finding": "findings", "interview": "interviews"}
SHARED = """---
id: {id}
kind: {kind}
title: TODO what it is called
sector: health                 # health | public-health | social-care | education | cross-sector
country: todo                  # GB-ENG GB-SCT GB-WLS GB-NIR GB CA US AU ...; INT = several countries
approaches: [todo]             # most important first; docs/corpus.md lists them
"""
FRONT: dict[Kind, str] = {
    "case": """years: TODO                    # 2004-2006; "2013-" = still running when seen; "not stated"
setting: []                    # kinds of organisation, from docs/corpus.md
goals: []
audience: []
scale: unknown                 # one-team | one-organisation | several-organisations | region-or-system | national
resources: {{money: unknown, people: unknown, time: unknown}}
direction: unknown             # helps | mixed | no-effect | harm | unknown
grade: U                       # A | B | C | D | U
status: unknown                # running | ended | stopped | unknown
""",
    "finding": """aspect: effect                 # effect | needs | struggles | mechanism | cost | use | gap
direction: unknown             # helps | mixed | no-effect | harm | unknown
grade: U                       # A | B | C | D | U
design: report                 # systematic-review | rct | evaluation | qualitative | survey | case-study | ...
closeness: far                 # direct | near | far
audience: []
outcomes: []
applies_when: []               # facet:value pairs, such as goal:change-clinical-practice
struggles_when: []
""",
    "interview": """setting: []                    # kinds of organisation, from docs/corpus.md
years: ""
wording: paraphrase            # paraphrase | verbatim
speaker: {{role: TODO, organisation: TODO}}    # role and kind of organisation, never a name
consent: published             # or use: python -m corpus import transcripts
""",
}
SECTIONS: dict[Kind, tuple[str, ...]] = {
    "case": CASE_SECTIONS,
    "finding": ("Finding",),
    "interview": ("What they said",),
}


def scaffold(kind: Kind, record: str, corpus: Path, today: date) -> Path:
    """Write a record to fill in.

    Args:
        kind: case, finding or interview.
        record: its id, which opens with the kind.
        corpus: the corpus folder.
        today: the day written into ``checked``.

    Returns:
        The new file.

    Raises:
        CorpusError: when the id is not well made, or is taken, or the file can't be written.
    """
    if not re.fullmatch(rf"{kind}-[a-z0-9]+(?:-[a-z0-9]+)*", record) or len(record) > 120:
        raise CorpusError(
            f"the id {record!r} is not like {kind}-short-name.", "Small letters, figures and hyphens."
        )
    if not corpus.is_dir():
        raise CorpusError(f"there is no corpus folder {corpus}.", "Mend the path.")
    if any(path.stem == record for path in record_files(corpus)):
        raise CorpusError(f"the id {record} is taken.", "Choose another.")
    path = corpus / FOLDERS[kind] / f"{record}.md"
    aside = path.with_name(f".{record}.{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        aside.write_text(record_to_fill_in(kind, record, today), encoding="utf-8")
        os.replace(aside, path)
    except OSError as err:
        raise CorpusError(
            f"{path} can't be written: {err.strerror}.", "Look at the folder's rights."
        ) from err
    return path


def record_to_fill_in(kind: Kind, record: str, today: date) -> str:
    """The text of a record whose every unknown is marked TODO (``todo`` where a slug stands)."""
    front = (SHARED + FRONT[kind]).format(id=record, kind=kind)
    body = "".join(
        f"## {name}\n\nTODO One claim in 15 to 60 words that makes sense on its own. [@todo, abstract]\n\n"
        for name in SECTIONS[kind]
    )
    return f"{front}checked: {today}\n---\n{body.rstrip()}\n"

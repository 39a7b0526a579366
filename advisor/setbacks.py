"""Whether a statement of results tells of a limit or a setback: a mixed result has better and worse halves."""

from __future__ import annotations

import re

from index.passages import Passage

TOLD = re.compile(
    r"\b(?:no|not|nor|none|nothing|nobody|never|neither|without|little|few|fewer|only|just|merely|hard|harder|"
    r"difficult\w*|fail\w*|worse\w*|unlike|but|though|although|however|cannot|barely|hardly|rarely|seldom|doubt\w*|"
    r"weak\w*|bias\w*|uncertain\w*|unclear|mixed|limit\w*|lack\w*|struggl\w*|stumbl\w*|problem\w*|modest\w*|small|"
    r"smaller|uneven\w*|same|similar|stayed|slip\w*|went back|fade\w*|disappear\w*|less|nearly|insufficient|"
    r"inconclusive|missed|short of|half|third|swing\w*|vari(?:ed|es)|differ\w*|one of)\b|n['\u2019]t\b",
    re.IGNORECASE,
)


def tells_of_setback(passage: Passage) -> bool:
    """Whether a statement may stand under what struggled.

    A finding's direction is that of its one statement; a case's is that of the whole case, whose single statements
    may each go the other way.
    """
    return passage.kind == "finding" or bool(TOLD.search(passage.text))

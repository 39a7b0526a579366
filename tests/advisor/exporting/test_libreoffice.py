"""A briefing opens in LibreOffice, and fills one to two pages however long its answer is."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from advisor.answer import Answer, Cell, Sentence, Table
from advisor.exporting import to_word
from corpus.collection import Corpus
from tests.advisor.web.samples import answered, work_cited

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FILLER = " and this goes on for as long as a statement of the collection ever does, with its figures and its doubts"


def long(answer: Answer) -> Answer:
    """The answer with every sentence as long as the longest of the collection."""

    def lengthened(value: object) -> object:
        if isinstance(value, Sentence):
            text = value.text.rstrip(".") + FILLER * 2 + "."
            return value.model_copy(update={"text": text, "support": (text,) * len(value.support)})
        if isinstance(value, tuple):
            return tuple(map(lengthened, value))
        if hasattr(value, "model_copy"):
            fields = {n: lengthened(getattr(value, n)) for n in type(value).model_fields}
            return value.model_copy(update=fields)
        return value

    made = lengthened(answer)
    assert isinstance(made, Answer)
    return made


def listing(answer: Answer) -> Answer:
    """The answer as a list of sixty rows."""
    row = (Cell(text="A scheme with a long name" + FILLER, sources=(1,)), Cell(text="2019"))
    table = Table(title="All of them", columns=("Scheme", "Year"), rows=(row,) * 60)
    return answer.model_copy(update={"tables": (table,), "recommendations": (), "advised_against": ()})


def pages_in_libreoffice(folder: Path, briefings: dict[str, bytes]) -> dict[str, int]:
    """How many pages each file has when LibreOffice lays it out."""
    if SOFFICE is None:
        pytest.fail(
            "this test needs LibreOffice: run `make libreoffice`, or install libreoffice-writer-nogui"
        )
    for name, content in briefings.items():
        (folder / f"{name}.docx").write_bytes(content)
    command = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    return {name: count(folder / f"{name}.pdf") for name in briefings}


def count(pdf: Path) -> int:
    """The pages of a PDF."""
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf.read_bytes()))


@pytest.mark.slow
def test_a_briefing_opens_in_libreoffice_and_is_short(
    answer: Answer, corpus: Corpus, bare: Answer, tmp_path: Path
) -> None:
    works = work_cited()
    briefings = {
        "plain": to_word(answered("How do we start?"), works),
        "odd": to_word(answer, corpus),
        "bare": to_word(bare, corpus),
        "long": to_word(long(answered("How do we start?")), works),
        "list": to_word(listing(answered("Which schemes are there?")), works),
    }
    counted = pages_in_libreoffice(tmp_path, briefings)
    assert counted == {**counted, "bare": 1}
    assert all(1 <= pages <= 2 for pages in counted.values()), counted
    assert counted["long"] == 2

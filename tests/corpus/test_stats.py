import csv
from pathlib import Path

import pytest

from corpus.coverage import Table
from corpus.errors import CorpusError
from corpus.stats import as_text, write_csv, write_plot

TABLE = Table("sector", ("alpha", "beta"), ("health", "education"), ((12, 0), (1, 3)))


def test_text() -> None:
    assert as_text([TABLE]) == (
        "Approach x sector (records; a dot is an empty cell)\n"
        "   1 health\n"
        "   2 education\n"
        "        1   2\n"
        "alpha  12   .\n"
        "beta    1   3\n"
        "Silent: 1 of 4 cells (25%).\n"
        "  Most silent approaches: alpha (1 of 2).\n"
        "  Most silent in sector: education (1 of 2).\n"
    )


def test_csv(tmp_path: Path) -> None:
    (path,) = write_csv([TABLE], tmp_path / "new")
    assert path.name == "approach-by-sector.csv"
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["approach", "health", "education"],
            ["alpha", "12", "0"],
            ["beta", "1", "3"],
        ]


@pytest.mark.parametrize(("name", "magic"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml")])
def test_plot(tmp_path: Path, name: str, magic: bytes) -> None:
    write_plot([TABLE, TABLE], tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(magic)


def test_faults(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no kind of plot"):
        write_plot([TABLE], tmp_path / "a.pdf")
    (tmp_path / "file").write_text("x")
    with pytest.raises(CorpusError, match="can't be written"):
        write_csv([TABLE], tmp_path / "file/x")
    with pytest.raises(CorpusError, match="can't be written"):
        write_plot([TABLE], tmp_path / "none/a.png")

import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from corpus.__main__ import main
from tests.corpus.conftest import ROLES

ROOT = Path(__file__).parents[2]
COMMANDS = [
    "", "check", "import", "import transcripts", "import cases", "import references", "screen", "withdraw", "new", "stats",
]  # fmt: skip
HEAVY = "numpy|pydantic|yaml|phonenumbers|stdnum|docx|openpyxl|webvtt|bibtexparser|rispy|textstat|matplotlib|rapidfuzz"
Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_imports_nothing_heavy(command: str) -> None:
    argv = [sys.executable, "-X", "importtime", "-m", "corpus", *command.split(), "--help"]
    start = time.perf_counter()
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=True)
    assert time.perf_counter() - start < 5
    assert "usage: python -m corpus" in done.stdout
    assert re.findall(rf"\b(?:{HEAVY})\b", done.stderr) == []


def test_check(corpus: Path, capsys: Captured) -> None:
    assert main(["check", str(corpus)]) == 0
    assert capsys.readouterr().err.endswith("0 problems\n")
    path = corpus / "cases/case-ward-audit.md"
    path.write_text(path.read_text("utf-8").replace("country: GB-ENG", "country: ZZ"), encoding="utf-8")
    assert main(["check", str(corpus)]) == 1
    assert capsys.readouterr().out.startswith("cases/case-ward-audit.md:2: country 'ZZ'")


def test_from_transcripts_to_withdrawal(
    corpus: Path, roles_file: Path, transcript: Path, capsys: Captured
) -> None:
    at = ["--corpus", str(corpus)]
    imported = ["import", "transcripts", str(transcript), "--roles", str(roles_file), *at]
    assert main([*imported, "--dry-run"]) == 0
    assert "Would import 2 records" in capsys.readouterr().out
    assert main(imported) == 0
    shown = capsys.readouterr()
    assert "Imported 2 records with 2 statements:\n  interviews/interview-wards-p01.md" in shown.out
    assert f"{roles_file}:10: the role 'ward manager' is unique" in shown.err
    assert main(["screen", str(transcript), "--roles", str(roles_file)]) == 0
    assert main(["screen", str(corpus)]) == 1
    store = corpus.parent / "receipts.sqlite"
    with closing(sqlite3.connect(store)) as base:
        base.execute("CREATE TABLE answers (id TEXT PRIMARY KEY, body TEXT)")
        said = "Then the room was taken away and nobody wanted to fight for it."
        base.execute("INSERT INTO answers VALUES ('a1', ?)", (said,))
        base.commit()
    withdrawn = ["withdraw", "P01", *at, "--builds", str(corpus.parent / "none"), "--receipts", str(store)]
    capsys.readouterr()
    assert main(withdrawn) == 1
    shown = capsys.readouterr()
    assert "1 answer used the words:\n" in shown.out
    assert f"{store}: answers a1\n" in shown.out
    assert f"{store}:1: still holds the words (1 stretch)" in shown.out
    assert main([*withdrawn, "--clear"]) == 0
    assert "none still hold the words" in capsys.readouterr().out
    assert main(imported) == 2
    assert "interview-wards-p01 was withdrawn" in capsys.readouterr().err


def test_cases_and_references_and_new_and_stats(corpus: Path, tmp_path: Path, capsys: Captured) -> None:
    from tests.corpus.importing.test_cases import sheet

    at = ["--corpus", str(corpus)]
    assert main(["import", "cases", str(sheet(tmp_path)), *at]) == 0
    assert "Imported 1 case:\n  cases/case-lunch.md" in capsys.readouterr().out
    library = tmp_path / "a.bib"
    library.write_text("@article{new2020, title={A new work}, year={2020}, doi={10.1/new}}", encoding="utf-8")
    told = ["--kind", "rct", "--sector", "health", "--jurisdiction", "UK"]
    assert main(["import", "references", str(library), *told, *at]) == 0
    assert "Imported 1 reference; 0 held already:\n  new2020" in capsys.readouterr().out
    assert main(["stats", "--csv", str(tmp_path / "out"), *at]) == 0
    assert "Approach x organisation" in capsys.readouterr().out
    assert len(list((tmp_path / "out").iterdir())) == 4
    assert main(["new", "case", "case-fresh", *at]) == 0
    assert "write over each TODO" in capsys.readouterr().out


def bad_docx(folder: Path) -> Path:
    import docx

    path = folder / "talk.docx"
    document = docx.Document()
    document.add_paragraph("P01: We met.")
    document.save(str(path))
    path.write_bytes(path.read_bytes()[:9000])
    return path


def made(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def big(folder: Path) -> Path:
    path = folder / "big.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    return path


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (bad_docx, "no whole Word document"),
        (big, "200,000,000 bytes"),
        (lambda f: made(f, "a.txt", b""), "empty"),
        (lambda f: made(f, "a.txt", b"P01: a\x00b\n"), "NUL"),
        (lambda f: made(f, "a.txt", b"P01: It was \x93great\x94.\n"), "Windows-1252"),
        (lambda f: made(f, "a.csv", b"speaker,words\nP01,x\n"), "not known"),
        (lambda f: made(f, "a.rtf", b"x"), "no kind of transcript"),
        (lambda f: f / "none.txt", "there is no file"),
    ],
)
def test_bad_transcripts(
    corpus: Path, roles_file: Path, tmp_path: Path, capsys: Captured, make: object, word: str
) -> None:
    assert callable(make)
    before = sorted(corpus.rglob("*"))
    argv = ["import", "transcripts", str(make(tmp_path)), "--roles", str(roles_file), "--corpus", str(corpus)]
    assert main(argv) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert word in shown.err
    assert shown.err.count("\n") == 1
    assert sorted(corpus.rglob("*")) == before


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a: &a [x]\nb: [*a, *a]\n", "anchor or alias"),
        (ROLES.replace("  id:", "\tid:"), "tab"),
        (ROLES.replace(", expires: 2099-01-05", ""), "expires"),
        (ROLES.replace("test-audit", "nobody-2020"), "@nobody-2020 is in no reference"),
        ("", "empty"),
    ],
)
def test_bad_roles(
    corpus: Path, transcript: Path, tmp_path: Path, capsys: Captured, text: str, word: str
) -> None:
    roles = made(tmp_path, "bad.yaml", text.encode())
    before = sorted(corpus.rglob("*"))
    assert (
        main(["import", "transcripts", str(transcript), "--roles", str(roles), "--corpus", str(corpus)]) == 2
    )
    assert word in capsys.readouterr().err
    assert sorted(corpus.rglob("*")) == before


def test_merged_cells(corpus: Path, tmp_path: Path, capsys: Captured) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["id", "title"])
    sheet.merge_cells("A2:B2")
    book.save(tmp_path / "a.xlsx")
    assert main(["import", "cases", str(tmp_path / "a.xlsx"), "--corpus", str(corpus)]) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'a.xlsx'}:2: the cells A2:B2 are merged. Unmerge them.\n"


@pytest.mark.parametrize("argv", [[], ["magic"], ["new", "case"], ["import", "transcripts", "a.txt"]])
def test_bad_words_on_the_command_line(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(argv)
    assert caught.value.code == 2

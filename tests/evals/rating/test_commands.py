"""From a run to sheets, from marked sheets to agreement, by the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.rating.sheets import MARKS, read_key
from evals.records import Asked
from tests.evals.rating.conftest import a_run


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, Path]:
    run, answers = a_run()
    (tmp_path / "run.json").write_text(run.model_dump_json())
    lines = [
        Asked(suite="small", case=k.partition("/")[2], answer=a).model_dump_json() for k, a in answers.items()
    ]
    (tmp_path / "answers.jsonl").write_text("\n".join(lines))
    return tmp_path / "run.json", tmp_path / "answers.jsonl"


def fill(sheet: Path, shift: int) -> None:
    """Mark as the metrics rank, a rater's own way now and then."""
    key = read_key(sheet.with_name("sheet.key.json"))
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        mark = round(1 + 3 * key.items[row["item"]].figures["citation_recall"])
        row.update({m: str(min(5, mark + (shift if m == "helpful" else 0))) for m in MARKS})
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_from_a_run_to_agreement(
    made: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, answers = made
    out = tmp_path / "sheet.csv"
    assert (
        main(["rate", "export", str(run), "--answers", str(answers), "--out", str(out), "--raters", "2"]) == 0
    )
    assert "Keep it from the raters" in capsys.readouterr().out
    sheets = [tmp_path / "sheet-1.csv", tmp_path / "sheet-2.csv"]
    for shift, sheet in enumerate(sheets):
        fill(sheet, shift)
    figures = tmp_path / "agreement.json"
    assert main(["rate", "read", *map(str, sheets), "--json", str(figures)]) == 0
    assert "Krippendorff" in capsys.readouterr().out
    found = json.loads(figures.read_text())
    assert found["raters"] == ["sheet-1", "sheet-2"]
    alphas = {one["mark"]: one["alpha"] for one in found["among"]}
    assert alphas["would_act"] == 1.0
    assert alphas["helpful"] < 1.0
    recall = next(b for b in found["between"] if (b["mark"], b["metric"]) == ("would_act", "citation_recall"))
    assert (recall["spearman"], recall["items"]) == (pytest.approx(1.0), 4)


def test_some_items_are_drawn_by_the_seed(made: tuple[Path, Path], tmp_path: Path) -> None:
    run, answers = made
    told = ["rate", "export", str(run), "--answers", str(answers), "--raters", "1", "--items", "2"]
    for name in ("a", "b"):
        assert main([*told, "--out", str(tmp_path / f"{name}.csv")]) == 0
    first, again = (read_key(tmp_path / f"{name}.key.json") for name in "ab")
    assert len(first.items) == 2
    assert first == again


def test_without_a_key_the_raters_are_still_compared(
    made: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, answers = made
    main(["rate", "export", str(run), "--answers", str(answers), "--out", str(tmp_path / "sheet.csv")])
    fill(tmp_path / "sheet-1.csv", 0)
    (tmp_path / "sheet.key.json").unlink()
    assert main(["rate", "read", str(tmp_path / "sheet-1.csv")]) == 0
    said = capsys.readouterr().out
    assert "Agreement needs two sheets" in said
    assert "No key was found" in said


@pytest.mark.parametrize(
    "more", [["--out", "{}/x.csv"], ["--answers", "{}/answers.jsonl", "--out", "{}/x.csv", "--raters", "0"]]
)
def test_bad_input_ends_with_2_and_a_sentence(
    made: tuple[Path, Path], tmp_path: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rate", "export", str(made[0]), *(m.format(tmp_path) for m in more)]) == 2
    assert capsys.readouterr().err.count("\n") == 1

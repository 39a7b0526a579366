"""``python -m index``: its words and its exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.collection import load_corpus
from index.__main__ import main
from index.builds import build_index, current_build
from tests.conftest import write_mini_corpus
from tests.index.hashing import HashingEmbedder


def test_build_then_doctor_then_nothing_to_do(
    mini_corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--corpus", str(mini_corpus), "--into", str(tmp_path / "builds")]
    assert main(["build", "--if-needed", *where]) == 0
    assert "of 6 records into" in capsys.readouterr().out
    assert main(["doctor", *where]) == 0
    assert "FAIL" not in capsys.readouterr().out
    assert main(["build", "--if-needed", *where]) == 0
    assert capsys.readouterr().out.startswith("The index is up to date: ")
    assert len([p for p in (tmp_path / "builds").iterdir() if p.is_dir()]) == 1


def test_a_changed_corpus_is_built_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = write_mini_corpus(tmp_path / "corpus")
    where = ["--corpus", str(corpus), "--into", str(tmp_path / "builds")]
    assert main(["build", *where]) == 0
    (corpus / "cases" / "case-ward-audit.md").unlink()
    assert main(["doctor", *where]) == 1
    assert "corpus has changed" in capsys.readouterr().out
    assert main(["build", "--if-needed", *where]) == 0
    assert "of 5 records into" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "--corpus", "nowhere"], "there is no corpus folder nowhere."),
        (["build", "--if-needed", "--corpus", "nowhere"], "nowhere"),
        (["build", "--model", "nowhere"], "there is no sentence-transformers model in nowhere."),
        (["build", "--into", "file"], "the index can't be written into"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(
    arguments: list[str],
    words: str,
    mini_corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("in the way")
    defaults = [] if "--corpus" in arguments else ["--corpus", str(mini_corpus)]
    assert main([*arguments, *defaults]) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert len([line for line in said.err.splitlines() if line.strip()]) == 1
    assert said.out == ""


def test_doctor_goes_on_past_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--corpus", str(tmp_path), "--into", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "FAIL corpus" in said
    assert "outside hosts" in said


@pytest.mark.slow
def test_a_build_shows_its_progress_and_nothing_else(mini_corpus: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "index", "build", "--corpus", str(mini_corpus), "--into", str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("Built ")
    assert "Embedding" in done.stderr
    assert "Loading weights" not in done.stderr
    assert "Warning" not in done.stderr


def test_prune_leaves_the_build_in_use_alone(
    mini_corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "builds"
    made = [build_index(load_corpus(mini_corpus), HashingEmbedder(f"hashing@{n}"), folder) for n in range(2)]
    assert main(["prune", "--into", str(folder)]) == 0
    assert capsys.readouterr().out == f"Removed {made[0].name}\n1 builds removed from {folder}\n"
    assert main(["prune", "--into", str(folder)]) == 0
    assert current_build(folder) == made[1]
    assert main(["prune", "--into", str(tmp_path / "nowhere")]) == 2
    assert "there is no index" in capsys.readouterr().err


def test_a_server_that_is_away_is_told_before_anything_is_embedded(
    mini_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KMA_INDEX__FOLDER", str(tmp_path / "builds"))
    monkeypatch.setenv("KMA_INDEX__SERVER__URL", "http://127.0.0.1:9")
    monkeypatch.setenv("KMA_INDEX__SERVER__TRIES", "1")
    assert main(["build", "--corpus", str(mini_corpus)]) == 2
    told = capsys.readouterr().err
    assert told.endswith("the Chroma server http://127.0.0.1:9 does not answer. Start it, then try again.\n")
    assert list((tmp_path / "builds").glob("2*")) == []

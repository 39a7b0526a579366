import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from corpus.collection import load_corpus
from corpus.errors import CorpusError
from corpus.importing.transcript_import import import_transcripts
from corpus.ledger import LEDGER, read_withdrawn
from corpus.withdrawing import Outcome, withdraw

TODAY = date(2026, 11, 23)
SAID = "Then the room was taken away and nobody wanted to fight for it."
RECORD = "interview-wards-p01"


@pytest.fixture
def told(corpus: Path, roles_file: Path, transcript: Path) -> Path:
    """A corpus with the words of two participants."""
    import_transcripts([transcript], roles_file, corpus, TODAY)
    (corpus / "interviews/interview-wards-p02.md").unlink()
    return corpus


def build(folder: Path, corpus: Path) -> Path:
    """Something like a build: passages, records and a database."""
    target = folder / "20260101T000000-x"
    target.mkdir(parents=True)
    texts = [s.text for _, s in load_corpus(corpus).statements.values()]
    (target / "passages.json").write_text(json.dumps([{"text": t} for t in texts]), encoding="utf-8")
    (target / "chroma").mkdir()
    with closing(sqlite3.connect(target / "chroma/chroma.sqlite3")) as base:
        base.execute("CREATE TABLE documents (text TEXT)")
        base.executemany("INSERT INTO documents VALUES (?)", [(t,) for t in texts])
        base.commit()
    return target


def receipts(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE receipts (id TEXT PRIMARY KEY, answer TEXT)")
        answer = json.dumps({"sources": [{"record": RECORD, "text": f"“{SAID}”"}]})
        base.executemany("INSERT INTO receipts VALUES (?, ?)", [("r1", answer), ("r2", '{"sources": []}')])
        base.commit()
    return path


def go(corpus: Path, tmp_path: Path, name: str = "P01", clear: bool = False) -> Outcome:
    stores = [p for p in (tmp_path / "r.sqlite",) if p.exists()]
    return withdraw(name, corpus, TODAY, [tmp_path / "builds"], stores, clear)


@pytest.mark.parametrize("name", ["P01", RECORD])
def test_the_words_leave_the_corpus_and_only_fingerprints_stay(told: Path, tmp_path: Path, name: str) -> None:
    done = go(told, tmp_path, name)
    assert done.records == (RECORD,)
    assert done.held == {}
    assert done.searched > 5
    assert RECORD not in load_corpus(told).records
    assert len(load_corpus(told).records) == 6
    (entry,) = read_withdrawn(told)
    assert (entry.record, entry.participant, entry.withdrawn) == (RECORD, "P01", TODAY)
    assert "room" not in (told / LEDGER).read_text(encoding="utf-8")


def test_what_still_holds_them_is_named_and_the_answers_listed(told: Path, tmp_path: Path) -> None:
    target = build(tmp_path / "builds", told)
    store = receipts(tmp_path / "r.sqlite")
    done = go(told, tmp_path)
    assert set(done.held) == {target / "passages.json", target / "chroma/chroma.sqlite3", store}
    assert done.answers == (f"{store}: receipts r1",)


def test_clear_leaves_nothing_and_the_proof_can_be_asked_again(told: Path, tmp_path: Path) -> None:
    target = build(tmp_path / "builds", told)
    store = receipts(tmp_path / "r.sqlite")
    other = tmp_path / "builds/other"
    other.mkdir()
    (other / "passages.json").write_text("[]")
    first = go(told, tmp_path, clear=True)
    assert first.held == {}
    assert first.answers == (f"{store}: receipts r1",)
    assert not target.exists()
    assert other.exists()
    again = go(told, tmp_path)
    assert (again.removed, again.held) == ((), {})
    assert again.answers == (f"{store}: receipts r1",)


def test_words_that_others_said_too_are_nobodys(told: Path, tmp_path: Path) -> None:
    path = told / f"interviews/{RECORD}.md"
    twin = path.read_text(encoding="utf-8").replace(RECORD, "interview-wards-p03").replace("P01", "P03")
    (told / "interviews/interview-wards-p03.md").write_text(twin, encoding="utf-8")
    done = go(told, tmp_path, RECORD)
    assert done.held == {}
    assert read_withdrawn(told)[0].fingerprints == ()


def test_nothing_changes_when_the_name_or_a_store_is_wrong(told: Path, tmp_path: Path) -> None:
    before = sorted(told.rglob("*"))
    for name, word in (("P99", "no participant"), ("case-ward-audit", "nobody's words")):
        with pytest.raises(CorpusError, match=word):
            go(told, tmp_path, name)
    with pytest.raises(CorpusError, match="no receipt store"):
        withdraw("P01", told, TODAY, [], [tmp_path / "none.sqlite"])
    (tmp_path / "r.sqlite").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(CorpusError, match="can't be read"):
        go(told, tmp_path)
    assert sorted(told.rglob("*")) == before


def test_one_code_in_two_studies_needs_the_record(told: Path, tmp_path: Path) -> None:
    path = told / f"interviews/{RECORD}.md"
    other = (
        path.read_text(encoding="utf-8")
        .replace(RECORD, "interview-other-p01")
        .replace("test-audit", "test-broker")
    )
    (told / "interviews/interview-other-p01.md").write_text(other.replace("room", "chair"), encoding="utf-8")
    with pytest.raises(CorpusError, match="2 studies"):
        go(told, tmp_path, "P01")
    assert go(told, tmp_path, RECORD).records == (RECORD,)
    with pytest.raises(
        CorpusError, match="2 studies"
    ):  # P01 of the first study is gone; that of the other must not go
        go(told, tmp_path, "P01")
    assert (told / "interviews/interview-other-p01.md").exists()


def test_a_broken_ledger(told: Path, tmp_path: Path) -> None:
    (told / LEDGER).write_text("{", encoding="utf-8")
    with pytest.raises(CorpusError, match="can't be read"):
        go(told, tmp_path)
    assert (told / f"interviews/{RECORD}.md").exists()


@pytest.mark.model
def test_a_real_build_and_its_successor(told: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    from index.builds import build_index

    embedder = request.getfixturevalue("embedder")
    old = build_index(load_corpus(told), embedder, tmp_path / "builds")
    done = go(told, tmp_path)
    held = {p.relative_to(old).as_posix() for p in done.held}
    assert {"passages.json", "records.json", "chroma/chroma.sqlite3"} <= held
    build_index(load_corpus(told), embedder, tmp_path / "builds")
    assert {p.parts[len(old.parts) - 1] for p in go(told, tmp_path).held} == {old.name}
    assert go(told, tmp_path, clear=True).held == {}

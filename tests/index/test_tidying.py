"""What Chroma leaves in its files beside its entries, and that it is taken out."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from corpus.collection import load_corpus
from index.errors import IndexProblem
from index.passages import Passage, to_passages
from index.store import ChromaStore
from index.tidying import HEADER, holds_any, tidy
from tests.index.hashing import HashingEmbedder


@pytest.fixture
def passages(mini_corpus: Path) -> list[Passage]:
    return to_passages(load_corpus(mini_corpus).records.values())


@pytest.fixture
def folder(tmp_path: Path, passages: list[Passage]) -> Path:
    """A closed Chroma from which the last passage has been deleted."""
    vectors = HashingEmbedder().encode([p.embedded for p in passages])
    store = ChromaStore.embedded(tmp_path)
    store.write(passages, vectors)
    store.close()
    store = ChromaStore.embedded(tmp_path)
    store.amend(passages[:3], vectors[:3], [passages[-1].id], len(passages) - 1)
    store.close()
    return tmp_path


def graph(folder: Path) -> Path:
    """The entries of its graph."""
    return next(folder.glob("*/data_level0.bin"))


def test_what_was_deleted_is_gone_and_all_else_is_there(folder: Path, passages: list[Passage]) -> None:
    with graph(folder).open("r+b") as file:  # as Chroma does with memory that it never wrote to
        file.seek(-500, 2)
        file.write(passages[-1].text.encode())
    assert holds_any(folder, [passages[-1].text])
    tidy(folder)
    assert not holds_any(folder, [passages[-1].text])
    assert all(holds_any(folder, [p.text]) for p in passages[:-1])
    assert not list(folder.glob("*.aside"))
    store = ChromaStore.embedded(folder)
    vectors = HashingEmbedder().encode([p.embedded for p in passages[:-1]])
    store.check(passages[:-1], vectors)
    assert store.query(vectors[2], 1)[0][0] == passages[2].id
    store.close()


def test_the_entries_themselves_are_left_alone(folder: Path) -> None:
    form, _, _, held, each, *_ = HEADER.unpack(
        graph(folder).with_name("header.bin").read_bytes()[: HEADER.size]
    )
    assert (form, held > 0, each > 0) == (1, True, True)
    before = graph(folder).read_bytes()
    tidy(folder)
    after = graph(folder).read_bytes()
    assert after[: held * each] == before[: held * each]
    assert (len(after), set(after[held * each :])) == (len(before), {0})


def test_a_graph_of_another_format_is_left_alone(folder: Path) -> None:
    header = graph(folder).with_name("header.bin")
    header.write_bytes(struct.pack("<i", 9) + header.read_bytes()[4:])
    before = graph(folder).read_bytes()
    tidy(folder)
    assert graph(folder).read_bytes() == before


def test_a_folder_that_holds_no_database_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexProblem, match="can't be written") as caught:
        tidy(tmp_path)
    assert caught.value.mend == "Free space, or name another folder."


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert not holds_any(tmp_path, ["words"])
    (tmp_path / "full").write_text("some words")
    assert holds_any(tmp_path, ["other", "words"])

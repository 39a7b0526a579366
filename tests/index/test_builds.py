"""Builds: made aside, switched to at once, sound or refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from corpus.collection import Corpus, load_corpus
from index import builds
from index.builds import LIBRARIES, build_index, current_build
from index.contents import read_passages
from index.embedding import Vectors
from index.errors import BuildBusy, Damaged, IndexProblem, NoBuild
from index.lexical import Lexical
from index.manifest import read_manifest, verify_files
from index.passages import Passage
from index.store import ChromaStore
from tests.conftest import finding, write_mini_corpus
from tests.index.hashing import WIDTH, HashingEmbedder

Spoil = Callable[[Path], object]


class Killed(BaseException):
    """Stands for the process being killed at a step: nothing in the product catches it."""


def _killed(*_: object, **__: object) -> None:
    raise Killed


@pytest.fixture
def corpus(mini_corpus: Path) -> Corpus:
    return load_corpus(mini_corpus)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "builds"


def test_the_manifest_says_what_the_build_is_made_of(corpus: Corpus, folder: Path) -> None:
    build = build_index(corpus, HashingEmbedder(), folder)
    manifest = read_manifest(build)
    assert manifest.corpus == corpus.digest
    assert (manifest.model, manifest.dimension) == ("hashing@1", WIDTH)
    assert (manifest.records, manifest.references) == (6, 2)
    assert manifest.passages == len(corpus.statements) == len(read_passages(build))
    assert set(manifest.libraries) == set(LIBRARIES)
    assert {"passages.json", "records.json", "references.json"} < set(manifest.files)
    verify_files(build, manifest)


def test_the_build_is_switched_to(corpus: Corpus, folder: Path) -> None:
    build = build_index(corpus, HashingEmbedder(), folder)
    assert current_build(folder) == build
    assert [p.name for p in folder.iterdir() if p.name.startswith("CURRENT.")] == []


def test_progress_ends_at_all_of_them(corpus: Corpus, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    build_index(corpus, HashingEmbedder(), folder, lambda done, total: told.append((done, total)))
    assert told[-1] == (len(corpus.statements), len(corpus.statements))
    assert [done for done, _ in told] == sorted(done for done, _ in told)


STEPS: list[tuple[object, str]] = [
    (HashingEmbedder, "encode"),
    (ChromaStore, "write"),
    (Lexical, "save"),
    (builds, "write_json"),
    (builds, "sums_of"),
    (builds, "_switch"),
    (os, "replace"),
]


@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[step for _, step in STEPS])
def test_killed_at_any_step_the_build_in_use_stays(
    owner: object, step: str, corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build_index(corpus, HashingEmbedder(), folder)
    with monkeypatch.context() as patched:
        patched.setattr(owner, step, _killed)
        with pytest.raises(Killed):
            build_index(corpus, HashingEmbedder("hashing@2"), folder)
    assert current_build(folder) == before
    verify_files(before, read_manifest(before))
    after = build_index(corpus, HashingEmbedder("hashing@2"), folder)
    assert current_build(folder) == after != before
    assert len([p for p in folder.iterdir() if p.is_dir()]) <= 3


@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[step for _, step in STEPS])
def test_killed_at_any_step_of_the_first_build_there_is_none(
    owner: object, step: str, corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(owner, step, _killed)
        with pytest.raises(Killed):
            build_index(corpus, HashingEmbedder(), folder)
    with pytest.raises(NoBuild):
        current_build(folder)
    build_index(corpus, HashingEmbedder(), folder)


def test_the_switch_is_one_atomic_replace(
    corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, str]] = []
    replace = os.replace

    def watched(source: Path, target: Path) -> None:
        if target.parent == folder:  # what is replaced inside a build that is in the making is nobody's yet
            seen.append((source.read_text(), target.name))
        replace(source, target)

    monkeypatch.setattr(os, "replace", watched)
    build = build_index(corpus, HashingEmbedder(), folder)
    assert seen == [(build.name, "CURRENT")]


def test_an_unchanged_corpus_embeds_nothing_again(corpus: Corpus, folder: Path) -> None:
    build_index(corpus, HashingEmbedder(), folder)
    again = HashingEmbedder()
    build = build_index(corpus, again, folder)
    assert again.embedded == []
    assert read_manifest(build).passages == len(corpus.statements)


def test_only_what_changed_is_embedded(tmp_path: Path, folder: Path) -> None:
    written = write_mini_corpus(tmp_path / "corpus")
    build_index(load_corpus(written), HashingEmbedder(), folder)
    name = "finding-audit-feedback-new"
    text = "Charts probably help more when a respected colleague brings them to the team than when they come by post."
    (written / "findings" / f"{name}.md").write_text(
        finding(name, "Who brings the chart", "audit-feedback", text, "test-audit, abstract")
    )
    (written / "cases" / "case-broker-network.md").unlink()
    again = HashingEmbedder()
    build = build_index(load_corpus(written), again, folder)
    assert len(again.embedded) == 1
    assert text in again.embedded[0]
    fresh = HashingEmbedder().encode([p.embedded for p in read_passages(build)])
    store = ChromaStore.embedded(build / "chroma")
    assert abs(store.read([p.id for p in read_passages(build)]) - fresh).max() < 1e-6
    store.close()


def test_another_model_embeds_everything_again(corpus: Corpus, folder: Path) -> None:
    build_index(corpus, HashingEmbedder(), folder)
    other = HashingEmbedder("hashing@2")
    build_index(corpus, other, folder)
    assert len(other.embedded) == len(corpus.statements)


def test_vectors_of_a_damaged_build_are_not_taken_over(corpus: Corpus, folder: Path) -> None:
    build = build_index(corpus, HashingEmbedder(), folder)
    with (build / "passages.json").open("r+b") as file:
        file.seek(40)
        file.write(b"#")
    again = HashingEmbedder()
    build_index(corpus, again, folder)
    assert len(again.embedded) == len(corpus.statements)


def test_old_builds_are_swept_and_the_newest_two_kept(corpus: Corpus, folder: Path) -> None:
    made = [build_index(corpus, HashingEmbedder(f"hashing@{n}"), folder) for n in range(4)]
    left = {p.name for p in folder.iterdir() if p.is_dir()}
    assert made[-1].name in left
    assert made[0].name not in left
    assert len(left) <= 3


def test_two_builders_do_not_meet(corpus: Corpus, folder: Path) -> None:
    folder.mkdir()
    code = (
        "import sys; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]): print('held', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder / ".lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(BuildBusy, match="another process is building"):
            build_index(corpus, HashingEmbedder(), folder)
        other.communicate("\n", timeout=20)
    build_index(corpus, HashingEmbedder(), folder)


def test_a_lock_left_behind_by_a_dead_process_is_no_lock(corpus: Corpus, folder: Path) -> None:
    folder.mkdir()
    lock = FileLock(str(folder / ".lock"))
    lock.acquire()
    lock.release()
    (folder / ".lock").touch()
    build_index(corpus, HashingEmbedder(), folder)


def test_a_folder_that_can_not_be_written_is_one_sentence(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexProblem, match="can't be written") as caught:
        build_index(corpus, HashingEmbedder(), tmp_path / "file")
    assert caught.value.mend


def test_a_read_only_folder_is_one_sentence(
    corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = build_index(corpus, HashingEmbedder(), folder)

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(IndexProblem, match="Permission denied"):
        build_index(corpus, HashingEmbedder(), folder)
    assert current_build(folder) == build


def test_a_full_disk_is_one_sentence(corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(builds, "write_json", full)
    with pytest.raises(IndexProblem, match="No space left on device"):
        build_index(corpus, HashingEmbedder(), folder)


def test_fewer_vectors_than_passages_is_no_build(
    corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build_index(corpus, HashingEmbedder(), folder)
    add = ChromaStore._add

    def half(store: ChromaStore, batch: list[Passage], vectors: Vectors) -> None:
        add(store, batch[:3], vectors[:3])

    monkeypatch.setattr(ChromaStore, "_add", half)
    with pytest.raises(IndexProblem, match="Chroma holds 3 of"):
        build_index(corpus, HashingEmbedder("hashing@2"), folder)
    assert current_build(folder) == before
    assert [p.name for p in folder.glob("2*")] == [before.name]


def test_no_folder_is_no_build(folder: Path) -> None:
    with pytest.raises(NoBuild) as caught:
        current_build(folder)
    assert "python -m index build" in caught.value.mend


@pytest.mark.parametrize("name", ["", "gone", "../builds", "/", "..", "a/b", "."])
def test_a_pointer_to_nothing_is_damage(name: str, folder: Path) -> None:
    folder.mkdir()
    (folder / "CURRENT").write_text(name)
    with pytest.raises(Damaged):
        current_build(folder)


def test_a_pointer_that_is_no_text_is_damage(folder: Path) -> None:
    folder.mkdir()
    (folder / "CURRENT").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Damaged):
        current_build(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 2}', "\x00"])
def test_a_broken_manifest_is_damage(text: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(Damaged, match="broken"):
        read_manifest(tmp_path)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


SPOILS: dict[str, Spoil] = {
    "flipped": _flip,
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
}


@pytest.fixture(scope="module")
def whole(mini_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_index(load_corpus(mini_corpus), HashingEmbedder(), tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize(
    "name", ["passages.json", "records.json", "references.json", "vectors.npy", "bm25/data.csc.index.npy"]
)
@pytest.mark.parametrize("spoil", SPOILS)
def test_any_changed_file_is_damage(name: str, spoil: str, whole: Path) -> None:
    path = whole / name
    kept = path.read_bytes()
    try:
        SPOILS[spoil](path)
        with pytest.raises(Damaged, match=name):
            verify_files(whole, read_manifest(whole))
    finally:
        path.write_bytes(kept)
    verify_files(whole, read_manifest(whole))


def test_chromas_graph_is_summed_and_its_living_file_is_not(whole: Path) -> None:
    summed = {name for name in read_manifest(whole).files if name.startswith("chroma")}
    assert {Path(name).name for name in summed} >= {"data_level0.bin", "link_lists.bin", "header.bin"}
    assert "chroma/chroma.sqlite3" not in summed
    store = ChromaStore.embedded(whole / "chroma")
    store.query(HashingEmbedder().encode(["charts"])[0], 3)
    store.close()
    verify_files(whole, read_manifest(whole))


@pytest.mark.parametrize("text", ["{", '[{"id": 1}]', "null", '"x"'])
def test_passages_that_are_none_are_damage(text: str, tmp_path: Path) -> None:
    (tmp_path / "passages.json").write_text(text)
    with pytest.raises(Damaged, match="passages"):
        read_passages(tmp_path)


def test_the_references_carry_their_printed_form(whole: Path) -> None:
    entries = json.loads((whole / "references.json").read_text())
    assert all(entry["printed"].startswith("Tester A. A test record") for entry in entries)

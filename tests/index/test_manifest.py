"""The seal of a manifest: whatever is changed in it is found out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.errors import Damaged, Mismatch
from index.manifest import FORMAT, NAME, Manifest, read_manifest, sums_of, verify_files, write_json

FIELDS = {
    "format": FORMAT,
    "created": "2026-11-01",
    "corpus": "c",
    "newest_check": "2026-11-01",
    "records": 1,
    "passages": 2,
    "references": 3,
    "model": "m",
    "dimension": 4,
    "libraries": {"chromadb": "1"},
    "files": {"passages.json": "0"},
}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    write_json(tmp_path / NAME, Manifest.model_validate(FIELDS).sealed().model_dump())
    return tmp_path


def test_what_was_written_is_read(written: Path) -> None:
    assert read_manifest(written).passages == 2


@pytest.mark.parametrize("field", sorted(set(FIELDS) - {"format"}))
def test_any_changed_field_breaks_the_seal(field: str, written: Path) -> None:
    fields = json.loads((written / NAME).read_text())
    fields[field] = {"other": "1"} if isinstance(fields[field], dict) else type(fields[field])(7)
    (written / NAME).write_text(json.dumps(fields))
    with pytest.raises(Damaged, match="has changed since"):
        read_manifest(written)


def test_every_flipped_byte_is_found_out(written: Path) -> None:
    kept = (written / NAME).read_bytes()
    for place in range(len(kept)):
        (written / NAME).write_bytes(kept[:place] + bytes([kept[place] ^ 1]) + kept[place + 1 :])
        with pytest.raises((Damaged, Mismatch)):
            read_manifest(written)


def test_every_file_is_summed_but_the_one_that_lives(tmp_path: Path) -> None:
    for name in ("a.json", "chroma.sqlite3", "chroma.sqlite3-journal"):
        (tmp_path / name).write_text(name)
    sums = sums_of(tmp_path)
    assert set(sums) == {"a.json"}
    manifest = Manifest.model_validate({**FIELDS, "files": sums})
    verify_files(tmp_path, manifest)
    (tmp_path / "a.json").unlink()
    with pytest.raises(Damaged, match="missing"):
        verify_files(tmp_path, manifest)
    (tmp_path / "a.json").mkdir()
    with pytest.raises(Damaged, match="can't be read"):
        verify_files(tmp_path, manifest)

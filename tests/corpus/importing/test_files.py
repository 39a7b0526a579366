import zipfile
from pathlib import Path

import pytest

from corpus.errors import CorpusError, RecordError
from corpus.importing import files


def write(folder: Path, data: bytes, name: str = "f.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_text_with_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    assert files.read_text(write(tmp_path, b"\xef\xbb\xbfa\r\nb\rc")) == "a\nb\nc"


@pytest.mark.parametrize(
    ("data", "line", "word"),
    [
        (b"", 1, "empty"),
        (b" \n\n", 1, "empty"),
        (b"one\ntwo \x93quoted\x94\n", 2, "Windows-1252"),
        (b"one\ntwo\nthr\x00ee", 3, "NUL"),
    ],
)
def test_faults_carry_their_line(tmp_path: Path, data: bytes, line: int, word: str) -> None:
    with pytest.raises(RecordError, match=word) as caught:
        files.read_text(write(tmp_path, data))
    assert caught.value.line == line


def test_two_hundred_megabytes_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(RecordError, match="200,000,000 bytes"):
        files.read_text(path)


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="there is no file"):
        files.read_text(tmp_path / "none")
    with pytest.raises(CorpusError, match="can't be read"):
        files.read_text(tmp_path)


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package, package.open("x", "w") as part:
        for _ in range(101):
            part.write(bytes(1_000_000))
    with pytest.raises(RecordError, match="unpacks to"):
        files.check_package(path, "Word document")


def test_yaml_with_a_tab(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="tab") as caught:
        files.read_yaml(write(tmp_path, b"a: 1\nb:\n\tc: 2\n"))
    assert caught.value.line == 3

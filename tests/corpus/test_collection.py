from pathlib import Path

import pytest

from corpus.collection import digest_of, load_corpus, record_files
from corpus.errors import CorpusError, RecordError


def test_loads(mini_corpus: Path) -> None:
    corpus = load_corpus(mini_corpus)
    assert (len(corpus.cases()), len(corpus.findings()), len(corpus.interviews())) == (2, 3, 1)
    assert len(corpus.statements) == 15
    record, statement = corpus.statements["interview-ward-managers/what-they-said/2"]
    assert record.id == "interview-ward-managers"
    assert "director" in statement.text
    assert corpus.digest == digest_of(mini_corpus)


def test_the_digest_follows_every_byte_but_not_line_ends(corpus: Path) -> None:
    before = digest_of(corpus)
    path = next(record_files(corpus))
    data = path.read_bytes()
    path.write_bytes(data.replace(b"\n", b"\r\n"))
    assert digest_of(corpus) == before
    path.write_bytes(data + b" ")
    assert digest_of(corpus) != before


def test_faults(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no corpus folder"):
        load_corpus(tmp_path / "none")
    path = next(record_files(corpus))
    (path.parent / "case-zz.md").write_bytes(path.read_bytes())
    with pytest.raises(RecordError, match="is taken by cases/case-broker-network.md"):
        load_corpus(corpus)


def test_an_empty_corpus(tmp_path: Path) -> None:
    (tmp_path / "references.json").write_text("[]")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases/folder.md").mkdir()
    with pytest.raises(CorpusError, match="holds no records"):
        load_corpus(tmp_path)

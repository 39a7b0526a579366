import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CorpusError
from corpus.references import Reference, format_references, read_references
from tests.conftest import reference


def ref(**changed: Any) -> Reference:
    return Reference.model_validate({**reference("a-2020", "A title", "A fact."), **changed})


def test_reads_by_id(corpus: Path) -> None:
    assert list(read_references(corpus / "references.json")) == ["test-audit", "test-broker"]


def test_year_link_and_csl() -> None:
    work = ref()
    assert (work.year, work.link) == (2020, "https://doi.org/10.0000/a-2020")
    assert "custom" not in work.csl
    assert ref(DOI=None, URL="https://example.org/x").link == "https://example.org/x"
    assert ref(DOI=None, URL="javascript:alert(1)").link is None
    assert ref(issued={}).year is None


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("{", "not JSON"),
        ("{}", "not a list"),
        ("null", "not a list"),
        ("[1]", "entry 1"),
        (json.dumps([reference("a", "b", "c")]), "entry a: title"),
        (json.dumps([reference("a", "A title", "c")] * 2), "two entries have the id a"),
    ],
)
def test_faults_in_one_line(tmp_path: Path, content: str, word: str) -> None:
    path = tmp_path / "references.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=word) as caught:
        read_references(path)
    assert "\n" not in str(caught.value)


def test_no_file_and_no_utf8(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no references\.json"):
        read_references(tmp_path / "references.json")
    (tmp_path / "references.json").write_bytes(b'["\x93"]')
    with pytest.raises(CorpusError, match="not JSON in UTF-8"):
        read_references(tmp_path / "references.json")


def test_vancouver() -> None:
    (printed,) = format_references([ref(title="Does it help?")])
    assert printed.startswith("Tester A. Does it help?")
    assert "?." not in printed
    assert "2020" in printed
    assert format_references([]) == []

from datetime import date
from typing import Any

import pytest

from corpus.errors import CorpusError
from corpus.importing.works import keys_of, to_reference

TODAY = date(2026, 11, 23)
DEFAULTS: dict[str, str | None] = {"kind": None, "sector": "health", "jurisdiction": "UK"}
WORK: dict[str, Any] = {
    "type": "report",
    "title": "What works: the long report",
    "URL": "https://example.org/r",
}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"id": "smith2020"}, "smith2020"),
        ({"id": "http://zotero.org/1", "author": [{"family": "Ó Néill"}]}, "o-nd-works-long"),
        ({"author": [{"literal": "NHS England"}], "issued": {"date-parts": [[2020]]}}, "nhs-2020-works-long"),
        ({"note": "Citation Key: Key:2020"}, "key-2020"),
    ],
)
def test_ids(fields: dict[str, Any], expected: str) -> None:
    assert to_reference({**WORK, **fields}, DEFAULTS, TODAY)["id"] == expected


def test_a_kind_is_known_for_reports_but_not_for_articles() -> None:
    assert to_reference(WORK, DEFAULTS, TODAY)["custom"]["kind"] == "report"
    with pytest.raises(CorpusError, match="no kind"):
        to_reference({**WORK, "type": "article-journal"}, DEFAULTS, TODAY)


def test_the_same_work_by_doi_or_title_and_year() -> None:
    dated = {"title": "A Title!", "issued": {"date-parts": [[2020]]}}
    assert keys_of(dated) == keys_of({**dated, "title": "a title"})
    assert keys_of({"DOI": "https://doi.org/10.1/X"})[-1] == keys_of({"DOI": "10.1/x"})[-1]

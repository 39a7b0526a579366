from __future__ import annotations

import re

import pytest
from lxml import html as parser

from advisor.web.explore.explorer import VIEWS, Explorer
from advisor.web.explore.grid import AXES, lay_grid
from advisor.web.explore.library import Library
from corpus.vocabulary import vocabulary
from tests.advisor.web.explore.conftest import NASTY

PICTURES = [{"view": v} for v in VIEWS] + [{"view": "map", "axis": a} for a in AXES]


@pytest.fixture
def explorer(library: Library) -> Explorer:
    return Explorer(library)


def test_the_map_shows_every_cell_with_its_empties_and_words(explorer: Explorer, library: Library) -> None:
    page = parser.fromstring(explorer.picture({}))
    grid = lay_grid(library, "sector")
    tables = page.xpath("//table")
    assert len(tables) == 2
    for table in tables:
        assert len(table.xpath(".//td")) == len(vocabulary().approaches) * len(grid.columns)
        assert len(table.xpath(".//td[@class='kma-none']")) == grid.empty()
    labels = page.xpath("//button[@class='kma-cell']/@aria-label")
    assert "Audit and feedback, Health: 1 reference; certainty B, moderate; it helped" in labels


def test_each_cell_finds_the_records_that_it_counts(explorer: Explorer) -> None:
    page = parser.fromstring(explorer.picture({}))
    for button in page.xpath("//button[@data-find]"):
        query = dict(pair.split("=") for pair in button.get("data-find").split("&"))
        found = parser.fromstring(f"<div>{explorer.records(query)}</div>")
        assert found.xpath("//li/details")


def test_an_approach_page_has_every_part_and_is_honest_about_what_is_missing(explorer: Explorer) -> None:
    page = explorer.picture({"view": "approach", "approach": "communities-of-practice"})
    for heading in ("What its promoters expect", "What the evidence says", "What it costs", "Cases"):
        assert f"<h3>{heading}</h3>" in page
    assert "Not recorded: no case held says what this took" in page
    assert "No case of this approach is held." in page
    assert "may fade when the person who convenes them moves on" in page


def test_a_record_opens_to_statements_with_references_and_links(explorer: Explorer) -> None:
    page = parser.fromstring(f"<div>{explorer.records({'record': 'case-ward-audit'})}</div>")
    (item,) = page.xpath("//details")
    assert item.get("open") is not None
    for chip in item.xpath(".//button[@popovertarget]"):
        assert page.xpath(f"//*[@id='{chip.get('popovertarget')}']")
    listed = item.xpath(".//ol[@class='kma-sources']/li")
    assert listed[0].text_content().startswith("Tester A. A printed reference. 2020.")
    assert listed[0].xpath("./a/@href") == ["https://doi.org/10.0000/test-audit"]


def test_pages_hold_twenty_records(library: Library) -> None:
    many = {f"case-{n}": library.corpus.records["case-ward-audit"] for n in range(45)}
    corpus = type(library.corpus)(many, library.corpus.references, "")
    explorer = Explorer(Library(corpus))
    for page, shown in ((1, 20), (2, 20), (3, 5), (99, 5)):
        found = explorer.records({"page": str(page)})
        assert found.count("<details") == shown
    assert "Page 3 of 3" in explorer.records({"page": "99"})


def test_nothing_found_is_told_as_a_gap(explorer: Explorer) -> None:
    found = explorer.records({"sector": "education"})
    assert "No records are held" in found
    assert "gap in this collection" in found
    assert "Sector: Education." in found


@pytest.mark.parametrize(
    "sent", [*PICTURES, {"view": "approach", "approach": "networks"}, {"view": "approach"}]
)
def test_markup_in_the_collection_is_shown_as_text(nasty: Library, sent: dict[str, str]) -> None:
    explorer = Explorer(nasty)
    for part in (
        explorer.picture(sent),
        explorer.records({"words": NASTY, "approach": NASTY}),
        explorer.shell(),
    ):
        assert "<img" not in part
    assert "&lt;img" in explorer.records({"approach": "networks"})


@pytest.mark.parametrize("sent", [*PICTURES, {"view": "approach", "approach": "audit-feedback"}])
def test_ids_are_single_and_no_other_host_is_loaded_from(explorer: Explorer, sent: dict[str, str]) -> None:
    page = str(explorer.shell()).replace(str(explorer.picture({})), str(explorer.picture(sent)))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert not re.findall(r'\s(?:src|srcset|action)="', page)


def test_what_is_asked_for_in_error_gets_the_map(explorer: Explorer) -> None:
    for sent in ({"view": "nowhere"}, {"view": ["map"]}, {"axis": NASTY}):
        assert "Evidence and gaps: approach by sector" in explorer.picture(sent)
    assert "The approaches" in explorer.picture({"view": "approach", "approach": NASTY})

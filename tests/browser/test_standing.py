"""The line at the top of the page while questions can't be answered: it comes and goes by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from advisor.web.asking import Opened
from advisor.web.loading import Loading
from app import build_app
from index.errors import StoreAway
from tests.advisor.web.samples import OPENED
from tests.browser.conftest import Open
from tests.served import served

AWAY = StoreAway("http://chroma:8000").problem
AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


@dataclass(frozen=True)
class Service:
    """A page whose store may be away."""

    home: str
    advisor: Loading[Opened]


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    advisor = Loading.of(OPENED)
    with served(build_app(advisor)) as home:
        yield Service(home, advisor)


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)])
def test_it_says_that_the_store_is_away_and_when_it_is_back(
    visit: Open, service: Service, width: int, dark: bool
) -> None:
    service.advisor.trouble = AWAY
    seen = visit(service.home, width=width, dark=dark)
    line = seen.page.locator("#kma-standing")
    expect(line).to_have_text(AWAY)
    expect(line).to_be_visible()
    assert seen.faults() == []
    service.advisor.trouble = ""
    seen.page.evaluate(AGAIN)
    expect(line).to_be_hidden()
    service.advisor.trouble = AWAY
    seen.page.evaluate(AGAIN)
    expect(line).to_be_visible()
    service.advisor.trouble = ""
    assert seen.outside() == []

"""What the tests of the web room share: a running service over the small corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from advisor.database import StoreOptions
from advisor.pipeline import Advisor
from advisor.programs import Programs
from advisor.receipts.store import Receipts
from advisor.web.asking import Opened
from advisor.web.loading import Loading
from app import build_app
from tests.advisor.web.samples import HOLDINGS, stub
from tests.served import served


@dataclass(frozen=True)
class Service:
    """A running service: its address, and the receipts that it keeps."""

    address: str
    receipts: Receipts


@pytest.fixture(scope="package")
def service(small_advisor: Advisor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    receipts = Receipts(StoreOptions(folder=tmp_path_factory.mktemp("kept")))
    opened = Opened(ask=stub, holdings=HOLDINGS, programs=Programs(small_advisor, receipts))
    with served(build_app(Loading.of(opened))) as home:
        yield Service(home, receipts)

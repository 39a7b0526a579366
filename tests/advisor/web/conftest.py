"""What the tests of the web room share: a running service over the small corpus."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from advisor.database import StoreOptions
from advisor.examples import load_examples
from advisor.pipeline import Advisor
from advisor.programs import Programs
from advisor.receipts.store import Receipts
from advisor.settings import load_settings
from advisor.web.asking import Opened
from advisor.web.loading import Loading
from app import build_app
from index.embedding import SentenceTransformerEmbedder
from index.options import IndexOptions
from tests.advisor.web.samples import HOLDINGS, stub
from tests.conftest import Built
from tests.served import served


@dataclass(frozen=True)
class Service:
    """A running service: its address, and the receipts that it keeps."""

    address: str
    receipts: Receipts


@pytest.fixture(scope="package")
def service(
    built: Built,
    embedder: SentenceTransformerEmbedder,
    tmp_path_factory: pytest.TempPathFactory,
    pytestconfig: pytest.Config,
) -> Iterator[Service]:
    kept = pytestconfig.cache.mkdir("examples")
    folder = tmp_path_factory.mktemp("api") / "builds"
    shutil.copytree(built.options.folder, folder)
    load_examples(embedder, kept)
    for vectors in kept.glob("examples-*.npy"):
        shutil.copy(vectors, folder)
    advisor = Advisor.open(load_settings(corpus=built.corpus, index=IndexOptions(folder=folder)))
    receipts = Receipts(StoreOptions(folder=tmp_path_factory.mktemp("kept")))
    opened = Opened(ask=stub, holdings=HOLDINGS, programs=Programs(advisor, receipts))
    with served(build_app(Loading.of(opened))) as home:
        yield Service(home, receipts)

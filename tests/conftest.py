"""For the whole suite: no outside host, a small corpus, the real model once, and a real index over the corpus."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from advisor.pipeline import Advisor
    from index.embedding import SentenceTransformerEmbedder
    from index.options import IndexOptions

NO_NETWORK = Path(__file__).parent / "no_network"
FILLERS = {
    "What it does": "What was seen of {} describes a scheme that ran for one year and then closed.",
    "Why its promoters expect it to work": "The people behind {} expect that showing results to those who can act "
    "upon them prompts a change.",
    "Evidence": "No evaluation of outcomes was seen for {}, so nothing can be said about its effects.",
    "Challenges and pitfalls": "Reports from {} mention staff who left early and a budget that was cut halfway.",
    "Lessons for the NHS": "A fair reading for the NHS is that {} would need a named lead with time of their own.",
}
"""What a case of the small corpus says under a heading that a test has no words for."""


def pytest_configure(config: pytest.Config) -> None:
    """Block outside hosts before anything is collected, here and in every Python process started from here."""
    noting, path = tempfile.mkstemp(prefix="kma-outside-")
    os.close(noting)
    os.environ["KMA_OUTSIDE"] = path
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, (str(NO_NETWORK), str(config.rootpath), os.environ.get("PYTHONPATH")))
    )
    os.environ["KMA_STORE__FOLDER"] = tempfile.mkdtemp(prefix="kma-store-")
    config.add_cleanup(lambda: shutil.rmtree(os.environ["KMA_STORE__FOLDER"], ignore_errors=True))
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    from tests.no_network import sitecustomize  # the hook stays until this process ends

    config.add_cleanup(Path(path).unlink)
    assert sitecustomize.NOTE in os.environ


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what loads the model, and what drives a browser."""
    for item in items:
        if {"embedder", "built"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("model")
        if "browser" in item.path.parent.parts:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def outside() -> Path:
    """The file that notes every attempt to reach another machine."""
    return Path(os.environ["KMA_OUTSIDE"])


@pytest.fixture(autouse=True)
def _stays_at_home(outside: Path) -> Iterator[None]:
    """Fail a test during which anything tried to reach another machine, even if the refusal was swallowed."""
    before = outside.stat().st_size
    yield
    if outside.stat().st_size > before:
        tried = outside.read_text(encoding="utf-8")[before:]
        pytest.fail(f"the test tried to reach another machine: {tried}")


def reference(name: str, title: str, fact: str) -> dict[str, object]:
    """One entry of a bibliography; invented, for tests alone."""
    return {
        "id": name,
        "type": "article-journal",
        "title": title,
        "author": [{"family": "Tester", "given": "Ann"}],
        "container-title": "Journal of Test Records",
        "issued": {"date-parts": [[2020]]},
        "DOI": f"10.0000/{name}",
        "custom": {
            "seen_at": f"https://example.org/{name}",
            "seen_on": "2026-11-01",
            "seen": "abstract",
            "kind": "rct",
            "jurisdiction": "UK",
            "sector": "health",
            "key_facts": [fact],
        },
    }


def case(name: str, title: str, approach: str, sentences: dict[str, str], cites: str, **fields: str) -> str:
    """The Markdown of a case; every section but those given says that nothing is known."""
    words = {section: filler.format(title) for section, filler in FILLERS.items()} | sentences
    body = "".join(f"## {section}\n\n{sentence} [@{cites}]\n\n" for section, sentence in words.items())
    front = {
        "id": name,
        "kind": "case",
        "title": title,
        "sector": "health",
        "country": "GB-ENG",
        "years": '"2020"',
        "approaches": f"[{approach}]",
        "setting": "[trust-acute]",
        "direction": "mixed",
        "grade": "C",
        "checked": "2026-11-01",
        **fields,
    }
    return _record(front, body)


def finding(name: str, title: str, approach: str, sentence: str, cites: str, **fields: str) -> str:
    """The Markdown of a finding."""
    front = {
        "id": name,
        "kind": "finding",
        "title": title,
        "approaches": f"[{approach}]",
        "sector": "health",
        "country": "INT",
        "aspect": "effect",
        "direction": "helps",
        "grade": "B",
        "design": "systematic-review",
        "closeness": "direct",
        "checked": "2026-11-01",
        **fields,
    }
    return _record(front, f"## Finding\n{sentence} [@{cites}]\n")


def interview(name: str, title: str, approach: str, sentences: list[str], cites: str) -> str:
    """The Markdown of an interview record."""
    front = {
        "id": name,
        "kind": "interview",
        "title": title,
        "approaches": f"[{approach}]",
        "sector": "health",
        "country": "GB-ENG",
        "years": '"2020"',
        "wording": "paraphrase",
        "speaker": "{role: ward managers, organisation: acute trusts}",
        "consent": "published",
        "checked": "2026-11-01",
    }
    return _record(front, "## What they said\n" + "".join(f"- {s} [@{cites}]\n" for s in sentences))


def _record(front: dict[str, str], body: str) -> str:
    """Front matter and body as one Markdown file."""
    return "---\n" + "".join(f"{k}: {v}\n" for k, v in front.items()) + "---\n" + body


def write_mini_corpus(folder: Path) -> Path:
    """Write six invented records and their bibliography; `python -m corpus check --no-quotas` passes them."""
    records = {
        "cases/case-ward-audit": case(
            "case-ward-audit",
            "Ward audit of falls",
            "audit-feedback",
            {
                "What it does": "The ward audit of falls sent each ward a monthly chart of its own falls beside those "
                "of similar wards in the same hospital.",
                "Evidence": "In the ward audit of falls, wards that had charts recorded fewer falls than before, but "
                "no comparison group was kept, so the cause is not known.",
                "Challenges and pitfalls": "Nurses in the ward audit of falls said that charts came two months late, "
                "which made them hard to act upon.",
            },
            "test-audit, abstract",
        ),
        "cases/case-broker-network": case(
            "case-broker-network",
            "Broker network for councils",
            "knowledge-brokers",
            {
                "What it does": "The broker network for councils placed one knowledge broker in each public health "
                "department to find and explain research.",
                "Evidence": "A trial of the broker network for councils found no difference overall in how far "
                "research was used in planning decisions.",
            },
            "test-broker, abstract",
            sector="public-health",
            country="CA",
            setting="[la-public-health]",
            direction="no-effect",
        ),
        "findings/finding-audit-feedback-size": finding(
            "finding-audit-feedback-size",
            "How far audit and feedback changes practice",
            "audit-feedback",
            "Across many trials, audit and feedback probably brings a small improvement in professional practice, and "
            "more where practice was poor at the start.",
            "test-audit, abstract",
        ),
        "findings/finding-knowledge-brokers-needs": finding(
            "finding-knowledge-brokers-needs",
            "What knowledge brokers need",
            "knowledge-brokers",
            "Knowledge brokers may need protected time and the trust of senior managers before they can do their work "
            "in a busy organisation.",
            "test-broker, abstract",
            aspect="needs",
            direction="unknown",
            grade="C",
        ),
        "findings/finding-communities-of-practice-struggles": finding(
            "finding-communities-of-practice-struggles",
            "When communities of practice fade",
            "communities-of-practice",
            "Communities of practice may fade when the person who convenes them moves on and nobody is paid to take "
            "over the meetings.",
            "test-broker, abstract",
            aspect="struggles",
            direction="mixed",
            grade="C",
        ),
        "interviews/interview-ward-managers": interview(
            "interview-ward-managers",
            "Ward managers on charts",
            "audit-feedback",
            [
                "Ward managers in acute trusts said that a chart meant little until somebody sat down with the team "
                "and talked it through.",
                "Several ward managers in acute trusts felt watched rather than helped when feedback went first to "
                "their director.",
            ],
            "test-audit, abstract",
        ),
    }
    for name, text in records.items():
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    entries = [
        reference("test-audit", "A test record about audit", "Wards with charts recorded fewer falls."),
        reference("test-broker", "A test record about brokers", "A trial found no difference overall."),
    ]
    (folder / "references.json").write_text(json.dumps(entries, indent=1), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def mini_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small corpus; do not change it (write_mini_corpus makes one to change)."""
    return write_mini_corpus(tmp_path_factory.mktemp("mini-corpus"))


@pytest.fixture(scope="session")
def embedder() -> SentenceTransformerEmbedder:
    """The packaged model, loaded once."""
    from index.embedding import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder()


@dataclass(frozen=True)
class Built:
    """A real index over the small corpus; do not change it."""

    corpus: Path
    options: IndexOptions
    build: Path


@pytest.fixture(scope="session")
def built(
    mini_corpus: Path, embedder: SentenceTransformerEmbedder, tmp_path_factory: pytest.TempPathFactory
) -> Built:
    """The small corpus, built with the real model and real Chroma."""
    from corpus.collection import load_corpus
    from index.builds import build_index
    from index.options import IndexOptions

    folder = tmp_path_factory.mktemp("builds")
    build = build_index(load_corpus(mini_corpus), embedder, folder)
    return Built(mini_corpus, IndexOptions(folder=folder), build)

@pytest.fixture(scope="session")
def small_advisor(
    built: Built,
    embedder: SentenceTransformerEmbedder,
    tmp_path_factory: pytest.TempPathFactory,
    pytestconfig: pytest.Config,
) -> Advisor:
    """The whole advisor over a copy of the small build; vectors of the examples are kept between runs of the tests."""
    from advisor.examples import load_examples
    from advisor.pipeline import Advisor
    from advisor.settings import load_settings
    from index.options import IndexOptions

    kept = pytestconfig.cache.mkdir("examples")
    folder = tmp_path_factory.mktemp("advisor") / "builds"
    shutil.copytree(built.options.folder, folder)
    load_examples(embedder, kept)
    for vectors in kept.glob("examples-*.npy"):
        shutil.copy(vectors, folder)
    return Advisor.open(load_settings(corpus=built.corpus, index=IndexOptions(folder=folder)))

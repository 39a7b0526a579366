"""The controlled vocabulary: approaches and their bands of fit, context facets, barriers, grades, rules."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from corpus.errors import CorpusError
from corpus.records import Frozen, Slug

DATA = Path(__file__).parent / "data"


class Bands(Frozen):
    """What an approach serves and takes; each value is a slug of the facet of the same name."""

    goals: dict[str, float]
    audience: tuple[str, ...] = ()
    poor_audience: tuple[str, ...] = ()
    time: str
    money: str
    people: str
    scale: tuple[str, ...] = ()
    complexity: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    poor_evidence: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    hurt: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


class Approach(Frozen):
    """One way of mobilising knowledge."""

    slug: Slug
    name: str
    definition: str
    roles: tuple[Literal["products", "brokering", "implementation", "capacity"], ...]
    mechanisms: tuple[str, ...]
    sources: tuple[str, ...]
    aliases: tuple[str, ...]
    fit: Bands


class GradeRule(Frozen):
    """What a certainty grade means and the wording it allows."""

    rule: str
    wording: str


class FitRule(Frozen):
    """One rule of fit: when a situation holds, points for and against approaches, and its references."""

    id: Slug
    when: dict[str, tuple[str, ...]]
    words: str
    references: tuple[str, ...] = Field(min_length=1)
    favours: dict[str, float] = {}
    against: dict[str, float] = {}


class Vocabulary(Frozen):
    """All words that records, contexts and rules may use."""

    facets: dict[str, dict[str, str]]
    outcomes: tuple[str, ...]
    grades: dict[str, GradeRule]
    countries: dict[str, str]
    rules: tuple[FitRule, ...]
    approaches: tuple[Approach, ...]

    def approach(self, slug: str) -> Approach:
        """The approach with this slug; CorpusError when there is none."""
        for approach in self.approaches:
            if approach.slug == slug:
                return approach
        raise CorpusError(f"there is no approach {slug!r}.", "See `approaches` in vocabulary.yaml.")

    def label(self, facet: str, value: str) -> str:
        """The manager's words for a value of a facet, or the value itself."""
        return self.facets.get(facet, {}).get(value, value)

    def slugs(self) -> frozenset[str]:
        """The slugs of all approaches."""
        return frozenset(a.slug for a in self.approaches)

    def country(self, code: str) -> str:
        """The name of a country code; the code itself when it has none here."""
        return self.countries.get(code, code)


@cache
def vocabulary(path: Path = DATA / "vocabulary.yaml") -> Vocabulary:
    """Read the vocabulary once; CorpusError names the first fault."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())
        return Vocabulary.model_validate(raw)
    except FileNotFoundError as err:
        raise CorpusError(
            f"the vocabulary {path.name} is missing.", "Restore it from the repository."
        ) from err
    except (yaml.YAMLError, ValueError, OSError) as err:
        first = str(err).splitlines()[0]
        raise CorpusError(f"the vocabulary {path.name} can't be read: {first}.", "Mend that entry.") from err


def _loader() -> type:
    """The C loader where PyYAML has it: ten times as fast."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)

"""Any words are read into a situation; a situation put into words is read back."""

from __future__ import annotations

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.context import FIELDS, MANY, ManagerContext
from advisor.lexicon import LEXICON, found
from advisor.read_context import read_context
from corpus.vocabulary import vocabulary

PHRASES: dict[str, dict[str, list[str]]] = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))
FACETS = [f for f in FIELDS if f in PHRASES]
ASCII = st.characters(min_codepoint=97, max_codepoint=122)


@st.composite
def told(draw: st.DrawFn) -> tuple[dict[str, str], str]:
    """Some facets with a value each, and a text that names each in a way that the lexicon knows."""
    chosen = draw(st.lists(st.sampled_from(FACETS), unique=True, min_size=1, max_size=4))
    values, said = {}, []
    for facet in chosen:
        values[facet] = draw(st.sampled_from(sorted(map(str, PHRASES[facet]))))
        listed = {str(k): v for k, v in PHRASES[facet].items()}[values[facet]]
        said.append(
            draw(
                st.from_regex(
                    draw(st.sampled_from(listed)),
                    fullmatch=True,
                    alphabet=ASCII | st.sampled_from(" '-0123456789£,./&%+"),
                )
            )
        )
    return values, "We wonder; " + "; ".join(" ".join(s.split()) for s in said) + "; what would fit?"


@settings(max_examples=120, deadline=None)
@given(told())
def test_what_is_named_is_found_and_read(case: tuple[dict[str, str], str]) -> None:
    values, text = case
    context = read_context(text).context
    for facet, value in values.items():
        names = [hit[0] for hit in found(text, facet)]
        assert value in names, (facet, value, text)
        read = getattr(context, facet)
        assert value in read if facet in MANY else read in names


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_words_give_a_situation_that_survives_being_kept(text: str) -> None:
    reading = read_context(text)
    assert ManagerContext.model_validate_json(reading.context.model_dump_json()) == reading.context
    assert not reading.goals or abs(sum(reading.goals.values()) - 1) < 1e-9
    again = read_context("and what then?", base=reading.context).context
    assert again.known().items() >= reading.context.known().items()


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*FIELDS, "shoe_size"]),
        st.one_of(st.none(), st.text(max_size=12), st.integers(), st.lists(st.text(max_size=6))),
    )
)
def test_only_what_the_vocabulary_knows_becomes_a_situation(fields: dict[str, object]) -> None:
    try:
        context = ManagerContext.model_validate(fields)
    except ValueError:
        return
    facets = vocabulary().facets
    for facet, value in context.known().items():
        allowed = facets["barrier" if facet == "barriers" else facet]
        assert set([value] if isinstance(value, str) else value) <= set(allowed)

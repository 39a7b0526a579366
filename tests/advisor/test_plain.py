"""An answer as plain text."""

from __future__ import annotations

from advisor.answer import Cell, Source, Table
from advisor.labels import PARTS
from advisor.plain import as_text
from tests.advisor.test_answer import answer, recommendation, said

SOURCE = Source(
    number=1,
    record="case-charts",
    statement="case-charts/evidence/1",
    kind="case",
    title="Charts",
    text="Charts helped.",
    reference_ids=("test",),
    reference="Tester A. Charts. 2020.",
)


def test_every_part_is_said_in_reading_order() -> None:
    parts = {field: (said(f"The {field} sentence."),) for field in PARTS}
    text = as_text(
        answer(
            lead="The lead.",
            short_answer=(said("The short answer."),),
            clarifying_question="Which is it?",
            tables=(
                Table(title="The table", columns=("a",), rows=((Cell(text="One cell", sources=(1,)),),)),
            ),
            recommendations=(recommendation(**parts, fit_words="The fit.", notes=("The note of it.",)),),
            advised_against=(recommendation("Networks"),),
            gaps=(said("The gap."),),
            notes=("The last note.",),
            sources=(SOURCE,),
        )
    )
    expected = [
        "The lead.",
        "The short answer. [1]",
        "Which is it?",
        "The table",
        "One cell [1]",
        "1. AUDIT AND FEEDBACK (possible fit; certainty C, helps)",
        "The fit.",
        *(f"{title}: The {field} sentence. [1]" for field, title in PARTS.items()),
        "The note of it.",
        "Think twice: NETWORKS",
        "What the evidence cannot tell you: The gap. [1]",
        "The last note.",
        "Composed from the statements of the sources, word for word, without a chat model.",
        "[1] Tester A. Charts. 2020. (case-charts; seen: not said)",
    ]
    places = [text.find(words) for words in expected]
    assert -1 not in places, expected[places.index(-1)]
    assert places == sorted(places)


def test_nothing_empty_is_announced() -> None:
    text = as_text(answer(recommendations=(recommendation(),)))
    assert not any(title in text for title in PARTS.values())
    assert "cannot tell" not in text


def test_lines_are_at_most_100_columns_wide_and_lose_no_word() -> None:
    long = "word " * 300 + "end."
    text = as_text(answer(lead=long, notes=(long,)))
    assert max(map(len, text.splitlines())) <= 100
    assert text.split() == (long + " " + long).split()


def test_a_sentence_with_two_sources_has_both_numbers() -> None:
    both = said("Charts helped.").model_copy(update={"sources": (1, 2)})
    assert "Charts helped. [1] [2]" in as_text(answer(short_answer=(both,)))

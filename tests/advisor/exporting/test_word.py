import io
import re

import docx
from docx.document import Document

from advisor.answer import Answer
from advisor.exporting import to_word
from advisor.exporting.briefing import ROOMS
from corpus.collection import Corpus
from tests.advisor.exporting.conftest import ODD, option, said


def opened(answer: Answer, corpus: Corpus) -> Document:
    return docx.Document(io.BytesIO(to_word(answer, corpus)))


def lines(document: Document) -> list[str]:
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return [p.text for p in document.paragraphs] + [line for cell in cells for line in cell.split("\n")]


def test_every_cited_number_is_in_the_reference_list(answer: Answer, corpus: Corpus) -> None:
    found = lines(opened(answer, corpus))
    listed = {int(m[1]) for line in found if (m := re.match(r"\[(\d+)\]\t", line))}
    assert listed == {s.number for s in answer.sources}


def test_a_work_that_is_cited_twice_is_listed_once(answer: Answer, corpus: Corpus) -> None:
    same = answer.sources[3].model_copy(update={"number": 5})
    twice = answer.model_copy(update={"sources": (*answer.sources[:4], same, *answer.sources[5:])})
    assert sum(line.startswith("[4, 5]\t") for line in lines(opened(twice, corpus))) == 1


def test_no_sentence_is_without_its_number(answer: Answer, corpus: Corpus) -> None:
    text = "\n".join(lines(opened(answer, corpus)))
    assert f"{ODD} helped [1]." in text
    for name, first in (("Audit <i>", 2), ("Brokers", 3), ("Posters", 4)):
        assert f"{name} prompts change [{first}]." in text
        assert f"{name} helped wards [{first}, {first + 1}]. {name} “failed” [{first + 1}]?" in text
        assert f"{name} needs a lead [{first}]" in text
        assert f"{name} stopped [{first + 1}]." in text
    assert "Nothing is known of cost [7]." in text
    assert "x|y [6]" in text


def test_a_briefing_is_short_and_says_so(answer: Answer, corpus: Corpus) -> None:
    rec = option("Audit", "strong", 1)
    needs = (said("First need.", 1), said("Second need " + "with many words " * 400 + ".", 7))
    long = rec.model_copy(update={"needs": needs})
    cut = answer.model_copy(update={"recommendations": (long,), "advised_against": (), "gaps": ()})
    text = "\n".join(lines(opened(cut, corpus)))
    assert "First need [1]." in text
    assert "Second need" not in text
    assert "[7]\t" not in text
    assert re.search(r"leaves out \d+ sentences of the full answer", text)


def test_what_speaks_against_an_approach_is_cut_last() -> None:
    assert all(room.parts["struggled"] for room in ROOMS)


def test_first_steps_cite_only_what_is_listed(answer: Answer, corpus: Corpus) -> None:
    found = lines(opened(answer, corpus))
    assert "Check that you have what it needs [2]." in found
    assert "Agree how you would guard against what went wrong elsewhere [3]." in found
    assert "Read the sources on audit <i>, and judge how near they are to your own work [2, 3]." in found


def test_no_first_steps_without_a_recommendation(bare: Answer, corpus: Corpus) -> None:
    assert "First steps" not in lines(opened(bare, corpus))


def test_header_says_date_build_and_settings(answer: Answer, corpus: Corpus) -> None:
    head = opened(answer, corpus).sections[0].header.paragraphs[0].text
    assert head == "Prepared 23 November 2026 · Evidence build 20261123T-abc · Settings 83eca0fb4960e620"


def test_the_options_table_has_each_mark(answer: Answer, corpus: Corpus) -> None:
    rows = [[c.text for c in r.cells] for r in opened(answer, corpus).tables[0].rows]
    assert [r[0] for r in rows] == ["Approach", "Audit <i>", "Brokers", "Posters"]
    assert rows[1][1:3] == [
        "Strong fit",
        "Certainty: moderate (grade B)\nFound: mixed results (sources disagree)\n"
        "Closeness: studied in health or care, in other work",
    ]
    assert rows[3][1] == "Poor fit\nThink twice"


def test_question_situation_and_language(answer: Answer, corpus: Corpus) -> None:
    document = opened(answer, corpus)
    text = "\n".join(lines(document))
    assert f"How do we get {ODD} used?" in text
    assert "Organisation: Community trust; Money: No money." in text
    assert 'w:lang w:val="en-GB"' in document.styles.element.xml
    assert document.core_properties.language == "en-GB"


def test_what_was_only_read_in_part_is_marked(answer: Answer, corpus: Corpus) -> None:
    text = "\n".join(lines(opened(answer, corpus)))
    assert "d=2. †" in text
    assert "† Of this work" in text


def test_an_answer_without_recommendations(bare: Answer, corpus: Corpus) -> None:
    document = opened(bare, corpus)
    assert "Which drug?" in lines(document)
    assert not document.tables
    assert "build not recorded" in document.sections[0].header.paragraphs[0].text

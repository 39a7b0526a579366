import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from advisor.answer import Answer
from advisor.exporting import to_markdown
from advisor.exporting.markdown import escape
from advisor.exporting.text import clean
from tests.advisor.exporting.conftest import ODD

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ENDS = re.compile("[.?]”?$")
FOREIGN = {
    "html_inline",
    "html_block",
    "em_open",
    "strong_open",
    "image",
    "code_inline",
    "fence",
    "code_block",
    "s_open",
}


def inline(text: str) -> list[Token]:
    tokens = READER.parse(text)
    return [*tokens, *(child for token in tokens for child in token.children or ())]


def shown(text: str) -> str:
    return "\n".join(
        "".join(c.content for c in t.children or ()) for t in READER.parse(text) if t.type == "inline"
    )


def test_markup_survives_as_text(answer: Answer) -> None:
    text = to_markdown(answer)
    assert not FOREIGN & {token.type for token in inline(text)}
    assert f"How do we get {ODD} used?" in shown(text)
    assert f"1. A note {ODD}" in shown(text)


def test_only_references_link_and_their_addresses_are_whole(answer: Answer) -> None:
    links = {str(t.attrs["href"]) for t in inline(to_markdown(answer)) if t.type == "link_open"}
    assert links == {"https://example.org/a_b?c=1&d=2", "https://doi.org/10.1000/a_b"}


def test_every_sentence_has_its_numbers(answer: Answer) -> None:
    text = shown(to_markdown(answer))
    for sentence in answer.sentences():
        line = next(line for line in text.splitlines() if f"{ENDS.sub('', clean(sentence.text))} [" in line)
        assert all(str(n) in line for n in sentence.sources)
    assert all(f"[{s.number}] Berg" in text for s in answer.sources)
    assert "“failed” [3]?" in text


def test_a_table_keeps_its_columns(answer: Answer) -> None:
    cells = [t for t in inline(to_markdown(answer)) if t.type in ("th_open", "td_open")]
    assert len(cells) == 4
    assert "x|y [6]" in shown(to_markdown(answer))


@pytest.mark.parametrize(
    "text", ["# a", "- a", "+ a", "1. a", "12) a", "> a", "    a", "---", "===", "a\n\n# b", "www.x.test"]
)
def test_no_text_opens_a_block(text: str) -> None:
    assert [t.type for t in READER.parse(escape(text))] == [
        "paragraph_open",
        "inline",
        "paragraph_close",
    ]
    assert shown(escape(text)) == " ".join(text.split())


def test_an_answer_without_recommendations(bare: Answer) -> None:
    text = to_markdown(bare)
    assert "Which drug?" in text
    assert "References" not in text

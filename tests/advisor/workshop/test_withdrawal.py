"""Words that are withdrawn from the corpus leave the workshops too, and the workshops can still be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from advisor.answer import Answer, Sentence
from advisor.context import ManagerContext
from advisor.database import FILE
from advisor.workshop.cards import shipped_cards
from advisor.workshop.record import to_word
from corpus.fingerprints import fingerprints
from corpus.stores import redact, rows_that_used
from tests.advisor.workshop.conftest import SAMPLE, open_sample, sample_ask

FALLS = shipped_cards()[1]
SAID = "A chart meant little until somebody sat down with the team and talked it through with us."


def voiced(text: str, context: ManagerContext) -> Answer:
    spoken = Sentence(text=SAID, sources=(1,), support=(SAID,))
    return sample_ask(text, context).model_copy(update={"short_answer": (spoken,)})


def test_withdrawn_words_leave_what_was_revealed_and_asked_again(tmp_path: Path) -> None:
    workshops = open_sample(tmp_path, replace(SAMPLE, ask=voiced))
    lead = workshops.open("Month 16", [FALLS])
    table = workshops.join(lead.code, "Table 1")
    workshops.predict(table, FALLS.id, ["networks"], "It spreads.")
    workshops.reveal(lead, FALLS.id)
    wanted = fingerprints(SAID)
    assert rows_that_used(tmp_path / FILE, ["interview-ward-managers"], wanted) == ["workshop_answer 1"]
    assert redact(tmp_path / FILE, wanted) == 1
    assert not [p for p in tmp_path.iterdir() if b"sat down with the team" in p.read_bytes()]
    scene = open_sample(tmp_path).scene(table)
    assert scene.round.revealed is not None
    assert "[withdrawn]" in scene.round.revealed.answer.short_answer[0].text
    assert scene.round.predictions[0].why == "It spreads."
    assert to_word(workshops, lead).startswith(b"PK")

"""The Word record, read back by python-docx."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from advisor.workshop.cards import shipped_cards
from advisor.workshop.comparing import ask_again
from advisor.workshop.hosting import Workshops
from advisor.workshop.models import Seat
from advisor.workshop.record import to_word

FALLS, SPREAD = shipped_cards()[1], shipped_cards()[3]


def words_of(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.fixture
def seats(workshops: Workshops) -> tuple[Seat, Seat]:
    lead = workshops.open("Month 16 <b>", [FALLS, SPREAD])
    table = workshops.join(lead.code, "Table 1")
    workshops.predict(table, FALLS.id, ["facilitation"], "Somebody must <i>help</i>.\x0b")
    return lead, table


def test_the_record_holds_the_whole_round(workshops: Workshops, seats: tuple[Seat, Seat]) -> None:
    lead, table = seats
    workshops.reveal(lead, FALLS.id)
    workshops.react(table, FALLS.id, "audit-feedback", "try", "From June.")
    ask_again(workshops, lead)
    told = words_of(to_word(workshops, lead))
    for expected in (
        "Month 16 <b>",
        FALLS.question,
        "1. Facilitation and coaching",
        "Somebody must <i>help</i>.",
        "Start by showing ward teams their own falls figures each month [1, 2].",
        "Audit and feedback: Table 1 would try it. From June.",
        "What nobody mentioned",
        "A network of twelve trusts met each month.",
        "[6] Sample A, Example B.",
        "The advice is the same.",
    ):
        assert expected in told, expected
    assert lead.key not in told
    assert table.key not in told


def test_before_the_evidence_the_record_tells_no_prediction(
    workshops: Workshops, seats: tuple[Seat, Seat]
) -> None:
    for seat in seats:
        assert "Somebody must" not in words_of(to_word(workshops, seat))


@pytest.mark.slow
def test_libreoffice_opens_the_record(workshops: Workshops, seats: tuple[Seat, Seat], tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    workshops.reveal(seats[0], FALLS.id)
    (tmp_path / "record.docx").write_bytes(to_word(workshops, seats[0]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "record.docx")], check=True, capture_output=True, timeout=120)
    assert (tmp_path / "record.pdf").read_bytes().startswith(b"%PDF")

"""Files of an answer for its reader: the name, the kind and the bytes of each form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.answer import Answer
from advisor.errors import AdvisorError
from advisor.receipts.receipt import fit_to_keep

if TYPE_CHECKING:
    from advisor.web.asking import Opened

JSON = "application/json"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class NoFile(AdvisorError):
    """A form of an answer that can't be given."""


@dataclass(frozen=True)
class Parcel:
    """One file to download."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Form:
    """One kind of file: what its button says, and how it is called when it is saved."""

    label: str
    name: str
    kind: str


BRIEFINGS = {
    "word": Form("Word briefing", "briefing.docx", WORD),
    "markdown": Form("Markdown", "briefing.md", "text/markdown"),
}
REFERENCES = {
    "ris": Form("RIS", "references.ris", "application/x-research-info-systems"),
    "bibtex": Form("BibTeX", "references.bib", "application/x-bibtex"),
    "csl": Form("CSL-JSON", "references.json", "application/vnd.citationstyles.csl+json"),
}
RECORDS = {"receipt": Form("Receipt (JSON)", "receipt.json", JSON)}
FORMS = BRIEFINGS | REFERENCES | RECORDS


def parcel(form: str, answer: Answer, opened: Opened) -> Parcel:
    """An answer in one form.

    Args:
        form: a key of `FORMS`.
        answer: what to give.
        opened: the collection that it cites, and the receipts.

    Raises:
        KmaError: when there is no such form, or the collection or the receipt is no longer there.
    """
    if form not in FORMS:
        raise NoFile(f"there is no form {form!r} of an answer.", f"Choose one of: {', '.join(FORMS)}.")
    made = _receipt(answer, opened) if form == "receipt" else _exported(form, answer, opened)
    return Parcel(FORMS[form].name, FORMS[form].kind, made.encode() if isinstance(made, str) else made)


def _exported(form: str, answer: Answer, opened: Opened) -> str | bytes:
    from advisor import exporting

    if form == "markdown":
        return exporting.to_markdown(answer)
    if opened.corpus is None:
        raise NoFile("the collection is not open.", "Try again in a minute.")
    writers: dict[str, Callable[..., str | bytes]] = {
        "word": exporting.to_word,
        "ris": exporting.to_ris,
        "bibtex": exporting.to_bibtex,
        "csl": exporting.to_csl_json,
    }
    return writers[form](answer, opened.corpus)


def _receipt(answer: Answer, opened: Opened) -> str:
    """The receipt that was kept."""
    if not answer.receipt or opened.receipts is None:
        raise NoFile("no receipt of this answer was kept.")
    return fit_to_keep(opened.receipts.get(answer.receipt)).model_dump_json(indent=2) + "\n"

"""The cited references as CSL-JSON, RIS (written by rispy) and BibTeX (written by pybtex)."""

from __future__ import annotations

import json
import re
from typing import Any

from advisor.answer import Answer
from advisor.errors import AdvisorError
from advisor.exporting.text import clean
from corpus.collection import Corpus

RIS_TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK",
    "chapter": "CHAP", "paper-conference": "CPAPER", "report": "RPRT", "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
RIS_FIELDS = {
    "title": "title", "container-title": "secondary_title", "publisher": "publisher", "volume": "volume",
    "issue": "number", "DOI": "doi", "ISSN": "issn", "ISBN": "issn", "abstract": "abstract",
}  # fmt: skip
BIBTEX_TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "chapter": "incollection", "paper-conference": "inproceedings", "report": "techreport",
    "thesis": "phdthesis",
}  # fmt: skip
BIBTEX_FIELDS = {
    "title": "title", "volume": "volume", "issue": "number", "page": "pages", "publisher": "publisher",
    "DOI": "doi", "URL": "url", "ISSN": "issn", "ISBN": "isbn", "abstract": "abstract", "note": "note",
}  # fmt: skip
BIBTEX_HOMES = {
    "article": "journal", "incollection": "booktitle", "inproceedings": "booktitle", "phdthesis": "school",
    "book": "series", "techreport": "series", "misc": "howpublished",
}  # fmt: skip
VERBATIM = frozenset({"doi", "url"})
LATEX = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
)


def cited_references(answer: Answer, corpus: Corpus) -> list[dict[str, Any]]:
    """The CSL fields of each work that the answer cites, once, in the order of the numbers.

    Raises:
        AdvisorError: when the corpus does not hold a work that the answer cites.
    """
    ids = dict.fromkeys(i for s in sorted(answer.sources, key=lambda s: s.number) for i in s.reference_ids)
    if lost := [i for i in ids if i not in corpus.references]:
        raise AdvisorError(f"the evidence held no longer has the reference {lost[0]}.", "Ask again.")
    return [{k: v for k, v in corpus.references[i].csl.items() if k != "custom"} for i in ids]


def to_csl_json(answer: Answer, corpus: Corpus) -> str:
    """The cited references as CSL-JSON: the stored fields, without our own ``custom``."""
    return json.dumps(cited_references(answer, corpus), ensure_ascii=False, indent=2) + "\n"


def to_ris(answer: Answer, corpus: Corpus) -> str:
    """The cited references as RIS, by rispy; "" when nothing is cited."""
    import rispy  # type: ignore[import-untyped]

    class Writer(rispy.RisWriter):  # type: ignore[misc]
        """rispy's writer without the number that it sets before each work, which is no RIS."""

        def set_header(self, count: int) -> str:
            return ""

    works = [_ris(csl) for csl in cited_references(answer, corpus)]
    return str(rispy.dumps(works, implementation=Writer)) if works else ""


def to_bibtex(answer: Answer, corpus: Corpus) -> str:
    """The cited references as BibTeX in UTF-8, by pybtex; DOI and address stay verbatim."""
    from pybtex.database import BibliographyData  # type: ignore[import-untyped]
    from pybtex.database.output.bibtex import Writer  # type: ignore[import-untyped]

    class Verbatim(Writer):  # type: ignore[misc]
        """pybtex's writer for fields that are LaTeX already: it would escape a DOI, and no backslash."""

        def _encode(self, text: str) -> str:
            return text

    entries = {csl["id"]: _bibtex(csl) for csl in cited_references(answer, corpus)}
    return str(Verbatim(encoding="UTF-8").to_string(BibliographyData(entries)))


def _ris(csl: dict[str, Any]) -> dict[str, Any]:
    """One work in rispy's names."""
    work: dict[str, Any] = {"type_of_reference": RIS_TYPES.get(csl["type"], "GEN"), "id": csl["id"]}
    work["authors"] = [", ".join(p for p in _name(a) if p) for a in csl.get("author", ())]
    work |= {new: clean(str(csl[old])) for old, new in RIS_FIELDS.items() if csl.get(old)}
    if date := _date(csl):
        work |= {"year": date[0], "date": "/".join(date)}
    first, _, last = re.sub("[–—]", "-", clean(str(csl.get("page", "")))).partition("-")
    work |= {key: page for key, page in (("start_page", first), ("end_page", last)) if page}
    return work | ({"urls": [clean(csl["URL"])]} if csl.get("URL") else {})


def _bibtex(csl: dict[str, Any]) -> Any:
    """One work as pybtex's entry."""
    from pybtex.database import Entry, Person

    kind = BIBTEX_TYPES.get(csl["type"], "misc")
    names = {**BIBTEX_FIELDS, "container-title": BIBTEX_HOMES[kind]}
    if kind == "techreport":
        names["publisher"] = "institution"
    fields = {new: _latex(str(csl[old]), new) for old, new in names.items() if csl.get(old)}
    if date := _date(csl):
        fields["year"] = date[0]
    people = [Person(_person(*_name(a))) for a in csl.get("author", ())]
    return Entry(kind, fields=fields, persons={"author": people} if people else {})


def _latex(text: str, field: str = "") -> str:
    """Text as LaTeX, its braces always in pairs; a verbatim field keeps all but its braces."""
    if field in VERBATIM:
        return clean(text).replace("{", "%7B").replace("}", "%7D")
    shown = clean(text).translate(LATEX)
    return re.sub(r"\s*[-–—]+\s*", "--", shown) if field == "pages" else shown


def _name(author: dict[str, Any]) -> tuple[str, str]:
    """A name as (family, given); a body's name has no second part."""
    family, given = clean(str(author.get("family", ""))), clean(str(author.get("given", "")))
    particle = clean(str(author.get("non-dropping-particle", "")))
    if family and given:
        return f"{particle} {family}".strip(), given
    return clean(str(author.get("literal") or family or given)), ""


def _person(family: str, given: str) -> str:
    """A name as BibTeX reads it: a body's name is kept whole, and "et al." is its "others"."""
    if not given:
        return "others" if family == "et al." else f"{{{_latex(family)}}}"
    parts = (_latex(part) for part in (family, given))
    return ", ".join(f"{{{p}}}" if "," in p or re.search(r"\band\b", p) else p for p in parts)


def _date(csl: dict[str, Any]) -> list[str]:
    """The year, month and day of publication, as far as they are known."""
    parts = (csl.get("issued") or {}).get("date-parts") or [[]]
    return [str(p).zfill(2) for p in parts[0] if p]

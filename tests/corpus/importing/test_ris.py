from pathlib import Path

from corpus.importing.ris import read_ris

RIS = """TY  - JOUR
ID  - smith2020
AU  - Smith, Jane
AU  - NHS England
TI  - The NHS study
JO  - BMJ
PY  - 2020/01/02
SP  - 1
EP  - 9
DO  - 10.1/x
N1  - kind: rct
UR  - https://example.org
AB  - What they found.
ER  - 
"""


def test_ris() -> None:
    (entry,) = read_ris(Path("a.ris"), RIS)
    csl = entry.csl
    assert csl["author"] == [{"family": "Smith", "given": "Jane"}, {"literal": "NHS England"}]
    assert (csl["container-title"], csl["page"], csl["URL"]) == ("BMJ", "1-9", "https://example.org")
    assert (csl["abstract"], csl["note"], csl["issued"]) == (
        "What they found.",
        "kind: rct",
        {"date-parts": [[2020]]},
    )

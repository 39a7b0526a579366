"""Is this a question that may be read? What must not be entered is refused before it is logged or embedded."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from advisor.spelling import english_share
from corpus.safeguards import find_identifiers

TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|</?[a-zA-Z][^<>]*>", re.IGNORECASE | re.DOTALL)
PATIENT = re.compile(
    r"\b(?:(?:my|a|our|this|the) patient|(?:resident|service user|client))[,:]? (?:called|named|is called|is named)?"
    r"\s*(?:mr|mrs|ms|miss|dr)\.?\s+[a-z]+|\bpatient (?:called |named |name:? )[A-Z][a-z]+",
    re.IGNORECASE,
)
LETTER = re.compile(r"[^\W\d_]")
KIND_WORDS = {
    "nhs-number": "an NHS number",
    "nhs_number": "an NHS number",
    "phone": "a telephone number",
    "email": "an e-mail address",
    "postcode": "a postcode",
    "date-of-birth": "a date of birth",
    "dob": "a date of birth",
    "name": "a name",
}
MOSTLY = 0.75
"""From this share of words in the dictionary on, a question is English; other languages seldom share so many."""
NOT_PERSONAL = frozenset({"postcode"})


@dataclass(frozen=True)
class Screened:
    """The question as it may be read, or why it may not.

    ``fault`` is "" when it may; ``kind`` tells an unreadable question from one that holds personal data.
    """

    text: str
    fault: str = ""
    kind: Literal["", "unreadable", "personal", "language"] = ""


def screen(question: str, longest: int) -> Screened:
    """Clean a question, or say in one sentence why it can't be taken.

    Args:
        question: what was typed.
        longest: the most characters.
    """
    if "\x00" in question:
        return Screened("", "The question holds a NUL byte; type it again as plain text.", "unreadable")
    if len(question) > longest:
        words = f"The question has {len(question):,} characters; ask it in at most {longest:,}."
        return Screened("", words, "unreadable")
    text = " ".join(TAG.sub(" ", visible(question)).split())
    if not text:
        return Screened(
            "", "The question is empty; say in a sentence or two what you want to achieve.", "unreadable"
        )
    if not LETTER.search(text):
        return Screened(
            "", "The question has no words in it; say in plain words what you want to achieve.", "unreadable"
        )
    if held := personal(text):
        return Screened(
            "",
            f"The question seems to hold {held}. Nothing was kept; ask again without details of any person.",
            "personal",
        )
    if other := _language(text):
        return Screened(
            "", f"The question seems to be in {other}; this advisor reads English only.", "language"
        )
    return Screened(text)


def personal(text: str) -> str:
    """What personal data a text seems to hold, in words; "" when none."""
    for found in find_identifiers(text):
        if found.kind not in NOT_PERSONAL:
            return KIND_WORDS.get(found.kind, "personal details")
    return "a patient's name" if PATIENT.search(text) else ""


def held(text: str) -> str:
    """What personal data a text seems to hold as it was typed, markup and unseen characters aside; "" when none."""
    return personal(" ".join(TAG.sub(" ", visible(text)).split()))


def visible(text: str) -> str:
    """The text without invisible and control characters, in one Unicode form."""
    kept = text if text.isprintable() else "".join(filter(_shown, text))
    return unicodedata.normalize("NFKC", kept)


def _shown(character: str) -> bool:
    """Whether a character is one to read, or sets such ones apart."""
    return character in "\n\t " or unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs", "Cn")


def _language(text: str) -> str:
    """The name of a language other than English, when the text is plainly in one."""
    words = re.findall(r"[^\W\d_]+", text)
    foreign = sum(not w.isascii() for w in words)
    if len(words) < 4 and not foreign:
        return ""
    if any(w.lower() in _ENGLISH for w in words) and foreign < len(words) / 2:
        return ""
    if english_share(words) >= MOSTLY:
        return ""
    values = _detector().compute_language_confidence_values(text)
    best = values[0]
    english = next((v.value for v in values if v.language.name == "ENGLISH"), 0.0)
    return "" if best.language.name == "ENGLISH" or english > 0.1 else str(best.language.name).capitalize()


_ENGLISH = frozenset(
    "the how what which who why and our we does do is are to of for with can should my i".split()
) - {"i", "do"}


@cache
def _detector() -> Any:
    """Lingua's detector over the languages most written in England and Wales.

    It judges by groups of three letters alone: 20 MB instead of 330, and as good on what the dictionary leaves to it.
    """
    from lingua import Language, LanguageDetectorBuilder

    names = (
        "ENGLISH WELSH POLISH ROMANIAN PUNJABI URDU BENGALI GUJARATI ARABIC FRENCH CHINESE PORTUGUESE SPANISH"
    )
    more = "TAMIL TURKISH GERMAN ITALIAN SOMALI LITHUANIAN RUSSIAN UKRAINIAN HINDI DUTCH"
    languages = (getattr(Language, n) for n in f"{names} {more}".split())
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()

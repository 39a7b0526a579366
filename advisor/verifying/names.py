"""Names and places: each one that a sentence holds must be in the evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from advisor.verifying.common_words import WEIGHTS
from advisor.verifying.synonyms import stem_of
from advisor.verifying.words import STOPWORDS, Text, Token
from corpus.vocabulary import vocabulary

# Who comes from where: a code of the vocabulary, then words for the place and its people.
PLACES = """GB uk britain british|GB-ENG england english|GB-SCT scotland scottish scots|GB-WLS wales welsh|GB-NIR ulster
|IE ireland irish|US usa us america american americans|CA canada canadian canadians|AU australia australian australians
|NZ zealand|NL netherlands dutch holland|DE germany german germans|FR france french|ES spain spanish|IT italy italian
|PT portugal portuguese|BE belgium belgian|CH switzerland swiss|AT austria austrian|DK denmark danish|SE sweden swedish
|NO norway norwegian|FI finland finnish|IS iceland icelandic|PL poland polish|CZ czechia czech|HU hungary hungarian
|GR greece greek|TR türkiye turkey turkish|RU russia russian|UA ukraine ukrainian ukrainians|RO romania romanian
|IN india indian|CN china chinese|JP japan japanese|KR korea korean|PK pakistan pakistani|BD bangladesh bangladeshi
|NP nepal nepali nepalese|LK lanka|TH thailand thai|VN vietnam vietnamese|ID indonesia indonesian|MY malaysia malaysian
|PH philippines philippine filipino|IR iran iranian|IL israel israeli|LB lebanon lebanese|SA saudi|EG egypt egyptian
|NG nigeria nigerian|GH ghana ghanaian|KE kenya kenyan|UG uganda ugandan|TZ tanzania tanzanian|MW malawi malawian
|ZM zambia zambian|ZW zimbabwe zimbabwean|ZA african-south|ET ethiopia ethiopian|CM cameroon cameroonian|SN senegal
|RW rwanda rwandan|MZ mozambique mozambican|BF burkina burkinabe|ML mali malian|BR brazil brazilian
|AR argentina argentinian|CL chile chilean|CO colombia colombian|PE peru peruvian|MX mexico mexican
|EU europe european|AF africa african
|AS asia asian|QC quebec québec|ON ontario|BC columbia"""
WITHIN = {"GB": {"GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR"}}
EVERYDAY = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday i mr mrs ms dr internet web""".split()
)
ACRONYM = re.compile(r"^[A-Z][A-Za-z]?[A-Z]+s?$")
INNER = re.compile(r"[a-z][A-Z]|^[A-Z]{2}")


@cache
def places() -> dict[str, str]:
    """Word in small letters -> code of its place."""
    found = {word: entry.split()[0] for entry in PLACES.split("|") for word in entry.split()[1:]}
    for code, name in vocabulary().countries.items():
        if " " not in name:
            found.setdefault(name.lower(), code)
    return found


def places_in(text: Text) -> frozenset[str]:
    """The codes of the places that a text names by a capitalised word."""
    return frozenset(code for t in text.tokens if t.raw[0].isupper() and (code := _code(t)))


def missing_places(claim: Text, evidence: Text) -> frozenset[str]:
    """The places of a sentence that the evidence does not name; a part of a country counts for the whole."""
    held = places_in(evidence)
    if "kingdom" in evidence.stems or "united kingdom" in evidence.lower:
        held |= {"GB"}
    if "united states" in evidence.lower:
        held |= {"US"}
    return frozenset(p for p in places_in(claim) if p not in held and not WITHIN.get(p, set()) & held)


def names_in(text: Text) -> tuple[Token, ...]:
    """The capitalised words that are names: not the first word of a sentence, unless it is plainly a name."""
    return tuple(t for n, t in enumerate(text.tokens) if _is_name(t, text.tokens, n))


def missing_names(claim: Text, evidence: Text) -> tuple[Token, ...]:
    """The names of a sentence that the evidence holds in no form: not the word, its stem or its initials."""
    held = {t.word for t in evidence.tokens} | evidence.plain
    initials, ours = _initials(evidence.tokens), _initials(claim.tokens)
    acronyms = {t.raw.rstrip("s").lower() for t in evidence.tokens if ACRONYM.match(t.raw)}
    spelled_out = {word for acronym, words in ours.items() if acronym in acronyms for word in words}
    return tuple(
        t
        for t in names_in(claim)
        if t.word not in held
        and stem_of(t.word) not in held
        and t.raw.rstrip("s").lower() not in initials
        and t.word not in spelled_out
        and t.word not in places()
    )


def _is_name(token: Token, tokens: Sequence[Token], n: int) -> bool:
    """Whether a token is (part of) a name."""
    if not token.raw[0].isupper() or token.word in STOPWORDS or token.word in EVERYDAY:
        return False
    if INNER.search(token.raw):
        return True
    if not token.first:
        return True
    following = tokens[n + 1] if n + 1 < len(tokens) else None
    titled = following is not None and following.sentence == token.sentence and following.raw[0].isupper()
    return titled and stem_of(token.word) not in WEIGHTS


def _initials(tokens: Sequence[Token]) -> dict[str, tuple[str, ...]]:
    """Acronyms that runs of two to five words would give, small words skipped or kept -> the words."""
    found: dict[str, tuple[str, ...]] = {}
    for run in (tokens, [t for t in tokens if t.word not in STOPWORDS]):
        letters = [t.word for t in run]
        for size in (2, 3, 4, 5):
            for n in range(len(letters) - size + 1):
                words = tuple(letters[n : n + size])
                found["".join(w[0] for w in words)] = words
    return found


def _code(token: Token) -> str | None:
    """The place that a capitalised word names; 'US' only in capitals, since 'us' is a pronoun."""
    if token.word == "us" and token.raw != "US":
        return None
    return places().get(token.word)

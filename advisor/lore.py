"""Every word that the corpus holds, with how telling it is: for knowing what has never been heard of here."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from advisor.verifying.synonyms import canonical, stem_of
from index.passages import Passage

COMMON = frozenset(
    """a an and are can could did do does give has have how i if in is it list me my of on or our please should show so tell the
    there this to us was we were what when where which who why will with would you your any anyone nhs icb icbs ccg pcn gp gps
    qi ahp ahps cqc nice uk england english british english yes no ok hi hello thanks board trust trusts hospital hospitals
    monday tuesday wednesday thursday friday january february march april may june july august september october november
    december christmas easter r&d ppi ebcd rct rcts ai it hr fyi asap km kt arc hin ahsn ics icp band dgh vte a&e""".split()
)
STOP = frozenset(
    """about above across actually after again against all almost also although always among another anybody anyone anything
    around available away because been before being below best better between both bring came come comes could does doing done
    down during each either else enough even ever every everyone example exactly find first from further gave generally get
    gets getting give given gives goes going good great have having help helped helps here high idea into itself just keep kind
    know known last least less like likely little long look looking lots made main make makes making many matter maybe mean
    means might more most much must need needed needs never next nothing often only other others over overall part people
    perhaps place point possible pretty probably quite rather really right same seem several should show since small some
    someone something sort still such sure take taken takes than that their them then there these they thing things think this
    those though through time times told took toward tried tries trying under unless until upon used useful uses using usually
    very want wants ways well were what whatever when where whether which while whole whom whose will with within without work
    worked working works worth would year years your evidence research study studies approach approaches held hold cases case
    finding findings record records answer question number figure figures exact typical average cost costs much many long
    been began begun brought chose chosen felt found given gone got held kept knew known leave left lost meant met paid ran
    run runs running said saw seen sent set sets spent spend stood taught thought went won wrote written happen happened
    happens ever tell tells please honestly tbh basically anyway""".split()
)

OPINION = re.compile(
    r"(?:ful|less|ly|ible|ish|some|ously?)$|^(?:awful|rubbish|daft|brilliant|fantastic|lousy|nonsense|crap|decent|nagging|nags?|shoestring|lovely|posh|"
    r"fed|shouty|pointy|flop\w*|knackered|swamped|skint|chaos|chaotic|mess|messy|buzz|hype|faff|fuss|moan\w*|grumbl\w*|tricky|"
    r"stuff|bunch|lads?|folks?|guys|boss|gaffer|mate|chap|bloke)$"
)
"""How a question feels about its subject; such words are not missed where no statement holds them."""


class Lore:
    """Every word that the corpus holds, stemmed, with its inverse document frequency over the passages.

    Args:
        texts: statements, titles, references' titles and names.
        passages: what is searched; the weights of words are taken from them.
    """

    def __init__(self, texts: Iterable[str], passages: Sequence[Passage] = ()) -> None:
        self._lower = " \n ".join(texts).lower()
        words = set(words_of(self._lower))
        self._stems = {stem_of(w) for w in words}
        self._senses = {canonical(w) for w in words}
        self._number = len(passages)
        self._held = Counter(s for p in passages for s in senses_of(p.embedded))

    def holds(self, phrase: str) -> bool:
        """Whether a name occurs anywhere."""
        return phrase.lower() in self._lower

    def spells(self, word: str) -> bool:
        """Whether a lower-case word itself, in any of its endings, occurs anywhere."""
        return stem_of(word) in self._stems

    def heard(self, word: str) -> bool:
        """Whether a lower-case word, or a synonym of it, occurs anywhere."""
        return canonical(word) in self._senses

    def unheard(self, text: str) -> tuple[str, ...]:
        """Content words of a text that occur nowhere in the corpus."""
        seen = dict.fromkeys(w for w in content_words(text) if len(w) > 3 and not OPINION.search(w))
        return tuple(w for w in seen if not self.heard(w))

    def weight(self, sense: str) -> float:
        """How telling a word is: its inverse document frequency, ln((N + 1) / (n + 0.5)) over N passages."""
        return math.log((self._number + 1) / (self._held[sense] + 0.5)) if self._number else 1.0

    def covered(self, text: str, passages: Sequence[Passage]) -> float:
        """The share of a text's content words, each by its weight, that some passages hold: 0 to 1; 1 when it has none."""
        wanted = {canonical(w) for w in content_words(text)}
        held = _held_by(passages)
        total = sum(self.weight(s) for s in wanted)
        return sum(self.weight(s) for s in wanted & held) / total if total > 0 else 1.0

    def lacking(self, text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
        """Content words of five letters or more of a text that none of some passages holds."""
        held = _held_by(passages)
        seen = dict.fromkeys(w for w in words_of(text) if len(w) > 4 and w not in STOP and w not in COMMON)
        return tuple(w for w in seen if canonical(w) not in held)


def _held_by(passages: Sequence[Passage]) -> frozenset[str]:
    """What the words of some passages mean, together."""
    return frozenset[str]().union(*(senses_of(p.embedded) for p in passages))


def content_words(text: str) -> list[str]:
    """Words of three letters or more that carry a question's subject."""
    return [w for w in words_of(text) if len(w) > 2 and w not in STOP and w not in COMMON]


@lru_cache(maxsize=20_000)
def senses_of(text: str) -> frozenset[str]:
    """What the words of a text mean, as stems that stand for their synonyms."""
    return frozenset(canonical(w) for w in words_of(text))


def words_of(text: str) -> list[str]:
    """Lower-case words of a text."""
    return re.findall(r"[a-z]+", text.lower().replace("’", "'").replace("'s", ""))

"""Negation: what one text denies, the other must not assert.

A cue negates the content words near it. A hard cue ('not', 'never') in one text must meet some cue, hard or
soft ('rarely', 'lack'), beside the same words in the other; the scope is a window of words, after NegEx
(Chapman et al. 2001, J Biomed Inform 34:301-310).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.verifying.synonyms import stem_of
from advisor.verifying.words import Text, Token

HARD = frozenset("not no never none nobody nothing neither nor without cannot fail failed fails".split())
_SOFT = """rarely seldom hardly scarcely barely few fewer little lack lacked lacking lacks unable absent absence missing
    unclear unknown unproven uncertain impossible insufficient instead rather short less unlikely unchanged same only
    stop stopped lost refuse refused declined deny denied limited weak weaker against difficult difficulty unused
    prevented avoid avoided despite nowhere neglected overlooked minus except excluding failure failing unseen doubt
    far poor poorly yet beyond untrained untested unsupported disagree disagreed miss missed free spare locked"""
SOFT = HARD | frozenset(_SOFT.split())
CONTRACTED = re.compile(r"n't$")
UNDONE = re.compile(r"^(?:un|in|im|dis|non)(?=[a-z]{4})")
SCOPE = 3
BEFORE, AFTER = 6, 2
COPULA = frozenset("is are was were be been being".split())
MATCHED = 0.6


def conflict(claim: Text, evidence: Text) -> float:
    """How surely one text denies what the other asserts, from 0 (no sign) to 1.

    Args:
        claim: the sentence.
        evidence: the evidence sentences that match it best.
    """
    return max(_unanswered(claim, evidence), _unanswered(evidence, claim))


def negations(text: Text) -> int:
    """How many hard cues a text holds."""
    return sum(_is_hard(t, text.tokens, n) for n, t in enumerate(text.tokens))


def _unanswered(denier: Text, other: Text) -> float:
    """The share of matched words under a hard cue of one text that no cue of the other text stands near."""
    shared = {t.word for t in denier.tokens} - HARD
    worst = 0.0
    for n, token in enumerate(denier.tokens):
        if _is_hard(token, denier.tokens, n):
            scope = _scope(denier.tokens, n)
            worst = max(
                worst, _asserted(scope, other, shared) if scope else 0.0, _twice_denied(denier, n, other)
            )
    return worst


def _scope(tokens: Sequence[Token], cue: int) -> list[Token]:
    """The content words that a cue bears on: those after it in its clause, or before it when it ends the clause."""
    place = (tokens[cue].sentence, tokens[cue].clause)
    near = [(n, t) for n, t in enumerate(tokens) if (t.sentence, t.clause) == place and t.content]
    after = [t for n, t in near if cue < n < cue + 12 and t.word not in SOFT]
    return after[:SCOPE] or [t for n, t in near if cue - 8 <= n < cue][-SCOPE:]


def _asserted(scope: Sequence[Token], other: Text, shared: set[str]) -> float:
    """The weight share of a scope that the other text states with no cue in reach; 0 when it is mostly absent."""
    total = sum(t.weight for t in scope)
    held = [t for t in scope if t.stem in other.stems]
    share = sum(t.weight for t in held) / total if total else 0.0
    if share < MATCHED or _cue_near(held[0].stem, other, shared):
        return 0.0
    plain = [t for t in held if not _cue_near(t.stem, other, shared)]
    return sum(t.weight for t in plain) / total


def _cue_near(stem: str, text: Text, shared: set[str]) -> bool:
    """Whether an occurrence of a stem has a cue in reach that the other text does not also hold as a plain word."""
    tokens = text.tokens
    for n, token in enumerate(tokens):
        if token.stem != stem:
            continue
        around = tokens[max(0, n - BEFORE) : n + AFTER + 1]
        if any(t.sentence == token.sentence and _is_soft(t) and t.word not in shared for t in around):
            return True
        if any(tokens[k].word == "not" and tokens[k - 1].word in COPULA for k in _same_clause(tokens, n)):
            return True
    return False


def _same_clause(tokens: Sequence[Token], n: int) -> list[int]:
    """The places of the tokens that share a clause with one of them; 'is not' denies all of its clause."""
    here = (tokens[n].sentence, tokens[n].clause)
    return [k for k, t in enumerate(tokens) if k and (t.sentence, t.clause) == here]


def _twice_denied(denier: Text, n: int, other: Text) -> float:
    """1 when a cue denies a negative word ('do not lack') that the other text states with no denial before it."""
    following = [t for t in denier.tokens[n + 1 : n + 3] if t.word in SOFT - HARD and t.content]
    for word in (t.word for t in following):
        spots = [k for k, t in enumerate(other.tokens) if t.word == word]
        if spots and not any(t.word in HARD for k in spots for t in other.tokens[max(0, k - 3) : k]):
            return 1.0
    return 0.0


def _is_hard(token: Token, tokens: Sequence[Token], n: int) -> bool:
    """A cue that denies outright; 'not only' and 'no longer than' do not, 'fail' needs its 'to'."""
    following = tokens[n + 1].word if n + 1 < len(tokens) else ""
    if token.word in ("not", "no") and following in ("only", "just", "least", "doubt"):
        return False
    if token.word.startswith("fail"):
        return following == "to"
    return token.word in HARD or bool(CONTRACTED.search(token.word))


def _is_soft(token: Token) -> bool:
    """Any cue, including a word made negative by its first syllable."""
    if token.word in SOFT or CONTRACTED.search(token.word):
        return True
    bare = UNDONE.sub("", token.word)
    return bare != token.word and stem_of(bare) in _UNDOABLE


_UNDOABLE = frozenset(
    stem_of(w)
    for w in """able available certain changed clear common complete consistent convinced correct effective equal even
    expected fair familiar finished formal funded happy helpful important interested known likely met necessary noticed
    paid planned popular possible proven published ready reliable safe satisfied seen significant stable successful
    suitable supported sure tested trained used usual valid wanted willing agree like approve trust""".split()
)

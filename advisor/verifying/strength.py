"""Strength of wording: a sentence may be more careful than its evidence, never less.

The rule is the corpus's own (vocabulary.yaml, `grades`): B allows *probably*, C *may*, D *reported by*.
"""

from __future__ import annotations

import re

from advisor.verifying.words import Text

HEDGES = re.compile(
    r"\b(?:may|might|could|probably|perhaps|possibly|likely|unlikely|suggest\w*|appear\w*|seem\w*|apparently|tend\w*"
    r"|uncertain|unclear|unknown|unproven|not (?:certain|clear|known|shown|tested|visible|reported|seen)|potential\w*"
    r"|partly|reportedly|linked|associated|went with|so far|at best|in part)\b"
)
CAREFUL = re.compile(
    HEDGES.pattern
    + r"|\b(?:can|would|should|expect\w*|hope\w*|meant|intended|aim\w*|lesson|sign|sometimes|some|promis\w+"
    r"|fair reading|many|often|mostly|help\w*|if)\b"
)
VOICES = re.compile(
    r"\b(?:report\w*|said|sa(?:y|ys)|describ\w+|claim\w*|belie\w+|held|holds?|argu\w+|think|thought|felt|feel|view\w*|accord\w*"
    r"|rated|opinion|considered|credited|credit|judged|accounts?|eyes|told|experience|contend\w*|told|assum\w+|found|idea)\b"
)
BOOSTERS = re.compile(
    r"\b(?:prov(?:e|es|ed|en|ing)|proof|guarantee\w*|certain(?:ly)?|definite\w*|undoubted\w*|plainly|clearly|always|never"
    r"|invariably|every(?:one|where)?|all|entirely|completely|fully|conclusive\w*|demonstrat\w+|must|will|caus(?:e|es|ed)"
    r"|ensur\w+|essential|determin(?:e|es|ed)|transform\w*|alone|only|most|any|greatly|strongly|dramatic\w*|largest"
    r"|was shown to|were shown to|has been shown|have shown|surely|undeniabl\w+|whole)\b"
)
PROOF = re.compile(
    r"\b(?:prov(?:e|es|ed|en)|proof|guarantee\w*|certain|certainly|definitely|undoubtedly|plainly|always|invariably"
    r"|conclusive\w*|caus(?:e|es|ed)|determin(?:e|es|ed)|ensur\w+|has been shown|(?:was|were) shown to|have shown"
    r"|trials?|randomi[sz]ed|randomi[sz]ation|meta-analys\w+)\b"
)
CERTAIN = re.compile(r"\b(?:will|must|is sure|are sure|bound to)\b")


def overclaimed(claim: Text, evidence: Text) -> float:
    """How far a sentence's wording goes beyond its evidence's, 0 to 1.

    Words of proof, or a kind of study, that the evidence lacks count most, then 'will' and 'must' where the
    evidence hedges, then a hedge that was dropped.
    """
    hedged = bool(HEDGES.search(evidence.lower))
    proof = _new(PROOF, claim, evidence)
    if proof and (hedged or VOICES.search(evidence.lower)):
        return 1.0
    if proof or (hedged and _new(CERTAIN, claim, evidence)):
        return 0.8
    careful = CAREFUL.search(claim.lower) or VOICES.search(claim.lower)
    return 0.6 if hedged and not careful else 0.0


def boosted(claim: Text, evidence: Text) -> int:
    """How many strong words a sentence has that its evidence has not."""
    return len(_new(BOOSTERS, claim, evidence))


def unhedged(claim: Text, evidence: Text) -> int:
    """How many more hedges the evidence has than the sentence, not under nought."""
    return max(0, len(HEDGES.findall(evidence.lower)) - len(HEDGES.findall(claim.lower)))


def _new(pattern: re.Pattern[str], claim: Text, evidence: Text) -> set[str]:
    """The matches in a sentence whose first five letters match nothing in the evidence."""
    held = {m[:5] for m in pattern.findall(evidence.lower)}
    return {m for m in pattern.findall(claim.lower) if m[:5] not in held}

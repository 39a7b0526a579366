"""advise(): the steps in order, and nothing else."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from advisor import wording
from advisor.answer import Answer, Completeness, Sentence, Status
from advisor.compose import Material, cannot, compose
from advisor.context import ManagerContext
from advisor.conversation import Standing, Turn, stand_alone, turn_of
from advisor.described import described, with_goal_of
from advisor.evidence import Shelves
from advisor.examples import Labelled, load_examples
from advisor.guard import Guard
from advisor.intent import GREETING, LIKELY, OURS, SHOULD_USE, Intent, Kind, read_intent
from advisor.lexicon import found
from advisor.lore import Lore, content_words
from advisor.ranking import rank
from advisor.read_context import Reading, read_context
from advisor.schemes import Schemes
from advisor.screening import Screened, screen
from advisor.settings import Settings, load_settings
from advisor.spelling import Speller
from advisor.sufficiency import TOGETHER, Sufficiency, judge_sufficiency
from advisor.tracing import Trace
from advisor.writer import Writer
from advisor.writing.listening import tell
from index.embedding import Embedder
from index.opening import OpenIndex, open_index
from index.passages import Passage

FACTUAL = frozenset({Kind.EVIDENCE, Kind.WHO, Kind.CLAIM, Kind.PITFALLS, Kind.DEFINE, Kind.ABOUT})


@dataclass
class Advisor:
    """Answers questions over one open index. Safe to share between threads: it keeps nothing of a question.

    >>> advisor = Advisor.open()                                                   # doctest: +SKIP
    >>> advisor.advise("How do we get ward teams to use research?").status.value   # doctest: +SKIP
    'answered'
    """

    index: OpenIndex
    settings: Settings
    examples: Mapping[str, Labelled]
    speller: Speller
    lore: Lore
    shelves: Shelves
    schemes: Schemes
    guard: Guard
    writer: Writer | None = None

    @classmethod
    def open(cls, settings: Settings | None = None, embedder: Embedder | None = None) -> Advisor:
        """Open the index in use and make ready.

        Args:
            settings: the settings; read from the environment when None.
            embedder: the model when it is loaded already; the one that the settings name when None.

        Raises:
            KmaError: when the index, the model or a setting is missing or broken, with the mend.
        """
        settings = settings or load_settings()
        guard = Guard()
        writer = Writer.open(settings.writer, guard)
        index = open_index(settings.index, settings.corpus, embedder)
        passages = index.searcher.passages
        texts = [p.embedded for p in passages] + [r.title for r in index.corpus.references.values()]
        names = [
            str(a.get("literal", ""))
            for r in index.corpus.references.values()
            for a in r.csl.get("author", [])
        ]
        surnames = [
            str(a.get("family", ""))
            for r in index.corpus.references.values()
            for a in r.csl.get("author", [])
        ]
        index.searcher.embed("How do we get research used?")
        return cls(
            index=index,
            settings=settings,
            examples=load_examples(index.searcher.embedder, settings.index.folder),
            speller=Speller(p.text for p in passages),
            lore=Lore([*texts, *names, *surnames], passages),
            shelves=Shelves(index),
            schemes=Schemes(index.corpus.records.values()),
            guard=guard,
            writer=writer,
        )

    def advise(
        self,
        question: str,
        context: ManagerContext | None = None,
        history: Sequence[Turn | Answer | str] = (),
        trace: Trace | None = None,
    ) -> Answer:
        """Answer one question.

        Args:
            question: what was typed.
            context: the situation as the asker set it; what is read from the words fills only what it leaves unknown.
            history: earlier turns, the oldest first; a bare string is answered first, to know what it led to.
            trace: where the search and the verdicts are noted, for a receipt.
        """
        for step in self.advise_stream(question, context, history, trace):
            if isinstance(step, Answer):
                return step
            tell(step)
        raise RuntimeError("a stream ended without its answer")

    def advise_stream(
        self,
        question: str,
        context: ManagerContext | None = None,
        history: Sequence[Turn | Answer | str] = (),
        trace: Trace | None = None,
    ) -> Iterator[Sentence | Answer]:
        """Answer one question as `advise` does; a chat model's sentences come as each is verified, the answer last.

        When the model fails on the way, the answer is the composed one, and the sentences count no more.
        """
        trace = trace or Trace()
        answer = self._composed(question, context, history, trace)
        if self.writer is not None:
            answer = yield from self._written(self.writer, answer, trace)
        yield self._stamped(answer)

    def _written(self, writer: Writer, composed: Answer, trace: Trace) -> Generator[Sentence, None, Answer]:
        """The answer as the chat model writes it, held to its sources like any other."""
        written = yield from writer.write(composed, trace.asked, trace)
        return self.guard.checked(written)

    def _composed(
        self,
        question: str,
        context: ManagerContext | None,
        history: Sequence[Turn | Answer | str],
        trace: Trace,
    ) -> Answer:
        """The answer without a chat model."""
        screened = screen(question, self.settings.max_question)
        if screened.fault:
            return _refused(screened, context)
        if GREETING.match(screened.text):
            return _unclear(question, context)
        turns = self._turns(history)
        standing = stand_alone(self.speller.mend(screened.text), turns)
        text = standing.text
        vector = self.index.searcher.embed(standing.asked)
        schemes = self.schemes.named(screened.text)
        own = self.index.searcher.embed(screened.text) if standing.follows else None
        intent = read_intent(standing.asked, vector, self.examples, standing.follows, bool(schemes), own)
        if intent.scope != "in":
            return _out(question, intent.scope, context)
        likeness = self.examples["approaches"].likeness(self.index.searcher.embed(text))
        likely = described(likeness)
        reading = self._reading(standing, context, intent, likely)
        subject = content_words(text) or schemes or intent.approaches or reading.context.known()
        if intent.kind is Kind.FIT and not subject:
            return _unclear(question, context)
        return self._answer(question, standing, intent, reading, schemes, likeness, likely, trace)

    def _reading(
        self, standing: Standing, context: ManagerContext | None, intent: Intent, likely: str
    ) -> Reading:
        """The situation: carried over, then read, then as the asker set it."""
        vector = self.index.searcher.embed(standing.text)
        fresh = (
            standing.text.rsplit(standing.asked, 1)[-1]
            if standing.follows and standing.asked in standing.text
            else ""
        )
        told = fresh.strip() or standing.text
        reading = read_context(
            told if standing.follows else standing.text, vector, self.examples, standing.base
        )
        if intent.kind is not Kind.FIT and not OURS.search(standing.text):
            reading = Reading(standing.base or ManagerContext(), reading.goals)
        if len(intent.approaches) == 1 and not found(standing.text, "goal"):
            likely = intent.approaches[0]
        if likely and not (standing.base and standing.base.goal):
            reading = with_goal_of(likely, reading)
        if context is not None:
            merged = {**reading.context.model_dump(), **{k: v for k, v in context.known().items()}}
            final = ManagerContext.model_validate(merged)
            goals = reading.goals if final.goal in (None, reading.context.goal) else {str(final.goal): 1.0}
            return Reading(final, goals)
        return reading

    def _answer(
        self,
        question: str,
        standing: Standing,
        intent: Intent,
        reading: Reading,
        schemes: frozenset[str],
        likeness: Mapping[str, float],
        likely: str,
        trace: Trace,
    ) -> Answer:
        """Retrieve, rank, judge sufficiency, compose."""
        searcher, text = self.index.searcher, standing.text
        hits = searcher.search(text, k=30)
        trace.note_search(text, hits)
        best = self._named_first([h.passage for h in hits], text, schemes)
        relevance = searcher.relevance(text)
        focus = intent.approaches or standing.focus or self._approaches(schemes)
        topical = intent.kind in FACTUAL or (not focus and bool(SHOULD_USE.search(standing.asked)))
        sufficiency = judge_sufficiency(standing.asked, best, self.lore, topical)
        if focus and sufficiency.found:
            sufficiency = _about(sufficiency, focus)
        if sufficiency.found and intent.kind is not Kind.COUNT:
            focus = focus or tuple(dict.fromkeys(p.approaches[0] for p in sufficiency.found[:2]))
            intent = replace(intent, kind=Kind.EVIDENCE) if intent.kind is Kind.FIT else intent
        if intent.kind in (Kind.CLAIM, Kind.EVIDENCE) and not focus:
            focus = self._told_of(standing.asked, best, likeness)
        ranked = rank(
            self.shelves,
            reading.context,
            reading.goals,
            self.shelves.mass(relevance),
            likeness,
            focus or ((likely,) if likely else ()),
        )
        if intent.kind in FACTUAL and focus and not schemes and sufficiency.verdict == "enough":
            sufficiency = self._within(standing.asked, focus, sufficiency)
        material = Material(
            question=question,
            text=text,
            intent=intent,
            context=reading.context,
            goals=reading.goals,
            ranked=ranked,
            focus=focus,
            relevance=relevance,
            best=best,
            sufficiency=sufficiency,
            shelves=self.shelves,
            schemes=schemes,
        )
        if sufficiency.verdict == "none" and intent.kind is not Kind.COUNT:
            return self.guard.checked(cannot(material), trace)
        composed = compose(material, self.settings.recommendations, self.settings.sentences_per_part)
        return self.guard.checked(composed, trace)

    def _within(self, text: str, focus: tuple[str, ...], sufficiency: Sufficiency) -> Sufficiency:
        """partial when a word of a factual question occurs nowhere in what is held on its approach."""
        held = [h.passage for slug in focus for h in self.shelves.on(slug)]
        missing = self.lore.lacking(text, held)
        return (
            replace(sufficiency, verdict="partial", asked="a subject", missing=missing)
            if missing
            else sufficiency
        )

    def _told_of(
        self, text: str, best: Sequence[Passage], likeness: Mapping[str, float]
    ) -> tuple[str, ...]:
        """The approaches of a factual question that names none: of what answers it best, then the likeliest."""
        on_it = [p.approaches[0] for p in best[:5] if self.lore.covered(text, [p]) >= TOGETHER]
        slug, alike = max(likeness.items(), key=lambda item: item[1])
        like = [slug] if alike >= LIKELY else []
        return tuple(dict.fromkeys([*on_it[:2], *like, *(p.approaches[0] for p in best[:2])]))[:2]

    def _named_first(self, held: list[Passage], text: str, schemes: frozenset[str]) -> list[Passage]:
        """What was found, with every statement of the schemes that the question names set first."""
        if not schemes:
            return held
        relevance = self.index.searcher.relevance(text)
        passages = self.index.searcher.passages
        own = sorted((i for i, p in enumerate(passages) if p.record in schemes), key=lambda i: -relevance[i])
        return [*(passages[i] for i in own), *(p for p in held if p.record not in schemes)]

    def _approaches(self, schemes: frozenset[str]) -> tuple[str, ...]:
        """The first approaches of the schemes that a question names."""
        records = [self.index.corpus.records[s] for s in sorted(schemes)]
        return tuple(dict.fromkeys(a for r in records for a in r.approaches[:2]))[:3]

    def _turns(self, history: Sequence[Turn | Answer | str]) -> list[Turn]:
        """Earlier turns, whatever form they come in."""
        turns: list[Turn] = []
        for item in history:
            if isinstance(item, str):
                item = self._composed(item, None, turns, Trace())
            turns.append(turn_of(item) if isinstance(item, Answer) else item)
        return turns

    def _stamped(self, answer: Answer) -> Answer:
        """The answer with what it was made by."""
        versions = {
            "settings": self.settings.digest,
            "corpus": self.index.manifest.corpus[:16],
            "build": self.index.build.name,
            "model": self.index.manifest.model,
        }
        return answer.model_copy(update={"versions": versions})


def _about(sufficiency: Sufficiency, focus: tuple[str, ...]) -> Sufficiency:
    """A supply of what is asked for counts only when it is of the approaches asked about."""
    own = tuple(p for p in sufficiency.found if set(focus) & set(p.approaches))
    return replace(sufficiency, found=own, verdict=sufficiency.verdict if own else "partial")


def _refused(screened: Screened, context: ManagerContext | None) -> Answer:
    """A question that may not be read: its words are not kept."""
    status = Status.OUT_OF_SCOPE if screened.kind == "language" else Status.BLOCKED
    return Answer(
        question="",
        status=status,
        completeness=Completeness.NO_INFORMATION,
        kind="none",
        context=context or ManagerContext(),
        lead=screened.fault,
    )


def _unclear(question: str, context: ManagerContext | None) -> Answer:
    """A question with no subject: what to tell, and questions to start from."""
    return Answer(
        question=question,
        status=Status.CLARIFY,
        completeness=Completeness.NO_INFORMATION,
        kind="none",
        context=context or ManagerContext(),
        lead=wording.SAY_MORE,
        clarifying_question=wording.WHAT_AND_WHO,
        follow_ups=wording.follow_ups((), ManagerContext()),
    )


def _out(question: str, scope: str, context: ManagerContext | None) -> Answer:
    """A question that is out of scope, with where to go instead."""
    lead, pointer = wording.OUT_OF_SCOPE[scope]
    return Answer(
        question=question,
        status=Status.OUT_OF_SCOPE,
        completeness=Completeness.NO_INFORMATION,
        kind="none",
        context=context or ManagerContext(),
        lead=lead,
        notes=(pointer,),
        follow_ups=wording.follow_ups((), ManagerContext()),
    )

"""``writer``: the first word of a follow-up on the same sources, against the same model's own cold first word."""

from __future__ import annotations

from uuid import uuid4

from evals.bench.figures import Figures, paired
from evals.bench.plan import Plan, bound_of
from evals.bench.questions import fresh_questions
from evals.errors import EvalsError


def measure(plan: Plan) -> Figures:
    """A first question and two more over the same statements, each time with another start; no row without a model."""
    from advisor.settings import load_settings
    from advisor.writing.models import chat_model

    options = load_settings().writer
    model = chat_model(options)
    if model is None:
        plan.say("writer: left out, for no chat model is set (KMA_WRITER__MODEL)")
        return {}

    from advisor.pipeline import Advisor
    from advisor.settings import Settings
    from advisor.writing.options import WriterOptions
    from advisor.writing.prompt import ask, shown
    from advisor.writing.timing import first_words

    composing = Settings(writer=WriterOptions())
    advisor = Advisor.open(composing)
    cold: list[float] = []
    warm: list[float] = []
    for question in fresh_questions(plan.size(5, 1)):
        answer = advisor.advise(question)
        statements = shown(answer, options.statements)
        asked = [ask(words, answer) for words in (question, "What does it cost?", "Where did it fail?")]
        first, *more = first_words(model, statements, asked, uuid4().hex)
        cold.append(first)
        warm.append(sum(more) / len(more))
    if float("inf") in (*cold, *warm):
        raise EvalsError(f"the model {options.name} said nothing.", "Try another.")
    return {"writer": paired(warm, cold, "s", f"{options.name}: its own cold first word", bound_of("writer"))}

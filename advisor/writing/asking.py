"""Ask the model, and tell in plain words why nothing usable came back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from advisor.errors import AdvisorError
from advisor.writing.deadline import within

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

UNREACHED = "could not be reached"
REFUSED = "refused the request"
FAILED = "failed"
LATE = "took too long"
NOT_AN_ANSWER = "replied with something that is not an answer"
BY_KIND = {
    "ModelTimeoutError": LATE,
    "TimeoutError": LATE,
    "TimeoutException": LATE,
    "ModelConnectionError": UNREACHED,
    "ConnectionError": UNREACHED,
    "TransportError": UNREACHED,
    "ModelAuthenticationError": "refused the key",
    "ModelPermissionDeniedError": "refused the key",
    "ModelNotFoundError": "is not known to its server",
    "ModelRateLimitError": "is too busy",
    "ContextOverflowError": "can't hold that many statements",
    "ModelInvalidRequestError": REFUSED,
    "OutputParserException": NOT_AN_ANSWER,
    "JSONDecodeError": NOT_AN_ANSWER,
}
"""What went wrong, by the name of a class of error; the first in the error's own order counts."""

CUT_OFF = "LengthFinishReasonError"
"""Raised when a reply was cut at its longest; the sentences before the cut are whole."""


class NothingWritten(AdvisorError):
    """The chat model gave nothing that can be used; ``problem`` goes on from the model's name."""


def replies(
    model: BaseChatModel, conversation: Sequence[tuple[str, str]], schema: dict[str, Any], **how: Any
) -> Iterator[object]:
    """The reply as it grows, each time read as JSON as far as it has come.

    Args:
        model: to ask.
        conversation: (role, text) pairs.
        schema: of the reply.
        how: ``seconds`` that the whole may take; ``method`` of structured output, None for the provider's own;
            ``strict`` when the provider can hold the model to the schema and must be asked to.

    Raises:
        NothingWritten: when the model is late, out of reach, or fails in any other way.
    """
    try:
        structured = _structured(model, schema, {k: v for k, v in how.items() if k != "seconds" and v})
        yield from within(how.get("seconds", 60.0), lambda: _untraced(structured, conversation))
    except Exception as err:
        if type(err).__name__ != CUT_OFF:
            raise NothingWritten(_told(err)) from err


def _structured(model: BaseChatModel, schema: dict[str, Any], wanted: dict[str, Any]) -> Any:
    """The model with structured output; one that has none is only told the form, and read all the same."""
    try:
        return model.with_structured_output(schema, **wanted)
    except NotImplementedError:
        from langchain_core.output_parsers import JsonOutputParser

        return model | JsonOutputParser()


def _untraced(structured: Any, conversation: Sequence[tuple[str, str]]) -> Iterator[object]:
    """The stream, with LangChain's tracing to its own service off whatever the environment says."""
    from langsmith import tracing_context

    with tracing_context(enabled=False):
        yield from structured.stream(list(conversation))


def _told(err: BaseException) -> str:
    """The reason in words; the error's own message stays out, since it may hold an address or a key."""
    for kind in type(err).__mro__:
        if kind.__name__ in BY_KIND:
            return BY_KIND[kind.__name__]
    return FAILED

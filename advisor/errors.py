"""What can be wrong with what the advisor is given."""

from __future__ import annotations

from corpus.errors import KmaError


class AdvisorError(KmaError):
    """The advisor can't do what was asked of it."""


class BadQuestion(AdvisorError):
    """The question can't be read as one."""


class BadContext(AdvisorError):
    """A context or history file breaks its format."""


class BadSettings(AdvisorError):
    """A setting has a value that it may not have."""


class ModelUnavailable(AdvisorError):
    """The chat model that the settings name can't be made ready."""

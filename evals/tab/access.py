"""Who may use the Evaluate tab."""

from __future__ import annotations

from advisor.serving_options import ServingOptions
from advisor.web.operating.visit import Visit


def may_evaluate(visit: Visit | None, options: ServingOptions) -> bool:
    """Whether a visit may start runs and read them: when nobody signs in, or the user is one of the evaluators."""
    if not (options.users or options.users_file or options.user_header):
        return True
    return visit is not None and bool(visit.user) and visit.user in options.evaluators

"""All that one running service shares, and the layers that each request passes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.serving_options import ServingOptions
from advisor.web.at_home import AtHome
from advisor.web.loading import Loading
from advisor.web.operating.bodies import Bodies
from advisor.web.operating.desk import STOPPING, Desk
from advisor.web.operating.doors import Doors, private_folder
from advisor.web.operating.figures import Figures
from advisor.web.operating.rates import Rates
from advisor.web.operating.sign_in import SignIn
from advisor.web.operating.standing import Standing
from advisor.web.operating.visit import Visitors
from advisor.web.operating.watching import Paced, Watching
from corpus.errors import KmaError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

OPENING = "The evidence is still being opened."
BROKEN = "The evidence could not be opened; the log says why."


@dataclass
class Operation:
    """One running service: its settings, its figures, its limits and its desk.

    ``troubles`` are asked, in order, why questions can't be answered now; each gives "" when it knows of nothing.
    """

    options: ServingOptions
    figures: Figures
    rates: Rates
    desk: Desk
    folder: Path
    troubles: list[Callable[[], str]] = field(default_factory=list)

    @classmethod
    def of(cls, options: ServingOptions | None = None) -> Operation:
        """A service that nobody has asked anything yet."""
        options = options or ServingOptions()
        figures, rates = Figures(), Rates(options)
        return cls(options, figures, rates, Desk(options, figures, rates), private_folder())

    def watch(self, advisor: Loading[Any]) -> None:
        """Be ready only when this advisor is open."""

        def trouble() -> str:
            if not advisor.wait(0):
                return OPENING
            failure = advisor.failure
            if failure is None:
                return advisor.trouble
            return failure.problem if isinstance(failure, KmaError) else BROKEN

        self.troubles.append(trouble)

    def reason(self) -> str:
        """Why the service is not ready, in one sentence; "" when it is."""
        if self.desk.closing:
            return STOPPING
        return next(filter(None, (trouble() for trouble in self.troubles)), "")

    def guarded(self, app: ASGIApp) -> ASGIApp:
        """An app behind every layer, the outermost last."""
        app = Bodies(app, self.options)
        app = Doors(app, self.folder)
        app = SignIn(app, self.options, self.rates)
        app = Paced(app, self.rates)
        app = Standing(app, self.options, self.figures, self.reason)
        return Watching(AtHome(app), Visitors(self.options), self.figures)

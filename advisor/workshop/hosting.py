"""Workshops as facilitators and tables meet them: who may do what, and who sees what before the evidence."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from advisor.workshop import codes
from advisor.workshop.cards import MOST, Card, named_apart
from advisor.workshop.counsel import Counsel
from advisor.workshop.errors import WorkshopError
from advisor.workshop.models import CHOICES, STANCES, Round, Seat, Session, Shown, Table
from advisor.workshop.screened import said
from advisor.workshop.store import NO_WORKSHOP, WorkshopStore
from corpus.records import Frozen
from corpus.vocabulary import vocabulary

MOST_TABLES = 40
LONGEST_TIMER = 120


class Scene(Frozen):
    """What one seat may see now: before the evidence is out, a table sees its own prediction and nobody else's.

    ``committed`` are the tables that have a prediction; ``table`` is the seat's own.
    """

    seat: Seat
    session: Session
    round: Round
    committed: frozenset[int]
    table: Table | None = None


class Workshops:
    """All workshops of one store.

    Args:
        store: where they are kept.
        counsel: gives the advisor's side.
        clock: seconds since 1970.
    """

    def __init__(
        self, store: WorkshopStore, counsel: Counsel, clock: Callable[[], float] = time.time
    ) -> None:
        self.store = store
        self.counsel = counsel
        self.clock = clock
        self.guesses = codes.Guesses()

    def open(self, title: object, cards: Sequence[Card]) -> Seat:
        """Begin a workshop and sit down as its facilitator."""
        name = said(title, "title") or "Workshop"
        _enough(cards)
        key = codes.new_key()
        while not self.store.open(code := codes.new_code(), name, codes.hashed(key), named_apart(cards, ())):
            continue
        return Seat(code=code, role="facilitator", key=key)

    def join(self, typed: object, name: object) -> Seat:
        """Seat a table under a name of its own choosing."""
        session = self._found(typed)
        chosen = said(name, "name")
        if not chosen:
            raise WorkshopError("The table has no name.", "Give it one, for instance Table 3.")
        if session.ended:
            raise WorkshopError("This workshop has ended.", "Ask your facilitator.")
        if len(session.tables) >= MOST_TABLES:
            raise WorkshopError(f"This workshop has {MOST_TABLES} tables already.", "Share one.")
        key = codes.new_key()
        if not self.store.join(session.code, chosen, codes.hashed(key)):
            raise WorkshopError(
                f"There is a table called {chosen} already.",
                "Choose another name, or go on at the device that joined first.",
            )
        return Seat(code=session.code, role="table", key=key, name=chosen)

    def enter(self, typed: object, key: object) -> Seat:
        """Sit down as the facilitator of a workshop that is open."""
        session = self._found(typed)
        if not codes.matches(key, self.store.facilitator(session.code)):
            self.guesses.wrong()
            raise WorkshopError("That is not this workshop's facilitator key.", "Check it, then try again.")
        return Seat(code=session.code, role="facilitator", key=str(key).strip().upper())

    def watch(self, typed: object) -> Seat:
        """A projector's seat: it sees what every table may see."""
        code = self._found(typed).code
        return Seat(code=code, role="projector", key=self._wall(code))

    def version(self, seat: Seat) -> int:
        """A number that grows with every change; WorkshopError as in `scene`, so that nobody can probe for codes."""
        self._sitting(seat)
        return self.store.version(seat.code)

    def scene(self, seat: Seat) -> Scene:
        """What a seat may see now; WorkshopError when its key is not one of the workshop's."""
        table = self._sitting(seat)
        session = self.store.session(seat.code)
        card = session.find(session.card) or session.cards[0]
        held = self.store.round(seat.code, card)
        return Scene(
            seat=seat,
            session=session,
            round=seen_by(held, table),
            committed=frozenset(p.table for p in held.predictions),
            table=session.table(table) if table is not None else None,
        )

    def revealed_rounds(self, seat: Seat) -> tuple[Round, ...]:
        """Every scenario whose evidence is out."""
        self._sitting(seat)
        session = self.store.session(seat.code)
        held = (self.store.round(seat.code, card) for card in session.cards)
        return tuple(r for r in held if r.revealed)

    def predict(self, seat: Seat, card: object, approaches: Sequence[object], why: object) -> None:
        """Commit a table's prediction; it may be changed until the evidence is out."""
        table, session = self._at_table(seat)
        named = [str(a) for a in approaches if a]
        chosen = list(dict.fromkeys(a for a in named if a in vocabulary().slugs()))
        if not chosen:
            raise WorkshopError("No approach is chosen.", "Choose the one that you would try first.")
        if len(chosen) < len(named):
            raise WorkshopError(
                "The same approach is chosen twice.", "Choose another, or leave a choice empty."
            )
        reason = said(why, "why")
        if not reason:
            raise WorkshopError("The prediction gives no reason.", "Say in a sentence why you would try it.")
        on = _on_table(session, card)
        if not self.store.predict(seat.code, on.id, table, chosen[:CHOICES], reason):
            raise WorkshopError(
                "The evidence has been shown already.", "A prediction can't be changed after it."
            )

    def react(self, seat: Seat, card: object, approach: object, stance: object, note: object) -> None:
        """Keep what a table makes of one approach, after it has seen the evidence."""
        table, session = self._at_table(seat)
        on = _on_table(session, card)
        if self.store.round(seat.code, on).revealed is None:
            raise WorkshopError("The evidence has not been shown yet.", "Wait for your facilitator.")
        chosen = next((s for s in STANCES if s == stance), None)
        if chosen is None or approach not in vocabulary().slugs():
            raise WorkshopError("Nothing is chosen.", "Choose agree, disagree or would try.")
        self.store.react(seat.code, on.id, table, str(approach), chosen, said(note, "note"))

    def reveal(self, seat: Seat, card: object) -> None:
        """Ask the advisor and show its answer to everybody; from here on no prediction changes."""
        session = self._facilitating(seat)
        on = _on_table(session, card)
        counsel = self.counsel
        answer = counsel.ask(on.asked, on.context)
        self.store.keep_holding(answer.versions.get("corpus", ""), dict(counsel.holding()))
        self.store.keep_answer(seat.code, on.id, "reveal", answer)

    def turn_to(self, seat: Seat, card: object) -> None:
        """Go to another card."""
        session = self._facilitating(seat)
        if session.find(str(card)) is None:
            raise WorkshopError("There is no such scenario in this workshop.", "Choose one of the list.")
        self.store.turn_to(seat.code, str(card))

    def show(self, seat: Seat, shown: Shown) -> None:
        """Set what the projector shows."""
        session = self._facilitating(seat)
        if shown != session.shown:
            self.store.show(seat.code, shown)

    def set_timer(self, seat: Seat, minutes: object) -> None:
        """Run a timer for some minutes, or stop it with none."""
        self._facilitating(seat)
        text = str(minutes) if minutes else "0"
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1
        if not 0 <= number <= LONGEST_TIMER:
            raise WorkshopError(
                f"The timer runs for 1 to {LONGEST_TIMER} minutes.", "Give a number of minutes."
            )
        self.store.set_timer(seat.code, self.clock() + 60 * number if number else None)

    def add_cards(self, seat: Seat, cards: Sequence[Card]) -> None:
        """Put cards into the workshop; an id that is taken gets a number."""
        session = self._facilitating(seat)
        _enough([*session.cards, *cards])
        self.store.add_cards(seat.code, named_apart(cards, (c.id for c in session.cards)))

    def remove_card(self, seat: Seat, card: object) -> None:
        """Take a card out that nobody has written on."""
        session = self._facilitating(seat)
        found = session.find(str(card))
        if found is None or found.id == session.card or len(session.cards) == 1:
            raise WorkshopError("The scenario on the table can't be removed.", "Turn to another one first.")
        held = self.store.round(seat.code, found)
        if held.predictions or held.revealed:
            raise WorkshopError("Tables have worked on this scenario.", "It stays in the record.")
        self.store.remove_card(seat.code, found.id)

    def end(self, seat: Seat) -> None:
        """Close the workshop to new words."""
        self._facilitating(seat)
        self.store.end(seat.code)

    def delete(self, seat: Seat, typed: object) -> None:
        """Remove the workshop for good, when its code is typed again to confirm it."""
        self._sitting(seat)
        if seat.role != "facilitator" or codes.read_code(typed) != seat.code:
            raise WorkshopError("That is not the code of this workshop.", "Type it to delete the workshop.")
        self.store.delete(seat.code)

    def _found(self, typed: object) -> Session:
        """The workshop of a code; wrong codes are counted."""
        self.guesses.check()
        try:
            return self.store.session(codes.read_code(typed))
        except WorkshopError:
            self.guesses.wrong()
            raise

    def _sitting(self, seat: Seat) -> int | None:
        """The number of the seat's table, None for another seat; WorkshopError when its key does not fit."""
        if seat.role == "projector":
            if codes.matches(seat.key, codes.hashed(self._wall(seat.code))):
                return None
        elif seat.role == "facilitator":
            if codes.matches(seat.key, self.store.facilitator(seat.code)):
                return None
        else:
            for number, key in self.store.seats(seat.code):
                if codes.matches(seat.key, key):
                    return number
        raise WorkshopError(*NO_WORKSHOP)

    def _wall(self, code: str) -> str:
        """The key of a workshop's projectors: it can be had with the code alone, where guesses are counted."""
        return codes.hashed(f"projector {self.store.facilitator(code) or codes.new_key()}")[:20]

    def _facilitating(self, seat: Seat) -> Session:
        """The workshop, for its facilitator alone, while it is open."""
        if seat.role != "facilitator":
            raise WorkshopError("Only the facilitator can do that.", "Ask them.")
        self._sitting(seat)
        return _open(self.store.session(seat.code))

    def _at_table(self, seat: Seat) -> tuple[int, Session]:
        """A table's number and its workshop, while it is open."""
        table = self._sitting(seat)
        if table is None:
            raise WorkshopError("Only a table can do that.", "Join as a table.")
        return table, _open(self.store.session(seat.code))


def seen_by(held: Round, table: int | None) -> Round:
    """A round as one table may see it, or as somebody without a table may: nobody's words before the evidence."""
    if held.revealed is not None:
        return held
    own = tuple(p for p in held.predictions if p.table == table)
    return held.model_copy(update={"predictions": own, "reactions": ()})


def _open(session: Session) -> Session:
    if session.ended:
        raise WorkshopError("This workshop has ended.", "Open a new one; this one can still be read.")
    return session


def _on_table(session: Session, card: object) -> Card:
    """The card that a request names, when it is the one that the group works on."""
    found = session.find(str(card))
    if found is None or found.id != session.card:
        raise WorkshopError("The workshop has gone on to another scenario.", "Go on with that one.")
    return found


def _enough(cards: Sequence[Card]) -> None:
    if not cards:
        raise WorkshopError("No scenario is chosen.", "Choose one at least.")
    if len(cards) > MOST:
        raise WorkshopError(f"A workshop holds at most {MOST} scenarios.", "Leave some out.")

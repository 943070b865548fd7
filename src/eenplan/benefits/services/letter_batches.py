"""The letters of all decisions of a session: made in one go, printed as one file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from django.db.models import QuerySet
from pypdf import PdfReader, PdfWriter

from eenplan.benefits.enums import LetterKind
from eenplan.benefits.letters_errors import AlreadyMade, LetterRefused, MissingElements
from eenplan.benefits.models import CommitteeSession, Decision, Letter
from eenplan.benefits.selectors.letters import decisions_in, dressed, with_letters
from eenplan.benefits.services.letters import make_letter
from eenplan.core import audit
from eenplan.core.access import Actor, Capability

AT_ONCE = 100  # letters in one go: a few seconds; what is left goes on where it stopped


@dataclass(frozen=True)
class Made:
    """What one go did: how many letters, what could not be made and why, and how many are left."""

    made: int
    refused: tuple[tuple[Decision, str], ...]
    left: int


def decisions_of(actor: Actor, session: CommitteeSession) -> QuerySet[Decision]:
    """Return the decisions of a session in the order of its agenda."""
    rows = decisions_in(actor, "session").filter(item__session=session)
    return rows.order_by("item__position", "pk")


def without_letter(actor: Actor, session: CommitteeSession) -> QuerySet[Decision]:
    """Return the decisions of a session for which no letter was made yet."""
    return with_letters(decisions_of(actor, session)).filter(letter_pk=None)


def make_letters_of(
    *,
    actor: Actor,
    session: CommitteeSession,
    on: date,
    at: datetime,
    after: int = 0,
    at_once: int = AT_ONCE,
) -> Made:
    """Make the letters of a closed session that are not there yet, each kept with its household.

    Each letter in a transaction of its own: what stopped halfway is gone on with, and nothing is
    made twice. A letter that lacks something stops none of the others. Raises NotAllowed,
    LetterRefused while the session is not closed.
    """
    actor.must(Capability.COMMITTEE_KEEP)
    if session.closed_at is None:
        raise LetterRefused("Sluit eerst de zitting: dan staan de beslissingen vast.")
    made, refused = 0, []
    waiting = without_letter(actor, session)
    for decision in dressed(waiting)[:at_once]:
        try:
            make_letter(
                actor=actor,
                kind=LetterKind.DECISION,
                household=decision.application.household,
                decision=decision,
                on=on,
                at=at,
            )
            made += 1
        except AlreadyMade:  # somebody else was quicker: it is there, and that is what was asked
            continue
        except MissingElements as error:
            refused.append((decision, str(error)))
    audit.record(
        actor, "benefits.letters-of-session-made", session, made=made, refused=len(refused)
    )
    return Made(made, tuple(refused), waiting.count() - len(refused))


def printable(actor: Actor, session: CommitteeSession) -> bytes | None:
    """Return the letters of a session that have still to go out, as one file; None without any.

    Made of the very documents that are kept, in the order of the agenda.
    """
    actor.must(Capability.COMMITTEE_KEEP)
    decisions = decisions_of(actor, session).values("pk")
    rows = Letter.objects.filter(decision__in=decisions, replaced_by=None, notification=None)
    kept = rows.order_by("decision__item__position", "pk").values_list("pdf", flat=True)
    documents = [bytes(pdf) for pdf in kept]
    return merged(documents) if documents else None


def merged(documents: Sequence[bytes]) -> bytes:
    """Return documents one after another in one file, each beginning on a sheet of its own."""
    writer = PdfWriter()
    for document in documents:
        pages = PdfReader(BytesIO(document)).pages
        for page in pages:
            writer.add_page(page)
        if len(pages) % 2:  # printed on both sides, the next letter begins on the next sheet
            writer.add_blank_page()
    made = BytesIO()
    writer.write(made)
    return made.getvalue()

"""The two trails: what was changed, and which file was opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from eenplan.core.access import Actor
from eenplan.core.models import AuditEvent, FileRead

_gathered: ContextVar[list[AuditEvent] | None] = ContextVar("gathered audit lines", default=None)


def record(actor: Actor, event: str, subject, **detail) -> AuditEvent:
    """Write one line of the audit trail, in the same transaction as the change it describes."""
    line = AuditEvent(
        actor_id=actor.user_id,
        event=event,
        subject=f"{subject._meta.label}:{subject.pk}",
        detail={key: str(value) for key, value in detail.items()},
    )
    waiting = _gathered.get()
    if waiting is None:
        line.save(force_insert=True)
    else:
        waiting.append(line)
    return line


@contextmanager
def written_together() -> Iterator[None]:
    """Write the lines of one action that does many things in one statement, at its end.

    Inside the transaction of the action: what is refused halfway leaves no line.
    """
    if _gathered.get() is not None:
        yield
        return
    lines: list[AuditEvent] = []
    token = _gathered.set(lines)
    try:
        yield
    finally:
        _gathered.reset(token)
    AuditEvent.objects.bulk_create(lines)


def record_read(actor: Actor, household_id: int, *, screen: str, ground: str) -> FileRead:
    """Write that the actor opened a household's file. Called by core.pages, after the view."""
    return FileRead.objects.create(
        actor_id=actor.user_id, household_id=household_id, screen=screen, ground=ground
    )

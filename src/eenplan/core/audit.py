"""The two trails: what was changed, and which file was opened."""

from eenplan.core.access import Actor
from eenplan.core.models import AuditEvent, FileRead


def record(actor: Actor, event: str, subject, **detail) -> AuditEvent:
    """Write one line of the audit trail, in the same transaction as the change it describes."""
    return AuditEvent.objects.create(
        actor_id=actor.user_id,
        event=event,
        subject=f"{subject._meta.label}:{subject.pk}",
        detail={key: str(value) for key, value in detail.items()},
    )


def record_read(actor: Actor, household_id: int, *, screen: str, ground: str) -> FileRead:
    """Write that the actor opened a household's file. Called by core.pages, after the view."""
    return FileRead.objects.create(
        actor_id=actor.user_id, household_id=household_id, screen=screen, ground=ground
    )

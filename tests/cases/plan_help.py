"""What the tests of the plan share."""

from django.db import transaction

from eenplan.core.models import AuditEvent


def attempt(call, **facts):
    """Make a call that is refused: nothing it did stays behind."""
    with transaction.atomic():
        return call(**facts)


def audited() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("event", flat=True))

"""The messages of the bank that were read in."""

from datetime import date

from django.db.models import QuerySet

from eenplan.benefits.models import BankFile
from eenplan.core.errors import NotFound


def bank_files() -> QuerySet[BankFile]:
    """Return every message, the newest first, without its bytes."""
    return BankFile.objects.defer("content").order_by("-read_at", "-pk")


def dressed(rows: QuerySet[BankFile]) -> QuerySet[BankFile]:
    """Return messages with who read them in."""
    return rows.defer("content").select_related("read_by").order_by("-read_at", "-pk")


def get_bank_file(pk: int) -> BankFile:
    """Return a message, the lines nobody recognised with their day. Raises NotFound."""
    found = dressed(BankFile.objects.filter(pk=pk)).first()
    if found is None:
        raise NotFound
    for line in found.unmatched:
        line["day"] = date.fromisoformat(line["on"]) if line.get("on") else None
    return found

"""The list of reasons to say no, with how often each was given."""

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from eenplan.core.errors import NotFound
from eenplan.housing.models import Answer, RefusalReason


def all_reasons() -> QuerySet[RefusalReason]:
    """Return every reason, of each side those that can be chosen first; `given`: how often."""
    said = Answer.objects.filter(reason=OuterRef("pk")).order_by().values("reason")
    given = Subquery(said.annotate(number=Count("pk")).values("number"))
    rows = RefusalReason.objects.annotate(given=Coalesce(given, 0))
    return rows.order_by("side", F("ends_on").desc(nulls_first=True), "label", "pk")


def get_reason(pk: int) -> RefusalReason:
    """Return one reason, or raise NotFound."""
    found = RefusalReason.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found

"""Who said no to whom before: a no stays a no until somebody looked at it again."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import DateField, ExpressionWrapper, F, QuerySet
from django.db.models.functions import TruncDate

from eenplan.housing.enums import RefusalEffect, Side
from eenplan.housing.models import Answer
from eenplan.people.models import Household


def refused_places(households: Iterable[Household]) -> dict[int, frozenset[str]]:
    """Return per household (its key) the places it said no to, as vetoes: "place:PAND-03"."""
    rows = _refusals(households, Side.HOUSEHOLD).values_list(
        "proposal__household", "proposal__place__reference"
    )
    return _gathered((household, f"place:{reference}") for household, reference in rows)


def refused_by(households: Iterable[Household], *, on: date) -> dict[int, frozenset[str]]:
    """Return per household (its key) the providers (their keys, as text) that said no to it.

    Such a provider is not asked again for this household, whatever the place; who said "not now"
    is, once the days of that reason are over.
    """
    again = ExpressionWrapper(
        TruncDate("given_at") + F("reason__days"), output_field=DateField(null=True)
    )
    over = {"reason__effect": RefusalEffect.PARK, "again_on__lte": on}
    refusals = _refusals(households, Side.PROVIDER).annotate(again_on=again).exclude(**over)
    rows = refusals.values_list("proposal__household", "proposal__place__dwelling__offer__provider")
    return _gathered((household, str(provider)) for household, provider in rows)


def _refusals(households: Iterable[Household], side: Side) -> QuerySet[Answer]:
    return Answer.objects.filter(
        agrees=False, reassessed_on=None, side=side, proposal__household__in=list(households)
    )


def _gathered(pairs: Iterable[tuple[int, str]]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for household, what in pairs:
        found[household].add(what)
    return {household: frozenset(names) for household, names in found.items()}

"""When a unit may be ready, and when it may change or go."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from eenplan.housing.errors import ImpossibleState, ImpossibleWork, UnitsInUse
from eenplan.housing.models import Inspection, Place, Stay, Work


def check_may_be_ready(place: Place, *, on: date) -> None:
    """Raise ImpossibleState without a valid approval of the dwelling, or with works to be done."""
    works = Work.objects.filter(done_on=None, dropped_on=None, dwelling=place.dwelling_id)
    undone = works.filter(Q(place=place) | Q(place=None)).first()
    if undone:
        raise ImpossibleState(f"Er is nog werk te doen: {undone.what}. Meld het eerst gedaan.")
    if not has_approval(place.dwelling_id, on=on):
        raise ImpossibleState(
            "Dit pand is niet goedgekeurd. Een woningcontroleur kijkt het eerst na."
        )


def has_approval(dwelling_id: int, *, on: date) -> bool:
    """Return whether the last verdict on a dwelling is an approval that counts on a day."""
    verdicts = Inspection.objects.filter(dwelling=dwelling_id, decided_on__lte=on)
    last = verdicts.order_by("-decided_on", "-pk").first()
    if last is None or last.valid_until is None or last.valid_until <= on:
        return False
    return not last.works.filter(done_on=None).exists()


def check_may_drop(work: Work, *, on: date) -> None:
    """Raise ImpossibleWork for a work on which the last verdict depends: look again instead."""
    verdicts = Inspection.objects.filter(dwelling=work.dwelling_id, decided_on__lte=on)
    last = verdicts.order_by("-decided_on", "-pk").first()
    if last and work.inspection_id == last.pk:
        raise ImpossibleWork("De controle vraagt dit werk. Het kan pas weg na een nieuwe controle.")


def check_stays_fit(place: Place, stays: Iterable[Stay]) -> None:
    """Raise UnitsInUse when a household that lives there has more persons than the unit sleeps."""
    most = max((stay.persons for stay in stays), default=0)
    if most > place.max_persons:
        raise UnitsInUse(f"Er wonen of komen {most} personen: maak de plaats niet kleiner.")

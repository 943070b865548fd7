"""When a unit may be ready, and when it may change or go."""

from datetime import date

from django.db.models import Q

from eenplan.housing.errors import ImpossibleState
from eenplan.housing.models import Inspection, Place, Work


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
    return not last.works.filter(done_on=None, dropped_on=None).exists()

"""A household moves from one place of ours to another, or what was noted of an end is put right."""

from datetime import date, datetime

from django.db import transaction

from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.housing import services as housing
from eenplan.housing.models import Place, Rehousing, Stay
from eenplan.housing.stay_errors import RehousingRefused
from eenplan.housing.stay_kinds import EndKind, RehousingOutcome
from eenplan.journeys.matching import place_tonight
from eenplan.journeys.rehousing import leave_for_another
from eenplan.people.enums import SEEKS_A_PLACE, NightShelter
from eenplan.people.models import Household


@transaction.atomic
def move_place(
    *,
    actor: Actor,
    stay: Stay,
    place: Place,
    kind: EndKind,
    reason: str,
    on: date,
    at: datetime,
) -> Stay:
    """Move a household from one place of ours to another in one act: it never loses its roof.

    The old stay ends and the new one begins on the same day, or neither does. As a place that is
    given tonight: never with a family, and somebody else looks at it within days. Raises what
    leaving and giving a place at once raise.
    """
    if place.pk == stay.place_id:
        raise RehousingRefused("Het gezin woont hier al. Kies een andere plaats.", "place")
    if on == stay.starts_on:
        raise RehousingRefused(
            "Dit verblijf begint die dag pas. Annuleer het, en geef dan de andere plaats."
        )
    before = stay.place.reference
    leave_for_another(actor=actor, stay=stay, reason=reason, kind=kind, on=on)
    new = place_tonight(actor=actor, household=stay.household, place=place, on=on, at=at)
    audit.record(actor, "housing.household-moved", new, before=before, after=place.reference)
    return new


@transaction.atomic
def correct_departure(
    *,
    actor: Actor,
    stay: Stay,
    sleeps: NightShelter,
    kind: str,
    exit_to: str,
    reason: str,
    on: date,
) -> None:
    """Say afterwards why a stay ended and where the household went; the days stay.

    When that was its last place, it sleeps there now, and who has a home is off the list for
    another one. Raises NotAllowed, ExtensionRefused, StaleVersion.
    """
    housing.correct_end(
        actor=actor,
        stay=stay,
        leaves_for=sleeps,
        kind=kind,
        exit_to=exit_to,
        reason=reason,
        on=on,
    )
    household = stay.household
    if household.stays.filter(starts_on__gte=stay.ends_on).exists():
        return
    Household.objects.filter(pk=household.pk).update(sleeps=sleeps)
    audit.record(actor, "people.sleeps-corrected", household, sleeps=sleeps)
    open_one = Rehousing.objects.filter(household=household, closed_on=None)
    if sleeps not in SEEKS_A_PLACE:
        open_one.update(
            closed_on=on, closed_by=actor.user_id or None, outcome=RehousingOutcome.OWN_HOME
        )

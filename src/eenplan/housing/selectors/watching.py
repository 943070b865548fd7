"""What around stays waits for who keeps the places, or for safeguarding."""

from dataclasses import dataclass
from datetime import date

from eenplan.core.access import Actor, Capability
from eenplan.housing.selectors.follow_up import visits_seen_by
from eenplan.housing.selectors.safety import incidents_for, stops
from eenplan.housing.selectors.stay_lists import (
    ENDS,
    absences_seen_by,
    rehousings_seen_by,
    stays_listed,
)


@dataclass(frozen=True)
class Watched:
    """A number, what it counts, and the list it is the length of."""

    name: str
    number: int
    words: str
    page: str
    query: str = ""


def stays_to_watch(actor: Actor, *, on: date) -> list[Watched]:
    """Return what waits, without what is nothing; for other roles nothing."""
    found = []
    if actor.can(Capability.HOUSING_MANAGE) or actor.can(Capability.SAFEGUARDING):
        late = visits_seen_by(actor, on=on, which="gemeld").count()
        urgent = rehousings_seen_by(actor, "dringend", on=on).count()
        found += [
            Watched(
                "late",
                late,
                "opvolgbezoeken te lang niet gedaan",
                "housing:follow_up_visits",
                "?stand=gemeld",
            ),
            Watched(
                "urgent",
                urgent,
                "gezinnen dringend een andere woning",
                "housing:rehousings",
                "?stand=dringend",
            ),
            Watched("stops", stops().count(), "keer opvang stilgelegd", "housing:stops"),
        ]
    if actor.can(Capability.HOUSING_MANAGE):
        ends = stays_listed(actor, {"stand": ENDS}, on=on).count()
        away = absences_seen_by(actor, on=on, only_late=True).count()
        found += [
            Watched(
                "ends",
                ends,
                "verblijven eindigen binnenkort of zijn te herbekijken",
                "housing:stays",
                f"?stand={ENDS}",
            ),
            Watched(
                "away", away, "gezinnen te lang afwezig", "housing:presence_sites", "?stand=te-lang"
            ),
        ]
    if actor.can(Capability.SAFEGUARDING):
        number = incidents_for(actor, "nu", on=on).count()
        found.append(
            Watched("reports", number, "meldingen te bekijken", "housing:incidents", "?stand=nu")
        )
    return [line for line in found if line.number]

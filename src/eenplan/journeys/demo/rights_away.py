"""The demo's stays abroad of who has a wage: in time, too long, and one told after the payment."""

from datetime import date, timedelta

from eenplan.benefits.enums_money import Component
from eenplan.benefits.hindrance_errors import StayRefused
from eenplan.benefits.models import StayAbroad
from eenplan.benefits.services.hindrances import note_stay
from eenplan.core.access import system_actor
from eenplan.journeys.demo.rights_words import at

EVERY, AFTER = 7, timedelta(days=12)
LENGTHS = (9, 41, 24, 35)
WORDS = (
    "Bezoek aan de ouders in Lviv.",
    "Papieren geregeld bij de burgerlijke stand thuis.",
    "Begrafenis van een familielid.",
    "Behandeling bij de eigen arts.",
)
LATE = (timedelta(days=60), timedelta(days=6))


def draw_stays_abroad(files: list, *, on: date) -> None:
    """Write the stays that were told before anything was paid."""
    away = _with_a_wage(files)[::EVERY]
    rows = (_stay(file, number, on) for number, file in enumerate(away))
    StayAbroad.objects.bulk_create(row for row in rows if row)


def _with_a_wage(files: list) -> list:
    wages = (Component.LIVING_WAGE, Component.EQUIVALENT)
    return [file for file in files if hasattr(file, "grant") and file.grant.component in wages]


def _stay(file, number: int, on: date) -> StayAbroad | None:
    left = file.grant.starts_on + AFTER
    back = left + timedelta(days=LENGTHS[number % len(LENGTHS)])
    if left > on:
        return None
    return StayAbroad(
        household=file.household,
        person=file.applicant,
        starts_on=left,
        ends_on=back if back <= on else None,
        reported_on=min(left + timedelta(days=(number % 3) * 4 - 5), on),
        note=WORDS[number % len(WORDS)],
        noted_at=at(left),
        noted_by=file.worker,
    )


def tell_one_late(files: list, *, on: date) -> None:
    """Let one family tell of a stay after it was paid: the decision is to be reviewed."""
    since, until = (on - ago for ago in LATE)
    for file in reversed(_with_a_wage(files)):
        if file.grant.starts_on > since:
            continue
        try:
            note_stay(
                actor=system_actor(on),
                household=file.household,
                person=file.applicant,
                starts_on=since,
                ends_on=until,
                reported_on=on,
                note="Pas na de terugkeer verteld.",
                on=on,
                at=at(on),
            )
        except StayRefused:  # somebody who is away already
            continue
        return

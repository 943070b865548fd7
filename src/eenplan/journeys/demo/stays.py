"""Invented follow-up of the demo's stays: visits, reports, a drill of the stop, other homes."""

from datetime import date, timedelta
from random import Random

from eenplan.core.access import system_actor
from eenplan.housing import services as housing
from eenplan.housing.enums import ReceptionForm
from eenplan.housing.models import (
    FollowUpVisit,
    Incident,
    IncidentNote,
    Offer,
    Rehousing,
    RehousingTry,
    Stay,
    StayAbsence,
)
from eenplan.housing.stay_kinds import FollowUpKind as Kind
from eenplan.journeys.demo.teams import Staff

DAY = timedelta(days=1)
FOUND = (
    "Het gaat goed. De kinderen slapen beter.",
    "De verwarming in de badkamer werkt niet. Doorgegeven aan de technische dienst.",
    "Gast kookt apart, dat loopt goed. Zoekt mee naar een huurwoning.",
    "Rustig. Wil graag een slot op de eigen kamer: gevraagd.",
)
REPORTS = (
    ("GUEST", "PRIVACY", "SERIOUS", "De gastheer komt zonder kloppen in de kamer."),
    ("HOST", "CONFLICT", "LOW", "De afspraken over koken lopen niet goed."),
    (
        "WORRY",
        "DOCUMENTS",
        "SERIOUS",
        "De buurvrouw hoorde dat de paspoorten bij de eigenaar liggen.",
    ),
)
EVERY = 30


def follow_up_stays(staff: Staff, rng: Random, *, on: date) -> None:
    """Give the stays of the demo the follow-up they would have by now."""
    present = list(
        Stay.objects.on(on).select_related("place__dwelling", "household").order_by("pk")
    )
    FollowUpVisit.objects.bulk_create(
        visit for stay in present for visit in _visits(stay, staff, rng, on)
    )
    _say_how_stays_ended(rng, on)
    _draw_reports(present, staff, on)
    _draw_absences(present, rng, on)
    _draw_rehousing(present, staff, on)
    _drill(present, on)
    actor = system_actor(on)
    housing.escalate_visits(actor=actor, on=on)


def _visits(stay: Stay, staff: Staff, rng: Random, on: date) -> list[FollowUpVisit]:
    """Return the visits of a stay: most were held, of a few the last one is late."""
    kept, day, kind = [], stay.starts_on + 7 * DAY, Kind.FIRST
    recent = max(day, on - 120 * DAY)  # older ones tell nothing more in a demo
    while day <= on and stay.starts_on + 7 * DAY <= on:
        if day >= recent:
            kept.append((kind, day))
        kind, day = (
            (Kind.SECOND, stay.starts_on + 28 * DAY)
            if kind == Kind.FIRST
            else (Kind.MONTHLY, day + EVERY * DAY)
        )
    late = bool(kept) and rng.random() < 0.12
    rows = [
        FollowUpVisit(stay=stay, kind=k, from_on=d - 4 * DAY, due_on=d)
        if late and (k, d) == kept[-1]
        else _held(stay, k, d, staff, rng)
        for k, d in kept
    ]
    if not late and (not stay.ends_on or day < stay.ends_on):
        rows.append(FollowUpVisit(stay=stay, kind=kind, from_on=day - 4 * DAY, due_on=day))
    if stay.place.form == ReceptionForm.HOST_FAMILY:
        due = on + rng.randint(1, 20) * DAY
        rows.append(FollowUpVisit(stay=stay, kind=Kind.HOST, from_on=due - 7 * DAY, due_on=due))
    return rows


def _held(stay: Stay, kind: str, day: date, staff: Staff, rng: Random) -> FollowUpVisit:
    alone = rng.random() < 0.85
    return FollowUpVisit(
        stay=stay,
        kind=kind,
        from_on=day - 4 * DAY,
        due_on=day,
        held_on=day - rng.randint(0, 3) * DAY,
        held_by=staff.cast["amira"],
        interpreter=rng.choice(("PHONE", "PHONE", "INDEPENDENT", "WORKER")),
        language=rng.choice(("uk", "ru")),
        spoken_alone=alone,
        not_alone_why="" if alone else "de kinderen waren erbij, er was geen andere kamer",
        lives_there="YES",
        has_papers="YES",
        findings=rng.choice(FOUND),
    )


def _say_how_stays_ended(rng: Random, on: date) -> None:
    over = list(Stay.objects.filter(ends_on__lte=on).order_by("pk"))
    for stay in over:
        stay.end_kind = rng.choice(
            ("AGREED",) * 6 + ("OWN_CHOICE",) * 2 + ("CONFLICT", "HOST_STOPPED")
        )
        stay.exit_to = rng.choice(("PRIVATE_RENT",) * 5 + ("SOCIAL_RENT", "FAMILY", "OTHER_TOWN"))
    Stay.objects.bulk_update(over, ["end_kind", "exit_to"])


def _draw_reports(stays: list[Stay], staff: Staff, on: date) -> None:
    for stay, (kind, subject, weight, words) in zip(stays[::7], REPORTS, strict=False):
        incident = Incident.objects.create(
            offer_id=stay.place.dwelling.offer_id,
            stay=stay,
            kind=kind,
            subject=subject,
            seriousness=weight,
            happened_on=max(stay.starts_on, on - 6 * DAY),
            noted_on=on - DAY if stay.starts_on < on else on,
            noted_by=staff.cast["amira"],
            what=words,
            who_knows="alleen wie het vertelde",
        )
        if kind == "HOST":
            IncidentNote.objects.create(
                incident=incident,
                text="Met beide gesproken. Nieuwe afspraken op papier gezet.",
                noted_on=on,
                noted_by=staff.cast.get("omar"),
            )
            Incident.objects.filter(pk=incident.pk).update(version=2, follow_up_on=on + 14 * DAY)


def _draw_absences(stays: list[Stay], rng: Random, on: date) -> None:
    sites = [s for s in stays if s.place.form == ReceptionForm.COLLECTIVE and s.starts_on < on]
    StayAbsence.objects.bulk_create(
        StayAbsence(
            stay=stay,
            reason=reason,
            starts_on=max(stay.starts_on, on - days * DAY),
            expected_on=back and on + back * DAY,
        )
        for stay, (reason, days, back) in zip(
            sites[::3], (("UNKNOWN", 5, None), ("FAMILY", 2, 6), ("HOSPITAL", 3, -1)), strict=False
        )
    )


def _draw_rehousing(stays: list[Stay], staff: Staff, on: date) -> None:
    soon = [stay for stay in stays if stay.ends_on and stay.ends_on <= on + 40 * DAY]
    for stay in soon[: max(2, len(stays) // 20)]:
        entry = Rehousing.objects.create(
            household=stay.household,
            stay=stay,
            reason="ENDS_SOON",
            opened_on=on - 10 * DAY,
            opened_by=staff.cast["els"],
        )
        RehousingTry.objects.create(
            rehousing=entry, tried="OWN_PLACES", note="geen vrij", on=on - 9 * DAY
        )


def _drill(stays: list[Stay], on: date) -> None:
    """Stop the offer of one household, as an exercise: the page of the stop is then not empty."""
    if not stays:
        return
    offer = Offer.objects.get(pk=stays[-1].place.dwelling.offer_id)
    housing.stop_offer(
        actor=system_actor(on),
        offer=offer,
        reason="oefening: iedereen probeert de knop één keer",
        on=on,
        is_drill=True,
    )

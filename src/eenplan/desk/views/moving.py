"""A household moves from one place of ours to another; or what was noted of an end is put right."""

from django.urls import reverse
from django.utils.timezone import now

from eenplan.core.access import Capability
from eenplan.core.errors import NotFound
from eenplan.core.pages import AppRequest, note_read
from eenplan.core.questions import Question, asking
from eenplan.desk import moving
from eenplan.desk.place_forms import HIGHEST_ID, CorrectEndForm, MoveForm
from eenplan.engines.placement.words import dutch_day
from eenplan.housing.selectors import get_place, stay_to_end, stays_of
from eenplan.housing.stay_kinds import EndKind
from eenplan.journeys.moving_on import correct_departure, move_place
from eenplan.people.enums import NightShelter
from eenplan.people.selectors import get_household, ground_of

LAYOUT = "housing/base_stays.html"


def _household(request: AppRequest, year: int, serial: int):
    household = get_household(request.actor, year, serial)
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    return household


def _asked(request: AppRequest) -> int | None:
    """Return the stay the address asks for, by its number."""
    asked = request.GET.get("verblijf", "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= len(str(HIGHEST_ID))
    return int(asked) if is_number and int(asked) <= HIGHEST_ID else None


def _home_of(household) -> str:
    return reverse("desk:household_housing", args=[household.year, household.serial])


# -- Moving ----------------------------------------------------------------------------------------
def _about_move(request: AppRequest, year: int, serial: int) -> Question:
    household, on = _household(request, year, serial), request.actor.on
    stay = stay_to_end(household, on=on, pk=_asked(request))
    found = moving.elsewhere(stay, on=on) if stay else None
    return Question(
        "Verhuizen naar een andere plaats",
        "Verhuis het gezin",
        _home_of(household),
        subject=stay,
        intro="Het oude verblijf eindigt en het nieuwe begint op dezelfde dag.",
        layout=LAYOUT,
        tab="rehousing",
        template="desk/move_place.html",
        initial={"on": on},
        options={"places": found.choices if found else []},
        shown={"household": household, "stay": stay, "elsewhere": found},
    )


def _move(request: AppRequest, stay, said: dict) -> tuple[str, str]:
    place = get_place(int(said["place"]), on=request.actor.on)
    move_place(
        actor=request.actor,
        stay=stay,
        place=place,
        kind=EndKind(said["kind"]),
        reason=said["reason"],
        on=said["on"],
        at=now(),
    )
    told = f"Het gezin verhuist naar {place.reference} op {dutch_day(said['on'])}."
    return told, _home_of(stay.household)


move = asking(MoveForm, needs=Capability.HOUSING_PLACE, about=_about_move, act=_move)


# -- Putting an end right --------------------------------------------------------------------------
def _about_end(request: AppRequest, year: int, serial: int) -> Question:
    household, on = _household(request, year, serial), request.actor.on
    over = [stay for stay in stays_of(household) if stay.ends_on and stay.ends_on <= on]
    asked = _asked(request)
    stay = next((s for s in over if asked in (None, s.pk)), None)
    if stay is None:
        return Question(
            "Einde verbeteren",
            "Bewaar",
            _home_of(household),
            layout=LAYOUT,
            template="desk/no_stay.html",
            shown={"household": household},
        )
    stay.household = household
    return Question(
        f"Einde verbeteren: {stay.place.reference}",
        "Bewaar",
        _home_of(household),
        subject=stay,
        intro=f"Het verblijf eindigde op {dutch_day(stay.ends_on)}. De dagen blijven.",
        layout=LAYOUT,
        tab="stays",
        initial={
            "kind": stay.end_kind,
            "exit_to": stay.exit_to,
            "sleeps": stay.leaves_for,
            "reason": stay.end_reason,
        },
    )


def _correct(request: AppRequest, stay, said: dict) -> tuple[str, str]:
    if stay is None:
        raise NotFound
    correct_departure(
        actor=request.actor,
        stay=stay,
        sleeps=NightShelter(said["sleeps"]),
        kind=said["kind"],
        exit_to=said["exit_to"],
        reason=said["reason"],
        on=request.actor.on,
    )
    return "Het einde is verbeterd.", _home_of(stay.household)


correct_end = asking(CorrectEndForm, needs=Capability.HOUSING_PLACE, about=_about_end, act=_correct)

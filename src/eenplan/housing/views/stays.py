"""The list of stays, the page of one stay, and letting it go on longer."""

from django.urls import reverse

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, note_read, read_page, show
from eenplan.core.questions import Question, asking
from eenplan.engines.placement.words import dutch_day
from eenplan.housing import permissions, services
from eenplan.housing.forms.stays import AskRehousingForm, ExtendForm, ReviewForm, StayFilter
from eenplan.housing.selectors import follow_up, safety, stay_lists
from eenplan.housing.stay_kinds import RehousingReason
from eenplan.people.selectors import ground_of

LAYOUT = "housing/base_stays.html"
COLUMNS = (
    Column("Gezin", lambda stay: stay.household.number),
    Column("Naam", lambda stay: stay.household.name),
    Column("Plaats", lambda stay: stay.place.reference),
    Column("Wijk", lambda stay: stay.place.area.name),
    Column("Vanaf", lambda stay: stay.starts_on),
    Column("Tot", lambda stay: stay.ends_on),
    Column("Herbekijken op", lambda stay: None if stay.ends_on else stay.review_on),
    Column("Volgend bezoek", lambda stay: stay.next_visit),
    Column("Stilgelegd", lambda stay: stay.is_stopped),
    Column("Waarom geëindigd", lambda stay: stay.get_end_kind_display()),
    Column("Waar naartoe", lambda stay: stay.get_exit_to_display()),
)


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def stays(request: AppRequest):
    on = request.actor.on
    form = StayFilter(request.GET)
    form.is_valid()
    filters = form.cleaned_data
    stand = filters.get("stand") or stay_lists.NOW
    page = {
        "form": form,
        "tab": "ends" if stand == stay_lists.ENDS else "stays",
        "stand": stand,
        "alarm_days": stay_lists.alarm_days(on),
    }
    return show_list(
        request,
        "housing/stays.html",
        page,
        name="verblijven",
        rows=stay_lists.stays_listed(request.actor, filters, on=on),
        columns=COLUMNS,
        filters=form,
        dressed=lambda rows: stay_lists.dressed_stays(rows, on=on),
    )


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def stay(request: AppRequest, stay_id: int):
    """Show one stay: what is planned, what was found, and what may be done about it."""
    actor, found = request.actor, load(request, stay_id)
    visits = follow_up.visits_of(found)
    lasts = not found.ends_on or found.ends_on > actor.on
    page = {
        "stay": found,
        "tab": "stays",
        "lasts": lasts,
        "to_hold": [v for v in visits if v.held_on is None and (lasts or v.due_on < found.ends_on)],
        "held": [v for v in visits if v.held_on],
        "may_follow": permissions.follows(actor, found.household)
        or actor.can(Capability.SAFEGUARDING),
        "shows_address": actor.can(Capability.HOUSING_PLACE)
        or actor.can(Capability.HOUSING_MANAGE),
        "stop": safety.running_stop(found.place.offer.pk) if found.is_stopped else None,
        "has_report": stay_lists.has_open_report(found),
        "absences": list(stay_lists.absences_of(found)),
        "rehousing": stay_lists.open_rehousing_of(found.household_id),
    }
    return show(request, "housing/stay.html", page)


def load(request: AppRequest, stay_id: int):
    """Return a stay within the actor's scope, and log that its household was seen."""
    found = follow_up.get_stay(request.actor, stay_id)
    note_read(request, found.household_id, ground=ground_of(request.actor, found.household))
    return found


def address_of(stay) -> str:
    return reverse("housing:stay", args=[stay.pk])


def about_stay(request: AppRequest, stay_id: int, *, heading: str, submit: str, **more) -> Question:
    """Return a question about a stay, that leads back to its page."""
    found = load(request, stay_id)
    return Question(
        f"{heading}: {found.place.reference}",
        submit,
        address_of(found),
        subject=found,
        layout=LAYOUT,
        tab="stays",
        **more,
    )


# -- Longer ----------------------------------------------------------------------------------------
def _about_extension(request: AppRequest, stay_id: int) -> Question:
    question = about_stay(
        request, stay_id, heading="Verblijf verlengen", submit="Verleng het verblijf"
    )
    ends_on = question.subject.ends_on
    until = f"tot {dutch_day(ends_on)}" if ends_on else "zonder einddatum"
    intro = (
        f"Het verblijf loopt nu {until}. De regels van de plaats worden opnieuw gevraagd: past het "
        "gezin nog, en is de plaats niet aan iemand anders beloofd?"
    )
    return _with_intro(question, intro)


def _with_intro(question: Question, intro: str) -> Question:
    return Question(**{**question.__dict__, "intro": intro})


def _extend(request: AppRequest, found, said: dict) -> tuple[str, str]:
    longer = services.extend_stay(
        actor=request.actor,
        stay=found,
        until=said["until"],
        reason=said["reason"],
        on=request.actor.on,
    )
    until = longer.ends_on and f"tot {dutch_day(longer.ends_on)}"
    told = until or f"door; herbekijken op {dutch_day(longer.review_on)}"
    return f"Het verblijf loopt {told}.", address_of(found)


extend = asking(ExtendForm, needs=Capability.HOUSING_PLACE, about=_about_extension, act=_extend)


def _about_review(request: AppRequest, stay_id: int) -> Question:
    return about_stay(request, stay_id, heading="Later herbekijken", submit="Bewaar de dag")


def _review(request: AppRequest, found, said: dict) -> tuple[str, str]:
    services.plan_review(
        actor=request.actor, stay=found, review_on=said["review_on"], on=request.actor.on
    )
    return f"Herbekijken op {dutch_day(said['review_on'])}.", address_of(found)


review = asking(ReviewForm, needs=Capability.HOUSEHOLD_VIEW, about=_about_review, act=_review)


# -- Another home ----------------------------------------------------------------------------------
def _about_rehousing(request: AppRequest, stay_id: int) -> Question:
    return about_stay(request, stay_id, heading="Andere woning nodig", submit="Zet op de lijst")


def _ask_rehousing(request: AppRequest, found, said: dict) -> tuple[str, str]:
    entry = services.ask_rehousing(
        actor=request.actor,
        stay=found,
        reason=RehousingReason(said["reason"]),
        is_urgent=said["is_urgent"],
        on=request.actor.on,
    )
    told = "Het gezin staat op de lijst voor herhuisvesting."
    return told, reverse("housing:rehousing", args=[entry.pk])


ask_rehousing = asking(
    AskRehousingForm, needs=Capability.HOUSEHOLD_VIEW, about=_about_rehousing, act=_ask_rehousing
)

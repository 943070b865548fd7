"""The match table: who waits on the left, the places for one on the right; and proposing."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import now

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    note_read,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.desk.match_forms import ProposeForm, day_in
from eenplan.desk.place_forms import SHELTER_LABELS
from eenplan.desk.proposing import Asked, propose
from eenplan.housing import selectors as housing, waiting
from eenplan.housing.selectors.candidates import SAFETY_RULES
from eenplan.housing.services import Wanted, note_reassessed, propose_place
from eenplan.organisation.selectors.norms import switch_lines
from eenplan.people.selectors import get_household, ground_of

MOST_WAITING, CARDS, REFUSALS = 20, 6, 60
PLACE = Capability.HOUSING_PLACE


@read_page(needs=PLACE)
def match_table(request: AppRequest):
    """Show who waits and which forms are open; a household is chosen on the left."""
    return show(request, "desk/match_table.html", _left(request))


@read_page(needs=PLACE)
def match_household(request: AppRequest, year: int, serial: int):
    """Show the places for one household: possible with reasons, and why not the others."""
    household = get_household(request.actor, year, serial)
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    at, query = now(), request.GET
    asked = Asked(
        rule=query.get("regel", ""),
        only="alleen" in query,
        form=query.get("vorm", ""),
        moving=True,
        cards=None if "alle" in query else CARDS,
        refusals=None if "alle" in query else REFUSALS,
    )
    found = propose(household, on=request.actor.on, at=at, asked=asked)
    running = housing.live_proposal(household, at=at)
    page = {
        "household": household,
        "proposal": found,
        "seeker": found.seeker,
        "running": running,
        "asked_anew": housing.to_reassess(household),
        "is_narrowed": bool(asked.rule or asked.form),
        "here": reverse("desk:match_household", args=[year, serial]),
        **_left(request),
    }
    return show(request, "desk/match_table.html", page)


def _left(request: AppRequest) -> dict:
    """Return the left side: the most urgent households, what runs for them, and the policy."""
    on = request.actor.on
    rows = list(waiting.waiting_for(request.actor, on=on)[: MOST_WAITING + 1])
    total = sum(waiting.count_by_shelter(request.actor, on=on).values())
    return {
        "waiting": rows[:MOST_WAITING],
        "total": total,
        "shelters": SHELTER_LABELS,
        "with_proposal": housing.with_live_proposal(rows, at=now()),
        "forms": switch_lines(on=on),
        "plan": housing.last_plan(on=on),
    }


# -- Proposing -------------------------------------------------------------------------------------
@read_page(needs=PLACE)
def _ask(request: AppRequest, year: int, serial: int, place_id: int):
    household, place = _load(request, year, serial, place_id)
    chosen = _chosen(request, household, place)
    first = day_in(request.GET.get("vanaf", "")) or request.actor.on
    initial = {"starts_on": max(first, request.actor.on), "ends_on": chosen["until"]}
    form = form_with_draft(request, ProposeForm, initial=initial, **chosen["asks"])
    return _page(request, household, place, form, chosen)


@write_page(needs=PLACE)
def _propose(request: AppRequest, year: int, serial: int, place_id: int):
    household, place = _load(request, year, serial, place_id)
    # A reason is only asked when it is needed, but always read: the order may have changed.
    form = ProposeForm(request.POST, asks_lower=True, asks_unsafe=True)
    if form.is_valid():
        with reported_on(form):
            made = propose_place(
                actor=request.actor,
                household=household,
                place=place,
                wanted=Wanted(**form.cleaned_data),
                at=now(),
            )
            messages.success(
                request,
                f"Plaats {place.reference} is voorgesteld en gereserveerd. Niemand is geplaatst: "
                "hieronder staat wat nog moet gebeuren.",
            )
            return go_to(request, "desk:placing", made.pk)
    chosen = _chosen(request, household, place)
    for name, asked in (("why_lower", "asks_lower"), ("why_unsafe", "asks_unsafe")):
        if not chosen["asks"][asked] and name not in form.errors:
            form.fields.pop(name)
    return _page(request, household, place, form, chosen, status=422)


propose_view = by_method(get=_ask, post=_propose)


def _load(request: AppRequest, year: int, serial: int, place_id: int):
    household = get_household(request.actor, year, serial)
    return household, housing.get_place(place_id, on=request.actor.on)


def _chosen(request: AppRequest, household, place) -> dict:
    """Return how the engine sees the chosen place, and which reasons it asks."""
    found = housing.candidates(household, on=request.actor.on, at=now())
    ranked = next((r for r in found.ranking.eligible if r.place == place.reference), None)
    blocked = next((b for b in found.ranking.blocked if b.place == place.reference), None)
    unsafe = bool(blocked and set(blocked.rules) <= SAFETY_RULES)
    return {
        "ranked": ranked,
        "blocked": None if unsafe else blocked,
        "unsafe": blocked if unsafe else None,
        "best": found.ranking.best,
        "possible": len(found.ranking.eligible),
        "until": ranked.until if ranked else place.available_until,
        "asks": {"asks_lower": bool(ranked and ranked.rank > 1), "asks_unsafe": unsafe},
        "red_flow": found.facts.unaccompanied_minor,
    }


def _page(request: AppRequest, household, place, form, chosen: dict, *, status: int = 200):
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    page = {"household": household, "place": place, "form": form, **chosen}
    return show(request, "desk/propose.html", page, status=status)


# -- After a no ------------------------------------------------------------------------------------
@write_page(needs=PLACE)
def reassessed(request: AppRequest, year: int, serial: int):
    """Note that the needs of a household were looked at again after its no."""
    household = get_household(request.actor, year, serial)
    answer = housing.to_reassess(household)
    if answer is None:
        raise NotFound(household.pk)
    note_reassessed(actor=request.actor, answer=answer, on=request.actor.on)
    messages.success(request, "De noden zijn opnieuw bekeken. U kunt weer plaatsen voorstellen.")
    return go_to(request, "desk:match_household", year, serial)

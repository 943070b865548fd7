"""Places that were given at once and still need a second look; and where proposals departed."""

from django.urls import reverse
from django.utils.timezone import now

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, note_read, read_page
from eenplan.core.questions import Question, asking
from eenplan.desk import match_forms as forms
from eenplan.housing import selectors as housing, services
from eenplan.people.selectors import get_household, ground_of

VIEW = Capability.HOUSEHOLD_VIEW
LOOKS = (
    Column("Gezin", lambda row: row.stay.household.number),
    Column("Naam", lambda row: row.stay.household.name),
    Column("Plaats", lambda row: row.stay.place.reference),
    Column("Vanaf", lambda row: row.stay.starts_on),
    Column("Gegeven door", lambda row: str(row.placed_by or "")),
    Column("Te bekijken tegen", lambda row: row.due_on),
)
OVERRIDES = (
    Column("Gezin", lambda row: row.proposal.household.number),
    Column("Plaats", lambda row: row.proposal.place.reference),
    Column("Soort", lambda row: row.get_kind_display()),
    Column("Regel", lambda row: row.rule),
    Column("Keuze", lambda row: row.figures.get("rank", "")),
    Column("Punten", lambda row: row.figures.get("score", "")),
    Column("Eerste keuze", lambda row: row.figures.get("best", "")),
    Column("Punten eerste keuze", lambda row: row.figures.get("best_score", "")),
    Column("Reden", lambda row: row.reason),
    Column("Door", lambda row: str(row.proposal.made_by)),
    Column("Op", lambda row: row.proposal.made_at.date()),
)


@read_page(needs=VIEW)
def stay_looks(request: AppRequest):
    """List the places that were given at once and nobody else looked at yet."""
    return show_list(
        request,
        "desk/stay_looks.html",
        {"tab": "stay_looks"},
        name="te-bekijken-verblijven",
        rows=housing.stay_looks_for(request.actor),
        columns=LOOKS,
    )


@read_page(needs=VIEW)
def overrides(request: AppRequest):
    """List where proposals departed from what was proposed, with figures and reasons."""
    form = forms.OverrideFilter(request.GET)
    kind = form.cleaned_data["soort"] if form.is_valid() else ""
    return show_list(
        request,
        "desk/overrides.html",
        {"tab": "overrides", "form": form, "is_filtered": bool(kind)},
        name="afwijkingen",
        rows=housing.overrides_for(request.actor, kind=kind),
        columns=OVERRIDES,
        filters=form,
    )


def _about(request: AppRequest, stay_look_id: int) -> Question:
    look = housing.get_stay_look(request.actor, stay_look_id)
    found = look.stay.household
    household = get_household(request.actor, found.year, found.serial)
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    return Question(
        heading=f"Tweede blik op plaats {look.stay.place.reference}",
        submit="Bewaar uw oordeel",
        back=reverse("desk:stay_looks"),
        subject=look,
        intro="Deze plaats werd meteen gegeven. Past ze bij het gezin, en is ze veilig? Is het "
        "niet in orde, dan zoekt wie het gezin opvolgt een andere plaats. Niemand moet weg.",
        template="desk/ask_placing.html",
        shown={"look": look, "household": household},
    )


def _act(request: AppRequest, look, said: dict) -> tuple[str, str]:
    services.look_at_stay(
        actor=request.actor,
        look=look,
        approves=said["verdict"] == forms.YES,
        reason=said["reason"],
        at=now(),
    )
    return "Uw oordeel is bewaard.", reverse("desk:stay_looks")


stay_look = asking(forms.LookForm, needs=VIEW, about=_about, act=_act)

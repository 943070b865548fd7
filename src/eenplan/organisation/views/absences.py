"""Absences: who is away, for how much, and who steps in."""

from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.core.questions import Question, asking
from eenplan.organisation import forms, services
from eenplan.organisation.selectors import absences as selectors
from eenplan.organisation.selectors.cells import steered_choices
from eenplan.organisation.views.pages import STAFF

STEER = Capability.TEAM_STEER
COLUMNS = (
    Column("Medewerker", lambda absence: str(absence.user)),
    Column("Soort", lambda absence: absence.get_kind_display()),
    Column("Deel van de werktijd", lambda absence: absence.share),
    Column("Vanaf", lambda absence: absence.starts_on),
    Column("Eerste dag terug", lambda absence: absence.ends_on),
    Column("Vervangen door", lambda absence: absence.substitute and str(absence.substitute)),
    Column("Afspraken", lambda absence: absence.note),
)


@read_page(needs=STEER)
def absences(request: AppRequest):
    form = forms.AbsenceFilter(request.GET, teams=steered_choices(request.actor))
    form.is_valid()
    filters = form.cleaned_data
    return show_list(
        request,
        "organisation/absences.html",
        {"tab": "absences", "form": form, "is_filtered": any(filters.values())},
        name="afwezigheden",
        rows=selectors.absences(request.actor, on=localdate(), **filters),
        columns=COLUMNS,
        filters=form,
    )


def _noting(request: AppRequest) -> Question:
    return Question(
        heading="Afwezigheid noteren",
        submit="Noteer de afwezigheid",
        back=reverse("staff:absences"),
        intro="Wie vervangt, ziet wat er voor de afwezige collega te doen is. De werklast van"
        " het team rekent met de dagen die wegvallen.",
        tab="absences",
        layout=STAFF,
        initial={"starts_on": localdate(), "share": "1"},
        options={"colleagues": selectors.people_choices(request.actor)},
    )


def _note(request: AppRequest, _, said: dict) -> tuple[str, str]:
    people = {
        name: selectors.get_person(request.actor, said[name]) for name in ("user", "substitute")
    }
    absence = services.note_absence(actor=request.actor, **{**said, **people}, on=localdate())
    return f"De afwezigheid van {absence.user} is genoteerd.", reverse("staff:absences")


new_absence = asking(forms.AbsenceForm, needs=STEER, about=_noting, act=_note)


def _changing(request: AppRequest, absence_pk: int) -> Question:
    absence = selectors.get_absence(request.actor, absence_pk)
    until = f" tot {absence.ends_on:%d/%m/%Y}" if absence.ends_on else ""
    return Question(
        heading=f"Afwezigheid van {absence.user}",
        submit="Bewaar",
        back=reverse("staff:absences"),
        subject=absence,
        intro=f"{absence.get_kind_display().capitalize()} vanaf {absence.starts_on:%d/%m/%Y}"
        f"{until}. Ging het niet door, kies dan de begindag als eerste dag terug.",
        tab="absences",
        layout=STAFF,
        initial={
            "ends_on": absence.ends_on,
            "substitute": absence.substitute_id,
            "note": absence.note,
        },
        options={"colleagues": selectors.people_choices(request.actor)},
    )


def _change(request: AppRequest, absence, said: dict) -> tuple[str, str]:
    substitute = selectors.get_person(request.actor, said["substitute"])
    services.change_absence(
        actor=request.actor,
        absence=absence,
        ends_on=said["ends_on"],
        substitute=substitute,
        note=said["note"],
    )
    return "De afwezigheid is gewijzigd.", reverse("staff:absences")


edit_absence = asking(forms.AbsenceChangeForm, needs=STEER, about=_changing, act=_change)

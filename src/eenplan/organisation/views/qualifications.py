"""Diplomas of staff: who may sign what, and which diploma is enough for it."""

from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.core.questions import Question, asking
from eenplan.organisation import services
from eenplan.organisation.forms import staff as forms
from eenplan.organisation.forms.accounts import EndForm
from eenplan.organisation.selectors import qualifications as selectors
from eenplan.organisation.selectors.absences import get_person, people_choices
from eenplan.organisation.selectors.cells import steered_choices
from eenplan.organisation.views.pages import STAFF

STEER, MANAGE = Capability.TEAM_STEER, Capability.USERS_MANAGE
COLUMNS = (
    Column("Medewerker", lambda row: str(row.user)),
    Column("Diploma", lambda row: row.diploma.name),
    Column("Geldig vanaf", lambda row: row.starts_on),
    Column("Vervalt op", lambda row: row.ends_on),
    Column("Bewijs gezien op", lambda row: row.seen_on),
    Column("Gezien door", lambda row: row.seen_by and str(row.seen_by)),
    Column("Aanvaard voor een sociaal onderzoek", lambda row: row.is_accepted),
)
ACCEPTED = (
    Column("Diploma", lambda row: row.diploma.name),
    Column("Handeling", lambda row: row.get_act_display()),
    Column("Vanaf", lambda row: row.starts_on),
    Column("Tot", lambda row: row.ends_on),
    Column("Bron", lambda row: row.source),
    Column("Nagekeken", lambda row: row.is_verified),
)


@read_page(needs=STEER)
def qualifications(request: AppRequest):
    form = forms.QualificationFilter(
        request.GET,
        team=steered_choices(request.actor),
        diploma=selectors.diploma_choices(),
    )
    form.is_valid()
    filters = form.cleaned_data
    return show_list(
        request,
        "organisation/qualifications.html",
        {"tab": "qualifications", "form": form, "is_filtered": any(filters.values())},
        name="bekwaamheden",
        rows=selectors.qualifications(request.actor, on=localdate(), **filters),
        columns=COLUMNS,
        filters=form,
    )


def _list() -> str:
    return reverse("staff:qualifications")


def _words(heading: str, submit: str, back: str = "", **more) -> Question:
    return Question(
        heading=heading,
        submit=submit,
        back=back or _list(),
        tab="qualifications",
        layout=STAFF,
        **more,
    )


def _adding(request: AppRequest) -> Question:
    return _words(
        "Diploma noteren",
        "Noteer het diploma",
        initial={"seen_on": localdate()},
        options={
            "user": people_choices(request.actor),
            "diploma": selectors.diploma_choices(),
        },
    )


def _add(request: AppRequest, _, said: dict) -> tuple[str, str]:
    people = {
        "user": get_person(request.actor, said["user"]),
        "diploma": selectors.get_diploma(said["diploma"]),
    }
    found = services.add_qualification(actor=request.actor, **{**said, **people}, on=localdate())
    return f"Het diploma van {found.user} is genoteerd.", _list()


new_qualification = asking(forms.QualificationForm, needs=STEER, about=_adding, act=_add)


def _lapsing(request: AppRequest, qualification_pk: int) -> Question:
    found = selectors.get_qualification(request.actor, qualification_pk)
    heading = f"{found.diploma}: {found.user}"
    return _words(heading, "Bewaar", subject=found, initial={"ends_on": found.ends_on})


def _lapse(request: AppRequest, qualification, said: dict) -> tuple[str, str]:
    services.end_qualification(actor=request.actor, qualification=qualification, **said)
    return "De bekwaamheid is bijgewerkt.", _list()


end_qualification = asking(forms.LapseForm, needs=STEER, about=_lapsing, act=_lapse)


# -- Which diploma is enough ---------------------------------------------------------------------
@read_page(needs=STEER)
def diplomas(request: AppRequest):
    return show_list(
        request,
        "organisation/diplomas.html",
        {"tab": "qualifications"},
        name="aanvaarde-diplomas",
        rows=selectors.acceptances(),
        columns=ACCEPTED,
    )


def _diplomas() -> str:
    return reverse("staff:diplomas")


def _accepting(request: AppRequest) -> Question:
    return _words(
        "Een diploma aanvaarden",
        "Aanvaard het diploma",
        _diplomas(),
        intro="Een nieuw diploma schrijft u voluit. Bestaat het al, dan wordt dat gebruikt.",
        initial={"starts_on": localdate()},
    )


def _accept(request: AppRequest, _, said: dict) -> tuple[str, str]:
    found = services.accept_diploma(actor=request.actor, **said)
    return f"{found.diploma} is aanvaard vanaf {found.starts_on:%d/%m/%Y}.", _diplomas()


accept_diploma = asking(forms.AcceptanceForm, needs=MANAGE, about=_accepting, act=_accept)


def _ending(request: AppRequest, acceptance_pk: int) -> Question:
    found = selectors.get_acceptance(acceptance_pk)
    heading = f"{found.diploma} niet meer aanvaarden"
    return _words(heading, "Bewaar", _diplomas(), subject=found, initial={"ends_on": localdate()})


def _end(request: AppRequest, acceptance, said: dict) -> tuple[str, str]:
    services.end_acceptance(actor=request.actor, acceptance=acceptance, **said)
    return "Het diploma is niet meer aanvaard vanaf die dag.", _diplomas()


end_acceptance = asking(EndForm, needs=MANAGE, about=_ending, act=_end)

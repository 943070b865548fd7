"""Seats that are open, and the recruitment reserve they may be filled from."""

from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, read_page
from eenplan.core.questions import Question, asking
from eenplan.organisation import services
from eenplan.organisation.forms import staff as forms
from eenplan.organisation.selectors import mobility as selectors
from eenplan.organisation.selectors.absences import get_person, people_choices
from eenplan.organisation.selectors.cells import get_steered_team, steered_choices
from eenplan.organisation.views.pages import STAFF

STEER = Capability.TEAM_STEER
VACANCIES = (
    Column("Team", lambda seat: str(seat.team)),
    Column("Rol", lambda seat: seat.get_role_display()),
    Column("Deel van voltijds", lambda seat: seat.fraction),
    Column("Open sinds", lambda seat: seat.since),
    Column("Vertrokken", lambda seat: seat.left_by and str(seat.left_by)),
    Column("Naar", lambda seat: seat.went_to and str(seat.went_to)),
    Column("Ingevuld door", lambda seat: seat.filled_by and str(seat.filled_by)),
    Column("Op", lambda seat: seat.settled_on),
    Column("Opmerking", lambda seat: seat.note),
)
RESERVE = (
    Column("Naam", lambda person: person.name),
    Column("Rol", lambda person: person.get_role_display()),
    Column("Sinds", lambda person: person.since),
    Column("Geldig tot en met", lambda person: person.valid_until),
    Column("Aangeworven op", lambda person: person.taken_up_on),
    Column("Voor", lambda person: person.vacancy and str(person.vacancy.team)),
    Column("Opmerking", lambda person: person.note),
)


def _words(tab: str, heading: str, submit: str, **more) -> Question:
    back = reverse(f"staff:{tab}")
    return Question(heading=heading, submit=submit, back=back, tab=tab, layout=STAFF, **more)


@read_page(needs=STEER)
def vacancies(request: AppRequest):
    form = forms.VacancyFilter(request.GET, team=steered_choices(request.actor))
    form.is_valid()
    filters = form.cleaned_data
    return show_list(
        request,
        "organisation/vacancies.html",
        {"tab": "vacancies", "form": form, "is_filtered": any(filters.values())},
        name="vacatures",
        rows=selectors.vacancies(request.actor, **filters),
        columns=VACANCIES,
        filters=form,
    )


def _noting(request: AppRequest) -> Question:
    return _words(
        "vacancies",
        "Een vacature noteren",
        "Noteer de vacature",
        intro="Wie via een oproep van team verandert, laat vanzelf een vacature na.",
        initial={"since": localdate(), "fraction": "1"},
        options={
            "team": steered_choices(request.actor, on=localdate()),
            "left_by": people_choices(request.actor),
        },
    )


def _note(request: AppRequest, _, said: dict) -> tuple[str, str]:
    chosen = {
        "team": get_steered_team(request.actor, said["team"]),
        "left_by": get_person(request.actor, said["left_by"]),
    }
    services.note_vacancy(actor=request.actor, **{**said, **chosen})
    return "De vacature is genoteerd.", reverse("staff:vacancies")


new_vacancy = asking(forms.VacancyForm, needs=STEER, about=_noting, act=_note)


def _settling(request: AppRequest, vacancy_pk: int) -> Question:
    seat = selectors.get_vacancy(request.actor, vacancy_pk)
    return _words(
        "vacancies",
        f"{seat.get_role_display().capitalize()} in {seat.team}",
        "Handel de vacature af",
        subject=seat,
        intro="Geef wie de plaats inneemt zelf een rol in het team; hier staat alleen wie het is.",
        initial={"settled_on": localdate(), "note": seat.note},
        options={"filled_by": people_choices(request.actor)},
    )


def _settle(request: AppRequest, seat, said: dict) -> tuple[str, str]:
    filled_by = get_person(request.actor, said["filled_by"])
    services.settle_vacancy(actor=request.actor, vacancy=seat, **{**said, "filled_by": filled_by})
    return "De vacature is afgehandeld.", reverse("staff:vacancies")


settle_vacancy = asking(forms.SettleForm, needs=STEER, about=_settling, act=_settle)


# -- The reserve ---------------------------------------------------------------------------------
@read_page(needs=STEER)
def reserve(request: AppRequest):
    form = forms.ReserveFilter(request.GET)
    form.is_valid()
    filters = form.cleaned_data
    return show_list(
        request,
        "organisation/reserve.html",
        {"tab": "reserve", "form": form, "is_filtered": any(filters.values())},
        name="wervingsreserve",
        rows=selectors.candidates(on=localdate(), **filters),
        columns=RESERVE,
        filters=form,
    )


def _adding(request: AppRequest) -> Question:
    said = {"since": localdate()}
    return _words("reserve", "Kandidaat in de reserve", "Zet in de reserve", initial=said)


def _add(request: AppRequest, _, said: dict) -> tuple[str, str]:
    added = services.add_candidate(actor=request.actor, **said)
    return f"{added.name} staat in de reserve.", reverse("staff:reserve")


new_candidate = asking(forms.CandidateForm, needs=STEER, about=_adding, act=_add)


def _taking_up(request: AppRequest, candidate_pk: int) -> Question:
    person = selectors.get_candidate(candidate_pk)
    seats = selectors.vacancies(request.actor)
    return _words(
        "reserve",
        f"{person.name} aanwerven",
        "Werf aan",
        subject=person,
        intro="Een account en een rol maakt de applicatiebeheerder.",
        initial={"taken_up_on": localdate()},
        options={
            "vacancy": [
                (str(seat.pk), f"{seat.get_role_display()}, {seat.team}, {seat.since:%d/%m/%Y}")
                for seat in seats
            ]
        },
    )


def _take_up(request: AppRequest, person, said: dict) -> tuple[str, str]:
    chosen = said["vacancy"]
    seat = selectors.get_vacancy(request.actor, chosen) if chosen else None
    services.take_up_candidate(actor=request.actor, candidate=person, **{**said, "vacancy": seat})
    return f"{person.name} is aangeworven.", reverse("staff:reserve")


take_up = asking(forms.TakeUpForm, needs=STEER, about=_taking_up, act=_take_up)

"""The visits after a household moved in: which are to be held, and what was found."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import (
    AppRequest,
    by_method,
    note_read,
    read_page,
    redirect_to,
    reported_on,
    show,
    write_page,
)
from eenplan.core.questions import Question, asking
from eenplan.housing import permissions, services
from eenplan.housing.forms.stays import (
    NO_ANSWER,
    CorrectVisitForm,
    GuestVisitForm,
    ListFilter,
    PlannedTalkForm,
    PlannedVisitForm,
    TalkForm,
)
from eenplan.housing.selectors import follow_up
from eenplan.housing.services.follow_up import GUEST_FACTS
from eenplan.housing.views.stays import LAYOUT, about_stay, address_of
from eenplan.people.selectors import ground_of

STANDS = [
    ("", "alle geplande bezoeken"),
    ("nu", "nu te doen"),
    ("te-laat", "te laat"),
    ("gemeld", "te laat, gemeld aan huisvesting"),
    ("geen-antwoord", "al twee keer geen antwoord"),
]
COLUMNS = (
    Column("Gezin", lambda visit: visit.household.number),
    Column("Naam", lambda visit: visit.household.name),
    Column("Plaats", lambda visit: visit.stay.place.reference),
    Column("Bezoek", lambda visit: visit.get_kind_display()),
    Column("Vanaf", lambda visit: visit.from_on),
    Column("Uiterlijk", lambda visit: visit.due_on),
    Column("Geen antwoord", lambda visit: visit.tried),
    Column("Gemeld aan coördinator", lambda visit: visit.told_coordinator_on),
    Column("Gemeld aan huisvesting", lambda visit: visit.told_housing_on),
    Column("Wie volgt op", lambda visit: visit.worker_name or ""),
)


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def visits(request: AppRequest):
    form = ListFilter(request.GET, choices=STANDS)
    form.is_valid()
    which = form.cleaned_data.get("stand") or ""
    return show_list(
        request,
        "housing/follow_up_visits.html",
        {"form": form, "tab": "visits"},
        name="opvolgbezoeken",
        rows=follow_up.visits_seen_by(request.actor, on=request.actor.on, which=which),
        columns=COLUMNS,
        filters=form,
    )


# -- A visit that was planned ----------------------------------------------------------------------
def _load(request: AppRequest, follow_up_id: int):
    visit = follow_up.get_visit(request.actor, follow_up_id)
    household = visit.stay.household
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    return visit


def _form_of(visit):
    return PlannedTalkForm if visit.is_for_host else PlannedVisitForm


def _page(request: AppRequest, visit, form, *, status: int = 200):
    actor = request.actor
    page = {
        "visit": visit,
        "stay": visit.stay,
        "form": form,
        "tab": "visits",
        "may_follow": permissions.follows(actor, visit.stay.household)
        or actor.can(Capability.SAFEGUARDING),
        "is_own": visit.held_by_id == actor.user_id,
    }
    return show(request, "housing/follow_up_visit.html", page, status=status)


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def _show(request: AppRequest, follow_up_id: int):
    visit = _load(request, follow_up_id)
    form = form_with_draft(request, _form_of(visit), initial={"held_on": request.actor.on})
    return _page(request, visit, form)


@write_page(needs=Capability.HOUSEHOLD_VIEW)
def _record(request: AppRequest, follow_up_id: int):
    visit = _load(request, follow_up_id)
    form = _form_of(visit)(request.POST)
    if form.is_valid():
        with reported_on(form):
            messages.success(request, _done(request, visit, form.cleaned_data))
            return redirect_to(request, address_of(visit.stay))
    return _page(request, visit, form, status=422)


def _done(request: AppRequest, visit, said: dict) -> str:
    on = request.actor.on
    if said["outcome"] == NO_ANSWER:
        services.note_no_answer(actor=request.actor, visit=visit, on=on)
        return "Genoteerd: geen antwoord. Het bezoek blijft te doen."
    services.record_visit(
        actor=request.actor, visit=visit, held_on=said["held_on"], said=said, on=on
    )
    return "Het bezoek is genoteerd. Het volgende is gepland."


visit = by_method(get=_show, post=_record)


# -- A visit that was not planned, and a correction ------------------------------------------------
def _about_extra(request: AppRequest, stay_id: int) -> Question:
    return about_stay(
        request,
        stay_id,
        heading="Extra bezoek",
        submit="Bewaar het bezoek",
        initial={"held_on": request.actor.on},
    )


def _about_talk(request: AppRequest, stay_id: int) -> Question:
    return about_stay(
        request,
        stay_id,
        heading="Gesprek met de gastheer of eigenaar",
        submit="Bewaar het gesprek",
        initial={"held_on": request.actor.on},
    )


def _extra(for_host: bool):
    def act(request: AppRequest, stay, said: dict) -> tuple[str, str]:
        services.record_extra_visit(
            actor=request.actor,
            stay=stay,
            for_host=for_host,
            held_on=said["held_on"],
            said=said,
            on=request.actor.on,
        )
        return "Het is genoteerd.", address_of(stay)

    return act


extra_visit = asking(
    GuestVisitForm, needs=Capability.HOUSEHOLD_VIEW, about=_about_extra, act=_extra(False)
)
host_talk = asking(TalkForm, needs=Capability.HOUSEHOLD_VIEW, about=_about_talk, act=_extra(True))


def _about_correction(request: AppRequest, follow_up_id: int) -> Question:
    visit = _load(request, follow_up_id)
    facts = {name: getattr(visit, name) for name in GUEST_FACTS}
    alone = {True: "ja", False: "nee"}.get(visit.spoken_alone, "")
    return Question(
        f"Bezoek verbeteren: {visit.stay.place.reference}",
        "Bewaar de verbetering",
        address_of(visit.stay),
        subject=visit,
        intro="Verbeter alleen wat verkeerd genoteerd is. Wat er eerst stond, blijft in het spoor.",
        layout=LAYOUT,
        tab="visits",
        initial={**facts, "spoken_alone": alone, "version": visit.version},
    )


def _correct(request: AppRequest, visit, said: dict) -> tuple[str, str]:
    services.correct_visit(
        actor=request.actor,
        visit=visit,
        said=said,
        version=said["version"],
        on=request.actor.on,
    )
    return "De verbetering is bewaard.", address_of(visit.stay)


correct = asking(
    CorrectVisitForm, needs=Capability.HOUSEHOLD_VIEW, about=_about_correction, act=_correct
)

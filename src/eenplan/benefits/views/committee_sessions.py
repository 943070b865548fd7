"""Sessions of the committee: planning, the agenda, the items, the votes, the minutes."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import now

from eenplan.benefits.forms.committee import SessionForm
from eenplan.benefits.selectors import sessions as found_sessions
from eenplan.benefits.selectors.agenda_ready import get_ready, ready_for_agenda, urgent_not_ratified
from eenplan.benefits.selectors.quorum import quorum_of
from eenplan.benefits.services import sessions as services
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, note_read, read_page, show, write_page
from eenplan.core.questions import Question, asking
from eenplan.organisation.selectors import norm

LAYOUT = "benefits/base_committee.html"
GROUND = "agenda van het comité"
SESSION_COLUMNS = (
    Column("Dag", lambda row: row.held_on),
    Column("Om", lambda row: row.begins_at),
    Column("Plaats", lambda row: row.place),
    Column("Agenda verstuurd", lambda row: row.published_at),
    Column("Gesloten", lambda row: row.closed_at),
)
READY_COLUMNS = (
    Column("Aanvraag", lambda row: row.application.number),
    Column("Aanvrager", lambda row: row.application.applicant),
    Column("Wat", lambda row: row.what),
    Column("Bedrag in euro", lambda row: row.cents / 100 if row.cents else None),
    Column("Wettelijke termijn", lambda row: row.term.day),
    Column("Volledig", lambda row: row.is_complete),
    Column("Ontbreekt", lambda row: "; ".join(row.lacks)),
    Column("Uitgesteld", lambda row: row.postponed),
)


@read_page(needs=Capability.COMMITTEE_SIT)
def sessions(request: AppRequest):
    return show_list(
        request,
        "benefits/sessions.html",
        {"tab": "sessions", "keeps": found_sessions.keeps(request.actor)},
        name="zittingen",
        rows=found_sessions.sessions_for(request.actor),
        columns=SESSION_COLUMNS,
        dressed=lambda rows: found_sessions.counted(rows).order_by("-held_on"),
    )


@read_page(needs=Capability.COMMITTEE_KEEP)
def ready(request: AppRequest):
    """Show what may be put on an agenda, the soonest legal term first."""
    actor = request.actor
    page = {
        "tab": "ready",
        "sessions": list(found_sessions.open_sessions(actor, on=actor.on)),
        "on": actor.on,
    }
    return show_list(
        request,
        "benefits/agenda_ready.html",
        page,
        name="klaar-voor-de-agenda",
        rows=ready_for_agenda(actor),
        columns=READY_COLUMNS,
    )


# -- Planning --------------------------------------------------------------------------------------
def _chosen(request: AppRequest, said: dict) -> dict:
    people = {str(user.pk): user for user in found_sessions.who_may_sit(on=request.actor.on)}
    return {
        "held_on": said["held_on"],
        "begins_at": said["begins_at"],
        "place": said["place"],
        "members": [people[pk] for pk in said["members"]],
        "chair": people.get(said["chair"]),
    }


def _choices(request: AppRequest) -> dict:
    on = request.actor.on
    return {
        "people": found_sessions.member_choices(on=on),
        "chairs": found_sessions.chair_choices(on=on),
    }


def _about_new(request: AppRequest) -> Question:
    chosen = _choices(request)
    chairs = chosen["chairs"]
    return Question(
        "Nieuwe zitting",
        "Plan de zitting",
        reverse("committee:sessions"),
        intro="Wie zetelt, leest de punten vanaf het versturen van de agenda tot het sluiten.",
        layout=LAYOUT,
        tab="sessions",
        initial={
            "members": [pk for pk, _ in chosen["people"]],
            "chair": chairs[0][0] if len(chairs) == 1 else "",
        },
        options=chosen,
    )


def _plan(request: AppRequest, _, said: dict) -> tuple[str, str]:
    session = services.plan_session(
        actor=request.actor, on=request.actor.on, **_chosen(request, said)
    )
    return "De zitting is gepland.", address_of(session)


new_session = asking(SessionForm, needs=Capability.COMMITTEE_KEEP, about=_about_new, act=_plan)


def _about_change(request: AppRequest, session_id: int) -> Question:
    session = found_sessions.get_session(request.actor, session_id)
    seats = list(session.members.all())
    return Question(
        f"{session} wijzigen",
        "Bewaar de zitting",
        address_of(session),
        subject=session,
        layout=LAYOUT,
        tab="sessions",
        initial={
            "held_on": session.held_on,
            "begins_at": session.begins_at,
            "place": session.place,
            "members": [str(seat.user_id) for seat in seats],
            "chair": next((str(seat.user_id) for seat in seats if seat.is_chair), ""),
        },
        options=_choices(request),
    )


def _change(request: AppRequest, session, said: dict) -> tuple[str, str]:
    services.change_session(
        actor=request.actor, session=session, on=request.actor.on, **_chosen(request, said)
    )
    return "De zitting is gewijzigd.", address_of(session)


change_session = asking(
    SessionForm, needs=Capability.COMMITTEE_KEEP, about=_about_change, act=_change
)


def address_of(session) -> str:
    return reverse("committee:session", args=[session.pk])


# -- The agenda ------------------------------------------------------------------------------------
@read_page(needs=Capability.COMMITTEE_SIT)
def session(request: AppRequest, session_id: int):
    actor = request.actor
    found = found_sessions.get_session(actor, session_id)
    items = found_sessions.items_of(actor, found)
    note_items(request, items)
    notice = int(norm("committee_notice_days", on=actor.on))
    ahead = (found.held_on - actor.on).days
    keeps = found_sessions.keeps(actor)
    page = {
        "tab": "sessions",
        "session": found,
        "items": items,
        "keeps": keeps,
        "quorum": quorum_of(found),
        "waiting": sum(not item.outcome for item in items),
        "notice_days": notice,
        "is_late": not found.published_at and ahead < notice,
        "may_open_day": found.held_on <= actor.on,
        "forgotten": keeps and not found.closed_at and urgent_not_ratified(actor).exists(),
    }
    return show(request, "benefits/session.html", page)


def note_items(request: AppRequest, items) -> None:
    """Log that something of the households of these items was seen."""
    for household_id in {found_sessions.application_of(item).household_id for item in items}:
        note_read(request, household_id, ground=GROUND)


@write_page(needs=Capability.COMMITTEE_KEEP)
def put_on(request: AppRequest, session_id: int, kind: str, subject_id: int):
    actor = request.actor
    found = found_sessions.get_session(actor, session_id)
    services.put_on_agenda(
        actor=actor, session=found, subject=get_ready(actor, kind, subject_id), on=actor.on
    )
    messages.success(request, f"Het punt staat op de agenda van {found.held_on:%d/%m/%Y}.")
    return go_to(request, "committee:ready")


@write_page(needs=Capability.COMMITTEE_KEEP)
def take_off(request: AppRequest, item_id: int):
    item = found_sessions.get_item(request.actor, item_id)
    services.take_off_agenda(actor=request.actor, item=item)
    messages.success(request, "Het punt is van de agenda. Het staat weer bij wat klaar is.")
    return go_to(request, "committee:session", item.session_id)


@write_page(needs=Capability.COMMITTEE_KEEP)
def move(request: AppRequest, item_id: int, direction: str):
    item = found_sessions.get_item(request.actor, item_id)
    services.move_item(actor=request.actor, item=item, up=direction == "omhoog")
    return go_to(request, "committee:session", item.session_id)


@write_page(needs=Capability.COMMITTEE_KEEP)
def publish(request: AppRequest, session_id: int):
    found = found_sessions.get_session(request.actor, session_id)
    services.publish_session(actor=request.actor, session=found, at=now(), on=request.actor.on)
    messages.success(request, "De leden kunnen de agenda nu lezen.")
    return go_to(request, "committee:session", found.pk)

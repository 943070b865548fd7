"""During a session: who is there, one item, the vote, who leaves it, the end and the minutes."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import now

from eenplan.benefits.forms.committee import VOTED, LeaveForm, PresenceForm, VoteForm
from eenplan.benefits.selectors import sessions as found_sessions
from eenplan.benefits.selectors.quorum import quorum_of
from eenplan.benefits.selectors.steps_shown import findings_told, means_told, steps_of
from eenplan.benefits.services import voting
from eenplan.benefits.views.committee_sessions import LAYOUT, address_of, note_items
from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, go_to, read_page, show, write_page
from eenplan.core.questions import Question, asking


def _about_presence(request: AppRequest, session_id: int) -> Question:
    found = found_sessions.get_session(request.actor, session_id)
    seats = list(found.members.all())
    return Question(
        f"Wie is er? {found}",
        "Bewaar wie er is",
        address_of(found),
        subject=found,
        layout=LAYOUT,
        tab="sessions",
        initial={"present": [str(one.user_id) for one in seats if one.was_present is not False]},
        options={"people": [(str(seat.user_id), str(seat.user)) for seat in seats]},
    )


def _presence(request: AppRequest, found, said: dict) -> tuple[str, str]:
    voting.note_presence(
        actor=request.actor,
        session=found,
        present=[int(pk) for pk in said["present"]],
        on=request.actor.on,
    )
    return "Genoteerd wie er is.", address_of(found)


presence = asking(
    PresenceForm, needs=Capability.COMMITTEE_KEEP, about=_about_presence, act=_presence
)


@read_page(needs=Capability.COMMITTEE_SIT)
def item(request: AppRequest, item_id: int):
    """Show one item: what is proposed, the report in short, the calculation; nothing else."""
    found = found_sessions.get_item(request.actor, item_id)
    note_items(request, [found])
    return show(request, "benefits/agenda_item.html", _item_page(request, found))


def _item_page(request: AppRequest, found) -> dict:
    asked = found.proposal
    held = found_sessions.get_session(request.actor, found.session_id)
    return {
        "tab": "sessions",
        "item": found,
        "session": held,
        "proposal": asked,
        "application": found_sessions.application_of(found),
        "findings": findings_told(asked.investigation) if asked else [],
        "means": means_told(asked.investigation) if asked else [],
        "steps": steps_of(asked.calculation) if asked else [],
        "recusals": list(found.recusals.select_related("user")),
        "keeps": found_sessions.keeps(request.actor),
        "sits": found_sessions.has_seat(request.actor, held),
        "quorum": quorum_of(held),
        "may_open_day": held.held_on <= request.actor.on,
    }


def _about_vote(request: AppRequest, item_id: int) -> Question:
    found = found_sessions.get_item(request.actor, item_id)
    note_items(request, [found])
    return Question(
        f"Punt {found.position}: {found_sessions.application_of(found).number}",
        "Bewaar de uitkomst",
        reverse("committee:item", args=[found.pk]),
        subject=found,
        intro="Meer stemmen voor dan tegen: goedgekeurd. Bij staking van stemmen is het punt "
        "verworpen. Onthoudingen tellen niet mee.",
        layout=LAYOUT,
        tab="sessions",
        template="benefits/vote_form.html",
        shown=_item_page(request, found),
    )


def _vote(request: AppRequest, found, said: dict) -> tuple[str, str]:
    act = {"actor": request.actor, "item": found, "at": now(), "on": request.actor.on}
    if said["what"] == VOTED:
        found = voting.note_vote(
            **act,
            votes_for=said["votes_for"] or 0,
            votes_against=said["votes_against"] or 0,
            abstained=said["abstained"] or 0,
            note=said["note"],
        )
    else:
        found = voting.postpone_item(**act, note=said["note"])
    tie = found.outcome == "REJECTED" and found.votes_for == found.votes_against
    told = f"{voting.TIE}" if tie else f"Genoteerd: {found.get_outcome_display()}."
    return told, address_of(found.session)


vote = asking(VoteForm, needs=Capability.COMMITTEE_KEEP, about=_about_vote, act=_vote)


def _about_leaving(request: AppRequest, item_id: int) -> Question:
    found = found_sessions.get_item(request.actor, item_id)
    note_items(request, [found])
    held = found_sessions.get_session(request.actor, found.session_id)
    seats = held.members.all()
    if not found_sessions.keeps(request.actor):
        seats = [seat for seat in seats if seat.user_id == request.actor.user_id]
    return Question(
        f"Punt {found.position} verlaten",
        "Bewaar",
        reverse("committee:item", args=[found.pk]),
        subject=(found, {str(seat.user_id): seat.user for seat in seats}),
        intro="Wie een belang heeft, of een verwant van wie een belang heeft, leest het punt niet "
        "en stemt niet mee. De notulen vermelden het.",
        layout=LAYOUT,
        tab="sessions",
        options={"people": [(str(seat.user_id), str(seat.user)) for seat in seats]},
    )


def _leave(request: AppRequest, subject, said: dict) -> tuple[str, str]:
    found, people = subject
    voting.leave_item(
        actor=request.actor,
        item=found,
        user=people[said["user"]],
        reason=said["reason"],
        at=now(),
    )
    return "Genoteerd: dit lid verlaat het punt.", address_of(found.session)


leave = asking(LeaveForm, needs=Capability.COMMITTEE_SIT, about=_about_leaving, act=_leave)


@write_page(needs=Capability.COMMITTEE_KEEP)
def close(request: AppRequest, session_id: int):
    found = found_sessions.get_session(request.actor, session_id)
    voting.close_session(actor=request.actor, session=found, at=now())
    messages.success(request, "De zitting is gesloten. De notulen liggen vast.")
    return go_to(request, "committee:minutes", found.pk)


@read_page(needs=Capability.COMMITTEE_KEEP)
def minutes(request: AppRequest, session_id: int):
    """Show the minutes of a session, to print and sign."""
    found = found_sessions.get_session(request.actor, session_id)
    items = found_sessions.items_of(request.actor, found)
    note_items(request, items)
    left = {item.pk: list(item.recusals.select_related("user")) for item in items}
    page = {
        "tab": "sessions",
        "session": found,
        "items": [(item, found_sessions.application_of(item), left[item.pk]) for item in items],
        "quorum": quorum_of(found),
    }
    return show(request, "benefits/minutes.html", page)

"""Meetings in the neighbourhood: the list, planning one, moving it, cancelling it, holding it."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import (
    AppRequest,
    by_method,
    go_to,
    read_page,
    reported_on,
    show,
    write_page,
)
from eenplan.network import services
from eenplan.network.forms.meetings import CancelForm, HoldForm, MeetingFilter, MeetingForm
from eenplan.network.meeting_access import check_runs
from eenplan.network.meeting_errors import MeetingChanged
from eenplan.network.selectors import meetings as reading
from eenplan.network.signal_words import COLOURS

COLUMNS = (
    Column("Datum", lambda row: row.on),
    Column("Van", lambda row: f"{row.starts_at:%H:%M}"),
    Column("Tot", lambda row: f"{row.ends_at:%H:%M}"),
    Column("Wijk", lambda row: row.area.name),
    Column("Thema", lambda row: row.get_theme_display()),
    Column("Reeks", lambda row: row.series),
    Column("Voorzitter", lambda row: str(row.chair)),
    Column("Waar", lambda row: row.place),
    Column("Partners", lambda row: row.partner_count),
    Column("Agendapunten", lambda row: row.item_count),
    Column("Stand", lambda row: row.get_state_display()),
    Column("Waarom geschrapt", lambda row: row.cancel_reason),
)


@read_page(needs=Capability.MEETING_HOLD)
def meetings(request: AppRequest):
    on = request.actor.on
    form = MeetingFilter(request.GET, areas=reading.meeting_areas())
    form.is_valid()
    filters = form.cleaned_data
    return show_list(
        request,
        "network/meetings.html",
        {
            "form": form,
            "colours": COLOURS,
            "is_filtered": any(filters.values()),
            "left_empty": list(reading.left_empty(request.actor, on=on)),
        },
        name="wijkoverleg",
        rows=reading.listed_meetings(request.actor, filters),
        columns=COLUMNS,
        filters=form,
        dressed=reading.with_meeting_columns,
    )


# -- Planning and changing -------------------------------------------------------------------------
def _choices(request: AppRequest, meeting=None) -> dict:
    """Return what can be chosen; who was asked before stays a choice."""
    on = request.actor.on
    asked = reading.participants_of(meeting).values_list("user", flat=True) if meeting else ()
    partners = meeting.partners.values_list("pk", flat=True) if meeting else ()
    more = {*asked, *([meeting.chair_id] if meeting else [request.actor.user_id])}
    return {
        "areas": reading.meeting_areas(),
        "staff": reading.staff_to_ask(request.actor, on=on, more=more),
        "partners": reading.partners_to_ask(on=on, more=set(partners)),
    }


def _plan(said: dict) -> services.Plan:
    [chair] = reading.chosen_users([said["chair"]])
    return services.Plan(
        area=reading.get_meeting_area(said["area"]),
        theme=said["theme"],
        chair=chair,
        day=said["on"],
        starts_at=said["starts_at"],
        ends_at=said["ends_at"],
        place=said["place"],
        partners=reading.chosen_partners(said["partners"]),
        participants=reading.chosen_users(said["participants"]),
        series=said["series"],
        overlap_reason=said["overlap_reason"],
    )


def _form_page(request: AppRequest, form, meeting=None, status=200, **more):
    page = {"form": form, "meeting": meeting, "overlaps": (), "beaten": "", **more}
    return show(request, "network/meeting_form.html", page, status=status)


def _refused_page(request: AppRequest, form, meeting, plan):
    """Show the refused form, with the meetings that look like it."""
    overlaps = ()
    if plan and "overlap_reason" in form.errors:
        overlaps = reading.overlapping(
            area=plan.area,
            theme=plan.theme,
            partners=[partner.pk for partner in plan.partners],
            day=plan.day,
            series=plan.series,
            on=request.actor.on,
            but=meeting and meeting.pk,
        )
    return _form_page(request, form, meeting, status=422, overlaps=overlaps)


@read_page(needs=Capability.MEETING_HOLD)
def _blank(request: AppRequest):
    initial = {"chair": request.actor.user_id}
    form = form_with_draft(request, MeetingForm, initial=initial, **_choices(request))
    return _form_page(request, form)


@write_page(needs=Capability.MEETING_HOLD)
def _save_new(request: AppRequest):
    form, plan = MeetingForm(request.POST, **_choices(request)), None
    if form.is_valid():
        plan = _plan(form.cleaned_data)
        with reported_on(form):
            meeting = services.plan_meeting(actor=request.actor, plan=plan, on=request.actor.on)
            messages.success(request, "Het overleg is gepland. Zet er nu iets op de agenda.")
            return go_to(request, "network:meeting", meeting.pk)
    return _refused_page(request, form, None, plan)


plan_meeting = by_method(get=_blank, post=_save_new)


def stored(meeting) -> dict:
    """Return a meeting as initial values of its form."""
    return {
        "version": meeting.version,
        "area": meeting.area_id,
        "theme": meeting.theme,
        "series": meeting.series,
        "on": meeting.on,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "place": meeting.place,
        "chair": meeting.chair_id,
        "participants": list(reading.participants_of(meeting).values_list("user", flat=True)),
        "partners": list(meeting.partners.values_list("pk", flat=True)),
        "overlap_reason": meeting.overlap_reason,
    }


def _load(request: AppRequest, pk: int):
    meeting = reading.get_meeting(pk)
    check_runs(request.actor, meeting)
    return meeting


@read_page(needs=Capability.MEETING_HOLD)
def _edit(request: AppRequest, pk: int):
    meeting = _load(request, pk)
    more = _choices(request, meeting)
    form = form_with_draft(request, MeetingForm, initial=stored(meeting), **more)
    return _form_page(request, form, meeting)


@write_page(needs=Capability.MEETING_HOLD)
def _save(request: AppRequest, pk: int):
    meeting = _load(request, pk)
    form, plan = MeetingForm(request.POST, **_choices(request, meeting)), None
    if form.is_valid():
        plan = _plan(form.cleaned_data)
        version = form.cleaned_data["version"] or 0
        with reported_on(form):
            try:
                services.change_meeting(
                    actor=request.actor,
                    meeting=meeting,
                    version=version,
                    plan=plan,
                    on=request.actor.on,
                )
            except MeetingChanged as error:
                return _conflict(request, pk, form.cleaned_data, error)
            messages.success(request, "Het overleg is gewijzigd.")
            return go_to(request, "network:meeting", pk)
    return _refused_page(request, form, meeting, plan)


def _conflict(request: AppRequest, pk: int, typed: dict, error):
    """Show what a colleague saved above what was typed, ready to be saved over it."""
    meeting = reading.get_meeting(pk)
    more = _choices(request, meeting)
    form = MeetingForm(initial={**typed, "version": meeting.version}, **more)
    return _form_page(request, form, meeting, status=409, beaten=str(error))


change_meeting = by_method(get=_edit, post=_save)


# -- Cancelling and holding ------------------------------------------------------------------------
def _act_page(request: AppRequest, meeting, form, words: dict, status=200):
    page = {"meeting": meeting, "form": form, **words}
    return show(request, "network/act_on_meeting.html", page, status=status)


CANCEL = {"title": "Overleg schrappen", "button": "Schrap dit overleg"}


@read_page(needs=Capability.MEETING_HOLD)
def _ask_cancel(request: AppRequest, pk: int):
    meeting = _load(request, pk)
    form = form_with_draft(request, CancelForm, initial={"version": meeting.version})
    return _act_page(request, meeting, form, CANCEL)


@write_page(needs=Capability.MEETING_HOLD)
def _cancel(request: AppRequest, pk: int):
    meeting = _load(request, pk)
    form = CancelForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            services.cancel_meeting(
                actor=request.actor, meeting=meeting, on=request.actor.on, **form.cleaned_data
            )
            messages.success(request, "Het overleg is geschrapt. Verwittig wie gevraagd was.")
            return go_to(request, "network:meeting", pk)
    return _act_page(request, meeting, form, CANCEL, status=422)


cancel_meeting = by_method(get=_ask_cancel, post=_cancel)

HOLD = {"title": "Het overleg is gehouden", "button": "Bewaar"}


def _hold_form(meeting) -> dict:
    return {"staff": [(str(p.user_id), str(p.user)) for p in reading.participants_of(meeting)]}


@read_page(needs=Capability.MEETING_HOLD)
def _ask_hold(request: AppRequest, pk: int):
    meeting = _load(request, pk)
    more = _hold_form(meeting)
    initial = {**stored(meeting), "were_there": [pk for pk, _ in more["staff"]]}
    return _act_page(
        request, meeting, form_with_draft(request, HoldForm, initial=initial, **more), HOLD
    )


@write_page(needs=Capability.MEETING_HOLD)
def _hold(request: AppRequest, pk: int):
    meeting = _load(request, pk)
    form = HoldForm(request.POST, **_hold_form(meeting))
    if form.is_valid():
        said = form.cleaned_data
        were_there = [int(user) for user in said.pop("were_there")]
        with reported_on(form):
            services.hold_meeting(
                actor=request.actor,
                meeting=meeting,
                were_there=were_there,
                on=request.actor.on,
                **said,
            )
            messages.success(request, "Bewaard. Vul bij elk punt aan wat u besloot.")
            return go_to(request, "network:meeting", pk)
    return _act_page(request, meeting, form, HOLD, status=422)


hold_meeting = by_method(get=_ask_hold, post=_hold)

"""Following up signals: the list, one signal, who does it, and the answer to who gave it."""

from django.contrib import messages

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.errors import NotFound
from eenplan.core.listing import Column, show_list
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
from eenplan.network import services
from eenplan.network.forms.signals import CloseSignalForm, SignalFilter, TakeSignalForm
from eenplan.network.selectors import signals as reading
from eenplan.network.signal_errors import SignalClosed, SignalMoved
from eenplan.network.signal_kinds import SignalState
from eenplan.network.signal_words import COLOURS
from eenplan.people.selectors import ground_of


def _columns(on):
    return (
        Column("Gegeven op", lambda row: row.given_on),
        Column("Wijk", lambda row: row.area.name if row.area else reading.WHOLE_TOWN),
        Column("Thema", lambda row: row.get_theme_display()),
        Column("Dringend", lambda row: row.get_urgency_display()),
        Column("Wat", lambda row: row.text if row.may_read else row.summary),
        Column("Stand", lambda row: row.get_state_display()),
        Column("Opgevolgd door", lambda row: str(row.owner or "") if row.may_read else ""),
        Column("Tegen", lambda row: row.due_on),
        Column("Te laat", lambda row: row.is_overdue(on)),
        Column("Gekoppeld aan een gezin", lambda row: row.household_id is not None),
    )


@read_page(needs=Capability.SIGNAL_TRIAGE)
def signals(request: AppRequest):
    on = request.actor.on
    form = SignalFilter(request.GET, areas=reading.area_options())
    form.is_valid()
    filters = form.cleaned_data
    return show_list(
        request,
        "network/signals.html",
        {
            "form": form,
            "colours": COLOURS,
            "is_filtered": any(filters.values()),
            "query": request.GET.urlencode(),
        },
        name="signalen",
        rows=reading.listed_signals(request.actor, filters, on=on),
        columns=_columns(on),
        filters=form,
        dressed=lambda rows: reading.with_columns(request.actor, rows),
    )


# -- One signal ----------------------------------------------------------------------------------
def signal_page(request: AppRequest, signal, template: str, more: dict, status=200):
    """Show a page about a signal; the linked household by name only to who may open it."""
    household = reading.household_of(request.actor, signal)
    if household:
        note_read(request, household.pk, ground=ground_of(request.actor, household))
    page = {
        "signal": signal,
        "household": household,
        "is_overdue": signal.is_overdue(request.actor.on),
        "colours": COLOURS,
        **more,
    }
    return show(request, template, page, status=status)


@read_page(needs=Capability.SIGNAL_TRIAGE)
def signal(request: AppRequest, pk: int):
    found = reading.get_signal(request.actor, pk)
    return signal_page(request, found, "network/signal.html", {})


def handled(request: AppRequest, pk: int):
    """Return an open signal the actor may handle, or None when there is nothing to do with it."""
    found = reading.get_signal(request.actor, pk)
    return found if found.may_read and found.is_open else None


def read_by(request: AppRequest, pk: int):
    """Return a signal whose words the actor reads, or raise NotFound."""
    found = reading.get_signal(request.actor, pk)
    if not found.may_read:
        raise NotFound(pk)
    return found


# -- Taking it up, closing it ----------------------------------------------------------------------
def _form_pages(make_form, initial, template: str, save, sentence: str):
    """Return the page of a form about a signal.

    When a colleague was first, it answers 409 with what stands there now above what was typed.
    """

    @read_page(needs=Capability.SIGNAL_TRIAGE)
    def blank(request: AppRequest, pk: int):
        found = handled(request, pk)
        if found is None:
            return go_to(request, "network:signal", pk)
        form_class, more = make_form(request.actor, found)
        form = form_with_draft(request, form_class, initial=initial(found), **more)
        return signal_page(request, found, template, {"form": form})

    @write_page(needs=Capability.SIGNAL_TRIAGE)
    def send(request: AppRequest, pk: int):
        found = read_by(request, pk)
        form_class, more = make_form(request.actor, found)
        form = form_class(request.POST, **more)
        if form.is_valid():
            with reported_on(form):
                try:
                    save(request.actor, found, form.cleaned_data)
                except (SignalMoved, SignalClosed) as error:
                    form = form_class(initial=form.cleaned_data, **more)
                    return beaten(request, pk, template, form, error)
                messages.success(request, sentence)
                return go_to(request, "network:signal", pk)
        return signal_page(request, found, template, {"form": form}, status=422)

    return by_method(get=blank, post=send)


def beaten(request: AppRequest, pk: int, template: str, form, error):
    """Show what a colleague wrote above what was typed, ready to be saved over it."""
    found = read_by(request, pk)
    form.initial = {**form.initial, "version": found.version}
    told = {"form": form, "beaten": str(error)}
    return signal_page(request, found, template, told, status=409)


def _take_form(actor, found):
    return TakeSignalForm, {"owners": reading.owners_of(actor, found)}


def _take_initial(found):
    return {
        "version": found.version,
        "owner": found.owner_id,
        "due_on": found.due_on,
        "summary": found.summary,
    }


def _take(actor, found, said):
    services.take_signal(
        actor=actor,
        signal=found,
        version=said["version"],
        owner=reading.get_handler(said["owner"]),
        due_on=said["due_on"],
        summary=said["summary"],
        on=actor.on,
    )


def _close(actor, found, said):
    services.close_signal(
        actor=actor,
        signal=found,
        version=said["version"],
        state=SignalState(said["state"]),
        feedback=said["feedback"],
        reason=said["reason"],
        on=actor.on,
    )


take_signal = _form_pages(
    _take_form, _take_initial, "network/take_signal.html", _take, "Het signaal is opgenomen."
)
close_signal = _form_pages(
    lambda actor, found: (CloseSignalForm, {}),
    lambda found: {"version": found.version},
    "network/close_signal.html",
    _close,
    "Het signaal is afgesloten. Wie het gaf, leest uw terugkoppeling.",
)

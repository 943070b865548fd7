"""For who noticed something: telling it, and reading what was done. No file is opened here."""

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
from eenplan.network.forms.signals import GiveSignalForm
from eenplan.network.selectors import signals as reading
from eenplan.network.signal_kinds import SignalTheme, Urgency
from eenplan.network.signal_words import COLOURS


def _form_page(request: AppRequest, form, status=200):
    return show(request, "network/give_signal.html", {"form": form}, status=status)


@read_page(needs=Capability.SIGNAL_GIVE)
def _blank(request: AppRequest):
    form = form_with_draft(request, GiveSignalForm, areas=reading.area_options())
    return _form_page(request, form)


@write_page(needs=Capability.SIGNAL_GIVE)
def _give(request: AppRequest):
    form = GiveSignalForm(request.POST, areas=reading.area_options())
    if form.is_valid():
        said = form.cleaned_data
        with reported_on(form):
            signal = services.give_signal(
                actor=request.actor,
                theme=SignalTheme(said["theme"]),
                area=reading.get_noticed_area(said["area"]),
                urgency=Urgency(said["urgency"]),
                text=said["text"],
                about=said["about"],
                reach=said["reach"],
                on=request.actor.on,
            )
            until = f"{signal.due_on:%d/%m/%Y}"
            messages.success(request, f"Dank u. Uw signaal wordt bekeken tegen {until}.")
            return go_to(request, "network:my_signals")
    return _form_page(request, form, status=422)


give_signal = by_method(get=_blank, post=_give)

COLUMNS = (
    Column("Gegeven op", lambda row: row.given_on),
    Column("Thema", lambda row: row.get_theme_display()),
    Column("Wijk", lambda row: row.area.name if row.area else reading.WHOLE_TOWN),
    Column("Wat u schreef", lambda row: row.text),
    Column("Stand", lambda row: row.get_state_display()),
    Column("Terugkoppeling", lambda row: row.feedback),
    Column("Antwoord van het beleid", lambda row: row.point.answer if row.point else ""),
)


@read_page(needs=Capability.SIGNAL_GIVE)
def my_signals(request: AppRequest):
    return show_list(
        request,
        "network/my_signals.html",
        {"colours": COLOURS},
        name="mijn-signalen",
        rows=reading.given_by(request.actor),
        columns=COLUMNS,
    )

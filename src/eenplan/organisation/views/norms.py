"""Norms and reception forms: what the municipality decided, and deciding anew."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import localdate

from eenplan.core.access import Capability
from eenplan.core.drafts import form_with_draft
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, read_page, reported_on, show, write_page
from eenplan.organisation import services
from eenplan.organisation.enums import PlaceKind, ReceptionForm
from eenplan.organisation.forms import NormForm, ReceptionStateForm
from eenplan.organisation.norms import NormKind, switch_key
from eenplan.organisation.selectors import norms as selectors
from eenplan.organisation.views.pages import form_page
from eenplan.organisation.wording import amount

COLUMNS = (
    Column("Norm", lambda line: line.kind.label),
    Column("Waarde", lambda line: line.present.value if line.present else None),
    Column("Eenheid", lambda line: line.kind.unit),
    Column("Geldig vanaf", lambda line: line.present.starts_on if line.present else None),
    Column("Ingesteld door", lambda line: _by(line.present)),
    Column("Reden", lambda line: line.present.reason if line.present else ""),
    Column("Bron van de beginwaarde", lambda line: line.kind.source),
)


def _by(row) -> str:
    return str(row.set_by or "Eenplan") if row else ""


@read_page(needs=Capability.NORMS_VIEW)
def norms(request: AppRequest):
    return show_list(
        request,
        "organisation/norms.html",
        {"tab": "norms"},
        name="normen",
        rows=selectors.norm_lines(on=localdate()),
        columns=COLUMNS,
    )


def _norm_page(request: AppRequest, key: str, form, *, status=200):
    on = localdate()
    history = selectors.norm_history(key, on=on)
    page = {
        "tab": "norms",
        "key": key,
        "kind": selectors.get_norm_kind(key),
        "history": history,
        "present": next((line for line in history if line.state == "geldt"), None),
        "form": form,
    }
    return show(request, "organisation/norm.html", page, status=status)


def _form_for(request: AppRequest, kind: NormKind, *, is_sent: bool = False):
    form_class = ReceptionStateForm if kind.is_switch else NormForm
    if is_sent:
        form = form_class(request.POST)
    else:
        form = form_with_draft(request, form_class, initial={"starts_on": localdate()})
    if kind.unit:
        form.fields["value"].label = f"Nieuwe waarde ({kind.unit})"
    return form


@read_page(needs=Capability.NORMS_VIEW)
def norm(request: AppRequest, key: str):
    return _norm_page(request, key, _form_for(request, selectors.get_norm_kind(key)))


@write_page(needs=Capability.NORMS_MANAGE)
def set_norm(request: AppRequest, key: str):
    kind = selectors.get_norm_kind(key)
    form = _form_for(request, kind, is_sent=True)
    if form.is_valid():
        with reported_on(form):
            row = services.set_norm(
                actor=request.actor, key=key, **form.cleaned_data, on=localdate()
            )
            value = amount(kind, row.value)
            messages.success(request, f"{kind.label}: {value} vanaf {row.starts_on:%d/%m/%Y}.")
            return go_to(request, "organisation:norm", key)
    return _norm_page(request, key, form, status=422)


@write_page(needs=Capability.NORMS_MANAGE)
def withdraw_norm(request: AppRequest, key: str, pk: int):
    row = selectors.get_norm_row(key, pk)
    form = _form_for(request, selectors.get_norm_kind(key))
    form.cleaned_data = {}
    with reported_on(form):
        services.withdraw_norm(actor=request.actor, norm=row, on=localdate())
        messages.success(request, "De geplande waarde is ingetrokken.")
        return go_to(request, "organisation:norm", key)
    return _norm_page(request, key, form, status=422)


@read_page(needs=Capability.NORMS_VIEW)
def reception_forms(request: AppRequest):
    lines = selectors.switch_lines(on=localdate())
    groups = [
        ("Opvangvormen vandaag", [line for line in lines if isinstance(line.what, ReceptionForm)]),
        ("Soorten vandaag", [line for line in lines if isinstance(line.what, PlaceKind)]),
    ]
    page = {"tab": "forms", "groups": groups}
    return show(request, "organisation/reception_forms.html", page)


@read_page(needs=Capability.NORMS_MANAGE)
def reception_form(request: AppRequest, code: str):
    switch = selectors.get_switch(code)
    [line] = [line for line in selectors.switch_lines(on=localdate()) if line.what == switch]
    opposite = {"value": "0" if line.is_open else "1", "starts_on": localdate()}
    kept = form_with_draft(request, ReceptionStateForm, initial=opposite)
    return _reception_page(request, switch, kept)


@write_page(needs=Capability.NORMS_MANAGE)
def set_reception_form(request: AppRequest, code: str):
    switch = selectors.get_switch(code)
    form = ReceptionStateForm(request.POST)
    if form.is_valid():
        with reported_on(form):
            row = services.set_norm(
                actor=request.actor,
                key=switch_key(switch),
                **form.cleaned_data,
                on=localdate(),
            )
            state = "open" if row.value else "gesloten"
            day = f"{row.starts_on:%d/%m/%Y}"
            messages.success(request, f"{switch.label.capitalize()}: {state} vanaf {day}.")
            return go_to(request, "organisation:forms")
    return _reception_page(request, switch, form)


def _reception_page(request: AppRequest, switch, form):
    return form_page(
        request,
        form,
        tab="forms",
        heading=f"{switch.label.capitalize()} openen of sluiten",
        submit="Bewaar",
        back=reverse("organisation:forms"),
        intro="Wat gesloten is, wordt bij een voorstel niet meer aangeboden. Wie er al verblijft,"
        " blijft.",
    )

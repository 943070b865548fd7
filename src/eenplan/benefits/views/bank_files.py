"""Messages of the bank: reading one in, and what of it was not recognised."""

from django.contrib import messages
from django.utils.timezone import localdate, now

from eenplan.benefits.forms.money import BankFileForm
from eenplan.benefits.selectors import bank_files as reading
from eenplan.benefits.services.bank_files import read_in
from eenplan.core.access import Capability
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

COLUMNS = (
    Column("Bestand", lambda row: row.name),
    Column("Soort", lambda row: row.get_kind_display()),
    Column("Kenmerk", lambda row: row.message_id),
    Column("Ingelezen op", lambda row: row.read_at),
    Column("Ingelezen door", lambda row: row.read_by),
    Column("Herkend", lambda row: row.matched),
    Column("Niet herkend", lambda row: len(row.unmatched)),
)


def _listed(request: AppRequest, form, status=200):
    return show_list(
        request,
        "benefits/money/bank_files.html",
        {"tab": "bank", "form": form},
        name="berichten-van-de-bank",
        rows=reading.bank_files(),
        columns=COLUMNS,
        dressed=reading.dressed,
        status=status,
    )


@read_page(needs=Capability.PAYMENTS_VIEW)
def _files(request: AppRequest):
    return _listed(request, BankFileForm())


@write_page(needs=Capability.PAYMENTS_MAKE)
def _read(request: AppRequest):
    form = BankFileForm(request.POST, request.FILES)
    if form.is_valid():
        with reported_on(form):
            found = form.cleaned_data["file"]
            done = read_in(
                actor=request.actor,
                name=found.name,
                content=found.read(),
                on=localdate(),
                at=now(),
            )
            told = (
                f"Ingelezen: {done.file.matched} herkend, {len(done.file.unmatched)} niet herkend."
                if done.is_new
                else "Dit bestand was al ingelezen: er is niets veranderd."
            )
            messages.success(request, told)
            return go_to(request, "money:bank_file", done.file.pk)
    return _listed(request, form, status=422)


files = by_method(get=_files, post=_read)


@read_page(needs=Capability.PAYMENTS_VIEW)
def bank_file(request: AppRequest, bank_file_id: int):
    found = reading.get_bank_file(bank_file_id)
    return show(request, "benefits/money/bank_file.html", {"file": found, "tab": "bank"})

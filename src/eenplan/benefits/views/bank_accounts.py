"""Accounts of who is paid: those that wait for a second person, and entering one."""

from django.contrib import messages
from django.urls import reverse
from django.utils.timezone import localdate, now

from eenplan.benefits.forms.money import AccountForm, ReasonForm
from eenplan.benefits.selectors import accounts as reading
from eenplan.benefits.services import accounts as services
from eenplan.core.access import Capability
from eenplan.core.listing import Column, show_list
from eenplan.core.pages import AppRequest, go_to, note_read, read_page, write_page
from eenplan.core.questions import Question, asking
from eenplan.people.selectors import ground_of

LAYOUT = "benefits/money/base.html"
INTRO = (
    "Een collega van financiën bevestigt het nummer voor er geld naartoe gaat. Een wijziging kort "
    "voor een betaalrun houden we die keer tegen."
)
COLUMNS = (
    Column("Gezin", lambda row: row.household_number),
    Column("Persoon", lambda row: str(row.person)),
    Column("Rekening", lambda row: row.iban),
    Column("Op naam van", lambda row: row.holder),
    Column("Bewijs", lambda row: row.proof),
    Column("Vervangt", lambda row: row.before.iban if row.before else ""),
    Column("Ingevoerd door", lambda row: row.entered_by),
    Column("Ingevoerd op", lambda row: row.entered_at),
)


@read_page(needs=Capability.PAYMENTS_VIEW)
def waiting(request: AppRequest):
    return show_list(
        request,
        "benefits/money/accounts.html",
        {"tab": "accounts"},
        name="rekeningen",
        rows=reading.waiting(),
        columns=COLUMNS,
        dressed=reading.dressed,
    )


@write_page(needs=Capability.PAYMENTS_APPROVE)
def confirm(request: AppRequest, account_id: int):
    found = reading.get_waiting(account_id)
    services.confirm_account(actor=request.actor, account=found, at=now())
    messages.success(request, f"De rekening van {found.person} is bevestigd.")
    return go_to(request, "money:accounts")


def _refusing(request: AppRequest, account_id: int) -> Question:
    found = reading.get_waiting(account_id)
    return Question(
        heading=f"Rekening van {found.person} weigeren",
        submit="Weiger de rekening",
        back=reverse("money:accounts"),
        subject=found,
        intro="Tot er een andere rekening is, wordt deze persoon niet betaald.",
        tab="accounts",
        layout=LAYOUT,
    )


def _refuse(request: AppRequest, found, said: dict) -> tuple[str, str]:
    services.reject_account(
        actor=request.actor, account=found, reason=said["reason"], on=localdate()
    )
    return "De rekening is geweigerd.", reverse("money:accounts")


refuse = asking(ReasonForm, needs=Capability.PAYMENTS_APPROVE, about=_refusing, act=_refuse)


def _of_payee(request: AppRequest, payee_id: int) -> Question:
    person = reading.get_payee(payee_id)
    return Question(
        heading=f"Rekening van {person}",
        submit="Bewaar de rekening",
        back=reverse("money:accounts"),
        subject=person,
        intro=INTRO,
        tab="accounts",
        layout=LAYOUT,
        initial={"holder": str(person)[:70]},
        template="benefits/money/account.html",
        shown={"accounts": reading.accounts_of(person)},
    )


def _enter(request: AppRequest, person, said: dict) -> tuple[str, str]:
    _save(request, person, said)
    return "De rekening is ingevoerd. Ze wacht op een tweede persoon.", reverse("money:accounts")


def _save(request: AppRequest, person, said: dict) -> None:
    services.enter_account(actor=request.actor, person=person, on=localdate(), at=now(), **said)


payee_account = asking(AccountForm, needs=Capability.PAYMENTS_MAKE, about=_of_payee, act=_enter)


def _of_member(request: AppRequest, year: int, serial: int, payee_id: int) -> Question:
    household, person = reading.get_member(request.actor, year, serial, payee_id)
    note_read(request, household.pk, ground=ground_of(request.actor, household))
    return Question(
        heading=f"Rekening van {person}",
        submit="Bewaar de rekening",
        back=reverse("desk:household", args=[year, serial]),
        subject=(household, person),
        intro=INTRO,
        layout="benefits/money/base_file.html",
        initial={"holder": str(person)[:70]},
        template="benefits/money/account.html",
        shown={"accounts": reading.accounts_of(person), "household": household},
    )


def _enter_for_member(request: AppRequest, subject, said: dict) -> tuple[str, str]:
    household, person = subject
    _save(request, person, said)
    page = reverse("desk:household", args=[household.year, household.serial])
    return "De rekening is ingevoerd. Financiën bevestigt ze.", page


household_account = asking(
    AccountForm, needs=Capability.RIGHTS_INVESTIGATE, about=_of_member, act=_enter_for_member
)

"""What the money says of one application: what was granted, paid, withheld and sent back."""

from dataclasses import dataclass
from datetime import date

from eenplan.benefits.enums_money import CandidateState, RunState
from eenplan.benefits.models import (
    Application,
    BankDetails,
    Grant,
    PaidTo,
    Payment,
    Recovery,
    RunCandidate,
)
from eenplan.benefits.selectors.hindrances import hindered_now
from eenplan.benefits.selectors.ledger import MonthOfMoney, months_of
from eenplan.benefits.selectors.recoveries import recoveries


@dataclass(frozen=True)
class Money:
    """The part of the money in the page of an application; empty before a decision grants."""

    grants: list[Grant]
    months: list[MonthOfMoney]
    payments: list[Payment]
    account: BankDetails | None
    held: list[RunCandidate]
    recoveries: list[Recovery]
    application: Application
    other: PaidTo | None = None  # who is paid in the place of the client
    hindered: str = ""  # who is away or suspended now, in words

    @property
    def words(self) -> str:
        """Return the state in words."""
        if not self.grants:
            return "Nog niets toegekend"
        if self.account is None:
            return "Er is geen rekening om op te betalen"
        if self.account.confirmed_at is None:
            return "De rekening wacht op een tweede persoon van financiën"
        if self.held:
            return f"Tegengehouden: {self.held[0].get_reason_display()}"
        return (
            self.payments[0].get_state_display().capitalize()
            if self.payments
            else "Nog niet betaald"
        )

    @property
    def needs_account(self) -> bool:
        return bool(self.grants) and self.account is None


def money_of(application: Application, *, on: date) -> Money:
    """Return what was granted, paid and withheld on the decisions of an application."""
    grants = list(
        Grant.objects.filter(decision__application=application)
        .select_related("decision", "beneficiary")
        .order_by("-starts_on", "-pk")
    )
    owed = recoveries().filter(decision__application=application).select_related("decision")
    person = grants[0].beneficiary_id if grants else application.applicant_id
    ids = [grant.pk for grant in grants]
    return Money(
        grants=grants,
        months=months_of([application.household_id], grants=ids) if ids else [],
        payments=list(
            Payment.objects.filter(grant__in=ids)
            .select_related("run")
            .order_by("-period", "-pk")[:24]
        ),
        account=BankDetails.objects.on(on).filter(person=person).first(),
        held=list(
            RunCandidate.objects.filter(
                grant__in=ids, state=CandidateState.HELD, run__state=RunState.OPEN
            ).select_related("run")
        ),
        recoveries=list(owed),
        application=application,
        other=PaidTo.objects.on(on).filter(application=application).first(),
        hindered=hindered_now(person, on),
    )

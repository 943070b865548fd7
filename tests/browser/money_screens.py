"""The screens of payments, accounts, messages of the bank, recoveries and the ledger."""

from eenplan.benefits.enums_money import RunState
from eenplan.benefits.models import Decision, Grant, Payment, PaymentRun
from eenplan.benefits.services.bank_files import read_in
from eenplan.benefits.services.filling import take_piece
from eenplan.benefits.services.recoveries import begin_recovery
from eenplan.benefits.services.runs import export, freeze, open_run
from eenplan.organisation.models import User
from eenplan.people.models import Household
from tests.support.bank import line, statement
from tests.support.money import NOW, SYSTEM, WISHED, approved, finance, granted
from tests.support.money_pages import other_payee
from tests.support.rights import applicant_of, application_of, decided, paid_on, the_centre
from tests.support.setting import TODAY

MONTH = TODAY.replace(day=1)


def _households() -> list[Household]:
    """Return households that are granted nothing yet."""
    rows = Household.objects.filter(applications=None, members__relation="REFERENCE")
    return list(rows.distinct().order_by("pk")[:8])


def _run(maker, component: str) -> PaymentRun:
    run = open_run(
        actor=maker, period=MONTH, component=component, wished_on=WISHED, on=TODAY, at=NOW
    )
    while take_piece(run.pk):
        pass
    return run


def _money() -> dict:
    """Make a run in each state, an account to confirm, a message and a recovery."""
    the_centre()
    maker = finance(User.objects.get(username="hana"))
    homes = _households()
    for home in homes[:3]:
        granted(home, right="LIVING_WAGE")
    granted(homes[3], right="LIVING_WAGE", account=None)
    left = freeze(actor=maker, run=_run(maker, "LIVING_WAGE"), on=TODAY, at=NOW)
    left = export(
        actor=maker,
        run=approved(left, second=finance(User.objects.get(username="yara"))),
        on=TODAY,
        at=NOW,
    )
    for home in homes[4:6]:
        granted(home, right="INSTALLATION_PREMIUM", rhythm="ONCE")
    frozen = freeze(actor=maker, run=_run(maker, "INSTALLATION_PREMIUM"), on=TODAY, at=NOW)
    granted(homes[6], right="OTHER_AID", account=None)
    paid_on(applicant_of(homes[6]), confirmed_at=None, confirmed_by=None)
    if not PaymentRun.objects.filter(state=RunState.OPEN).exists():
        _run(maker, "OTHER_AID")
    content = statement(line(-5_00, names=[("FACTUUR 12", 5_00)]))
    file = read_in(actor=SYSTEM, name="camt053.xml", content=content, on=TODAY, at=NOW).file
    owed = decided(homes[7], kind="RECOVER", amount_cents=25_000)
    recovery = begin_recovery(actor=SYSTEM, decision=owed, instalment_cents=5_000, on=TODAY, at=NOW)
    later: Decision = decided(
        homes[7], application=application_of(homes[7]), kind="RECOVER", amount_cents=700
    )
    return {
        "left": left,
        "frozen": frozen,
        "open": PaymentRun.objects.filter(state=RunState.OPEN).first(),
        "file": file,
        "recovery": recovery,
        "later": later,
        "payment": Payment.objects.filter(run=left).first(),
        "grant": Grant.objects.filter(beneficiary=applicant_of(homes[6])).first(),
    }


def hanas_money() -> dict:
    made = _money()
    own, recovery = "/betalingen", f"/betalingen/terugvorderingen/{made['recovery'].pk}"
    home = made["payment"].grant.household
    return {
        "payment-runs": f"{own}/",
        "payment-run-new": f"{own}/nieuw/",
        "payment-run-open": f"{own}/{made['open'].pk}/",
        "payment-run-frozen": f"{own}/{made['frozen'].pk}/",
        "payment-run-left": f"{own}/{made['left'].pk}/",
        "payment-run-cancel": f"{own}/{made['frozen'].pk}/annuleren/",
        "payment-run-held": f"{own}/{made['left'].pk}/tegengehouden/",
        "payments-of-run": f"{own}/{made['left'].pk}/betalingen/",
        "payments": f"{own}/alle/",
        "payments-none": f"{own}/alle/?q=zzzz",
        "payment": f"{own}/betaling/{made['payment'].pk}/",
        "accounts": f"{own}/rekeningen/",
        "account-enter": f"{own}/rekening/{made['grant'].beneficiary_id}/",
        "third-parties": f"{own}/derden/",
        "bank-files": f"{own}/bank/",
        "bank-file": f"{own}/bank/{made['file'].pk}/",
        "recoveries": f"{own}/terugvorderingen/",
        "recovery": f"{recovery}/",
        "recovery-begin": f"{own}/terugvorderingen/beslissing/{made['later'].pk}/",
        "recovery-repaid": f"{recovery}/terugbetaald/",
        "recovery-waive": f"{recovery}/afzien/",
        "ledger": f"{own}/grootboek/",
        "forecast": f"{own}/vooruitzicht/?procent=2",
        "ledger-household": f"{own}/grootboek/gezin/{home.year}/{home.serial}/",
    }


def yaras_money() -> dict:
    made = _money()
    third = other_payee(made["payment"].grant.household)
    return {
        "approve-third-parties": "/betalingen/derden/",
        "refuse-third-party": f"/betalingen/derden/{third.pk}/weigeren/",
        "approve-runs": "/betalingen/",
        "approve-run": f"/betalingen/{made['frozen'].pk}/",
        "approve-accounts": "/betalingen/rekeningen/",
    }

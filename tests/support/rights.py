"""A file on its way, written straight into the database: each step as small as it may be.

Each function makes what must come before it. Who acts is made up, unless a test names somebody.
"""

from datetime import UTC, date, datetime, timedelta

from eenplan.benefits.models import (
    AgendaItem,
    Application,
    BankDetails,
    Calculation,
    CentreDetails,
    CommitteeSession,
    Decision,
    DecisionProposal,
    Grant,
    Investigation,
)
from eenplan.core.numbering import next_numbers
from eenplan.organisation.enums import StaffAct
from eenplan.organisation.models import AcceptedDiploma, Diploma, StaffQualification, User
from tests.factories import TODAY, UserFactory

YEAR = TODAY.year
IBAN = "BE71096123456769"
WAGE = {"kind": "GRANT", "right": "EQUIVALENT", "category": 3, "amount_cents": 177_695}
REASONS = {
    "grounds_in_law": "Organieke wet van 8 juli 1976, artikel 1 en 57.",
    "grounds_in_fact": "Het gezin kwam zonder middelen aan en heeft kinderen ten laste.",
}


def at(day: date) -> datetime:
    """Return nine in the morning of a day."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def the_centre(**facts) -> CentreDetails:
    """Return the details of the centre that hold on every day of the tests."""
    found = CentreDetails.objects.open().first()
    return found or CentreDetails.objects.create(
        **{
            "starts_on": date(2020, 1, 1),
            "name": "OCMW Voorbeeldstad",
            "company_number": "0212345635",
            "street": "Grote Markt 1",
            "town": "9990 Voorbeeldstad",
            "phone": "+3290000000",
            "email": "welzijn@example.org",
            "court": "arbeidsrechtbank Gent",
            "court_address": "Opgeëistenlaan 401, 9000 Gent",
            "iban": "BE68539007547034",
            "bic": "GKCCBEBB",
            **facts,
        }
    )


def applicant_of(household):
    """Return the reference person of a household."""
    return household.members.get(relation="REFERENCE").person


def application_of(household, *, received_on: date = TODAY, **facts) -> Application:
    """Return an application in the register."""
    return Application.objects.create(
        **{
            "year": received_on.year,
            "serial": next_numbers("applications", received_on.year)[0],
            "household": household,
            "applicant": applicant_of(household),
            "right": "EQUIVALENT",
            "channel": "DESK",
            "handed_in_on": received_on,
            "received_on": received_on,
            "registered_at": at(received_on),
            **facts,
        }
    )


def qualified(worker: User, *, since: date = date(2020, 1, 1)) -> StaffQualification:
    """Let somebody have a diploma that is accepted for a social investigation."""
    diploma, _ = Diploma.objects.get_or_create(name="Maatschappelijk werk")
    AcceptedDiploma.objects.get_or_create(
        act=StaffAct.SOCIAL_INVESTIGATION,
        diploma=diploma,
        ends_on=None,
        defaults={"starts_on": date(2019, 1, 1), "source": "proef"},
    )
    found = worker.qualifications.filter(diploma=diploma, ends_on=None).first()
    return found or StaffQualification.objects.create(
        user=worker, diploma=diploma, starts_on=since, seen_on=since
    )


def signed_report(application, *, worker: User | None = None, on: date | None = None):
    """Return a signed social investigation of an application."""
    day = on or application.received_on
    worker = worker or UserFactory()
    return Investigation.objects.create(
        application=application,
        started_on=day,
        worker=worker,
        signed_on=day,
        signed_by=worker,
        qualification=qualified(worker),
    )


def calculation_of(report, *, amount_cents: int = WAGE["amount_cents"]) -> Calculation:
    """Return what was reckoned on a report."""
    return Calculation.objects.create(
        investigation=report,
        on=report.started_on,
        facts={},
        outcome={"steps": []},
        amount_cents=amount_cents,
        is_verified=False,
        law="proef",
        made_at=at(report.started_on),
    )


def agreed_proposal(application, *, head: User | None = None, **facts) -> DecisionProposal:
    """Return a proposal the head agreed to."""
    report = application.investigations.filter(signed_on__isnull=False).last()
    report = report or signed_report(application)
    day = application.received_on
    return DecisionProposal.objects.create(
        **{
            "application": application,
            "investigation": report,
            "calculation": calculation_of(report),
            "starts_on": day,
            "made_by": report.worker,
            "made_at": at(day),
            "submitted_at": at(day),
            **({} if "head_id" in facts else {"head": head or UserFactory()}),
            "head_answer": "AGREED",
            "head_at": at(day),
            **WAGE,
            **REASONS,
            **facts,
        }
    )


def session_on(day: date) -> CommitteeSession:
    """Return the session of a day."""
    return CommitteeSession.objects.get_or_create(held_on=day)[0]


def decided(household, *, received_on: date = TODAY, decided_on: date | None = None, **facts):
    """Return a decision the committee took on an application of a household, with its grant."""
    application = facts.pop("application", None)
    application = application or application_of(household, received_on=received_on)
    asked = agreed_proposal(application, **facts)
    day = decided_on or received_on + timedelta(days=7)
    session = session_on(day)
    item = AgendaItem.objects.create(
        session=session,
        position=session.items.count() + 1,
        proposal=asked,
        votes_for=5,
        outcome="ACCEPTED",
        decided_at=at(day),
    )
    terms = (
        *("kind", "right", "category", "amount_cents", "rhythm", "starts_on", "ends_on"),
        *("grounds_in_law", "grounds_in_fact", "guideline", "deviation_reason", "calculation"),
        "revises",
    )
    decision = Decision.objects.create(
        **{name: getattr(asked, name) for name in terms},
        year=day.year,
        serial=next_numbers("decisions", day.year)[0],
        application=application,
        proposal=asked,
        item=item,
        decided_on=day,
        recorded_at=at(day),
    )
    if decision.kind in ("GRANT", "REVISE") and decision.amount_cents:
        Grant.objects.create(
            decision=decision,
            household=household,
            beneficiary=application.applicant,
            component=decision.right,
            amount_cents=decision.amount_cents,
            rhythm=decision.rhythm,
            starts_on=decision.starts_on,
            ends_on=decision.ends_on,
        )
    return decision


def paid_on(person, *, iban: str = IBAN, since: date = date(2020, 1, 1), **facts) -> BankDetails:
    """Return the confirmed account of somebody."""
    return BankDetails.objects.create(
        **{
            "person": person,
            "iban": iban,
            "holder": str(person)[:70],
            "starts_on": since,
            "entered_at": at(since),
            "entered_by": UserFactory(),
            "confirmed_at": at(since),
            "confirmed_by": UserFactory(),
            **facts,
        }
    )

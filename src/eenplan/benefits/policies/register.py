"""What the register refuses, whoever writes in it."""

from datetime import date, timedelta

from eenplan.benefits.enums import Channel
from eenplan.benefits.main_decisions import main_decisions
from eenplan.benefits.models import Application
from eenplan.benefits.register_errors import ApplicationOver, ImpossibleEntry
from eenplan.benefits.register_facts import EntryFacts
from eenplan.engines.deadlines import BadDay, received_on
from eenplan.people.models import Household, HouseholdMember, Person

LONGEST_AGO = timedelta(days=366)
LONGEST_WORDS = 4000


def check_applicant(household: Household, applicant: Person, *, on: date) -> None:
    """Raise ImpossibleEntry for somebody who is no member of the household on a day."""
    members = HouseholdMember.objects.on(on).filter(household=household, person=applicant)
    if not members.exists():
        raise ImpossibleEntry("De aanvrager hoort niet bij dit gezin.", "applicant")


def check_days(facts: EntryFacts, *, on: date) -> None:
    """Raise ImpossibleEntry for days that cannot be, or that are a slip of the hand."""
    if facts.handed_in_on > on:
        raise ImpossibleEntry("Deze dag moet nog komen.", "handed_in_on")
    if facts.handed_in_on < on - LONGEST_AGO:
        raise ImpossibleEntry("Dit is meer dan een jaar geleden. Kijk het jaar na.", "handed_in_on")
    if facts.channel == Channel.OTHER_CENTRE:
        _check_forwarded(facts)
    elif facts.other_centre or facts.first_received_on or facts.sent_on:
        raise ImpossibleEntry(
            "Een ander OCMW hoort alleen bij een doorgezonden aanvraag.", "other_centre"
        )


def _check_forwarded(facts: EntryFacts) -> None:
    if not facts.other_centre.strip():
        raise ImpossibleEntry("Schrijf welk OCMW doorzond.", "other_centre")
    if facts.first_received_on is None:
        raise ImpossibleEntry("Wanneer kreeg het eerste OCMW de aanvraag?", "first_received_on")
    if facts.sent_on is None:
        raise ImpossibleEntry("Wanneer zond het eerste OCMW ze door?", "sent_on")
    if facts.first_received_on > facts.sent_on:
        raise ImpossibleEntry("Ze is niet doorgezonden voor ze ontvangen was.", "sent_on")
    if facts.sent_on > facts.handed_in_on:
        raise ImpossibleEntry("Ze kwam niet binnen voor ze doorgezonden was.", "sent_on")


def counts_as_received(channel: str, handed_in_on: date) -> date:
    """Return the day an application counts as received. Raises ImpossibleEntry."""
    try:
        return received_on(handed_in_on, electronic=channel == Channel.ELECTRONIC)
    except BadDay as error:
        raise ImpossibleEntry(str(error), "handed_in_on") from None


def check_words(words: str) -> None:
    """Raise ImpossibleEntry for more than the register holds."""
    if len(words) > LONGEST_WORDS:
        raise ImpossibleEntry(f"Schrijf hoogstens {LONGEST_WORDS} tekens.", "words")


def check_open(application: Application) -> None:
    """Raise ApplicationOver for what was decided on, withdrawn or forwarded."""
    if application.withdrawn_on:
        raise ApplicationOver(
            f"Deze aanvraag is ingetrokken op {application.withdrawn_on:%d/%m/%Y}."
        )
    if main_decisions().filter(application=application).exists():
        raise ApplicationOver("Over deze aanvraag is al beslist.")
    check = getattr(application, "competence", None)
    if check is not None and check.forwarded_on:
        raise ApplicationOver(f"Deze aanvraag is doorgezonden naar {check.to_centre}.")

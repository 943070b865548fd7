"""The chronological register: writing an application down, putting it right, taking it back."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from eenplan.benefits import register_permissions as permissions
from eenplan.benefits.enums import Channel
from eenplan.benefits.models import Application, RegisterCorrection
from eenplan.benefits.policies import register as policies
from eenplan.benefits.register_errors import ApplicationOver, AskedTwice, ImpossibleEntry
from eenplan.benefits.register_facts import (
    CORRECTABLE,
    EntryFacts,
    entry_facts,
    read_fact,
    write_fact,
)
from eenplan.benefits.selectors.register import open_for_right
from eenplan.benefits.services.suspensions import check_suspensions_fit
from eenplan.core import audit
from eenplan.core.access import Actor
from eenplan.core.errors import StaleVersion
from eenplan.core.numbering import next_numbers
from eenplan.people.models import Household, Person

SERIES = "applications"


@dataclass(frozen=True)
class NewApplication:
    """What somebody asks, as the desk writes it down."""

    right: str
    channel: str
    handed_in_on: date
    words: str = ""
    is_urgent: bool = False
    other_centre: str = ""
    first_received_on: date | None = None
    sent_on: date | None = None

    def facts(self) -> EntryFacts:
        """Return what the register will say, with the day it counts as received."""
        said = {key: value for key, value in asdict(self).items() if key != "right"}
        received = policies.counts_as_received(self.channel, self.handed_in_on)
        return EntryFacts(received_on=received, **said)


@transaction.atomic
def register_application(
    *,
    actor: Actor,
    household: Household,
    applicant: Person,
    asked: NewApplication,
    on: date,
    at: datetime,
    seen_doubles: bool = False,
) -> Application:
    """Enter an application under the next number of the year, on the day it is written down.

    The same right that is open already is refused, unless somebody looked (`seen_doubles`).
    Raises NotAllowed, NotFound, ImpossibleEntry, AskedTwice.
    """
    permissions.check_can_register(actor, household)
    # Two desks that write the same down wait for each other here; the second sees the first.
    Household.objects.select_for_update(no_key=True).get(pk=household.pk)
    policies.check_applicant(household, applicant, on=on)
    policies.check_words(asked.words)
    facts = asked.facts()
    policies.check_days(facts, on=on)
    if not seen_doubles:
        _check_asked_once(household, asked.right)
    application = Application.objects.create(
        year=on.year,
        serial=next_numbers(SERIES, on.year)[0],
        household=household,
        applicant=applicant,
        right=asked.right,
        registered_at=at,
        registered_by_id=actor.user_id or None,
        **asdict(facts),
    )
    audit.record(
        actor,
        "benefits.application-registered",
        application,
        household=household.pk,
        number=application.number,
    )
    return application


def _check_asked_once(household: Household, right: str) -> None:
    known = open_for_right(household, right).first()
    if known:
        raise AskedTwice(
            f"Voor dit gezin loopt al een aanvraag voor hetzelfde recht: {known.number}, "
            f"ontvangen op {known.received_on:%d/%m/%Y}. Kijk na of dit een nieuwe vraag is."
        )


@transaction.atomic
def correct_entry(
    *,
    actor: Actor,
    application: Application,
    field: str,
    becomes: date | str | bool | None,
    reason: str,
    at: datetime,
    on: date,
) -> RegisterCorrection:
    """Write beside an entry what it should have said; the entry itself stays as it was written.

    Another channel or day moves the day it counts as received: a second correction says so.
    Raises NotAllowed, NotFound, ImpossibleEntry.
    """
    permissions.check_can_register(actor, application.household)
    held = Application.objects.select_for_update(no_key=True).get(pk=application.pk)
    if field not in CORRECTABLE:
        raise ImpossibleEntry("Dit gegeven wordt hier niet verbeterd.", "field")
    before = entry_facts(held)
    if write_fact(getattr(before, field)) == write_fact(becomes):
        raise ImpossibleEntry("Dit staat er al zo.", "becomes")
    after = _put_right(before, field, becomes, on=on)
    check_suspensions_fit(held, after)
    written = [
        RegisterCorrection(
            application=held,
            field=name,
            was=write_fact(getattr(before, name)),
            becomes=write_fact(getattr(after, name)),
            reason=reason,
            made_at=at,
            made_by_id=actor.user_id or None,
        )
        for name in (field, "received_on")
        if getattr(before, name) != getattr(after, name)
    ]
    RegisterCorrection.objects.bulk_create(written)
    audit.record(actor, "benefits.entry-corrected", held, field=field, reason=reason)
    return written[0]


def _put_right(before: EntryFacts, field: str, becomes, *, on: date) -> EntryFacts:
    """Return the corrected facts, as far as they can be. Raises ImpossibleEntry on `becomes`."""
    forwarded = Channel.OTHER_CENTRE
    if field == "channel" and forwarded in (before.channel, becomes):
        raise ImpossibleEntry(
            "Of een ander OCMW doorzond, wordt niet verbeterd. Trek deze aanvraag in met die reden "
            "en schrijf ze opnieuw in met dezelfde dag van ontvangst.",
            "becomes",
        )
    written = write_fact(becomes)
    try:
        policies.check_words(written)
        after = replace(before, **{field: read_fact(field, written)})
        if field in ("channel", "handed_in_on"):
            received = policies.counts_as_received(after.channel, after.handed_in_on)
            after = replace(after, received_on=received)
        policies.check_days(after, on=on)
    except ImpossibleEntry as error:
        raise ImpossibleEntry(str(error), "becomes") from None
    return after


@transaction.atomic
def withdraw_application(
    *,
    actor: Actor,
    application: Application,
    withdrawn_on: date,
    why: str,
    version: int,
    on: date,
) -> None:
    """Note that the applicant takes the question back, or that it was entered by mistake.

    Raises NotAllowed, NotFound, ApplicationOver, ImpossibleEntry, StaleVersion.
    """
    permissions.check_can_register(actor, application.household)
    held = Application.objects.select_for_update().get(pk=application.pk)
    policies.check_open(held)
    if held.decisions.exists():
        raise ApplicationOver("Voor deze aanvraag is al dringende steun toegekend.")
    if not why.strip():
        raise ImpossibleEntry("Schrijf waarom ze ingetrokken wordt.", "why")
    if withdrawn_on > on:
        raise ImpossibleEntry("Deze dag moet nog komen.", "withdrawn_on")
    if withdrawn_on < held.received_on:
        raise ImpossibleEntry(
            f"De aanvraag geldt als ontvangen op {held.received_on:%d/%m/%Y}; intrekken kan vanaf "
            "die dag.",
            "withdrawn_on",
        )
    same = Application.objects.filter(pk=held.pk, version=version, withdrawn_on=None)
    if not same.update(withdrawn_on=withdrawn_on, withdrawn_why=why, version=F("version") + 1):
        raise StaleVersion("Iemand anders wijzigde deze aanvraag net. Kijk opnieuw.")
    audit.record(actor, "benefits.application-withdrawn", held, on=withdrawn_on, why=why)

"""What a referral, a question and a tie may be, whoever asks. Who may: permissions.py."""

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from eenplan.core.access import Capability
from eenplan.directory.models import Service
from eenplan.network.consenting import GivenConsent
from eenplan.network.enums import DataBlock
from eenplan.network.errors import (
    ImpossibleTie,
    NoValidConsent,
    Recognisable,
    ReferralRefused,
)
from eenplan.organisation.models import Membership, Team
from eenplan.organisation.roles import ROLES
from eenplan.people.models import Household

OLDEST_CONSENT = timedelta(days=366)
LONGEST_CONSENT = timedelta(days=731)
SHORTEST_NAME = 3  # a name of two letters is a word in too many sentences
ANSWERING = (Capability.REFERRAL_SEND, Capability.QUESTION_ANSWER)


def check_consent(given: GivenConsent, *, on: date) -> None:
    """Raise NoValidConsent unless the consent was given lately and holds on a day."""
    if not given.by.strip():
        raise NoValidConsent("Schrijf wie van het gezin toestemming gaf.", "consent_by")
    if given.on > on:
        raise NoValidConsent("Toestemming kan niet in de toekomst gegeven zijn.", "consent_on")
    if given.on < on - OLDEST_CONSENT:
        raise NoValidConsent(
            "Deze toestemming is meer dan een jaar oud. Vraag ze opnieuw.", "consent_on"
        )
    if given.until <= on:
        raise NoValidConsent("De toestemming moet na vandaag nog gelden.", "consent_until")
    if given.until > given.on + LONGEST_CONSENT:
        raise NoValidConsent("Een toestemming geldt hoogstens twee jaar.", "consent_until")


def check_shared(shared: Collection[str], *, needs_consent: bool, may_see_needs: bool) -> None:
    """Raise NoValidConsent or ReferralRefused for needs without own consent or own sight."""
    if DataBlock.NEEDS not in shared:
        return
    if not may_see_needs:
        raise ReferralRefused("U ziet de noden van dit gezin niet, en kunt ze dus niet delen.")
    if not needs_consent:
        raise NoValidConsent(
            "Noden deelt u alleen als het gezin daar apart mee instemt.", "needs_consent"
        )


def check_service(service: Service, *, on: date) -> None:
    """Raise ReferralRefused for a service that is not there on a day."""
    here = [
        row.starts_on <= on and (row.ends_on is None or row.ends_on > on)
        for row in (service, service.partner)
    ]
    if not all(here):
        raise ReferralRefused(f"{service.name} bestaat niet (meer). Kies een andere dienst.")


def check_team(team: Team, household: Household, *, on: date) -> None:
    """Raise ReferralRefused for a team that has the household, is its neighbours, or is gone.

    Who prefers not to be helped in the own neighbourhood is never sent to the team that serves it.
    """
    if team.starts_on > on or (team.ends_on and team.ends_on <= on):
        raise ReferralRefused(f"{team} bestaat niet (meer). Kies een ander team.")
    if household.is_in_care_of([team.pk]):
        raise ReferralRefused(f"Dit gezin is al bij {team}.")
    if household.helped_elsewhere and team.team_areas.on(on).filter(area=household.area).exists():
        raise ReferralRefused(
            "Dit gezin wil niet in de eigen wijk geholpen worden. Kies een ander team."
        )
    roles = [role for role, granted in ROLES.items() if granted.intersection(ANSWERING)]
    members = Membership.objects.on(on).filter(team=team, role__in=roles, user__is_active=True)
    if not members.exists():
        raise ReferralRefused(f"Bij {team} is niemand die kan antwoorden.")


def check_unrecognisable(text: str, household: Household, *, field: str) -> None:
    """Raise Recognisable when a text for an expert holds the household's number or a name."""
    number = household.number
    if number in text or f"{household.year}/{household.serial}" in text:
        raise Recognisable(
            f"In uw tekst staat het nummer {number}. De deskundige opent geen dossier: "
            "schrijf het zonder nummer.",
            field,
        )
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
    for name in _names(household):
        if name.casefold() in words:
            raise Recognisable(
                f"In uw tekst staat de naam “{name}”. De deskundige opent geen dossier: "
                "schrijf bijvoorbeeld “de moeder” of “het kind van 8”.",
                field,
            )


def _names(household: Household) -> Iterable[str]:
    rows = household.members.values_list(
        "person__family_name",
        "person__given_name",
        "person__family_name_original",
        "person__given_name_original",
    )
    for row in rows:
        for written in row:
            for part in re.findall(r"[^\W\d_]+", written):
                if len(part) >= SHORTEST_NAME:
                    yield part


def check_tie_days(starts_on: date, ends_on: date | None, *, on: date) -> None:
    """Raise ImpossibleTie for a tie that starts later than today or ends before it began."""
    if starts_on > on:
        raise ImpossibleTie(
            "Vanaf welke dag werkt die al met het gezin? Kies geen latere dag.", "starts_on"
        )
    if starts_on < date(1950, 1, 1):
        raise ImpossibleTie("Kijk het jaar na: dat is te lang geleden.", "starts_on")
    if ends_on and ends_on < starts_on:
        raise ImpossibleTie("Het einde ligt voor het begin.", "ends_on")
    if ends_on and ends_on > on:
        raise ImpossibleTie("Schrijf een einde pas op als het er is.", "ends_on")

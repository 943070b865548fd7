"""Whether this centre decides, and sending an application on to the one that does."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from eenplan.benefits import register_permissions as permissions
from eenplan.benefits.enums import LetterKind
from eenplan.benefits.models import Application, CompetenceCheck, Letter
from eenplan.benefits.policies import register as policies
from eenplan.benefits.register_errors import CompetenceKnown, ImpossibleForwarding
from eenplan.core import audit
from eenplan.core.access import Actor, Capability
from eenplan.organisation.models import Membership, User
from eenplan.organisation.roles import ROLES


@dataclass(frozen=True)
class Competence:
    """What was found: on which ground, by whom, and if not here, which centre then."""

    is_competent: bool
    ground: str
    to_centre: str = ""
    to_address: str = ""
    chair_id: int | None = None  # the chair decided it, for who writes it down


@transaction.atomic
def find_competence(
    *, actor: Actor, application: Application, found: Competence, on: date
) -> CompetenceCheck:
    """Write down once whether this centre is competent for an application.

    Raises NotAllowed, NotFound, ApplicationOver, CompetenceKnown, ImpossibleForwarding.
    """
    permissions.check_can_work_on(actor, application)
    held = Application.objects.select_for_update().get(pk=application.pk)
    policies.check_open(held)
    _check_whole(found, on=on)
    try:
        with transaction.atomic():
            check = CompetenceCheck.objects.create(
                application=held,
                is_competent=found.is_competent,
                ground=found.ground.strip(),
                decided_on=on,
                is_by_chair=found.chair_id is not None,
                decided_by_id=found.chair_id or actor.user_id or None,
                to_centre=found.to_centre.strip(),
                to_address=found.to_address.strip(),
            )
    except IntegrityError:
        raise CompetenceKnown("Iemand noteerde de bevoegdheid al. Kijk opnieuw.") from None
    audit.record(
        actor,
        "benefits.competence-found",
        held,
        competent=found.is_competent,
        to=found.to_centre,
        chair=found.chair_id or "",
    )
    return check


def _check_whole(found: Competence, *, on: date) -> None:
    if not found.ground.strip():
        raise ImpossibleForwarding("Schrijf op grond waarvan.", "ground")
    if found.is_competent:
        if found.to_centre.strip() or found.to_address.strip():
            raise ImpossibleForwarding("Wij zijn bevoegd: dan is er geen ander OCMW.", "to_centre")
    else:
        for field, text in (("to_centre", found.to_centre), ("to_address", found.to_address)):
            if not text.strip():
                raise ImpossibleForwarding("Schrijf naar welk OCMW, met het adres.", field)
    if found.chair_id is not None and not chairs(on=on).filter(pk=found.chair_id).exists():
        raise ImpossibleForwarding("Dit is geen voorzitter van het comité.", "chair")


def chairs(*, on: date):
    """Return who may decide as chair of the committee on a day."""
    roles = [role for role, may in ROLES.items() if Capability.COMMITTEE_CHAIR in may]
    seats = Membership.objects.on(on).filter(role__in=roles)
    return User.objects.filter(pk__in=seats.values("user"), is_active=True).order_by("last_name")


@transaction.atomic
def note_forwarded(
    *,
    actor: Actor,
    application: Application,
    forwarded_on: date,
    told_on: date,
    on: date,
) -> CompetenceCheck:
    """Note that the application went on, and that the applicant was told: both with their letter.

    Without either the forwarding is void (RMI art. 18 §4).
    Raises NotAllowed, NotFound, ApplicationOver, ImpossibleForwarding.
    """
    permissions.check_can_work_on(actor, application)
    held = Application.objects.select_for_update().get(pk=application.pk)
    check = CompetenceCheck.objects.filter(application=held, is_competent=False).first()
    if check is None:
        raise ImpossibleForwarding("Er is niet vastgesteld dat een ander OCMW bevoegd is.")
    if held.withdrawn_on:
        policies.check_open(held)
    for field, day in (("forwarded_on", forwarded_on), ("told_on", told_on)):
        if not check.decided_on <= day <= on:
            raise ImpossibleForwarding(
                f"Kies een dag van {check.decided_on:%d/%m/%Y} tot vandaag.", field
            )
    _check_letters(held)
    same = CompetenceCheck.objects.filter(pk=check.pk, forwarded_on=None)
    if not same.update(forwarded_on=forwarded_on, applicant_told_on=told_on):
        raise ImpossibleForwarding("Dit werd al genoteerd.")
    audit.record(actor, "benefits.application-forwarded", held, to=check.to_centre, on=forwarded_on)
    check.refresh_from_db()
    return check


NEEDED = {
    LetterKind.FORWARDED: "de brief aan het andere OCMW",
    LetterKind.FORWARDED_TOLD: "het bericht aan de aanvrager",
}


def _check_letters(held: Application) -> None:
    made = set(Letter.objects.filter(application=held).values_list("kind", flat=True))
    missing = [words for kind, words in NEEDED.items() if kind not in made]
    if missing:
        raise ImpossibleForwarding(
            f"Maak eerst {' en '.join(missing)}: zonder is de doorzending nietig."
        )

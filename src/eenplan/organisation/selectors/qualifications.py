"""Who has which diploma, and who may sign what on a day."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet

from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.organisation.enums import StaffAct
from eenplan.organisation.models import (
    AcceptedDiploma,
    Diploma,
    Membership,
    StaffQualification,
    User,
)
from eenplan.organisation.selectors.absences import steered_people

SOON = timedelta(days=60)


def may_sign_social_investigation(user: User, *, on: date) -> bool:
    """Say whether somebody has a diploma, valid on that day, that is accepted on that day."""
    return may_do(StaffAct.SOCIAL_INVESTIGATION, on=on).filter(pk=user.pk).exists()


def may_do(act: StaffAct, *, on: date) -> QuerySet[User]:
    """Return who may do an act on a day."""
    accepted = AcceptedDiploma.objects.on(on).filter(act=act).values("diploma")
    held = StaffQualification.objects.on(on).filter(user=OuterRef("pk"), diploma__in=accepted)
    return User.objects.filter(Exists(held))


def qualifications(
    actor: Actor, *, on: date, team: str = "", diploma: str = "", state: str = ""
) -> QuerySet[StaffQualification]:
    """Return the diplomas of the people the actor steers, by name, with `may_sign`."""
    accepted = AcceptedDiploma.objects.on(on).filter(
        diploma=OuterRef("diploma"), act=StaffAct.SOCIAL_INVESTIGATION
    )
    found = (
        StaffQualification.objects.filter(user__in=steered_people(actor))
        .exclude(starts_on=F("ends_on"))
        .select_related("user", "diploma", "seen_by")
        .annotate(is_accepted=Exists(accepted))
    )
    if team:
        found = found.filter(
            user__in=Membership.objects.lasting_beyond(on).filter(team=team).values("user")
        )
    if diploma:
        found = found.filter(diploma=diploma)
    match state:
        case "geldig":
            found = found.on(on)
        case "vervalt":
            found = found.on(on).filter(ends_on__lte=on + SOON)
        case "vervallen":
            found = found.filter(ends_on__lte=on)
        case "ondertekent":
            found = found.on(on).filter(is_accepted=True)
    return found.order_by("user__last_name", "user__first_name", "diploma__name", "pk")


def get_qualification(actor: Actor, pk: int) -> StaffQualification:
    """Return a diploma of somebody the actor steers, or raise NotFound."""
    found = qualifications(actor, on=actor.on).filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def diploma_choices() -> list[tuple[str, str]]:
    """Return the diplomas there are, to choose from."""
    return [(str(pk), name) for pk, name in Diploma.objects.values_list("pk", "name")]


def get_diploma(pk: int) -> Diploma:
    """Return a diploma, or raise NotFound."""
    found = Diploma.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def acceptances() -> QuerySet[AcceptedDiploma]:
    """Return which diploma is or was enough for which act, the latest first."""
    rows = AcceptedDiploma.objects.exclude(starts_on=F("ends_on")).select_related("diploma")
    return rows.order_by("act", "-starts_on", "diploma__name")


def get_acceptance(pk: int) -> AcceptedDiploma:
    """Return an acceptance that has no end yet, or raise NotFound."""
    found = AcceptedDiploma.objects.open().select_related("diploma").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found

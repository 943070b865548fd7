"""Who is away on a day, for how much, and who steps in for whom."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from eenplan.core.access import Actor, Capability
from eenplan.core.errors import NotFound
from eenplan.organisation.models import Absence, Membership, User

NOW, COMING, PAST, EVERY = "nu", "komt", "voorbij", "alle"


def absence_shares(users: Iterable[int] | QuerySet, *, on: date) -> dict[int, Decimal]:
    """Return how much of the working time of each of these people is away on a day: above 0 to 1.

    Who is not in the answer is wholly there. Of many people ask with a query: it is not spelled
    out then.
    """
    rows = (
        Absence.objects.on(on)
        .filter(user__in=users if isinstance(users, QuerySet) else list(users))
        .values_list("user")
        .annotate(away=Sum("share"))
        .order_by()
    )
    return {user: min(away, Decimal(1)) for user, away in rows}


def substitutes_of(user_ids: Iterable[int], *, on: date) -> dict[int, list[User]]:
    """Return who steps in for each of these people on a day; who has nobody is left out."""
    found: dict[int, list[User]] = {}
    rows = _stood_in_for(on).filter(user__in=list(user_ids)).select_related("substitute")
    for row in rows.order_by("user", "starts_on", "pk"):
        people = found.setdefault(row.user_id, [])
        if row.substitute not in people:
            people.append(row.substitute)
    return found


def substituting_for(user_id: int, *, on: date) -> list[User]:
    """Return for whom somebody steps in on a day: what is theirs to do is then theirs too."""
    rows = _stood_in_for(on).filter(substitute=user_id).values("user")
    return list(User.objects.filter(pk__in=rows).order_by("last_name", "first_name", "pk"))


def _stood_in_for(on: date) -> QuerySet[Absence]:
    return Absence.objects.on(on).filter(substitute__is_active=True)


def steered_people(actor: Actor) -> QuerySet[User]:
    """Return who works, today or later, in a team the actor steers; everybody for who manages."""
    active = User.objects.filter(is_active=True).order_by("last_name", "first_name", "pk")
    if actor.can(Capability.USERS_MANAGE):
        return active
    rows = Membership.objects.lasting_beyond(actor.on).filter(
        user=OuterRef("pk"), team__in=actor.teams_with(Capability.TEAM_STEER)
    )
    return active.filter(Exists(rows))


def people_choices(actor: Actor) -> list[tuple[str, str]]:
    """Return the people the actor steers, to choose from."""
    return [(str(user.pk), str(user)) for user in steered_people(actor)]


def get_person(actor: Actor, pk: int | None) -> User | None:
    """Return one of the people the actor steers, or None for nobody; raises NotFound."""
    if pk is None:
        return None
    found = steered_people(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def absences(
    actor: Actor, *, on: date, team: str = "", kind: str = "", when: str = ""
) -> QuerySet[Absence]:
    """Return the absences of the people the actor steers, the latest to begin first."""
    found = Absence.objects.filter(user__in=steered_people(actor)).select_related(
        "user", "substitute"
    )
    if team:
        members = Membership.objects.lasting_beyond(on).filter(team=team).values("user")
        found = found.filter(user__in=members)
    if kind:
        found = found.filter(kind=kind)
    match when:
        case "nu":
            found = found.on(on)
        case "komt":
            found = found.filter(starts_on__gt=on)
        case "voorbij":
            found = found.filter(ends_on__lte=on)
        case "":
            found = found.filter(Q(ends_on=None) | Q(ends_on__gt=on))
    return found.order_by("-starts_on", "user__last_name", "user__first_name", "pk")


def get_absence(actor: Actor, pk: int) -> Absence:
    """Return an absence of somebody the actor steers, or raise NotFound."""
    found = (
        Absence.objects.filter(pk=pk, user__in=steered_people(actor))
        .select_related("user", "substitute")
        .first()
    )
    if found is None:
        raise NotFound(pk)
    return found

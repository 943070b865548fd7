"""What is allowed with norms, teams, roles and areas, whoever asks. Who may: permissions.py."""

from datetime import date
from decimal import Decimal

from django.db.models import F, Q, Sum

from eenplan.organisation import errors
from eenplan.organisation.enums import Role, TargetGroup, TeamKind
from eenplan.organisation.models import Membership, Norm, Team, TeamArea, User
from eenplan.organisation.norms import NORMS
from eenplan.organisation.policies.sizes import check_room_in_cell
from eenplan.organisation.wording import norm_amount, number

WHOLE = (
    *("gezinnen", "personen", "dagen", "dagen zonder contact", "weken", "maanden"),
    *("minuten", "keer", "punten", "meter", "uren"),
)
BOUNDS: dict[str, tuple[int, int]] = {
    "maanden": (1, 60),
    "gezinnen": (1, 500),
    "personen": (1, 100_000),
    "euro": (0, 999_999_999),
    "dagen": (1, 366),
    "dagen zonder contact": (1, 366),
    "uur per maand": (0, 160),
    "uur per week": (1, 60),
    "procent": (0, 100),
    "weken": (1, 52),
    "uur": (0, 24),
    "minuten": (5, 240),
    "uren": (1, 720),
    "keer": (1, 20),
    "punten": (0, 10_000),
    "meter": (100, 50_000),
}


# -- Norms ---------------------------------------------------------------------------------------
def check_norm_value(key: str, value: Decimal) -> None:
    """Raise UnknownNorm or NormOutOfRange unless this norm can have this value."""
    if key not in NORMS:
        raise errors.UnknownNorm("Deze norm bestaat niet.")
    kind = NORMS[key]
    if kind.is_switch:
        if value not in (0, 1):
            raise errors.NormOutOfRange("Kies open of gesloten.")
        return
    lowest, highest = BOUNDS[kind.unit]
    if not lowest <= value <= highest:
        raise errors.NormOutOfRange(
            f"Kies een getal van {number(lowest)} tot {number(highest)} {kind.unit}."
        )
    if kind.unit in WHOLE and value != int(value):
        raise errors.NormOutOfRange(f"Kies een geheel getal: {kind.unit} tellen we niet in delen.")


def check_norm_day(key: str, starts_on: date, *, on: date) -> None:
    """Raise DayInThePast or DayTaken: one value per day, and what held yesterday held."""
    check_not_past(starts_on, on=on)
    present = Norm.objects.filter(key=key, starts_on=starts_on).first()
    if present:
        raise errors.DayTaken(
            f"Vanaf {starts_on:%d/%m/%Y} is al {norm_amount(key, present.value)} bepaald."
            " Kies een andere dag."
        )


def check_switch_turns(key: str, value: Decimal, starts_on: date) -> None:
    """Raise AlreadySo when the reception form is in that state already on that day."""
    present = Norm.objects.filter(key=key, starts_on__lte=starts_on).order_by("-starts_on").first()
    if NORMS[key].is_switch and present and present.value == value:
        state = norm_amount(key, value)
        raise errors.AlreadySo(f"Deze opvangvorm is al {state} sinds {present.starts_on:%d/%m/%Y}.")


def check_not_past(day: date, *, on: date) -> None:
    """Raise DayInThePast for a day before today: what was decided stays decided."""
    if day < on:
        raise errors.DayInThePast("Deze dag is voorbij. Kies vandaag of een latere dag.")


# -- Teams ---------------------------------------------------------------------------------------
def check_team(team: Team) -> None:
    """Raise TeamRefused unless the team can be what it says, beside the other teams."""
    if Team.objects.filter(name__iexact=team.name).exclude(pk=team.pk).exists():
        raise errors.TeamRefused("Er is al een team met deze naam.", "name")
    if team.kind == TeamKind.TEMPORARY_CELL:
        _check_cell(team)
    elif team.kind == TeamKind.CENTRAL and (other := _other(team, kind=TeamKind.CENTRAL)):
        raise errors.TeamRefused(f"Er is al een centraal team: {other}.", "kind")


def _check_cell(team: Team) -> None:
    if team.target_group in ("", TargetGroup.RESIDENT):
        raise errors.TeamRefused(
            "Voor wie is de tijdelijke cel er? Kies een doelgroep.", "target_group"
        )
    other = _other(team, kind=TeamKind.TEMPORARY_CELL, target_group=team.target_group)
    if other:
        raise errors.TeamRefused(f"Voor deze doelgroep is er al een cel: {other}.", "target_group")


def _other(team: Team, **like) -> Team | None:
    """Return another team like this one that is there at the same time."""
    others = Team.objects.filter(**like).exclude(pk=team.pk).lasting_beyond(team.starts_on)
    if team.ends_on:
        others = others.filter(starts_on__lt=team.ends_on)
    return others.exclude(starts_on=F("ends_on")).first()


def check_team_can_end(team: Team, households: int, ends_on: date, *, on: date) -> None:
    """Raise DayInThePast, EndBeforeStart or TeamInUse."""
    if ends_on < on:
        raise errors.EndBeforeStart("Deze dag is voorbij. Kies vandaag of een latere dag.")
    if ends_on < team.starts_on:
        raise errors.EndBeforeStart(f"Dit team begint pas op {team.starts_on:%d/%m/%Y}.")
    if team.ends_on and team.ends_on <= ends_on:
        raise errors.EndBeforeStart(f"Dit team stopt al op {team.ends_on:%d/%m/%Y}.")
    if households:
        many = "is 1 gezin" if households == 1 else f"zijn {number(households)} gezinnen"
        raise errors.TeamInUse(
            f"Er {many} in de zorg van dit team. Draag eerst elk gezin over aan een ander team."
        )


# -- Roles ---------------------------------------------------------------------------------------
def check_membership(new: Membership) -> None:
    """Raise MembershipRefused, EndBeforeStart or CellFull unless the role can be given."""
    if new.ends_on and new.ends_on <= new.starts_on:
        raise errors.EndBeforeStart("De einddatum komt na de begindatum.")
    team = new.team
    if new.starts_on < team.starts_on:
        raise errors.MembershipRefused(
            f"Dit team begint pas op {team.starts_on:%d/%m/%Y}.", "starts_on"
        )
    if team.ends_on and (new.ends_on is None or new.ends_on > team.ends_on):
        raise errors.MembershipRefused(
            f"Dit team stopt op {team.ends_on:%d/%m/%Y}. Kies een einddatum tot dan.", "ends_on"
        )
    same = _overlapping(new).filter(user=new.user, team=team, role=new.role).first()
    if same:
        raise errors.MembershipRefused(
            f"Deze persoon heeft die rol al in dit team vanaf {same.starts_on:%d/%m/%Y}.", "role"
        )
    _check_fraction(new)
    check_room_in_cell(new)


def _check_fraction(new: Membership) -> None:
    if not 0 <= new.case_fraction <= 1:
        raise errors.MembershipRefused("Kies een deel van 0 tot 1.", "case_fraction")
    if new.role != Role.CASE_MANAGER:
        if new.case_fraction:
            raise errors.MembershipRefused(
                "Alleen een maatschappelijk werker krijgt gezinnen. Laat dit op 0.",
                "case_fraction",
            )
        return
    others = _overlapping(new).filter(user=new.user).aggregate(sum=Sum("case_fraction"))["sum"]
    total = (others or 0) + new.case_fraction
    if total > 1:
        raise errors.MembershipRefused(
            f"Samen met de andere teams is dat {number(total)} van voltijds. Meer dan 1 kan niet.",
            "case_fraction",
        )


def _overlapping(new: Membership):
    rows = Membership.objects.lasting_beyond(new.starts_on).exclude(starts_on=F("ends_on"))
    return rows.filter(starts_on__lt=new.ends_on) if new.ends_on else rows


def check_not_oneself(actor_id: int, user: User, sentence: str) -> None:
    """Raise OwnAccount when somebody decides about the own account."""
    if actor_id == user.pk:
        raise errors.OwnAccount(sentence)


def check_administrator_left(day: date, *, without: Q) -> None:
    """Raise LastAdministrator unless somebody else stays administrator, without an end in sight.

    Locks the rows of all administrators: two of them cannot let each other go at one moment.
    """
    rows = Membership.objects.filter(role=Role.ADMINISTRATOR).lasting_beyond(day)
    list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    left = rows.open().filter(starts_on__lte=day, user__is_active=True, team__ends_on=None)
    if not left.exclude(without).exists():
        raise errors.LastAdministrator("Er moet minstens één applicatiebeheerder blijven.")


# -- Areas ---------------------------------------------------------------------------------------
def check_can_serve(team: Team, area, starts_on: date, *, on: date) -> None:
    """Raise DayInThePast, TeamRefused, AlreadySo or DayTaken unless the team can take the area."""
    check_not_past(starts_on, on=on)
    if team.kind != TeamKind.NEIGHBOURHOOD:
        raise errors.TeamRefused("Alleen een wijkteam bedient een wijk.", "team")
    if team.starts_on > starts_on or (team.ends_on and team.ends_on <= starts_on):
        raise errors.TeamRefused("Dit team is er niet op die dag.", "team")
    rows = TeamArea.objects.filter(area=area)
    later = rows.filter(starts_on__gt=starts_on).exclude(starts_on=F("ends_on")).first()
    if later:
        raise errors.DayTaken(
            f"Vanaf {later.starts_on:%d/%m/%Y} is al een ander team voorzien. Kies een latere dag."
        )
    if rows.on(starts_on).filter(team=team).exists():
        raise errors.TeamRefused("Dit team bedient de wijk al.", "team")

"""When an absence cannot be: it ends before it begins, or somebody is more than wholly away."""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, Q

from eenplan.organisation import errors
from eenplan.organisation.models import Absence, Membership, User
from eenplan.organisation.wording import number

LONG_AGO = timedelta(days=366)  # an absence noted later than this is a slip of the hand


def check_absence_period(starts_on: date, ends_on: date | None, *, on: date) -> None:
    """Raise DayInThePast or EndBeforeStart."""
    if starts_on < on - LONG_AGO:
        raise errors.DayInThePast("Dit is meer dan een jaar geleden. Kijk de datum na.")
    check_absence_order(starts_on, ends_on)


def check_absence_order(starts_on: date, ends_on: date | None) -> None:
    """Raise EndBeforeStart."""
    if ends_on and ends_on <= starts_on:
        raise errors.EndBeforeStart("De eerste dag terug komt na de eerste dag afwezig.")


def check_absence(new: Absence) -> None:
    """Raise AbsenceRefused when the person would be away for more than the whole working time.

    On the days two absences meet their shares add up; the busiest day decides.
    """
    if not 0 < new.share <= 1:
        raise errors.AbsenceRefused("Kies een deel boven 0, ten hoogste 1.", "share")
    others = list(_beside(new))
    for other in others:
        if other.kind == new.kind:
            raise errors.AbsenceRefused(
                f"Er is al {other.get_kind_display()} genoteerd vanaf {other.starts_on:%d/%m/%Y}."
                " Wijzig of beëindig eerst die afwezigheid.",
                "starts_on",
            )
    days = [max(other.starts_on, new.starts_on) for other in others]
    for day in days:
        beside = [o for o in others if o.starts_on <= day and (not o.ends_on or o.ends_on > day)]
        _check_sum(new, beside)


def _check_sum(new: Absence, beside: list[Absence]) -> None:
    taken = sum((other.share for other in beside), Decimal(0))
    if taken + new.share > 1:
        kinds = ", ".join(sorted({other.get_kind_display() for other in beside}))
        raise errors.AbsenceRefused(
            f"In die dagen is al {number(taken)} van de werktijd afwezig ({kinds})."
            f" Er kan nog {number(1 - taken)} bij.",
            "share",
        )


def _beside(new: Absence):
    rows = Absence.objects.filter(user=new.user).lasting_beyond(new.starts_on).exclude(pk=new.pk)
    rows = rows.exclude(starts_on=F("ends_on"))
    return rows.filter(starts_on__lt=new.ends_on) if new.ends_on else rows


def check_substitute(absence: Absence) -> None:
    """Raise AbsenceRefused unless the substitute works in a team of the person, and is there."""
    substitute = absence.substitute
    if substitute is None:
        return
    if substitute.pk == absence.user_id:
        raise errors.AbsenceRefused("Niemand vervangt zichzelf.", "substitute")
    if not substitute.is_active or not _are_colleagues(absence.user, substitute, absence):
        raise errors.AbsenceRefused(
            f"{substitute} werkt in die dagen niet in hetzelfde team, en ziet deze gezinnen niet.",
            "substitute",
        )
    away = _beside(Absence(user=substitute, starts_on=absence.starts_on, ends_on=absence.ends_on))
    if other := away.filter(share=1).first():
        raise errors.AbsenceRefused(
            f"{substitute} is zelf afwezig vanaf {other.starts_on:%d/%m/%Y}.", "substitute"
        )


def _are_colleagues(one: User, other: User, absence: Absence) -> bool:
    during = Q(ends_on=None) | Q(ends_on__gt=absence.starts_on)
    if absence.ends_on:
        during &= Q(starts_on__lt=absence.ends_on)
    theirs = Membership.objects.filter(during, user=one).values("team")
    return Membership.objects.filter(during, user=other, team__in=theirs).exists()

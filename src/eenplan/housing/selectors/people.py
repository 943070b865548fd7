"""The people half: who belongs to a host household, and until when their checks count."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from eenplan.core.errors import NotFound
from eenplan.housing.enums import CheckVerdict, ReceptionForm
from eenplan.housing.models import CheckType, HostCheck, HostMember, Offer, Place, Tombstone
from eenplan.housing.tombstones import digest_of_person

ONE_DAY = timedelta(days=1)


def required_types(on: date) -> QuerySet[CheckType]:
    """Return the checks every adult of a host household must have on a day."""
    return CheckType.objects.on(on).filter(is_required=True, for_minors=False)


def types_on(on: date) -> QuerySet[CheckType]:
    """Return all checks that can be recorded on a day, of every country."""
    return CheckType.objects.on(on)


def check_types() -> QuerySet[CheckType]:
    """Return every kind of check there is or was, with its period."""
    return CheckType.objects.order_by("country", "label", "-starts_on")


def get_member(pk: int) -> HostMember:
    """Return one person of a host household, or raise NotFound."""
    found = HostMember.objects.select_related("offer__provider").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def _latest_checks(**which) -> QuerySet[HostCheck]:
    """Return the last check of each person and kind."""
    checks = HostCheck.objects.filter(**which)
    order = ("member_id", "type_id", "-shown_on", "-pk")
    return checks.order_by(*order).distinct("member_id", "type_id")


def unchecked_adults(on: date) -> QuerySet[HostMember]:
    """Return the adults, of the offer outside, who lack a positive check that counts on a day."""
    later = HostCheck.objects.filter(
        member=OuterRef("member"), type=OuterRef("type"), shown_on__lte=on
    )
    replaced = Exists(later.filter(shown_on__gt=OuterRef("shown_on"))) | Exists(
        later.filter(shown_on=OuterRef("shown_on"), pk__gt=OuterRef("pk"))
    )
    counts = HostCheck.objects.filter(
        ~replaced,
        member=OuterRef(OuterRef("pk")),
        type=OuterRef("pk"),
        verdict=CheckVerdict.POSITIVE,
        shown_on__lte=on,
        valid_until__gte=on,
    )
    lacking = required_types(on).filter(~Exists(counts))
    return HostMember.objects.adults_on(on).filter(Exists(lacking))


def people_checked_until(places: Iterable, on: date) -> dict[int, date | None]:
    """Return, per place with a host family (by id), the last day its people count as checked.

    None: they do not count on the day itself. Places of another form are left out: nobody has to be
    checked there. Takes places or their ids; a constant number of queries.
    """
    ids = [getattr(place, "pk", place) for place in places]
    rows = Place.objects.filter(pk__in=ids, form=ReceptionForm.HOST_FAMILY)
    offer_of = dict(rows.values_list("pk", "dwelling__offer"))
    until = offers_checked_until(set(offer_of.values()), on)
    return {place: until[offer] for place, offer in offer_of.items()}


def offers_checked_until(offers: Iterable[int], on: date) -> dict[int, date | None]:
    """Return, per offer, the last day on which every adult there counts as checked, or None."""
    offers = list(offers)
    types = list(required_types(on).values_list("pk", flat=True))
    members: dict[int, list[HostMember]] = defaultdict(list)
    for member in HostMember.objects.lasting_beyond(on).filter(offer__in=offers):
        members[member.offer_id].append(member)
    last: dict[tuple[int, int], date] = {}
    for check in _latest_checks(member__offer__in=offers, shown_on__lte=on):
        if check.verdict == CheckVerdict.POSITIVE:
            last[check.member_id, check.type_id] = check.valid_until
    return {offer: _all_until(members[offer], types, last, on) for offer in offers}


def _all_until(
    members: list[HostMember], types: list[int], last: dict[tuple[int, int], date], on: date
) -> date | None:
    """Return the last day on which all adults count; without adults or checks nobody does."""
    if not types or not any(m.starts_on <= on and m.is_adult_on(on) for m in members):
        return None
    ends = [end for member in members if (end := _until(member, types, last, on)) is not None]
    soonest = min(ends, default=date.max)
    return soonest if soonest >= on else None


def _until(member: HostMember, types, last, on: date) -> date | None:
    """Return the last day one person holds nothing up; None: this person never will."""
    adult_from = member.adult_from()
    if adult_from is None:
        return None
    needs_from = max(adult_from, member.starts_on)
    checked = min(last.get((member.pk, kind), date.min) for kind in types)
    until = checked if checked >= needs_from else needs_from - ONE_DAY
    gone = member.ends_on is not None and until >= member.ends_on - ONE_DAY
    return None if gone else until


@dataclass
class CheckedMember:
    """One person of a host household on the screen: the last outcome per kind of check."""

    member: HostMember
    is_adult: bool
    checks: list[HostCheck] = field(default_factory=list)
    missing: list[CheckType] = field(default_factory=list)
    is_in_order: bool = False
    is_refused: bool = False


def people_of(offer: Offer, *, on: date) -> list[CheckedMember]:
    """Return who belongs to a host household, with the outcome of each check that is required."""
    required = list(required_types(on))
    of_member: dict[int, list[HostCheck]] = defaultdict(list)
    checks = _latest_checks(member__offer=offer, shown_on__lte=on)
    for check in checks.select_related("type", "seen_by"):
        of_member[check.member_id].append(check)
    members = HostMember.objects.lasting_beyond(on).filter(offer=offer)
    return [_checked(member, of_member[member.pk], required, on) for member in members]


def _checked(member: HostMember, checks: list[HostCheck], required, on: date) -> CheckedMember:
    is_adult = member.is_adult_on(on)
    counting = {
        check.type_id
        for check in checks
        if check.verdict == CheckVerdict.POSITIVE and check.valid_until >= on
    }
    missing = [kind for kind in required if kind.pk not in counting] if is_adult else []
    return CheckedMember(
        member=member,
        is_adult=is_adult,
        checks=checks,
        missing=missing,
        is_in_order=is_adult and bool(required) and not missing,
        is_refused=any(check.verdict == CheckVerdict.NEGATIVE for check in checks),
    )


def remembered_member(member: HostMember, *, on: date) -> list[Tombstone]:
    """Return what is still remembered of this person from an offer that was emptied."""
    digest = digest_of_person(member.name, member.birth_date)
    return list(Tombstone.objects.filter(digest=digest or "", expires_on__gt=on)[:1])


def get_check(pk: int) -> HostCheck:
    """Return one check, or raise NotFound."""
    found = HostCheck.objects.select_related("member__offer", "type").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found


def get_check_type(pk: int) -> CheckType:
    """Return one kind of check, or raise NotFound."""
    found = CheckType.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    return found

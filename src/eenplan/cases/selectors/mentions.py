"""Finding the household that @name is about, among those the actor works for."""

import unicodedata
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from eenplan.cases.models import Assignment, Case
from eenplan.cases.selectors.case import own_cases
from eenplan.core.access import Actor, Capability
from eenplan.engines import names
from eenplan.people.models import Household, HouseholdMember, NameKey, Person, TeamCare
from eenplan.people.searching import NUMBER

MOST_READ = 200  # members whose name sounds like it
MOST_OFFERED = 12
MOST_WORDS = 4


@dataclass
class Mentioned:
    """A household that may be meant, and who in it has that name."""

    household: Household
    is_own: bool
    persons: list[Person] = field(default_factory=list)
    is_exact: bool = False  # somebody in it is called exactly so


@dataclass(frozen=True)
class Aim:
    """Which household a note is for, or those it may be for."""

    found: Mentioned | None
    choices: tuple[Mentioned, ...] = ()
    why: str = ""  # it is not sure, in Dutch


def workable(actor: Actor) -> QuerySet[Household]:
    """Return the households in whose open case the actor may write."""
    teams = actor.teams_with(Capability.CASE_WORK)
    care = TeamCare.objects.open().filter(household=OuterRef("pk"), team__in=teams)
    open_case = Case.objects.filter(household=OuterRef("pk"), closed_on=None)
    held = Assignment.objects.open().filter(
        case__household=OuterRef("pk"), case__closed_on=None, worker=actor.user_id
    )
    return (
        Household.objects.visible_to(actor)
        .filter(Exists(care), Exists(open_case))
        .annotate(is_own=Exists(held))
    )


def aim(actor: Actor, mention: str, *, home: Household | None, picked: str) -> Aim:
    """Return the household a note is for.

    `picked` is what was chosen from the list, as a number; `home` the household whose page the
    note was typed on. One exact name decides; anything less gives the list to choose from.
    """
    if picked:
        chosen = _numbered(actor, picked)
        if chosen:
            return Aim(_named(chosen, mention))
        return Aim(None, _offered(actor, mention, home), "Kies een gezin uit de lijst.")
    if home is None and not mention:
        why = "Schrijf @ en een naam, of kies voor welk gezin dit is."
        return Aim(None, _offered(actor, "", None), why)
    if home is not None:
        here = _named(Mentioned(home, is_own=False), mention)
        if not mention or here.persons:
            return Aim(here)
        why = f"“{mention}” is niemand van dit gezin. Voor welk gezin is dit?"
        return Aim(None, _offered(actor, mention, home), why)
    return _sure(actor, mention)


def _sure(actor: Actor, mention: str) -> Aim:
    found, are_all = _called(actor, mention)
    exact = [one for one in found if one.is_exact]
    if len(exact) == 1 and are_all:
        return Aim(exact[0])
    if not found:
        why = f"We vinden niemand met de naam “{mention}” in uw gezinnen. Voor welk gezin is dit?"
        return Aim(None, _offered(actor, "", None), why)
    count = len(exact) or len(found)
    why = (
        f"“{mention}” kan {count} gezinnen zijn. Voor welk gezin is dit?"
        if count > 1
        else f"Bedoelt u dit gezin met “{mention}”?"
    )
    return Aim(None, tuple(found[:MOST_OFFERED]), why)


def _offered(actor: Actor, mention: str, home: Household | None) -> tuple[Mentioned, ...]:
    """Return the households to choose from: this one, those that sound like it, or the own ones."""
    first = [Mentioned(home, is_own=False)] if home else []
    found = _called(actor, mention)[0] if mention else []
    others = [one for one in found if home is None or one.household.pk != home.pk]
    if not others and home is None:
        own = Household.objects.filter(cases__in=own_cases(actor)).order_by("name", "pk")
        others = [Mentioned(household, is_own=True) for household in own[: 4 * MOST_OFFERED]]
        return tuple(others)
    return tuple((first + others)[:MOST_OFFERED])


def _numbered(actor: Actor, number: str) -> Mentioned | None:
    said = NUMBER.match(number)
    if said is None:
        return None
    household = workable(actor).filter(year=int(said[1]), serial=int(said[2])).first()
    return Mentioned(household, household.is_own, is_exact=True) if household else None


def _named(one: Mentioned, mention: str) -> Mentioned:
    """Fill in who of a household is called so."""
    if mention and not NUMBER.match(mention):
        members = HouseholdMember.objects.open().filter(household=one.household)
        persons = [member.person for member in members.select_related("person").order_by("pk")]
        exact = [person for person in persons if _is_called(person, mention)]
        one.persons = exact or [person for person in persons if _sounds_like(person, mention)]
    return one


def _called(actor: Actor, mention: str) -> tuple[list[Mentioned], bool]:
    """Return the households of who is called so, the actor's own first; and if that is all."""
    if NUMBER.match(mention):
        one = _numbered(actor, mention)
        return ([one] if one else []), True
    keys = [found for word in _words(mention) if (found := names.part_keys(word))]
    if not keys:
        return [], True
    members = HouseholdMember.objects.open().filter(household__in=workable(actor).values("pk"))
    for key in keys:
        members = members.filter(person__in=NameKey.objects.filter(key__in=key).values("person"))
    held = Assignment.objects.open().filter(
        case__household=OuterRef("household"), case__closed_on=None, worker=actor.user_id
    )
    rows = list(
        members.annotate(is_own=Exists(held))
        .select_related("person", "household")
        .order_by("-is_own", "-pk")[:MOST_READ]
    )
    return _by_household(rows, mention), len(rows) < MOST_READ


def _by_household(rows: list[HouseholdMember], mention: str) -> list[Mentioned]:
    found: dict[int, Mentioned] = {}
    for row in rows:
        is_exact = _is_called(row.person, mention)
        if not is_exact and not _sounds_like(row.person, mention):
            continue
        one = found.setdefault(row.household_id, Mentioned(row.household, row.is_own))
        if is_exact and not one.is_exact:
            one.persons = []  # who is called exactly so, and not who sounds like it
        if is_exact or not one.is_exact:
            one.persons.append(row.person)
        one.is_exact = one.is_exact or is_exact
    return sorted(found.values(), key=lambda one: (not one.is_exact, not one.is_own))


def _words(name: str) -> list[str]:
    return name.split()[:MOST_WORDS]


def _parts(person: Person) -> list[str]:
    whole = (
        f"{person.given_name} {person.family_name} "
        f"{person.given_name_original} {person.family_name_original}"
    )
    return whole.split()


def _is_called(person: Person, mention: str) -> bool:
    known = {_folded(part) for part in _parts(person)}
    return all(_folded(word) in known for word in mention.split())


def _sounds_like(person: Person, mention: str) -> bool:
    parts = _parts(person)
    return all(
        any(_alike(word, part) >= names.WORTH_A_LOOK for part in parts) for word in _words(mention)
    )


def _alike(word: str, part: str) -> float:
    return names.compare(names.Name(word, ""), names.Name(part, "")).score


def _folded(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))

"""Look before you write: find a person by name in any spelling, birth date, phone or number.

The database finds candidates by equality on name keys, birth date, phone and number; the names
engine then says how alike they are and why. Outside the actor's scope only the team is told, and
of a household that is helped outside its own neighbourhood not even that.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from eenplan.core.access import Actor
from eenplan.engines import names
from eenplan.people.models import Household, HouseholdMember, NameKey, Person, TeamCare
from eenplan.people.numbers import PHONE_DIGITS, phone_tail

MOST_CANDIDATES = 200
MOST_SHOWN = 25
MOST_WORDS = 4
NUMBER = re.compile(r"^(\d{4})\s*/\s*0*(\d{1,7})$")
DAY = re.compile(r"\b(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")


@dataclass(frozen=True)
class Wanted:
    """Who is looked for, as far as it was said."""

    text: str = ""  # a name on one line, order unknown
    family_name: str = ""
    given_name: str = ""
    birth_date: date | None = None
    phone: str = ""
    national_number: str = ""
    household: tuple[int, int] | None = None  # year and serial

    @property
    def is_empty(self) -> bool:
        return self == Wanted()

    @property
    def words(self) -> list[str]:
        return f"{self.text} {self.family_name} {self.given_name}".split()


@dataclass(frozen=True)
class Hit:
    """Somebody who may be the person looked for: how alike, and why in Dutch."""

    member: HouseholdMember
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """The hits the actor may see, best first, and how many there are at other teams."""

    hits: tuple[Hit, ...]
    elsewhere: tuple[tuple[str, int], ...]  # team and number of files
    are_more: bool = False  # than are shown: a narrower question helps


def parse(text: str) -> Wanted:
    """Return what somebody typed in the one search field: number, birth date, phone or name."""
    text = text.strip()[:200].replace("\x00", "")
    if number := NUMBER.match(text):
        return Wanted(household=(int(number[1]), int(number[2])))
    digits = re.sub(r"[^\d]", "", text)
    if re.fullmatch(r"[\d\s.\-]+", text) and len(digits) == 11:
        return Wanted(national_number=digits, phone=digits)  # 32 470 12 34 56 looks like one too
    born = None
    if found := DAY.search(text):
        born = _day(found)
        text = (text[: found.start()] + text[found.end() :]).strip()
        digits = re.sub(r"[^\d]", "", text)
    if len(digits) >= PHONE_DIGITS:
        return Wanted(phone=text, birth_date=born)
    return Wanted(text=" ".join(text.split()), birth_date=born)


def _day(found: re.Match) -> date | None:
    day, month, year, *iso = found.groups()
    if year is None:
        year, month, day = iso
    try:
        return datetime(int(year), int(month), int(day)).date()  # noqa: DTZ001 -- a day, no zone
    except ValueError:
        return None


def find(actor: Actor, wanted: Wanted) -> Found:
    """Return who may be the person looked for, with reasons; at most 25 hits."""
    return find_each(actor, [wanted])[0]


def find_each(actor: Actor, wanted: Sequence[Wanted]) -> list[Found]:
    """Return for each of several persons who it may be, in the same order; one query for all."""
    asked = [one for one in wanted if not one.is_empty]
    members = list(_members_like(actor, asked)) if asked else []
    return [_found(one, members) for one in wanted]


def _members_like(actor: Actor, wanted: Sequence[Wanted]) -> QuerySet[HouseholdMember]:
    team = TeamCare.objects.open().filter(household=OuterRef("household"))
    visible = Household.objects.visible_to(actor).filter(pk=OuterRef("household"))
    # A union of small answers: each finds its index, where one long OR would read every person.
    first, *others = [way for one in wanted for way in _ways_to(one)] or [
        NameKey.objects.none().values("person")
    ]
    return (
        HouseholdMember.objects.open()
        .filter(person__in=first.union(*others) if others else first)
        .annotate(in_sight=Exists(visible), team_name=Subquery(team.values("team__name")[:1]))
        .filter(Q(in_sight=True) | Q(household__helped_elsewhere=False))
        .select_related("person", "household")
        .order_by("-in_sight", "-pk")[: MOST_CANDIDATES * len(wanted)]
    )


def _found(wanted: Wanted, members: Sequence[HouseholdMember]) -> Found:
    if wanted.is_empty:
        return Found((), ())
    hits = _judge(wanted, members)
    seen = [hit for hit in hits if hit.member.in_sight]
    others = {h.member.household_id: h.member.team_name for h in hits if not h.member.in_sight}
    teams = Counter(name or "een ander team" for name in others.values())
    return Found(tuple(seen[:MOST_SHOWN]), tuple(sorted(teams.items())), len(seen) > MOST_SHOWN)


def _ways_to(wanted: Wanted) -> Iterator[QuerySet]:
    """Return the ways somebody can be found, each as the ids of persons."""
    if wanted.household:
        year, serial = wanted.household
        members = HouseholdMember.objects.open()
        yield members.filter(household__year=year, household__serial=serial).values("person")
        return
    keys = [found for word in wanted.words[:MOST_WORDS] if (found := names.part_keys(word))]
    if keys:
        yield _with_each(keys)
    if wanted.birth_date:
        born = Person.objects.filter(birth_date=wanted.birth_date)
        # With a name: a slip in one of its words, but born on the same day.
        yield (born.filter(pk__in=_with_any(keys)) if wanted.words else born).values("pk")
    if wanted.national_number:
        yield Person.objects.filter(national_number=wanted.national_number).values("pk")
    if len(phone_tail(wanted.phone)) == PHONE_DIGITS:
        yield Person.objects.filter(phone_tail=phone_tail(wanted.phone)).values("pk")


def _with_each(keys: Sequence[frozenset[str]]) -> QuerySet:
    """Return who meets a key of every word."""
    persons = NameKey.objects.filter(key__in=keys[0]).values("person")
    for more in keys[1:]:
        persons = NameKey.objects.filter(key__in=more, person__in=persons).values("person")
    return persons


def _with_any(keys: Sequence[frozenset[str]]) -> QuerySet:
    """Return who meets a key of some word."""
    return NameKey.objects.filter(key__in=frozenset().union(*keys)).values("person")


def _judge(wanted: Wanted, members: Sequence[HouseholdMember]) -> list[Hit]:
    hits = [Hit(member, *_likeness(wanted, member)) for member in members]
    alike = [hit for hit in hits if hit.score >= names.WORTH_A_LOOK]
    return sorted(alike, key=lambda hit: (-hit.score, hit.member.pk))


def _likeness(wanted: Wanted, member: HouseholdMember) -> tuple[float, tuple[str, ...]]:
    person = member.person
    if wanted.household:
        same = wanted.household == (member.household.year, member.household.serial)
        return float(same), ("zelfde dossiernummer",)
    if wanted.national_number and wanted.national_number == person.national_number:
        return 1.0, ("zelfde rijksregister- of BIS-nummer",)
    same_phone = bool(wanted.phone) and phone_tail(wanted.phone) == person.phone_tail
    if not wanted.words:
        return 1.0, ("zelfde telefoonnummer" if same_phone else "zelfde geboortedatum",)
    return max(
        (_match(wanted, family, given, person) for family, given in _readings(wanted)),
        key=lambda match: match[0],
    )


def _readings(wanted: Wanted) -> list[tuple[str, str]]:
    """Return the ways to read the words as family and given name."""
    if wanted.family_name or wanted.given_name:
        return [(wanted.family_name, wanted.given_name)]
    words = wanted.text.split()
    return [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words) + 1)]


def _match(wanted: Wanted, family: str, given: str, person: Person) -> tuple[float, tuple]:
    ours = names.Person(names.Name(family, given), wanted.birth_date, wanted.phone)
    spellings = {(person.family_name, person.given_name)}
    if person.family_name_original or person.given_name_original:
        spellings.add(
            (
                person.family_name_original or person.family_name,
                person.given_name_original or person.given_name,
            )
        )
    matches = []
    for their_family, their_given in spellings:
        if not given:  # one word: it may be either name
            best = max(
                (
                    names.compare(names.Name(family, ""), names.Name(part, ""))
                    for part in (their_family, their_given)
                ),
                key=lambda likeness: likeness.score,
            )
            matches.append((best.score, best.reasons))
            continue
        theirs = names.Person(
            names.Name(their_family, their_given), person.birth_date, person.phone
        )
        match = names.same_person(ours, theirs)
        matches.append((match.score, match.reasons))
    return max(matches, key=lambda match: match[0])

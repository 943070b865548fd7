"""Look before you write: find a person by name in any spelling, birth date, phone or number.

The database finds candidates by equality on name keys, birth date, phone and number; the names
engine then says how alike they are and why. Outside the actor's scope only the team is told, and
of a household that is helped outside its own neighbourhood not even that.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from eenplan.core.access import Actor
from eenplan.engines import names
from eenplan.people.models import Household, HouseholdMember, NameKey, Person, TeamCare
from eenplan.people.numbers import PHONE_DIGITS, phone_tail

MOST_CANDIDATES = 200
MOST_SHOWN = 25
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
    if wanted.is_empty:
        return Found((), ())
    team = TeamCare.objects.open().filter(household=OuterRef("household"))
    members = (
        HouseholdMember.objects.open()
        .filter(_candidates(wanted))
        .select_related("person", "household__area")
        .annotate(team_name=Subquery(team.values("team__name")[:1]))
        .order_by("-pk")
    )
    visible = Household.objects.visible_to(actor).values("pk")
    seen = _judge(wanted, members.filter(household__in=visible)[:MOST_CANDIDATES])
    hidden = members.exclude(household__in=visible).exclude(household__helped_elsewhere=True)
    others = _judge(wanted, hidden[:MOST_CANDIDATES])
    teams = Counter({hit.member.household_id: hit.member.team_name for hit in others}.values())
    return Found(tuple(seen[:MOST_SHOWN]), tuple(sorted(teams.items())))


def _candidates(wanted: Wanted) -> Q:
    if wanted.household:
        year, serial = wanted.household
        return Q(household__year=year, household__serial=serial)
    ways = Q(pk__in=[])
    if wanted.national_number:
        ways |= Q(person__national_number=wanted.national_number)
    if wanted.words:
        ways |= _named(wanted)
    elif wanted.birth_date:
        ways |= Q(person__birth_date=wanted.birth_date)
    if len(phone_tail(wanted.phone)) == PHONE_DIGITS:
        ways |= Q(person__phone_tail=phone_tail(wanted.phone))
    return ways


def _named(wanted: Wanted) -> Q:
    """Every word must meet a key of the person; an unknown word finds nobody."""
    matching = Q()
    for word in wanted.words[:4]:
        keys = names.part_keys(word)
        if keys:
            matching &= Q(person__in=NameKey.objects.filter(key__in=keys).values("person"))
    return matching if matching else Q(pk__in=[])


def _judge(wanted: Wanted, members: QuerySet[HouseholdMember]) -> list[Hit]:
    hits = [Hit(member, *_likeness(wanted, member.person)) for member in members]
    alike = [hit for hit in hits if hit.score >= names.WORTH_A_LOOK]
    return sorted(alike, key=lambda hit: (-hit.score, hit.member.pk))


def _likeness(wanted: Wanted, person: Person) -> tuple[float, tuple[str, ...]]:
    if wanted.household:
        return 1.0, ("zelfde dossiernummer",)
    if wanted.national_number and wanted.national_number == person.national_number:
        return 1.0, ("zelfde rijksregister- of BIS-nummer",)
    if not wanted.words:
        same_day = wanted.birth_date is not None and wanted.birth_date == person.birth_date
        reason = "zelfde geboortedatum" if same_day else "zelfde telefoonnummer"
        return 1.0, (reason,)
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

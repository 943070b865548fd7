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

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from eenplan.core.access import Actor
from eenplan.engines import names
from eenplan.people.models import Household, HouseholdMember, Person, TeamCare
from eenplan.people.numbers import PHONE_DIGITS, phone_tail

MOST_CANDIDATES = 150  # of one name, the newest; a birth date or number finds the older
MOST_SHOWN = 25
MOST_WORDS = 4
# All that judging and showing somebody takes: hundreds of candidates are read for a few hits.
JUDGED_BY = (
    *("relation", "ends_on", "household__year", "household__serial", "household__helped_elsewhere"),
    *("person__family_name", "person__given_name", "person__family_name_original"),
    *("person__given_name_original", "person__birth_date", "person__national_number"),
    *("person__phone", "person__phone_tail"),
)
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
    if wanted.household:
        return _by_number(actor, wanted.household)
    return find_each(actor, [wanted])[0]


def _by_number(actor: Actor, number: tuple[int, int]) -> Found:
    """Return who is in a household, or was in it when nobody is any more."""
    year, serial = number
    members = HouseholdMember.objects.filter(household__year=year, household__serial=serial)
    rows = list(_with_sight(members, actor).order_by("pk"))
    present = [member for member in rows if member.ends_on is None]
    return _found([Hit(member, 1.0, ("zelfde dossiernummer",)) for member in present or rows])


def find_each(actor: Actor, wanted: Sequence[Wanted]) -> list[Found]:
    """Return for each of several persons who it may be, in the same order.

    One query however many persons and hits.
    """
    candidates = _candidates(actor, wanted)
    return [_found(_judge(one, candidates)) for one in wanted]


def _candidates(actor: Actor, wanted: Sequence[Wanted]) -> list[HouseholdMember]:
    # A union of small answers: each finds its index, where one long OR would read every person.
    ways = [way for one in wanted for way in _ways_to(one)]
    if not ways:
        return []
    texts, values = zip(*ways, strict=True)
    persons = RawSQL(" UNION ".join(texts), [value for more in values for value in more])
    members = HouseholdMember.objects.open().filter(person__in=persons)
    return list(_with_sight(members, actor).order_by("-pk"))


def _with_sight(members: QuerySet, actor: Actor) -> QuerySet:
    """Add person, household and team in charge, and whether the actor may open the household."""
    home = Household.objects.filter(pk=OuterRef("household"))
    care = TeamCare.objects.open().filter(household=OuterRef("household"))
    return (
        members.select_related("person", "household")
        .only(*JUDGED_BY)
        .annotate(
            may_open=Exists(home.visible_to(actor)),
            team_name=Subquery(care.values("team__name")[:1]),
        )
    )


def _found(hits: Sequence[Hit]) -> Found:
    """Return what the actor may see of the hits, and of the others how many files at which team.

    A household that is helped outside its own neighbourhood is in neither, for who may not open it.
    """
    seen = [hit for hit in hits if hit.member.may_open]
    for hit in seen:
        hit.member.household.team_name = hit.member.team_name
    elsewhere = {
        hit.member.household_id: hit.member.team_name
        for hit in hits
        if not hit.member.may_open and not hit.member.household.helped_elsewhere
    }
    teams = Counter(team or "een ander team" for team in elsewhere.values())
    return Found(tuple(seen[:MOST_SHOWN]), tuple(sorted(teams.items())), len(seen) > MOST_SHOWN)


# Written as SQL: put together by the ORM, these take longer to spell than to answer.
MEETS = "SELECT person_id FROM people_namekey WHERE key = ANY(%s)"


def _ways_to(wanted: Wanted) -> Iterator[tuple[str, list]]:
    """Return the ways somebody can be found: each a query for ids of persons, and its values."""
    keys = [list(found) for word in wanted.words[:MOST_WORDS] if (found := names.part_keys(word))]
    if keys:
        every = MEETS + f" AND person_id IN ({MEETS}" * (len(keys) - 1) + ")" * (len(keys) - 1)
        yield f"({every} ORDER BY person_id DESC LIMIT {MOST_CANDIDATES})", keys
    if wanted.birth_date:
        born = "SELECT id FROM people_person WHERE birth_date = %s"
        if wanted.words:  # a slip in one of the words, but born on the same day
            some = sorted({key for found in keys for key in found})
            yield f"({born} AND id IN ({MEETS}))", [wanted.birth_date, some]
        else:
            yield f"({born})", [wanted.birth_date]
    if wanted.national_number:
        same = "SELECT id FROM people_person WHERE national_number = %s"
        yield f"({same})", [wanted.national_number]
    if len(phone_tail(wanted.phone)) == PHONE_DIGITS:
        yield "(SELECT id FROM people_person WHERE phone_tail = %s)", [phone_tail(wanted.phone)]


def _judge(wanted: Wanted, members: Sequence[HouseholdMember]) -> list[Hit]:
    hits = [Hit(member, *_likeness(wanted, member.person)) for member in members]
    alike = [hit for hit in hits if hit.score >= names.WORTH_A_LOOK]
    return sorted(alike, key=lambda hit: (-hit.score, hit.member.pk))


def _likeness(wanted: Wanted, person: Person) -> tuple[float, tuple[str, ...]]:
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
    spellings = [(person.family_name, person.given_name)]
    if person.family_name_original or person.given_name_original:
        spellings.append(
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
        if not names.may_be_worth_a_look(ours, theirs):
            return 0.0, ()
        match = names.same_person(ours, theirs)
        matches.append((match.score, match.reasons))
    return max(matches, key=lambda match: match[0])

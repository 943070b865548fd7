"""Say how likely two written names are one person, and why, in words for the screen."""

from dataclasses import dataclass
from datetime import date

from eenplan.engines.names.likeness import Alike, families, given_names, patronymics
from eenplan.engines.names.written import Name

# From here on a score means "probably the same person" (name alone, or with birth date) ...
SAME = 0.8
# ... and from here on it is worth a look. Nothing is ever merged without a person deciding.
WORTH_A_LOOK = 0.6

WRONG_ORDER = 0.95
# A score is raised to these powers: the same birth date pulls a doubtful name up, another one
# pushes an equal name down. Twins keep a low score, for their given names differ.
SAME_BIRTH_DATE = 0.5
DAY_AND_MONTH_SWAPPED = 0.6
ONE_DIGIT_OFF = 0.7
SAME_PHONE = 0.7
# An equal name cannot score above this when only the year is equal, or not even that.
SAME_YEAR = 0.75
OTHER_BIRTH_DATE = 0.55

PHONE_DIGITS_THAT_TELL = 9  # without the country code, which is written in three ways


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two written names are, 0 to 1, with the reasons in Dutch."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of somebody when looking for a duplicate."""

    name: Name
    born: date | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """How likely two records are one person, 0 to 1, with the reasons in Dutch."""

    score: float
    reasons: tuple[str, ...]

    @property
    def probably_the_same(self) -> bool:
        """Whether the records should be shown as one person met twice."""
        return self.score >= SAME

    @property
    def worth_a_look(self) -> bool:
        """Whether a worker should see the two records side by side."""
        return self.score >= WORTH_A_LOOK


def compare(left: Name, right: Name) -> Likeness:
    """Return how alike two names are; family and given name may have changed places.

    The parts multiply: a sister shares family name and patronymic, and is still someone else.
    """
    if left == right:
        blank = not f"{left.family}{left.given}{left.patronymic}".strip()
        return Likeness(0.0, ()) if blank else Likeness(1.0, ("zelfde naam",))
    fathers = patronymics(left.patronymic, right.patronymic)
    straight = _product(
        families(left.family, right.family), given_names(left.given, right.given), fathers
    )
    if straight.score >= SAME:
        return straight
    # Nobody knows which of the two was typed in the wrong order, so each is tried.
    ours_wrong = families(left.given, right.family), given_names(left.family, right.given)
    theirs_wrong = families(left.family, right.given), given_names(left.given, right.family)
    crossed = max(
        (_product(*parts, fathers) for parts in (ours_wrong, theirs_wrong)),
        key=lambda likeness: likeness.score,
    )
    if crossed.score * WRONG_ORDER > straight.score and crossed.score > WORTH_A_LOOK:
        reasons = ("voornaam en familienaam omgewisseld", *crossed.reasons)
        return Likeness(crossed.score * WRONG_ORDER, reasons)
    return straight


def same_person(left: Person, right: Person) -> Match:
    """Return how likely the two are one person, by name, birth date and telephone number."""
    by_name = compare(left.name, right.name)
    score, reasons = by_name.score, list(by_name.reasons)
    if left.born and right.born:
        power, ceiling, reason = _birth_dates(left.born, right.born)
        score = min(score**power, ceiling)
        reasons.append(reason)
    if _same_phone(left.phone, right.phone):
        score = score**SAME_PHONE
        reasons.append("zelfde telefoonnummer")
    return Match(score, tuple(reasons))


def may_be_worth_a_look(left: Person, right: Person) -> bool:
    """Return whether the two can be worth a look at all, whatever their names.

    Quick: of the many who share a name, most were born on another day.
    """
    if not (left.born and right.born):
        return True
    _, ceiling, _ = _birth_dates(left.born, right.born)
    return ceiling >= WORTH_A_LOOK or _same_phone(left.phone, right.phone)


def _product(family: Alike, given: Alike, fathers: Alike | None) -> Likeness:
    parts = [family, given] + ([fathers] if fathers else [])
    score = 1.0
    for part in parts:
        score *= part.value
    return Likeness(score, tuple(part.reason for part in parts))


def _birth_dates(left: date, right: date) -> tuple[float, float, str]:
    if left == right:
        return SAME_BIRTH_DATE, 1.0, "zelfde geboortedatum"
    if (left.year, left.month, left.day) == (right.year, right.day, right.month):
        return DAY_AND_MONTH_SWAPPED, 1.0, "dag en maand van geboorte omgewisseld"
    if _digits_apart(left, right) == 1:
        return ONE_DIGIT_OFF, 1.0, "geboortedatum verschilt één cijfer"
    if left.year == right.year:
        if _only_year_known(left) or _only_year_known(right):
            return 1.0, 1.0, "zelfde geboortejaar, dag niet gekend"
        return 1.0, SAME_YEAR, "enkel hetzelfde geboortejaar"
    return 1.0, OTHER_BIRTH_DATE, "andere geboortedatum"


def _only_year_known(born: date) -> bool:
    # Registers write 1 January for somebody who knows only the year.
    return (born.month, born.day) == (1, 1)


def _digits_apart(left: date, right: date) -> int:
    return sum(a != b for a, b in zip(left.isoformat(), right.isoformat(), strict=True))


def _same_phone(left: str, right: str) -> bool:
    ours, theirs = (
        "".join(sign for sign in phone if sign.isdigit())[-PHONE_DIGITS_THAT_TELL:]
        for phone in (left, right)
    )
    return len(ours) == PHONE_DIGITS_THAT_TELL and ours == theirs

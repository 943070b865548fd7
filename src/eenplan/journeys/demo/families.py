"""Who lives in a household of the demo: members, ages, relations, languages, papers, needs."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from eenplan.journeys.demo.names import Origin, origins
from eenplan.journeys.demo.outlines import Outline
from eenplan.people.enums import DocumentKind, NeedCode, Relation, Sex

SHAPES = {  # adults and children around the reference person, with how often that occurs
    "alone": 30,
    "parent": 22,
    "couple": 13,
    "family": 26,
    "three generations": 6,
    "relatives": 3,
}
SECOND_LANGUAGES = {
    "ukrainian": ("ru", "ru", "ru", "en", "pl"),
    "flemish": ("fr", "en", "en"),
    "turkish": ("nl", "nl", "fr", "de"),
    "arabic": ("nl", "fr", "en"),
    "romanian": ("nl", "en", "fr"),
}
NEED_SHARES = {NeedCode.MEDICAL: 0.06, NeedCode.MOBILITY: 0.035, NeedCode.TRAUMA: 0.05}


@dataclass(slots=True)
class Member:
    """One person as drawn; names in the script of the origin."""

    family_name: str
    given_name: str
    sex: Sex
    birth_date: date
    relation: Relation
    nationality: str
    speaks: list[str]
    reads: list[str]
    needs_interpreter: bool
    document: DocumentKind | None
    is_approximate: bool = False
    needs: list[NeedCode] = field(default_factory=list)


def draw_family(outline: Outline, rng: Random) -> list[Member]:
    """Return the members of one household, the reference person first."""
    origin = origins()[outline.origin]
    drawing = _Drawing(origin, outline, rng)
    shape = rng.choices(list(SHAPES), weights=list(SHAPES.values()))[0]
    drawing.draw(shape)
    return drawing.members


class _Drawing:
    """A household in the making: one family name, no given name twice."""

    def __init__(self, origin: Origin, outline: Outline, rng: Random):
        self.origin, self.outline, self.rng = origin, outline, rng
        self.names = origin.draw_family(rng)
        self.taken: set[str] = set()
        self.members: list[Member] = []

    def draw(self, shape: str) -> None:
        rng = self.rng
        woman_first = rng.random() < (0.85 if self.outline.is_temporary else 0.5)
        first = Sex.FEMALE if woman_first else Sex.MALE
        old_enough = 67 if shape in ("parent", "family", "three generations") else 88
        age = rng.randint(21, 50) if old_enough == 67 else rng.randint(19, old_enough)
        self._add(Relation.REFERENCE, first, age)
        if shape in ("couple", "family", "three generations"):
            other = Sex.MALE if first == Sex.FEMALE else Sex.FEMALE
            self._add(Relation.PARTNER, other, max(19, age + rng.randint(-5, 5)))
        if shape in ("parent", "family", "three generations"):
            self._add_children(age)
        if shape == "three generations":
            self._add(Relation.PARENT, Sex.FEMALE, age + rng.randint(20, 32))
        if shape == "relatives":
            self._add(Relation.OTHER_RELATIVE, self._any_sex(), rng.randint(18, 70))

    def _add_children(self, parent_age: int) -> None:
        oldest = min(17, parent_age - 19)
        for _ in range(self.rng.choices((1, 2, 3, 4), weights=(40, 38, 16, 6))[0]):
            self._add(Relation.CHILD, self._any_sex(), self.rng.randint(0, oldest))

    def _any_sex(self) -> Sex:
        return self.rng.choice((Sex.FEMALE, Sex.MALE))

    def _add(self, relation: Relation, sex: Sex, age: int) -> None:
        rng, known = self.rng, self.outline.registered_on
        given = self.origin.draw_given(rng, sex, self.taken)
        self.taken.add(given)
        own_name = relation in (Relation.PARTNER, Relation.PARENT)
        if own_name and not self.origin.shares_family_name:
            names = self.origin.draw_family(rng)
        else:
            names = self.names
        speaks = self._languages(age)
        birth_date = known - timedelta(days=365 * age + age // 4 + rng.randint(20, 340))
        self.members.append(
            Member(
                family_name=names[1] if sex == Sex.FEMALE else names[0],
                given_name=given,
                sex=sex,
                birth_date=birth_date,
                relation=relation,
                nationality=self._nationality(),
                speaks=speaks,
                reads=[code for code in speaks if age > 7 and rng.random() < 0.9],
                needs_interpreter="nl" not in speaks and age > 11,
                document=self._document(),
                is_approximate=self.outline.origin == "arabic" and rng.random() < 0.06,
                needs=[code for code, share in NEED_SHARES.items() if rng.random() < share],
            )
        )

    def _languages(self, age: int) -> list[str]:
        speaks = list(self.origin.languages)
        seconds = SECOND_LANGUAGES[self.outline.origin]
        if age > 3 and self.rng.random() < 0.65:
            speaks.append(self.rng.choice(seconds))
        return speaks

    def _nationality(self) -> str:
        belgian = not self.outline.is_temporary and self.rng.random() < 0.4
        return "BE" if belgian else self.origin.nationality

    def _document(self) -> DocumentKind | None:
        shown = self.rng.random()
        if self.outline.is_temporary:
            kinds = (DocumentKind.PASSPORT, DocumentKind.ID_CARD, DocumentKind.NONE)
            return self.rng.choices(kinds, weights=(50, 30, 8))[0] if shown < 0.92 else None
        return DocumentKind.ID_CARD if shown < 0.7 else None

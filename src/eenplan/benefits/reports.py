"""A social report as it is read: its findings, rows and evidence together, loaded once."""

from dataclasses import dataclass
from typing import Any

from eenplan.benefits.enums import AskedRight
from eenplan.benefits.means_kinds import COHABITANT, KINDS, RowKind
from eenplan.benefits.models import Evidence, Finding, Investigation, Means
from eenplan.benefits.register_facts import EntryFacts

APPLICANT = "applicant"


@dataclass(frozen=True)
class Report:
    """One investigation with everything in it."""

    investigation: Investigation
    findings: dict[str, Finding]
    means: tuple[Means, ...]
    evidence: tuple[Evidence, ...]
    entry: EntryFacts  # the application as it counts, with its corrections

    @property
    def right(self) -> str:
        """Return the right that was asked (AskedRight)."""
        return self.investigation.application.right

    @property
    def is_reckoned(self) -> bool:
        """Say whether the engine has an answer for this right."""
        return self.right != AskedRight.OTHER_AID

    @property
    def answers(self) -> dict[str, Any]:
        """Return the value of every finding."""
        return {key: finding.value for key, finding in self.findings.items()}

    @property
    def cohabitants(self) -> list[Means]:
        """Return who lives in besides the applicant, in the order they were noted."""
        return [row for row in self.means if row.kind == COHABITANT.code]

    @property
    def resources(self) -> list[Means]:
        """Return what somebody has or gets."""
        return [row for row in self.means if kind_of(row).is_resource]

    def is_applicant(self, row: Means) -> bool:
        """Say whether a row is of the applicant."""
        return row.person_id == self.investigation.application.applicant_id


def kind_of(row: Means) -> RowKind:
    """Return the kind of a row."""
    return KINDS[row.kind]


def owner_of(row: Means) -> tuple[int | None, str]:
    """Return who a row is of, as something that can be compared."""
    return row.person_id, row.other_name


def name_of(row: Means) -> str:
    """Return the name of who a row is of."""
    return str(row.person) if row.person_id else row.other_name


def told(row: Means) -> str:
    """Return a row in a few words: what, of whom."""
    return f"{kind_of(row).label} van {name_of(row)}"

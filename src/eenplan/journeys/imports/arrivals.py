"""A file of families that arrive (CSV, one row per person): read, checked, put into the plan."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from django.db import transaction

from eenplan.core.access import Actor
from eenplan.core.errors import DomainError
from eenplan.core.imports import ImportReport, RowError, Watch
from eenplan.journeys.arrival import register_arrival
from eenplan.journeys.imports.families import FamilyRows, family_rows, new_household
from eenplan.people.models import Household, Person
from eenplan.people.permissions import check_can_register
from eenplan.people.registration import NewHousehold
from eenplan.people.services import latin


def parse_arrivals(
    source: Path | bytes, *, on: date | None = None
) -> tuple[list[NewHousehold], list[RowError | str]]:
    """Return the households of a file of arrivals, and all that is wrong in it."""
    report = ImportReport("gezinnen")
    return read_arrivals(source, report, on=on), report.errors


def read_arrivals(
    source: Path | bytes,
    report: ImportReport,
    *,
    on: date | None = None,
    name: str = "",
    watch: Watch = iter,
) -> list[NewHousehold]:
    """Return the households of a file; mistakes and remarks go into the report.

    With `on`, nobody may arrive or be born later than that day.
    """
    families, file = family_rows(source, report, on=on, name=name, watch=watch)
    report.errors += _twice_in_file(families, file)
    good = [family for family in families if not family.errors]
    report.errors += [error for family in families for error in family.errors]
    return [new_household(family, Path(file).stem) for family in good]


def _twice_in_file(families: Sequence[FamilyRows], file: str) -> Iterable[RowError]:
    """Yield the persons who stand in the file a second time, in the same family or another."""
    first: dict[tuple, int] = {}
    for family in families:
        for row, values in family.rows:
            who = (
                values["family_name_original"].casefold(),
                values["given_name_original"].casefold(),
                values["birth_date"],
            )
            earlier = first.setdefault(who, row)
            if earlier != row:
                name = f"{values['given_name_original']} {values['family_name_original']}"
                expected = f"elke persoon één keer (staat ook in rij {earlier})"
                yield RowError(file, row, "given_name_original", expected, name)


@transaction.atomic
def import_arrivals(
    source: Path | bytes,
    *,
    actor: Actor,
    on: date,
    dry_run: bool,
    name: str = "",
    watch: Watch = iter,
) -> ImportReport:
    """Register the families of a file as if they came to the desk, all or nothing.

    A family is known by the name of the file and its key in it; one that was imported before is
    left as it is now, whatever the file says. A trial registers as well, and takes it back.
    Mistakes are in the report. Raises NotAllowed.
    """
    check_can_register(actor)
    report = ImportReport("gezinnen", dry_run)
    households = read_arrivals(source, report, on=on, name=name)
    if report.ok:
        _register(households, actor, on, report, watch)
    if dry_run or not report.ok:
        transaction.set_rollback(True)
    return report


def _register(
    households: Sequence[NewHousehold],
    actor: Actor,
    on: date,
    report: ImportReport,
    watch: Watch,
) -> None:
    sources = [household.source for household in households]
    present = set(Household.objects.filter(source__in=sources).values_list("source", flat=True))
    to_do = [household for household in households if household.source not in present]
    report.warnings += _perhaps_known(to_do)
    waiting = 0
    refusals: Counter[str] = Counter()
    for household in watch(to_do):
        try:
            arrival = register_arrival(actor=actor, new=household, on=on)
        except DomainError as error:
            refusals[str(error)] += 1
            report.errors.append(f"{household.source}: {error}")
            if max(refusals.values()) > 2:  # the same for every family: the town is not set up
                return
        else:
            waiting += arrival.assignment is None
    report.new, report.same = len(to_do), len(present)
    if waiting:
        who = "1 gezin wacht" if waiting == 1 else f"{waiting} gezinnen wachten"
        report.warnings.append(f"{who} op het teambord: iedereen zit aan de norm.")


def _perhaps_known(households: Sequence[NewHousehold]) -> Iterable[str]:
    """Yield who is in the register already by exactly this name and birth date."""
    births = {person.birth_date for household in households for person in household.persons}
    known = set(
        Person.objects.filter(birth_date__in=births - {None}).values_list(
            "family_name", "given_name", "birth_date"
        )
    )
    for household in households:
        for person in household.persons:
            if (*latin(person), person.birth_date) in known:
                name = " ".join(reversed(latin(person)))
                yield f"{household.source}: {name} ({person.birth_date}) is misschien al gekend."

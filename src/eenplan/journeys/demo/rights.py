"""The demo's files on rights: applications in every stage, with all that was done for them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.db.models import Prefetch

from eenplan.benefits.enums import AskedRight, Channel
from eenplan.benefits.models import (
    Application,
    CentreDetails,
    CompetenceCheck,
    Guideline,
    GuidelineVersion,
    RegisterCorrection,
    Suspension,
)
from eenplan.benefits.policies.register import counts_as_received
from eenplan.cases.models import Assignment
from eenplan.core.numbering import next_numbers
from eenplan.journeys.demo.rights_away import draw_stays_abroad, tell_one_late
from eenplan.journeys.demo.rights_decided import draw_decisions
from eenplan.journeys.demo.rights_letters import draw_letters
from eenplan.journeys.demo.rights_paid import draw_payments
from eenplan.journeys.demo.rights_reports import draw_reports
from eenplan.journeys.demo.rights_words import (
    GUIDELINES,
    NOT_COMPETENT,
    SUSPENDED,
    WITHDRAWN,
    WORDS,
    at,
)
from eenplan.journeys.demo.teams import Staff
from eenplan.organisation.enums import TargetGroup
from eenplan.organisation.models import User
from eenplan.people.enums import Relation
from eenplan.people.models import Household, HouseholdMember

SHARE = 0.8  # of the households with a case manager asked for something
MOST_FILES = 90  # a demo a hundred times as large has no more of them: it stays quick
LONGEST_AGO = 200
RECENT = 26  # days: the files that are still on their way
ENDS = {3: "refused", 9: "withdrawn", 14: "forwarded", 19: "refused"}
LATE_SHARE, URGENT_SHARE = 0.05, 0.07
DAY = timedelta(days=1)


@dataclass
class File:
    """One application while the demo is drawn: whose, when, and how quickly it goes."""

    household: Household
    members: list[HouseholdMember]
    worker: User
    right: str
    received_on: date
    on: date
    rng: Random
    application: Application | None = None
    ends: str = ""  # withdrawn, forwarded or refused
    days: dict[str, date] = field(default_factory=dict)  # what was done when, up to today

    @property
    def applicant(self):
        return next(m.person for m in self.members if m.relation == Relation.REFERENCE)

    @property
    def category(self) -> int:
        """The category as the demo's investigation finds it: who lives of what, together."""
        persons = [member.person for member in self.members]
        if any(person.is_minor_on(self.received_on) for person in persons):
            return 3
        return 2 if len(persons) == 1 else 1

    def moment(self, day: date, hour: int = 9) -> datetime:
        """Return a moment of a day."""
        return at(day, hour)

    def reaches(self, step: str, after: str, least: int, most: int) -> bool:
        """Set the day of a step some days after another; say whether it was reached by today."""
        before = self.days.get(after)
        day = before and before + timedelta(days=self.rng.randint(least, most))
        if day is None or day > self.on:
            return False
        self.days[step] = day
        return True


def draw_rights(staff: Staff, rng: Random, *, on: date) -> None:
    """Write the files on rights, from the register to the grants."""
    _name_the_centre(on)
    guidelines = _write_guidelines(staff.cast["ilse"], on)
    files = _draw_files(rng, on)
    _register(files, staff.cast["celine"])
    _find_competence(files)
    draw_reports(files, on=on)
    draw_decisions(files, staff, guidelines, on=on)
    draw_stays_abroad(files, on=on)
    draw_payments(files, staff, on=on)
    tell_one_late(files, on=on)
    draw_letters(staff.cast["guy"], on=on)
    _suspend(files)
    _correct(files, staff.cast["celine"])


def _name_the_centre(on: date) -> None:
    if CentreDetails.objects.exists():
        return
    CentreDetails.objects.create(
        starts_on=date(2020, 1, 1),
        name="OCMW Voorbeeldstad",
        company_number="0212345635",
        street="Grote Markt 1",
        town="9990 Voorbeeldstad",
        phone="+3290000000",
        email="welzijn@example.org",
        court="arbeidsrechtbank Gent, afdeling Voorbeeldstad",
        court_address="Voorbeeldlaan 1, 9990 Voorbeeldstad",
        iban="BE68539007547034",
        bic="GKCCBEBB",
    )


def _write_guidelines(writer: User, on: date) -> dict[str, GuidelineVersion]:
    """Write the guidelines, each with its versions; return the last one by right."""
    made = Guideline.objects.bulk_create(
        Guideline(title=title, right=right) for title, right, _ in GUIDELINES
    )
    rows = []
    for guideline, (_, _, texts) in zip(made, GUIDELINES, strict=True):
        for number, text in enumerate(texts, start=1):
            since = on - timedelta(days=700 - 620 * (number - 1))
            why = "Eerste versie." if number == 1 else "Verduidelijkt na de tweede lezing."
            facts = {"guideline": guideline, "number": number, "since": since, "text": text}
            rows.append(GuidelineVersion(**facts, why=why, made_at=at(since - DAY), made_by=writer))
    GuidelineVersion.objects.bulk_create(rows)
    return {row.guideline.right: row for row in rows}


# -- Who asks what, when ---------------------------------------------------------------------------
def _draw_files(rng: Random, on: date) -> list[File]:
    held = Assignment.objects.open().filter(case__closed_on=None).select_related("worker")
    workers = {row.case_id: row.worker for row in held}
    now = Prefetch("members", HouseholdMember.objects.on(on).select_related("person"), "present")
    households = Household.objects.filter(cases__in=list(workers), cases__closed_on=None)
    rows = households.prefetch_related(now, "cases").order_by("-registered_on", "-pk").distinct()
    files = []
    for household in rows[: int(MOST_FILES / SHARE)]:
        chance = Random(f"rights {household.number} {rng.random()}")
        case = next(case for case in household.cases.all() if case.closed_on is None)
        file = _file_of(household, workers[case.pk], chance, on)
        if file and chance.random() < SHARE:
            files.append(file)
    files.sort(key=lambda file: (file.received_on, file.household.pk))
    for number, file in enumerate(files):
        file.ends = ENDS.get(number % 22, "")
    return files


def _file_of(household: Household, worker: User, rng: Random, on: date) -> File | None:
    """Return what a household asked; None without an adult who asks."""
    grown = [m for m in household.present if not m.person.is_minor_on(on)]
    if not any(member.relation == Relation.REFERENCE for member in grown):
        return None
    asked = household.registered_on + timedelta(days=rng.randint(0, 9))
    since = on - timedelta(days=LONGEST_AGO)
    if asked < since or asked > on or rng.random() < 0.35:
        low = max(household.registered_on, on - timedelta(days=RECENT))
        asked = low + timedelta(days=rng.randint(0, (on - low).days))
    is_temporary = household.target_group == TargetGroup.TEMPORARY_PROTECTION
    right = AskedRight.EQUIVALENT if is_temporary else AskedRight.LIVING_WAGE
    if rng.random() < 0.12:
        right = AskedRight.OTHER_AID
    return File(household, household.present, worker, right, asked, on, rng)


def _register(files: list[File], desk: User) -> None:
    """Write the register: numbers in the order of registration, without a gap."""
    for file in files:
        file.days["registered"] = file.received_on
        if file.received_on < file.on - 3 * DAY and file.rng.random() < LATE_SHARE:
            file.days["registered"] += DAY * file.rng.randint(1, 2)
    files.sort(key=lambda file: (file.days["registered"], file.received_on, file.household.pk))
    by_year: dict[int, list[File]] = {}
    for file in files:
        by_year.setdefault(file.days["registered"].year, []).append(file)
    rows = []
    for year, of_year in by_year.items():
        for serial, file in zip(
            next_numbers("applications", year, len(of_year)), of_year, strict=True
        ):
            file.application = _application(file, year, serial, desk)
            rows.append(file.application)
    Application.objects.bulk_create(rows)


def _application(file: File, year: int, serial: int, desk: User) -> Application:
    rng = file.rng
    channel = rng.choice(
        (
            Channel.DESK,
            Channel.DESK,
            Channel.DESK,
            Channel.HOME_VISIT,
            Channel.PHONE,
            Channel.LETTER,
        )
        + (Channel.ELECTRONIC,)
    )
    counts = counts_as_received(channel, file.received_on)
    withdrawn = counts + DAY * rng.randint(1, 6) if file.ends == "withdrawn" else None
    if withdrawn and withdrawn > file.on:
        file.ends, withdrawn = "", None
    file.days["received"] = counts
    return Application(
        year=year,
        serial=serial,
        household=file.household,
        applicant=file.applicant,
        right=file.right,
        channel=channel,
        handed_in_on=file.received_on,
        received_on=counts,
        words=rng.choice(WORDS),
        is_urgent=rng.random() < URGENT_SHARE,
        registered_at=at(file.days["registered"], rng.randint(7, 15), rng.randint(0, 59)),
        registered_by=desk if channel == Channel.DESK else file.worker,
        withdrawn_on=withdrawn,
        withdrawn_why=rng.choice(WITHDRAWN) if withdrawn else "",
    )


def _find_competence(files: list[File]) -> None:
    rows = []
    for file in files:
        if file.ends == "withdrawn" or not file.reaches("competence", "received", 0, 3):
            continue
        facts = {"application": file.application, "decided_on": file.days["competence"]}
        facts["decided_by"] = file.worker
        if file.ends != "forwarded":
            ground = "Ingeschreven en verblijft in onze gemeente."
            rows.append(CompetenceCheck(**facts, is_competent=True, ground=ground))
            continue
        ground, centre = file.rng.choice(NOT_COMPETENT)
        sent = file.days["forwarded"] if file.reaches("forwarded", "competence", 0, 1) else None
        rows.append(
            CompetenceCheck(
                **facts,
                is_competent=False,
                ground=ground,
                to_centre=centre,
                to_address="Dorpsplein 1, 9991 Elders",
                forwarded_on=sent,
                applicant_told_on=sent,
            )
        )
    CompetenceCheck.objects.bulk_create(rows)


# -- What moves a term, what was put right ---------------------------------------------------------
def _suspend(files: list[File]) -> None:
    """Let a term stand still in some files that are under way, and have stood still in others."""
    going = [file for file in files if not file.ends and "decided" not in file.days]
    rows = []
    for number, file in enumerate(going[3::7]):
        since = file.days["received"] + DAY
        if since > file.on:
            continue
        until = min(since + 4 * DAY, file.on) if number % 2 else None
        why = SUSPENDED[number % len(SUSPENDED)]
        facts = {"application": file.application, "reason": why, "noted_by": file.worker}
        rows.append(Suspension(**facts, starts_on=since, ends_on=until))
    Suspension.objects.bulk_create(rows)


def _correct(files: list[File], desk: User) -> None:
    RegisterCorrection.objects.bulk_create(
        RegisterCorrection(
            application=file.application,
            field="is_urgent",
            was="ja" if file.application.is_urgent else "nee",
            becomes="nee" if file.application.is_urgent else "ja",
            reason="Aan de balie verkeerd aangevinkt.",
            made_at=at(file.days["registered"], 16),
            made_by=desk,
        )
        for file in files[5::17]
    )

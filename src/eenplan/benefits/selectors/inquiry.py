"""Reading social investigations: one report within the scope, how far it is, what it came to."""

from dataclasses import dataclass
from datetime import date

from eenplan.benefits.enums import AskedRight, Section
from eenplan.benefits.models import (
    Application,
    Calculation,
    Evidence,
    Investigation,
    Means,
    Review,
)
from eenplan.benefits.policies.inquiry import missing
from eenplan.benefits.questions import is_asked, questions_of
from eenplan.benefits.register_facts import entry_facts
from eenplan.benefits.register_permissions import may_work_on, sees_rights
from eenplan.benefits.reports import Report
from eenplan.benefits.situations import described
from eenplan.core.access import Actor
from eenplan.core.errors import NotFound
from eenplan.organisation.enums import StaffAct
from eenplan.organisation.models import AcceptedDiploma, StaffQualification
from eenplan.people.models import Household

RELATED = ("application__applicant", "worker", "signed_by", "qualification__diploma", "follows")


@dataclass(frozen=True)
class SectionLine:
    """How far one section of a report is."""

    section: Section
    asked: int
    answered: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Inquiry:
    """What there is to say about the investigation of an application."""

    application: Application
    current: Investigation | None  # the last one, open or signed
    lacking: int
    calculation: Calculation | None
    is_up_to_date: bool
    review: Review | None  # why the decision must be looked at again
    may_write: bool
    may_open: bool

    @property
    def may_begin_next(self) -> bool:
        """Say whether the actor may begin the investigation a review asks for."""
        is_done = self.current is not None and self.current.is_signed
        return self.may_write and is_done and self.review is not None

    @property
    def needs_calculation(self) -> bool:
        """Say whether the right is reckoned with the amounts of the law."""
        return self.application.right != AskedRight.OTHER_AID


def get_application(actor: Actor, pk: int) -> Application:
    """Return an application of a household the actor reads rights of, or raise NotFound."""
    found = Application.objects.select_related("applicant").filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    found.household = _household(actor, found.household_id)
    return found


def _household(actor: Actor, pk: int) -> Household:
    visible = Household.objects.visible_to(actor).with_team().select_related("area")
    household = visible.defer("area__geometry").filter(pk=pk).first()
    if household is None or not sees_rights(actor, household):
        raise NotFound(pk)
    return household


def get_report(actor: Actor, pk: int) -> Report:
    """Return an investigation with everything in it, within the scope, or raise NotFound."""
    found = Investigation.objects.select_related(*RELATED).filter(pk=pk).first()
    if found is None:
        raise NotFound(pk)
    found.application.household = _household(actor, found.application.household_id)
    return report_of(found)


def report_of(investigation: Investigation) -> Report:
    """Return an investigation with its findings, rows, evidence and entry: four queries."""
    return Report(
        investigation,
        {row.key: row for row in investigation.findings.select_related("noted_by")},
        tuple(investigation.means.select_related("person", "noted_by").order_by("pk")),
        tuple(investigation.evidence.select_related("noted_by")),
        entry_facts(investigation.application),
    )


def get_means(actor: Actor, pk: int) -> tuple[Report, Means]:
    """Return a row of a report within the scope, with the report, or raise NotFound."""
    report = _report_with(actor, Means, pk)
    return report, next(row for row in report.means if row.pk == pk)


def get_evidence(actor: Actor, pk: int) -> tuple[Report, Evidence]:
    """Return a proof of a report within the scope, with the report, or raise NotFound."""
    report = _report_with(actor, Evidence, pk)
    return report, next(row for row in report.evidence if row.pk == pk)


def _report_with(actor: Actor, model, pk: int) -> Report:
    investigation_id = model.objects.filter(pk=pk).values_list("investigation", flat=True).first()
    if investigation_id is None:
        raise NotFound(pk)
    return get_report(actor, investigation_id)


def get_calculation(actor: Actor, pk: int) -> tuple[Report, Calculation]:
    """Return a calculation within the scope, with its report, or raise NotFound."""
    report = _report_with(actor, Calculation, pk)
    return report, report.investigation.calculations.select_related("made_by").get(pk=pk)


def lines_of(report: Report) -> list[SectionLine]:
    """Return every section of a report with how many questions are answered, what is missing."""
    lacking = missing(report)
    answers = report.answers
    lines = []
    for section in Section:
        asked = [
            question
            for question in questions_of(report.right, section)
            if question.is_required and is_asked(question, answers)
        ]
        done = sum(question.key in report.findings for question in asked)
        lines.append(SectionLine(section, len(asked), done, tuple(lacking.get(section, ()))))
    return lines


def qualification_of(user_id: int, *, on: date) -> StaffQualification | None:
    """Return the diploma with which somebody may sign on a day, None when there is none."""
    accepted = AcceptedDiploma.objects.on(on).filter(act=StaffAct.SOCIAL_INVESTIGATION)
    held = StaffQualification.objects.on(on).filter(
        user=user_id, diploma__in=accepted.values("diploma")
    )
    return held.select_related("diploma").order_by("starts_on", "pk").first()


def is_up_to_date(report: Report, calculation: Calculation) -> bool:
    """Say whether a calculation was made of the facts as the report has them now."""
    return described(report, on=calculation.on).facts == calculation.facts


def still_holds(investigation: Investigation, calculation: Calculation) -> bool:
    """Say whether a proposal may rest on a calculation: the report says the same as it did then.

    One that was brought in without its facts is taken at its word.
    """
    return not calculation.facts or is_up_to_date(report_of(investigation), calculation)


def members_to_choose(report: Report, *, on: date) -> list:
    """Return who of the household a row may be of: the applicant first."""
    application = report.investigation.application
    members = application.household.members.on(on).select_related("person").order_by("pk")
    persons = [application.applicant, *(member.person for member in members)]
    persons += [row.person for row in report.means if row.person_id]
    return list(dict.fromkeys(persons))


def inquiry_of(application: Application, *, on: date, actor: Actor | None = None) -> Inquiry:
    """Return what there is to say about the investigation of an application.

    Who may act and open it follows from `actor`; without one nothing is offered.
    """
    last = application.investigations.select_related(*RELATED).order_by("-pk").first()
    report = report_of(last) if last else None
    made = last.calculations.select_related("made_by").first() if last else None
    lacking = missing(report) if report and not last.is_signed else {}
    household = application.household
    return Inquiry(
        application,
        last,
        sum(len(lines) for lines in lacking.values()),
        made,
        bool(made) and is_up_to_date(report, made),
        Review.objects.filter(decision__application=application, settled_on=None).first(),
        bool(actor) and may_work_on(actor, household),
        bool(actor) and sees_rights(actor, household),
    )

"""The page of one application: how far it is, its terms, and what each part of the way says."""

from dataclasses import dataclass

from django.urls import reverse

from eenplan.benefits import register_permissions as permissions
from eenplan.benefits.register_facts import entry_facts
from eenplan.benefits.selectors import register as selectors
from eenplan.benefits.selectors.absence import absence_of
from eenplan.benefits.selectors.claims import claims_of
from eenplan.benefits.selectors.committee import committee_of
from eenplan.benefits.selectors.inquiry import inquiry_of
from eenplan.benefits.selectors.letters import letters_of
from eenplan.benefits.selectors.money import money_of
from eenplan.benefits.selectors.stages import way_of
from eenplan.benefits.selectors.terms import terms_of
from eenplan.benefits.stages import COLOURS, OPEN, Stage, TermKind
from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, note_read, read_page, show
from eenplan.people.selectors import ground_of


def load(request: AppRequest, pk: int):
    """Return an application within the actor's scope, and log that its household was seen."""
    found = selectors.get_application(request.actor, pk)
    note_read(request, found.household_id, ground=ground_of(request.actor, found.household))
    return found


@read_page(needs=Capability.HOUSEHOLD_VIEW)
def application(request: AppRequest, pk: int):
    actor, on = request.actor, request.actor.on
    found = load(request, pk)
    page = {
        "application": found,
        "household": found.household,
        "tab": "applications",
        "sees_register": permissions.sees_register(actor, found.household),
        "sees_rights": permissions.sees_rights(actor, found.household),
        "may_register": actor.can(Capability.APPLICATION_REGISTER),
        "is_open": found.stage in OPEN,
        "receipt_page": reverse(RECEIPT, args=[found.pk]),
    }
    if page["sees_rights"]:
        page |= _whole(found, actor, on)
    return show(request, "benefits/application.html", page)


def _whole(found, actor, on) -> dict:
    """Return what only who reads the rights of the household sees."""
    may_work = permissions.may_work_on(actor, found.household)
    terms = terms_of(found, on=on)
    return {
        "facts": entry_facts(found),
        "stage": dict(Stage.choices)[found.stage],
        "colour": COLOURS[found.stage],
        "way": way_of(found),
        "terms": terms,
        "is_late": any(term.is_late for term in terms if term.kind == TermKind.REGISTER),
        "doubts": list(dict.fromkeys(note for term in terms for note in term.notes)),
        "corrections": selectors.corrections_of(found),
        "suspensions": sorted(found.suspensions.all(), key=lambda row: row.starts_on),
        "stands_still": any(row.ends_on is None for row in found.suspensions.all()),
        "competence": getattr(found, "competence", None),
        "may_work": may_work,
        "next_act": _next_act(found, actor, may_work=may_work),
        # What each part of the way has to say: its fragment is `part_<name>.html`.
        "inquiry": inquiry_of(found, on=on, actor=actor),
        "committee": committee_of(found, on=on, actor=actor),
        "absence": absence_of(found, on=on),
        "letters": letters_of(found, on=on),
        "money": money_of(found, on=on),
        "claims": claims_of(found, on=on),
    }


# -- The next act ----------------------------------------------------------------------------------
@dataclass(frozen=True)
class NextAct:
    """The one thing to do now, and where; some are a button that does it at once."""

    label: str
    page: str
    is_post: bool = False


RECEIPT = "letters:make_receipt"
BEGIN = "desk:begin_inquiry"
#: Per stage: what is to do, on which page, and the row that page is about.
TO_DO = {
    Stage.RECEIVED: ("Noteer de bevoegdheid", "register:competence", "pk"),
    Stage.TO_FORWARD: ("Noteer de doorzending", "register:forwarded", "pk"),
    Stage.COMPETENT: ("Begin het sociaal onderzoek", BEGIN, "pk"),
    Stage.INVESTIGATING: ("Werk het onderzoek af", "inquiry:report", "report_pk"),
    Stage.REPORTED: ("Stel een beslissing voor", "committee:new_proposal", "pk"),
    Stage.PROPOSING: ("Werk het voorstel af", "committee:proposal", "proposal_pk"),
    Stage.BACK: ("Pas het voorstel aan", "committee:proposal", "proposal_pk"),
    Stage.REJECTED: ("Stel opnieuw een beslissing voor", "committee:new_proposal", "pk"),
    Stage.DECIDED: ("Breng ter kennis", "letters:decision", "decision_pk"),
}
TO_RECKON = ("Bereken het recht", "inquiry:calculate", "report_pk")
TO_WRITE = ("Schrijf het andere OCMW", "letters:make_forwarded", "pk")
TO_TELL = ("Schrijf de aanvrager", "letters:make_forwarded_told", "pk")
TO_CHECK = ("Kijk het voorstel na", "committee:check", "proposal_pk")


def _next_act(found, actor, *, may_work: bool) -> NextAct | None:
    """Return the next act the actor may do; the parts below hold what else may be done."""
    may_register = actor.can(Capability.APPLICATION_REGISTER)
    if may_register and found.receipt_on is None and found.stage in OPEN:
        return NextAct("Geef het ontvangstbewijs", reverse(RECEIPT, args=[found.pk]))
    to_do = _to_do(found, actor, may_work=may_work)
    if to_do is None:
        return None
    label, name, about = to_do
    return NextAct(label, reverse(name, args=[getattr(found, about)]), is_post=name == BEGIN)


def _to_do(found, actor, *, may_work: bool) -> tuple[str, str, str] | None:
    if found.stage == Stage.AT_HEAD and permissions.may_check(actor, found.household):
        return TO_CHECK
    if not may_work:
        return None
    if found.stage == Stage.TO_FORWARD:
        return _to_forward(found)
    if found.stage == Stage.REPORTED and not found.has_calculation and found.is_reckoned:
        return TO_RECKON
    return TO_DO.get(found.stage)


def _to_forward(found) -> tuple[str, str, str]:
    """Return what a forwarding waits for: without both letters it is void (RMI art. 18 §4)."""
    if not found.has_forwarding:
        return TO_WRITE
    return TO_DO[Stage.TO_FORWARD] if found.has_notice else TO_TELL

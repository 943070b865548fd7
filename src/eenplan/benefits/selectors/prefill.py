"""What the file says already when an investigation begins; each answer still has to be confirmed.

The category is not among it, and neither are specific needs: the report asks no health.
"""

from datetime import date
from typing import Any

from eenplan.benefits.answers import dutch
from eenplan.benefits.means_kinds import COHABITANT
from eenplan.benefits.models import Application, Means
from eenplan.benefits.register_facts import entry_facts
from eenplan.organisation.enums import TargetGroup
from eenplan.people.enums import Relation
from eenplan.people.models import HouseholdMember, Person
from eenplan.people.selectors import members_of

OF_THE_REFERENCE = {Relation.PARTNER: "partner", Relation.CHILD: "first_degree"}


def known_of(application: Application, *, on: date) -> dict[str, Any]:
    """Return what the file knows, by prefill name; what it does not know is left out."""
    household, person = application.household, application.applicant
    members = members_of(household, on=on)
    found = {
        "name": str(person),
        "birth_date": person.birth_date and person.birth_date.isoformat(),
        "national_number": person.national_number,
        "nationality": person.nationality,
        "documents": _documents(person),
        "language": household.contact_language,
        "interpreter": person.needs_interpreter,
        "members": "\n".join(_member(member) for member in members),
        "title": _title(household),
        "address": _address(household, on=on),
        "arrived_on": household.arrived_on.isoformat(),
        "words": entry_facts(application).words,
        "sleeps": household.sleeps,
    }
    return {key: value for key, value in found.items() if value not in (None, "")}


def _documents(person: Person) -> str:
    lines = []
    for paper in person.documents.order_by("pk"):
        until = f", geldig tot {dutch(paper.valid_until.isoformat())}" if paper.valid_until else ""
        seen = dutch(paper.seen_on.isoformat())
        lines.append(f"{paper.get_kind_display()} {paper.number}{until} (gezien op {seen})")
    return "\n".join(lines)


def _member(member: HouseholdMember) -> str:
    born = member.person.birth_date
    when = f", geboren op {dutch(born.isoformat())}" if born else ", geboortedatum niet gekend"
    return f"{member.person}, {member.get_relation_display()}{when}"


def _title(household) -> str:
    under = household.target_group == TargetGroup.TEMPORARY_PROTECTION
    return "temporary_protection" if under else ""


def _address(household, *, on: date) -> str:
    address = household.addresses.on(on).first()
    return str(address) if address and (address.street or address.place) else ""


def others_of(application: Application, *, on: date) -> list[Means]:
    """Return who lives in besides the applicant, by the file, as rows that are not saved yet.

    What somebody is of the applicant is known when the applicant is the reference person, for a
    partner or a child; else who investigates says it.
    """
    members = members_of(application.household, on=on)
    reference = next((m.person_id for m in members if m.relation == Relation.REFERENCE), None)
    is_reference = reference == application.applicant_id
    rows = []
    for member in members:
        if member.person_id == application.applicant_id:
            continue
        relation = OF_THE_REFERENCE.get(member.relation, "") if is_reference else ""
        age = member.person.age_on(on)
        data = {} if age is None else {"adult": age >= 18}
        rows.append(Means(person=member.person, relation=relation, kind=COHABITANT.code, data=data))
    return rows

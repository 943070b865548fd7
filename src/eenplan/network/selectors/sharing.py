"""What of a household can be shown to others: chosen blocks for a partner, facts for an expert."""

from datetime import date

from django.utils.formats import date_format

from eenplan.core.access import Actor, Capability
from eenplan.network.enums import DataBlock, Fact
from eenplan.organisation.languages import spoken
from eenplan.people.models import Household, HouseholdMember, IdentityDocument
from eenplan.people.selectors import members_of, needs_of


def may_see_needs(actor: Actor, household: Household) -> bool:
    """Say whether the actor sees the specific needs of this household, and so may share them."""
    return household.is_in_care_of(actor.teams_with(Capability.NEEDS_VIEW))


def blocks_of(household: Household, actor: Actor, *, on: date) -> dict[str, list[str]]:
    """Return, per block, the lines a receiver would see; needs only for who may see them."""
    members = members_of(household, on=on)
    blocks = {
        DataBlock.NAMES: [f"{m.person} ({m.get_relation_display()})" for m in members],
        DataBlock.BIRTH_DATES: [f"{m.get_relation_display()}: {_born(m)}" for m in members],
        DataBlock.LANGUAGES: [_languages(m) for m in members],
        DataBlock.PHONE: _phones(household, members),
    }
    if may_see_needs(actor, household):
        needs = needs_of(household, actor, on=on)
        blocks[DataBlock.NEEDS] = [
            f"{m.get_relation_display()}: {', '.join(needs[m.person_id])}"
            for m in members
            if m.person_id in needs
        ] or ["geen bekend"]
    return {str(block): lines for block, lines in blocks.items()}


def packet_of(blocks: dict[str, list[str]], shared: list[str]) -> list[dict]:
    """Return the chosen blocks as they are written down with a referral, in their fixed order."""
    return [
        {"block": str(block), "label": block.label, "lines": blocks[block]}
        for block in DataBlock
        if block in shared and block in blocks
    ]


def _born(member: HouseholdMember) -> str:
    born = member.person.birth_date
    if born is None:
        return "geboortedatum onbekend"
    about = "ongeveer " if member.person.birth_date_precision == "APPROXIMATE" else ""
    return f"{about}{born:%d/%m}/{born.year:04}"


def _languages(member: HouseholdMember) -> str:
    known = spoken(member.person.speaks) or "taal onbekend"
    interpreter = ", tolk nodig" if member.person.needs_interpreter else ""
    return f"{member.get_relation_display()}: {known}{interpreter}"


def _phones(household: Household, members: list[HouseholdMember]) -> list[str]:
    found = [household.phone] if household.phone else []
    found += [m.person.phone for m in members if m.person.phone]
    return list(dict.fromkeys(found)) or ["geen telefoon bekend"]


def facts_of(household: Household, *, on: date) -> dict[str, str]:
    """Return, per fact, what an expert would read: no name, number, day or address in it."""
    members = members_of(household, on=on)
    persons = [member.person for member in members]
    documents = IdentityDocument.objects.filter(person__in=persons).order_by("kind")
    kinds = dict.fromkeys(document.get_kind_display() for document in documents)
    ages = sorted((person.age_on(on) for person in persons if person.birth_date), reverse=True)
    minors = sum(person.is_minor_on(on) for person in persons)
    facts = {
        Fact.COMPOSITION: f"{_count(len(persons) - minors, 'volwassene', 'volwassenen')}, "
        f"{_count(minors, 'kind', 'kinderen')}",
        Fact.AGES: ", ".join(f"{age} jaar" for age in ages) or "onbekend",
        Fact.NATIONALITIES: _listed(person.nationality for person in persons),
        Fact.LANGUAGES: spoken(list(dict.fromkeys(c for p in persons for c in p.speaks)))
        or "onbekend",
        Fact.TARGET_GROUP: household.get_target_group_display(),
        Fact.SLEEPS: household.get_sleeps_display(),
        Fact.ARRIVED: date_format(household.arrived_on, "F Y"),
        Fact.DOCUMENTS: ", ".join(kinds) or "geen document gezien",
    }
    return {str(fact): text for fact, text in facts.items()}


def chosen_facts(facts: dict[str, str], chosen: list[str]) -> list[list[str]]:
    """Return the chosen facts as pairs of label and text, as they are kept with a question."""
    return [[fact.label, facts[fact]] for fact in Fact if fact in chosen]


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _listed(codes) -> str:
    return ", ".join(dict.fromkeys(code for code in codes if code)) or "onbekend"

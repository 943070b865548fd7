"""What is written down when a household registers: plain data, the same from desk and import."""

from dataclasses import dataclass, field
from datetime import date

from eenplan.organisation.enums import TargetGroup
from eenplan.people.enums import BirthDatePrecision, ContactChannel, NightShelter, Relation, Sex


@dataclass(frozen=True)
class NewPerson:
    """One member as stated. Names in any script; the official Latin spelling is added."""

    family_name: str
    given_name: str
    relation: Relation
    sex: Sex = Sex.OTHER
    birth_date: date | None = None
    birth_date_precision: BirthDatePrecision = BirthDatePrecision.KNOWN
    nationality: str = ""
    national_number: str = ""
    national_number_doubted: bool = False
    phone: str = ""
    speaks: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    needs_interpreter: bool = False
    school_age: bool = False
    document_kind: str = ""
    document_number: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewAddress:
    """Where the household lives; empty when it has no address yet."""

    street: str = ""
    house_number: str = ""
    postcode: str = ""
    place: str = ""
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True)
class NewHousehold:
    """Everything the arrival form asks."""

    persons: tuple[NewPerson, ...]
    arrived_on: date
    sleeps: NightShelter
    target_group: TargetGroup = TargetGroup.RESIDENT
    address: NewAddress = field(default_factory=NewAddress)
    contact_channel: ContactChannel = ContactChannel.PHONE
    contact_language: str = "nl"
    phone: str = ""
    email: str = ""
    pets: str = ""
    helped_elsewhere: bool = False
    source: str = ""  # file and row key of an imported household; empty at the desk

"""Inspections under way, photos, works, contracts and costs."""

import io
from datetime import date
from uuid import uuid4

import factory
from PIL import Image

from eenplan.housing.models import (
    Contract,
    CostLine,
    InspectionAnswer,
    InspectionPhoto,
    Work,
)
from eenplan.housing.selectors.inspections import checklist_on, items_for
from eenplan.housing.services import photo_file
from tests.factories import DwellingFactory, InspectionFactory, moment
from tests.support.setting import TODAY


def begun(dwelling, *, answer="", **answers):
    """Return an inspection under way with its checklist; `smoke_detectors="NO"` answers one."""
    inspection = InspectionFactory(
        dwelling=dwelling, begun_on=TODAY, checklist=checklist_on(TODAY), planned_on=TODAY
    )
    good = {"co": "NO", "damp": "NO", "unfit_list": "NO", "occupancy": "UNKNOWN"}
    for item in items_for(inspection.checklist, dwelling.places.all()):
        said = answers.get(item.code, good.get(item.code, "YES") if answer else "")
        InspectionAnswer.objects.create(inspection=inspection, item=item, answer=said)
    return inspection


def picture(size=(40, 30), kind="JPEG", **more) -> bytes:
    """Return the bytes of a small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


class PhotoFactory(factory.django.DjangoModelFactory):
    """A photo with its file."""

    class Meta:
        model = InspectionPhoto
        skip_postgeneration_save = True

    inspection = factory.SubFactory(InspectionFactory)
    name = factory.LazyFunction(uuid4)
    width, height = 40, 30
    added_at = factory.LazyFunction(lambda: moment("2026-11-23 10:00"))

    @factory.post_generation
    def file(photo, create, extracted, **kwargs):
        target = photo_file(photo.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(picture())


class WorkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Work

    dwelling = factory.SubFactory(DwellingFactory)
    kind = "CLEAN"
    what = "kuisen"
    by = "OWN_CREW"


class ContractFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contract

    dwelling = factory.SubFactory(DwellingFactory)
    starts_on = date(2026, 1, 1)
    rent_cents = 60_000
    deposit_cents = 120_000


class CostLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CostLine

    dwelling = factory.SubFactory(DwellingFactory)
    kind = "OTHER"
    amount_cents = 5_000
    booked_on = TODAY
    what = "sleutels"

"""A social investigation at the kitchen table: every screen of it, wide and on a phone."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from eenplan.benefits.enums import Section
from eenplan.benefits.models import Means
from eenplan.benefits.services.calculations import calculate
from eenplan.benefits.services.evidence import ask_evidence
from eenplan.organisation.models import AcceptedDiploma, Diploma, StaffQualification
from tests.benefits.inquiries import begun, whole
from tests.browser.conftest import PHONE, WIDE
from tests.support.rights import application_of, at
from tests.support.setting import TODAY

SHOWN_IN = os.environ.get("EENPLAN_LOOK")  # a folder for pictures, for who wants to look


def inquiry_screens(household, actor) -> dict[str, str]:
    """Return the screens of an investigation under way and of a signed one."""
    half = begun(application_of(household), actor)
    done = whole(application_of(household), actor)
    Means.objects.create(
        investigation=done,
        person=done.application.applicant,
        relation="applicant",
        kind="wage",
        data={"amount": "412.50", "per": "month"},
        source="DOCUMENT",
        source_note="loonbrief",
        as_of=TODAY,
        is_still_valid=True,
    )
    done.findings.filter(key="no_means").update(value=False)
    proof = ask_evidence(
        actor=actor, investigation=half, section=Section.MEANS, what="Loonbrief", on=TODAY
    )
    made = calculate(actor=actor, investigation=done, on=TODAY, at=at(TODAY))

    def page(name, *args):
        return reverse(f"inquiry:{name}", args=args)

    return {
        "inquiry": page("report", half.pk),
        **{
            f"inquiry-{section.value.lower()}": page("section", half.pk, section.value)
            for section in Section
        },
        "inquiry-means": page("means", half.pk),
        "inquiry-means-whole": page("means", done.pk),
        "inquiry-row": page("add_row", half.pk, "real_estate"),
        "inquiry-cohabitant": page("change_row", half.means.first().pk),
        "inquiry-proofs": page("evidence", half.pk),
        "inquiry-proof": page("settle_evidence", proof.pk),
        "inquiry-sign": page("sign", half.pk),
        "inquiry-sign-whole": page("sign", done.pk),
        "inquiry-calculate": page("calculate", half.pk),
        "inquiry-calculation": page("calculation", made.pk),
        "inquiry-printed": page("printed", done.pk),
    }


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1360", "390"])
def test_the_screens_of_an_investigation_are_accessible_and_quiet(size, seat, household, amira):
    diploma = Diploma.objects.create(name="Bachelor sociaal werk")
    AcceptedDiploma.objects.create(
        act="SOCIAL_INVESTIGATION", diploma=diploma, starts_on=TODAY, source="proef"
    )
    screens = inquiry_screens(household, amira)
    StaffQualification.objects.create(
        user_id=amira.user_id, diploma=diploma, starts_on=TODAY, seen_on=TODAY
    )
    seat.page.set_viewport_size(size)
    seat.sign_in("amira")
    for name, path in screens.items():
        assert seat.go(path).status == 200, path
        if SHOWN_IN:
            picture = Path(SHOWN_IN) / f"{name}-{size['width']}.png"
            seat.page.screenshot(path=picture, full_page=True)
        seat.check()

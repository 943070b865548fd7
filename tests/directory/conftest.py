import pytest

from tests.factories.directory import (
    OpeningHoursFactory,
    PartnerFactory,
    ServiceFactory,
    SittingDayFactory,
)


@pytest.fixture
def partner(area):
    return PartnerFactory(
        name="CAW De Kade", area=area, phone="+32 56 11 22 33", email="i@k.example"
    )


@pytest.fixture
def service(partner):
    service = ServiceFactory(
        partner=partner,
        name="Onthaal",
        theme="OTHER",
        eligibility="Wie in Heuvelkant woont",
        documents="identiteitskaart\nhuurcontract",
        languages=["nl", "ar"],
        waiting_days=14,
    )
    OpeningHoursFactory(service=service)
    return service


@pytest.fixture
def sitting(partner, area):
    return SittingDayFactory(partner=partner, area=area, every_weeks=2)

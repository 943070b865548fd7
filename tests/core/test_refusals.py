"""A rule that stops a page without a form is told in its own words, never as a failure of ours."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import include, path

from eenplan.core import audit, submissions
from eenplan.core.access import Capability
from eenplan.core.errors import DomainError
from eenplan.core.models import AuditEvent, FileRead, Submission
from eenplan.core.pages import note_read, read_page, write_page
from eenplan.organisation.models import Norm
from tests.factories import HouseholdFactory
from tests.support.htmx import HTMX, soup

pytestmark = pytest.mark.urls("tests.core.test_refusals")
SENTENCE = "Dat kan vandaag niet."


@read_page(needs=Capability.SIGN_IN)
def reads(request):
    note_read(request, 7, ground="proef")
    raise DomainError(SENTENCE)


@write_page(needs=Capability.SIGN_IN)
def writes(request):
    with transaction.atomic(savepoint=False):  # as the services of an arrival do
        audit.record(request.actor, "proef", request.user)
        raise DomainError(SENTENCE)


@write_page(needs=Capability.SIGN_IN)
def succeeds(request):
    return HttpResponse("gedaan")


urlpatterns = [
    path("proef/leest/", reads),
    path("proef/schrijft/", writes),
    path("proef/lukt/", succeeds),
    path("", include("eenplan.config.urls")),
]


def test_a_refusal_while_reading_is_a_page_with_its_sentence(amira, login):
    response = login(amira).get("/proef/leest/")

    page = soup(response)
    assert response.status_code == 409
    assert page.h1.text == "Dit kan nu niet"
    assert SENTENCE in page.main.text
    assert not FileRead.objects.exists()


def test_a_refusal_while_writing_leaves_nothing_behind(amira, login):
    key = submissions.new_key(amira.user_id)
    client = login(amira)

    response = client.post("/proef/schrijft/", {"submission": key})

    assert response.status_code == 409
    assert SENTENCE in soup(response).main.text
    assert not AuditEvent.objects.exists()
    assert not Submission.objects.exists()
    assert client.post("/proef/lukt/", {"submission": key}).status_code == 200


def test_with_htmx_the_sentence_takes_the_place_of_the_page(amira, login):
    response = login(amira).get("/proef/leest/", headers=HTMX)

    assert soup(response).title is None
    assert SENTENCE in soup(response).select_one("#refused").text
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("#main .container-xl", "innerHTML")


@pytest.mark.parametrize(
    ("who", "address", "norm"),
    [
        ("dirk", "/team/", "households_per_case_manager"),
        ("dirk", "/team/{team}/", "households_per_case_manager"),
        ("dirk", "/dossier/{case}/toewijzen/", "households_per_case_manager"),
    ],
)
def test_a_norm_nobody_set_is_named_with_the_way_to_it(who, address, norm, request, login, team):
    actor = request.getfixturevalue(who)
    case = HouseholdFactory(team=team).cases.get()
    Norm.objects.filter(key=norm).delete()

    response = login(actor).get(address.format(team=team.pk, case=case.pk))

    page = soup(response)
    assert response.status_code == 409
    assert "nog niet bepaald op 23/11/2026" in page.main.text
    links = [a["href"] for a in page.select("main a")]
    assert links == (["/beheer/"] if actor.can(Capability.NORMS_VIEW) else [])

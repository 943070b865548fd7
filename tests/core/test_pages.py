"""What every page promises: reading reads, a refusal leaves nothing, one form counts once."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from eenplan.core import audit, submissions
from eenplan.core.access import Capability
from eenplan.core.models import AuditEvent, Draft, FileRead, Submission
from eenplan.core.pages import note_read, read_page, redirect_to, write_page
from tests.support.arrivals import arrival_form
from tests.support.htmx import HTMX, soup

pytestmark = pytest.mark.urls("tests.core.test_pages")

WRITES = {
    "insert": "INSERT INTO core_auditevent (actor_id, event, subject, detail, at)"
    " VALUES (1, 'x', 'x', '{}', now())",
    "hidden": "WITH made AS (INSERT INTO core_auditevent (actor_id, event, subject, detail, at)"
    " VALUES (1, 'x', 'x', '{}', now()) RETURNING id) SELECT id FROM made",
    "second": "SELECT 1; DELETE FROM core_auditevent",
    "into": "SELECT * INTO core_copy FROM core_auditevent",
    "comment": "/* reading only */ DELETE FROM core_auditevent",
    "update": "update core_auditevent set event = 'y'",
    "delete": "\n\t DELETE FROM core_auditevent",
}


@read_page(needs=Capability.SIGN_IN)
def writes(request, how: str):
    with connection.cursor() as cursor:
        cursor.execute(WRITES[how])
    return HttpResponse("written")


@read_page(needs=Capability.SIGN_IN)
def reads(request):
    note_read(request, 7, ground="proef")
    with transaction.atomic():  # a savepoint writes nothing
        return HttpResponse(AuditEvent.objects.count())


@read_page(needs=Capability.SIGN_IN)
def breaks(request):
    note_read(request, 7, ground="proef")
    raise ZeroDivisionError


@write_page(needs=Capability.SIGN_IN)
def counts(request):
    audit.record(request.actor, "proef", request.user)
    return redirect_to(request, f"/proef/{AuditEvent.objects.count()}/")


@write_page(needs=Capability.SIGN_IN)
def refuses(request, status: int):
    audit.record(request.actor, "proef", request.user)
    note_read(request, 7, ground="proef")
    return HttpResponse("nee", status=status)


@write_page(needs=Capability.SIGN_IN)
def crashes(request):
    audit.record(request.actor, "proef", request.user)
    raise ZeroDivisionError


@write_page(needs=Capability.AREAS_MANAGE)
def closed(request):
    audit.record(request.actor, "proef", request.user)


urlpatterns = [
    path("proef/schrijft/<slug:how>/", writes),
    path("proef/leest/", reads),
    path("proef/breekt/", breaks),
    path("proef/telt/", counts),
    path("proef/weigert/<int:status>/", refuses),
    path("proef/valt-om/", crashes),
    path("proef/gesloten/", closed),
    path("", include("eenplan.config.urls")),
]
handler403 = "eenplan.core.views.not_allowed"
handler404 = "eenplan.core.views.not_found"
handler500 = "eenplan.core.views.failed"


@pytest.fixture
def desk(amira, login):
    return login(amira)


# -- Reading ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("how", WRITES)
def test_a_read_page_refuses_every_way_of_writing(how, desk):
    with pytest.raises(RuntimeError, match="tried to write"):
        desk.get(f"/proef/schrijft/{how}/")

    assert not AuditEvent.objects.exists()


def test_a_read_page_reads_and_the_opened_file_is_logged_afterwards(desk, amira):
    assert desk.get("/proef/leest/").content == b"0"

    line = FileRead.objects.get()
    assert (line.actor_id, line.household_id, line.ground) == (amira.user_id, 7, "proef")


def test_a_page_that_broke_opened_no_file(desk):
    with pytest.raises(ZeroDivisionError):
        desk.get("/proef/breekt/")

    assert not FileRead.objects.exists()


def test_a_read_page_answers_no_post_and_a_write_page_no_get(desk):
    assert desk.post("/proef/leest/").status_code == 405
    assert desk.get("/proef/telt/").status_code == 405


# -- Writing ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("status", [400, 404, 409, 422])
def test_a_refusal_leaves_nothing_behind(status, desk, amira):
    form = {"submission": submissions.new_key(amira.user_id)}

    assert desk.post(f"/proef/weigert/{status}/", form).status_code == status

    assert not AuditEvent.objects.exists()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("status", [409, 422])
def test_a_refusal_that_shows_a_file_is_logged_as_reading(status, desk, amira):
    desk.post(f"/proef/weigert/{status}/")

    line = FileRead.objects.get()
    assert (line.actor_id, line.household_id, line.ground) == (amira.user_id, 7, "proef")


def test_a_refused_form_may_be_sent_again(desk, amira):
    form = {"submission": submissions.new_key(amira.user_id)}
    desk.post("/proef/weigert/422/", form)

    assert desk.post("/proef/telt/", form)["Location"] == "/proef/1/"


@pytest.mark.django_db(transaction=True)
def test_a_crash_leaves_nothing_behind_and_the_form_may_be_sent_again(desk, amira):
    form = {"submission": submissions.new_key(amira.user_id)}
    with pytest.raises(ZeroDivisionError):
        desk.post("/proef/valt-om/", form)

    assert not AuditEvent.objects.exists()
    assert desk.post("/proef/telt/", form)["Location"] == "/proef/1/"


def test_without_the_capability_nothing_happens_and_the_page_says_why(desk):
    response = desk.post("/proef/gesloten/")

    assert response.status_code == 403
    assert "U mag dit niet doen: wijken en grenzen beheren." in soup(response).text
    assert not AuditEvent.objects.exists()


# -- Once ------------------------------------------------------------------------------------------
def test_a_form_sent_twice_counts_once_and_leads_to_the_same_page(desk, amira):
    form = {"submission": submissions.new_key(amira.user_id)}

    answers = [desk.post("/proef/telt/", form) for _ in range(3)]

    assert [(a.status_code, a["Location"]) for a in answers] == [(303, "/proef/1/")] * 3
    assert AuditEvent.objects.count() == 1


def test_with_htmx_the_same_answer_is_a_redirect_of_htmx(desk, amira):
    form = {"submission": submissions.new_key(amira.user_id)}

    answers = [desk.post("/proef/telt/", form, headers=HTMX) for _ in range(2)]

    assert [(a.status_code, a["HX-Redirect"]) for a in answers] == [(200, "/proef/1/")] * 2
    assert not any("Location" in answer.headers for answer in answers)


def test_the_key_of_somebody_else_does_not_tell_where_their_form_led(desk, amira, dirk, login):
    form = {"submission": submissions.new_key(amira.user_id)}
    desk.post("/proef/telt/", form)

    assert login(dirk).post("/proef/telt/", form)["Location"] == "/proef/2/"
    assert desk.post("/proef/telt/", form)["Location"] == "/proef/1/"


@pytest.mark.parametrize("key", ["", "vervalst", "a:b:c", "\x00", "W1tdXQ:1:x", "x" * 10_000])
def test_a_key_that_was_not_made_here_still_lets_the_form_through(key, desk):
    assert desk.post("/proef/telt/", {"submission": key})["Location"] == "/proef/1/"
    assert desk.post("/proef/telt/", {"submission": key})["Location"] == "/proef/2/"


# -- After the session ended -----------------------------------------------------------------------
def signed_out(url, fields=(), referer=None, **headers):
    headers |= {"Referer": referer} if referer else {}
    return Client().post(url, dict(fields), headers=headers)


def test_after_signing_in_the_page_the_form_stood_on_opens_again(household, clock):
    address = f"/gezin/2026/{household.serial}/contactgegevens/"

    response = signed_out(address, {"phone": "1"}, f"http://testserver{address}?x=1")

    assert response.status_code == 302
    assert response["Location"] == f"/account/login/?next={address.replace('/', '%2F')}"


@pytest.mark.parametrize(
    "referer",
    [
        None,
        "http://elders.example/gezinnen/",
        "http://testserver",
        "//testserver.elders.example/x",
        "geen adres",
        "http://[",
    ],
)
def test_a_form_of_unknown_origin_leads_to_the_start_page(referer, db):
    assert signed_out("/proef/telt/", referer=referer)["Location"] == "/account/login/?next=%2F"


def test_a_page_that_keeps_drafts_says_that_the_text_is_kept(celine):
    form = arrival_form(celine.user_id)

    response = signed_out("/aankomst/", form, "http://testserver/aankomst/")

    assert response["Location"] == "/account/login/?next=%2Faankomst%2F&bewaard=1"
    assert "bewaard" in soup(Client().get(response["Location"])).text
    assert Draft.objects.get().page == "/aankomst/"


def test_a_page_without_drafts_does_not_say_that_the_text_is_kept(household, amira):
    address = f"/gezin/2026/{household.serial}/contactgegevens/"
    form = {"phone": "0470", "submission": submissions.new_key(amira.user_id)}

    response = signed_out(address, form, f"http://testserver{address}")

    assert "bewaard" not in response["Location"]
    assert "bewaard" not in soup(Client().get(response["Location"])).text
    assert not Draft.objects.exists()


def test_with_htmx_the_whole_page_goes_to_the_sign_in_page(db):
    response = signed_out("/proef/telt/", **HTMX)

    assert response.status_code == 200
    assert response["HX-Redirect"] == "/account/login/?next=%2F"


def test_a_read_page_comes_back_with_its_filters(db):
    response = Client().get("/gezinnen/?worker=none&pagina=2")

    assert response["Location"].endswith("?next=%2Fgezinnen%2F%3Fworker%3Dnone%26pagina%3D2")


# -- A form that got too old -----------------------------------------------------------------------
@pytest.fixture
def strict(amira):
    """Amira's browser, with the check that a form was made here."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(get_user_model().objects.get(pk=amira.user_id))
    return browser


def too_old(strict, referer):
    return strict.post("/proef/telt/", {"phone": "1"}, headers={"Referer": referer})


def test_a_form_that_got_too_old_is_refused_and_leads_back_to_its_page(strict):
    response = too_old(strict, "http://testserver/gezin/2026/1/contactgegevens/")

    assert response.status_code == 403
    page = soup(response)
    assert page.h1.text == "Dit formulier was te oud"
    assert page.select_one("main a.btn")["href"] == "/gezin/2026/1/contactgegevens/"
    assert "bewaard" not in page.main.text
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("where", ["//elders.example/x", "/\\elders.example", "///elders.example"])
def test_the_way_back_never_leads_out_of_the_house(where, strict):
    page = soup(too_old(strict, f"http://testserver{where}"))

    assert page.select_one("main a.btn")["href"] == "/"


# -- Drafts ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kept_for", "leads_to"),
    [
        ("/aankomst/", "/aankomst/"),
        ("//elders.example", "/"),
        ("/\\elders.example", "/"),
        ("https://elders.example", "/"),
        ("/aankomst/\x00", "/"),
        ("/" + "x" * 400, "/"),
    ],
)
@pytest.mark.parametrize("with_key", [True, False])
def test_throwing_a_draft_away_leads_back_to_a_page_of_the_house(
    kept_for, leads_to, with_key, desk, amira
):
    key = {"submission": submissions.new_key(amira.user_id)} if with_key else {}

    response = desk.post("/concept/weg/", {"draft_page": kept_for, **key})

    assert (response.status_code, response["Location"]) == (303, leads_to)


@pytest.mark.parametrize("kept_for", ["/aankomst/\x00", "\x00", "x" * 5000])
def test_a_draft_for_an_impossible_page_is_no_crash(kept_for, desk, amira):
    key = submissions.new_key(amira.user_id)
    fields = {"draft_page": kept_for, "note": "tekst", "submission": key}

    assert desk.post("/concept/", fields).status_code == 200
    assert signed_out("/aankomst/", fields).status_code == 302


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
@pytest.mark.parametrize("page", ["/", "/aankomst/", "/accounts/login/"])
def test_what_no_page_does_is_answered_so_before_anything_else(amira, method, page):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(get_user_model().objects.get(pk=amira.user_id))
    answer = getattr(browser, method)(page)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")

"""What the browser keeps: nothing of what a signed-in person saw."""

import pytest

from tests.support.htmx import HTMX, soup


def kept(response) -> set[str]:
    return set(filter(None, response.headers.get("Cache-Control", "").split(", ")))


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    "address", ["/", "/gezinnen/", "/zoeken/?q=olena", "/gezinnen/?formaat=csv", "/bestaat-niet/"]
)
def test_the_browser_keeps_nothing_of_a_signed_in_person(address, headers, amira, household, login):
    response = login(amira).get(address, headers=headers)

    assert {"no-store", "private"} <= kept(response)
    assert not {"public"} & kept(response)


def test_nor_of_a_file_a_refusal_or_the_answer_to_signing_out(amira, household, login):
    browser = login(amira)
    file = f"/gezin/{household.year}/{household.serial}/"

    answers = [
        browser.get(file),
        browser.post(f"{file}contact/", {}),
        browser.get("/beheer/gebruikers/"),
        browser.post("/account/logout/"),
    ]

    assert [answer.status_code for answer in answers] == [200, 422, 403, 302]
    assert all("no-store" in kept(answer) for answer in answers)
    assert browser.get(file)["Location"].startswith("/account/login/")


def test_htmx_keeps_no_pages_in_the_browser_either(amira, login):
    config = soup(login(amira).get("/")).select_one('meta[name="htmx-config"]')["content"]

    assert '"historyCacheSize":0' in config


def test_the_monitors_page_is_as_it_was(client, db):
    assert "no-store" not in kept(client.get("/leeft/"))

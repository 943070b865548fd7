"""The screens of the social map: filters, freshness, forms and what two people save at once."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from eenplan.core.models import AuditEvent
from eenplan.directory.models import Partner, Service, SittingDay, SkippedSitting
from tests.factories import AreaFactory, NormFactory
from tests.factories.directory import (
    OpeningHoursFactory,
    PartnerFactory,
    ServiceFactory,
    SittingDayFactory,
)
from tests.support.htmx import HTMX, same, soup, swap
from tests.support.setting import TODAY

MAP = "/sociale-kaart/"


def words_in(element) -> str:
    return " ".join(element.get_text(" ").split())


def listed(response) -> list[str]:
    return [link.text for link in soup(response).select("#rows .day-list a.fw-semibold")]


def counted(number):
    return "1 dienst" if number == 1 else f"{number} diensten"


def exported(response) -> list[str]:
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    return [row[0] for row in rows[1:]]


@pytest.fixture
def town(service, area):
    """Services that each filter tells apart from Onthaal, which is in Heuvelkant."""
    molen = AreaFactory(name="Molenwijk")
    ServiceFactory(name="Huisarts", theme="HEALTH", confirmed_on=date(2026, 1, 1))
    sits = ServiceFactory(name="Energiescan", theme="ENERGY_DEBTS", partner__area=molen)
    SittingDayFactory(partner=sits.partner, service=sits, area=area, every_weeks=2)
    ServiceFactory(name="Gestopt", ends_on=TODAY)
    ServiceFactory(name="Van wie gestopt is", partner__ends_on=TODAY)
    ServiceFactory(name="Nog niet", starts_on=date(2027, 1, 1))
    return {"molen": molen, "area": area}


@pytest.mark.parametrize(
    "query, names",
    [
        ("", ["Energiescan", "Huisarts", "Onthaal"]),
        ("q=kade", ["Onthaal"]),
        ("q=heuvelkant HUURCONTRACT", ["Onthaal"]),
        ("q=heuvelkant huisarts", []),
        ("thema=HEALTH", ["Huisarts"]),
        ("taal=ar", ["Onthaal"]),
        ("taal=uk", []),
        ("wijk={area}", ["Energiescan", "Onthaal"]),
        ("wijk={molen}", ["Energiescan"]),
        ("open_op=2026-11-23", ["Onthaal"]),
        ("open_op=2026-12-01", ["Energiescan"]),
        ("open_op=2026-11-25", []),
        ("versheid=oud", ["Huisarts"]),
        ("versheid=vers", ["Energiescan", "Onthaal"]),
        ("q=%25", []),
        ("q=_", []),
    ],
)
def test_a_filter_lists_counts_and_exports_the_same_services(query, names, town, amira, login):
    address = f"{MAP}?{query.format(area=town['area'].pk, molen=town['molen'].pk)}"
    client = login(amira)

    page = client.get(address)
    table = load_workbook(io.BytesIO(client.get(f"{address}&formaat=xlsx").content)).active

    assert listed(page) == names
    assert exported(client.get(f"{address}&formaat=csv")) == names
    assert [row[0].value for row in table.iter_rows(min_row=2)] == names
    foot = soup(page).select_one(".list-foot [role=status]")
    assert (foot.text if foot else "0 diensten") == counted(len(names))


@pytest.mark.parametrize(
    "query",
    ["thema=X", "taal=xx", "wijk=99999", "open_op=32/13/2026", "versheid=x", "open_op=0001"],
)
def test_a_filter_that_does_not_exist_lists_nothing(query, town, amira, login):
    page = login(amira).get(f"{MAP}?{query}")
    assert listed(page) == []
    assert "Deze filter bestaat niet" in soup(page).text


def test_the_answer_to_htmx_is_the_page(town, amira, login):
    client = login(amira)
    page = soup(client.get(MAP))
    swap(page, "#rows", client.get(f"{MAP}?thema=HEALTH", headers=HTMX))
    fresh = soup(client.get(f"{MAP}?thema=HEALTH"))

    assert same(page.select_one("#rows"), fresh.select_one("#rows"))


def test_an_export_of_hours_documents_and_languages_is_readable(service, amira, login):
    text = login(amira).get(f"{MAP}?formaat=csv").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text), delimiter=";")

    assert row["Openingsuren"] == "ma 9-12"
    assert row["Mee te brengen"] == "identiteitskaart; huurcontract"
    assert row["Talen"] == "Nederlands, Arabisch"
    assert row["Telefoon"] == "'+32 56 11 22 33"


def test_what_was_checked_too_long_ago_says_call_first(service, amira, login):
    client, address = login(amira), f"{MAP}dienst/{service.pk}/"
    assert "bel eerst" not in soup(client.get(address)).text

    NormFactory(key="directory_fresh_days", value=21, starts_on=date(2026, 11, 20))

    said = " ".join(soup(client.get(address)).select_one(".alert").text.split())
    assert said == "Nagekeken op 1 november 2026, langer dan 21 dagen geleden: bel eerst."
    assert "bel eerst" in soup(client.get(MAP)).text


def test_the_page_of_a_service_tells_what_one_must_know(service, sitting, amira, login):
    page = soup(login(amira).get(f"{MAP}dienst/{service.pk}/"))
    text = words_in(page.select_one("main"))

    for words in (
        "huurcontract",
        "Wie in Heuvelkant woont",
        "Nederlands, Arabisch",
        "14 dagen",
        "maandag 9-12",
        "om de 2 weken",
        "eerstvolgend op 1 december 2026",
    ):
        assert words in text
    assert "Wijzig" not in text  # she does not keep the map


@pytest.mark.parametrize("what", ["dienst/{service}/", "partner/{partner}/", "zitdag/{sitting}/"])
def test_a_page_of_the_map_is_there_after_its_end_and_says_so(what, service, sitting, dirk, login):
    for model in (Partner, Service, SittingDay):
        model.objects.update(ends_on=TODAY)
    address = MAP + what.format(service=service.pk, partner=service.partner_id, sitting=sitting.pk)
    page = soup(login(dirk).get(address))

    assert page.select_one(".alert-warning")
    assert not page.select(".actions a, .actions button")


@pytest.mark.parametrize("what", ["dienst/9999/", "partner/9999/", "zitdag/9999/"])
def test_what_is_not_there_is_not_found(what, amira, login):
    assert login(amira).get(MAP + what).status_code == 404


def test_the_calendar_shows_who_sits_where_by_neighbourhood(sitting, amira, login):
    SittingDayFactory(area=AreaFactory(name="Molenwijk"), every_weeks=1)
    client = login(amira)
    address = f"{MAP}zitdagen/?wijk={sitting.area_id}"

    page = soup(client.get(address))

    assert [title.text for title in page.select("#rows h2")] == ["Heuvelkant"]
    assert len(page.select(".day-list li")) == 3
    assert exported(client.get(f"{address}&formaat=csv")) == [
        "01/12/2026",
        "15/12/2026",
        "29/12/2026",
    ]
    assert "zitdagen" in AuditEvent.objects.get(event="core.list-exported").detail["list"]


def test_the_rota_has_a_column_for_every_week(sitting, amira, login):
    SkippedSitting.objects.create(sitting_day=sitting, day=date(2026, 12, 15), reason="ziek")
    page = soup(login(amira).get(f"{MAP}zitdagen/rooster/?vanaf=2026-11-25"))
    weeks = [head.text for head in page.select("thead th")][2:]
    cells = [words_in(cell) for cell in page.select("tbody td")][1:]

    assert weeks[0] == "week van 23/11"
    assert len(weeks) == len(cells) == 7
    assert cells == [
        "–",
        "di 1/12 9.00-12.00",
        "–",
        "di 15/12 valt weg",
        "–",
        "di 29/12 9.00-12.00",
        "–",
    ]


@pytest.mark.parametrize(
    "page",
    [
        *("", "partners/", "partner/{pk}/", "zitdagen/", "zitdagen/rooster/"),
        *("uitvoer/hsds.json", "?formaat=csv", "zitdagen/?formaat=csv"),
    ],
)
def test_a_page_asks_as_much_for_one_row_as_for_many(page, partner, amira, login):
    def add(number):
        for _ in range(number):
            row = ServiceFactory(documents="a")
            OpeningHoursFactory(service=row)
            SittingDayFactory(partner=row.partner, service=row, area=partner.area, every_weeks=1)
            SittingDayFactory(partner=row.partner, area=partner.area, location="Elders")
            own = ServiceFactory(partner=partner)
            SittingDayFactory(partner=partner, service=own, area=partner.area)

    client, address = login(amira), MAP + page.format(pk=partner.pk)
    add(1)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    add(4)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(one) == len(many)


# -- Forms ---------------------------------------------------------------------------------------
def fields(response) -> dict:
    """Return what the form on the page would send."""
    form = soup(response).select_one("main form")
    sent = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.get("type") == "checkbox":
            if field.has_attr("checked"):
                sent.setdefault(field["name"], []).append(field["value"])
        elif field.name == "select":
            chosen = field.select_one("option[selected]")
            sent[field["name"]] = chosen["value"] if chosen else ""
        else:
            sent[field["name"]] = (
                field.text.lstrip("\n") if field.name == "textarea" else field.get("value", "")
            )
    return sent


def test_a_partner_a_service_and_a_sitting_are_made_on_the_screen(dirk, area, login):
    client = login(dirk)
    form = fields(client.get(f"{MAP}partner/nieuw/"))
    made = client.post(
        f"{MAP}partner/nieuw/",
        {**form, "name": "Taalhuis", "kind": "LANGUAGE_SCHOOL", "website": "taalhuis.example"},
    )
    partner = Partner.objects.get()
    assert (made.status_code, partner.website) == (303, "https://taalhuis.example")

    address = f"{MAP}partner/{partner.pk}/dienst-toevoegen/"
    form = fields(client.get(address))
    assert form["languages"] == ["nl"]
    said = {
        "name": "Les",
        "theme": "LANGUAGE",
        "hours": "ma 9-12",
        "documents": " pas \n\n attest ",
    }
    assert client.post(address, {**form, **said}).status_code == 303
    service = Service.objects.get()
    assert service.documents == "pas\nattest"

    address = f"{MAP}partner/{partner.pk}/zitdag-toevoegen/"
    said = {
        "service": service.pk,
        "area": area.pk,
        "location": "Wijkcentrum",
        "starts_on": "24/11/2026",
        "every_weeks": "6",
        "opens_at": "9u30",
        "closes_at": "12:00",
    }
    assert client.post(address, {**fields(client.get(address)), **said}).status_code == 303
    row = SittingDay.objects.get()
    assert (row.service, row.area, f"{row.opens_at:%H:%M}") == (service, area, "09:30")


def test_saving_a_form_untouched_changes_nothing(dirk, service, sitting, login):
    client = login(dirk)
    for what, row in (
        (f"partner/{service.partner_id}/", service.partner),
        (f"dienst/{service.pk}/", service),
        (f"zitdag/{sitting.pk}/", sitting),
    ):
        before = {k: v for k, v in vars(type(row).objects.get(pk=row.pk)).items() if k != "_state"}
        address = f"{MAP}{what}wijzigen/"
        answer = client.post(address, fields(client.get(address)))
        after = {k: v for k, v in vars(type(row).objects.get(pk=row.pk)).items() if k != "_state"}

        assert answer.status_code == 303
        assert after == {**before, "version": 2}
    assert [h.weekday for h in service.opening_hours.all()] == [1]
    assert SittingDay.objects.count() == 1


@pytest.mark.parametrize(
    "changes, field, words",
    [
        ({"name": ""}, "name", "verplicht"),
        ({"name": "!!!"}, "name", "letters"),
        ({"name": "x" * 121}, "name", "120"),
        ({"theme": "X"}, "theme", "geldige keuze"),
        ({"hours": "altijd"}, "hours", "begrijpen we niet"),
        ({"hours": "ma 9-12, 10-11"}, "hours", "overlappen"),
        ({"capacity": "-1"}, "capacity", "minstens 0"),
        ({"capacity": "9" * 30}, "capacity", "hoogstens"),
        ({"waiting_days": "veel"}, "waiting_days", "heel getal"),
        ({"phone": "bel"}, "phone", "te weinig cijfers"),
        ({"email": "geen"}, "email", "e-mail"),
        ({"description": "a\x00b"}, "description", "niet kunnen lezen"),
        ({"documents": "x" * 1001}, "documents", "1000"),
        ({"languages": ["zz"]}, "languages", "geldige keuze"),
    ],
)
def test_bad_input_is_refused_with_the_field_and_the_text_kept(
    changes, field, words, dirk, service, login
):
    client, address = login(dirk), f"{MAP}dienst/{service.pk}/wijzigen/"
    answer = client.post(
        address, {**fields(client.get(address)), "eligibility": "blijft staan", **changes}
    )
    page = soup(answer)

    assert answer.status_code == 422
    [line] = page.select("[data-error-summary] li")
    assert words in line.text
    assert page.select_one(f"#id_{field}, [name={field}]")
    assert page.select_one("#id_eligibility").text.strip() == "blijft staan"
    service.refresh_from_db()
    assert service.version == 1


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"starts_on": "31/02/2026"}, "bestaande datum"),
        ({"starts_on": "01/01/3026"}, "Kijk het jaar na"),
        ({"starts_on": ""}, "verplicht"),
        ({"opens_at": "25:00"}, "geen uur"),
        ({"closes_at": "08:00"}, "einduur"),
        ({"every_weeks": "0"}, "minstens 1"),
        ({"every_weeks": "53"}, "hoogstens 52"),
        ({"area": "999999"}, "geldige keuze"),
        ({"service": "999999"}, "geldige keuze"),
        ({"ends_on": "24/11/2026"}, "na de eerste zitdag"),
        ({"starts_on": "01/01/2019"}, "bestaat niet op 01/01/2019"),
    ],
)
def test_an_impossible_sitting_is_refused(changes, words, dirk, partner, area, login):
    client, address = login(dirk), f"{MAP}partner/{partner.pk}/zitdag-toevoegen/"
    right = {
        **fields(client.get(address)),
        "area": area.pk,
        "location": "Wijkcentrum",
        "starts_on": "24/11/2026",
        "opens_at": "09:00",
        "closes_at": "12:00",
    }
    answer = client.post(address, {**right, **changes})

    assert answer.status_code == 422
    assert words in soup(answer).select_one("[data-error-summary]").text
    assert not SittingDay.objects.exists()


def test_two_who_change_a_service_both_see_both_texts(dirk, karim, service, login):
    address = f"{MAP}dienst/{service.pk}/wijzigen/"
    one, two = login(dirk), login(karim)
    first, second = fields(one.get(address)), fields(two.get(address))
    one.post(address, {**first, "cost": "5 euro", "hours": "di 9-12"})

    answer = two.post(address, {**second, "cost": "gratis", "hours": "ma 9-13"})

    rows = {
        row.th.text: [cell.text for cell in row.select("td")]
        for row in soup(answer).select("[data-error-summary] tbody tr")
    }
    assert answer.status_code == 409
    assert rows == {"Kostprijs": ["5 euro", "gratis"], "Openingsuren": ["di 9-12", "ma 9-13"]}
    service.refresh_from_db()
    assert service.cost == "5 euro"

    assert two.post(address, fields(answer)).status_code == 303  # looked, and saved again
    service.refresh_from_db()
    assert (service.cost, service.version) == ("gratis", 3)


@pytest.mark.parametrize("what", ["partner", "zitdag"])
def test_a_partner_and_a_sitting_show_both_texts_too(what, dirk, karim, sitting, login):
    pk = {"partner": sitting.partner_id, "zitdag": sitting.pk}[what]
    field, label = {"partner": ("phone", "Telefoon"), "zitdag": ("note", "Opmerking")}[what]
    address = f"{MAP}{what}/{pk}/wijzigen/"
    one, two = login(dirk), login(karim)
    first, second = fields(one.get(address)), fields(two.get(address))
    one.post(address, {**first, field: "112"})

    answer = two.post(address, {**second, field: "113"})

    [row] = soup(answer).select("[data-error-summary] tbody tr")
    assert (answer.status_code, words_in(row).split()) == (409, [label, "112", "113"])


def test_a_button_on_an_old_page_confirms_nothing(dirk, service, login):
    client = login(dirk)
    page = client.get(f"{MAP}dienst/{service.pk}/")
    button = soup(page).select_one(".actions form")
    sent = {field["name"]: field["value"] for field in button.select("input")}
    Service.objects.update(version=2, cost="ineens 50 euro")

    answer = client.post(button["action"], sent)

    assert answer.status_code == 409
    assert "Iemand anders wijzigde dit intussen" in soup(answer).text
    service.refresh_from_db()
    assert service.confirmed_on == date(2026, 11, 1)


def test_a_sitting_is_let_go_and_taken_back_on_the_screen(dirk, sitting, login):
    client = login(dirk)
    page = soup(client.get(f"{MAP}zitdag/{sitting.pk}/"))
    address = page.select_one(".day-list a")["href"]
    form = fields(client.get(address))
    assert form["day"] == "2026-12-01"
    assert client.post(address, {**form, "reason": "feestdag"}).status_code == 303

    page = soup(client.get(f"{MAP}zitdag/{sitting.pk}/"))
    assert "feestdag" in page.text
    button = page.select_one(".day-list form")
    sent = {field["name"]: field["value"] for field in button.select("input")}
    assert client.post(button["action"], sent).status_code == 303
    assert not SkippedSitting.objects.exists()


@pytest.mark.parametrize("day", ["", "x", "2026-13-01", "\x00"])
def test_taking_back_a_day_that_is_none_is_not_found(day, dirk, sitting, login):
    answer = login(dirk).post(f"{MAP}zitdag/{sitting.pk}/doorgaan/", {"day": day})
    assert answer.status_code == 404


def test_the_partner_without_files_sees_the_map_and_keeps_it_not(join, team, service, login):
    client = login(join("milan", "PARTNER", team))
    assert client.get(f"{MAP}dienst/{service.pk}/").status_code == 200
    assert client.get(f"{MAP}dienst/{service.pk}/wijzigen/").status_code == 403


def test_markup_in_a_text_is_text(service, amira, login):
    Service.objects.update(description="<script>alert(1)</script>", name="<b>Vet</b>")
    for address in (MAP, f"{MAP}dienst/{service.pk}/"):
        assert b"<script>alert" not in login(amira).get(address).content


def test_a_partner_with_a_long_name_and_unknown_facts_has_a_page(amira, login):
    partner = PartnerFactory(name="x" * 120)
    assert login(amira).get(f"{MAP}partner/{partner.pk}/").status_code == 200

"""A figure is the length of the list behind it, of its export and of what a program reads of it.

Walks the pages of every account of the demo: the menu, and one page deep from there. A figure is a
link with `data-figure`; a bare number that is a link without it is found too, so that no page adds
one unnoticed. An amount of euro that is a link with `data-sum` is the sum of a column of its list.
"""

import csv
import io
import re
from collections import Counter, defaultdict
from contextlib import nullcontext
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from eenplan.journeys.demo.fill import fill
from eenplan.organisation.demo_accounts import ACCOUNTS
from eenplan.organisation.models import User
from tests.support.htmx import soup
from tests.support.setting import TODAY, clock_of_the_tests

COORDINATORS = {"dirk", "els"}
MOST_OF_A_KIND = 1  # pages of one view, for each account
SUMMED = {
    "paid": "Betaald (euro)",
    "claimed": "Terug te vragen (euro)",
    "not_yet": "Nog niet terug te vragen (euro)",
    "own": "Eigen last (euro)",
    "lost": "Waarvan verloren (euro)",
    "supplement": "Supplement (euro)",
}
MOST_IN_FULL = 2  # figures of one name whose page and file are read too, for each page


class Silent:
    def update(self, count):
        pass


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Fill the demo once for all accounts; each test then rolls back what it did itself."""
    with django_db_blocker.unblock(), clock_of_the_tests(), transaction.atomic():
        fill(households=60, seed=1, on=TODAY, progress=lambda total: nullcontext(Silent()))
        yield
        transaction.set_rollback(True)


def address_of(page: str, link) -> str:
    return urljoin(page, link["href"])


def view_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def links_of(page: str, html, where: str) -> list[str]:
    found = [address_of(page, a) for a in html.select(f"{where} a[href]")]
    return [a for a in dict.fromkeys(found) if a.startswith("/") and "formaat=" not in a]


class Walk:
    """What one account sees: its pages, and what is wrong with the figures on them."""

    def __init__(self, user):
        self.browser = Client()
        self.browser.force_login(user)
        self.pages: dict[str, object] = {}
        self.counted: dict[str, int] = {}
        self.wrong: list[str] = []
        self.seen = Counter()

    def page(self, address: str):
        """Return a page as the account gets it, or None for what is no page of ours."""
        path = address.split("#")[0] or "/"
        if path not in self.pages:
            answer = self.browser.get(path)
            is_page = answer.status_code == 200 and "html" in answer["Content-Type"]
            self.pages[path] = soup(answer) if is_page else None
        return self.pages[path]

    def walk(self):
        start = self.page("/")
        first = ["/", *links_of("/", start, "nav")]
        for address in first:
            self.look(address)
        for address in list(first):
            html = self.page(address)
            for link in links_of(address, html, "main") if html else ():
                kind = view_of(link)
                if kind and not kind.startswith(("account", "mfa")):
                    self.seen[kind] += 1
                    if self.seen[kind] <= MOST_OF_A_KIND:
                        self.look(link)

    def look(self, address: str):
        """Check the list of a page, and every figure on it."""
        html = self.page(address)
        if html is None:
            return
        if html.select_one(".list-foot a[href*='formaat=csv']"):
            self.check_list(address)
        for name, found in self.figures_on(address, html).items():
            found.sort(key=lambda pair: -pair[0])
            for at, (number, link) in enumerate(found):
                target = address_of(address, link)
                length = self.length(target, in_full=at < MOST_IN_FULL)
                if length != number:
                    self.wrong.append(f"{address}: {name} says {number}, {target} has {length}")
        for link in html.select("main a[data-sum]"):
            said, target = cents_in(link), address_of(address, link)
            summed = self.sum_in_json(target, SUMMED[link["data-sum"]])
            if summed != said:
                self.wrong.append(f"{address}: {said} cents said, {target} adds up to {summed}")

    def figures_on(self, address: str, html) -> dict[str, list]:
        """Return the figures of a page by name; note the numbers that should have been one."""
        figures = defaultdict(list)
        for link in html.select("main a[href]"):
            text = link.get_text(" ", strip=True)
            if link.has_attr("data-figure"):
                figures[link["data-figure"]].append((int(number_in(link)), link))
            elif link.has_attr("data-sum") or link["href"].startswith("#"):
                continue
            elif re.fullmatch(r"(€ )?-?[\d.,]+", text):
                self.wrong.append(f"{address}: {text} is a link but no figure")
        return figures

    def length(self, address: str, *, in_full: bool) -> int:
        address = address.split("#")[0]
        if address not in self.counted or in_full:
            self.counted[address] = self.in_json(address)
            if in_full:
                self.check_list(address)
        return self.counted[address]

    def in_json(self, address: str) -> int:
        answer = self.browser.get(with_format(address, "json"))
        if answer.status_code != 200 or "json" not in answer["Content-Type"]:
            self.wrong.append(f"{address}: no JSON ({answer.status_code})")
            return -1
        told = answer.json()
        if told["count"] != len(told["rows"]):
            self.wrong.append(f"{address}: JSON says {told['count']}, has {len(told['rows'])}")
        return told["count"]

    def sum_in_json(self, address: str, column: str) -> int:
        """Return the cents of one column of a list, all its rows together."""
        told = self.browser.get(with_format(address, "json")).json()
        at = told["columns"].index(column)
        return sum(round(row[at] * 100) for row in told["rows"])

    def check_list(self, address: str):
        """Compare the count on the page, its rows over all pages, its file and its JSON."""
        address = re.sub(r"[&?]pagina=\d+", "", address.split("#")[0])
        answer = self.browser.get(with_format(address, "csv"))
        text = answer.content.decode("utf-8-sig")
        file = len(list(csv.reader(io.StringIO(text), delimiter=";"))) - 1
        html = self.page(address)
        [status] = html.select(".list-foot [role=status]") or [None]
        said = int(number_in(status)) if status else -1
        rows, pages = rows_on(html), re.search(r"van (\d+)$", status.get_text(strip=True))
        for number in range(2, int(pages[1]) + 1 if pages else 2):
            rows += rows_on(soup(self.browser.get(with_query(address, f"pagina={number}"))))
        lengths = (said, rows, file, self.in_json(address))
        if len(set(lengths)) > 1:
            self.wrong.append(f"{address}: says, rows, file, JSON are {lengths}")


def number_in(element) -> str:
    """Return the number in an element; thousands are written with a point."""
    return re.search(r"\d+", element.get_text(" ", strip=True).replace(".", ""))[0]


def cents_in(element) -> int:
    """Return the amount in an element, € 1.250,00, as cents."""
    return int(re.sub(r"[^\d-]", "", element.get_text(" ", strip=True)))


def rows_on(html) -> int:
    return len(html.select("#rows table tbody tr, #rows ul.day-list > li"))


def with_query(address: str, more: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{more}"


def with_format(address: str, form: str) -> str:
    """Return the address of a list as a file; what asks what a file is for, is told."""
    purpose = "&doel=nakijken" if address.startswith("/aanbod/") else ""
    return with_query(address, f"formaat={form}{purpose}")


@pytest.mark.parametrize("name", [name for name, *_ in ACCOUNTS])
def test_every_figure_is_the_length_of_its_list_its_export_and_its_json(demo, db, clock, name):
    walk = Walk(User.objects.get(username=name))
    walk.walk()

    assert walk.wrong == []
    assert len(walk.pages) > 2
    if name in COORDINATORS:  # most figures are theirs; a walk that finds none checks nothing
        assert len(walk.counted) > 10

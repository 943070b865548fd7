"""Do to a parsed page what the browser does when HTMX answers, so tests can compare pages."""

from bs4 import BeautifulSoup

HTMX = {"HX-Request": "true"}


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def swap(page: BeautifulSoup, target: str, response) -> None:
    """Replace `target` in the page with the response (hx-swap="outerHTML")."""
    [element] = page.select(target)
    element.replace_with(soup(response))


def same(one: BeautifulSoup, other: BeautifulSoup) -> bool:
    return one.prettify() == other.prettify()

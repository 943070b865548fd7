"""A real Chromium, a live server, and eyes for what a person would not see: console and axe.

With EENPLAN_SCREENSHOTS=1 the pictures of the manual (docs/images) are made anew: those that a
page of the manual shows, and no others.
"""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import make_password

from eenplan.organisation.models import User
from tests.support.pictures import IMAGES, shown_in_the_manual
from tests.support.setting import REPOSITORY

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe.from_file(REPOSITORY / "tests" / "support" / "axe.min.js")
MAKES_PICTURES = os.environ.get("EENPLAN_SCREENSHOTS") == "1"
PASSWORD = "een lang wachtwoord"
# Pages whose point stands below the first screen, and how much of them the manual shows.
SHOWN_LONG = ("my-day", "plan-with-goals", "refer", "offer-handover", "printed-plan")
LONG = {"x": 0, "y": 0, "width": 1360, "height": 1500}
WIDE, PHONE = {"width": 1360, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.fail("Chromium is not installed: script/test installs it, or says how.")
    return {**browser_type_launch_args, "executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "nl-BE", "viewport": WIDE}


class Seat:
    """Somebody behind a screen: a page of the browser, with what went wrong in it."""

    def __init__(self, page, server: str, *, runs_scripts: bool = True):
        self.page, self.server, self.complaints = page, server, []
        self.runs_scripts = runs_scripts
        page.set_default_timeout(8000)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message) -> None:
        # A refused form answers 4xx on purpose; Chromium writes that in the console.
        refusal = "Failed to load resource" in message.text and "(4" in message.text
        refusal = refusal or "status of 4" in message.text
        if message.type in ("error", "warning") and not refusal:
            self.complaints.append(message.text)

    def sign_in(self, username: str) -> None:
        User.objects.filter(username=username).update(password=make_password(PASSWORD))
        self.page.goto(f"{self.server}/account/login/")
        self.page.get_by_label("Gebruikersnaam").fill(username)
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.page.get_by_role("button", name="Aanmelden").click()
        self.page.wait_for_url(f"{self.server}/")

    def go(self, path: str):
        return self.page.goto(f"{self.server}{path}")

    def picture(self, name: str) -> None:
        if not MAKES_PICTURES or name not in shown_in_the_manual():
            return
        IMAGES.mkdir(parents=True, exist_ok=True)
        more = {"full_page": True, "clip": LONG} if name in SHOWN_LONG else {}
        self.page.screenshot(path=IMAGES / f"{name}.png", **more)

    def check(self) -> None:
        """Fail on any axe violation, console error or page that scrolls sideways."""
        assert self.complaints == [], (self.page.url, self.complaints)
        if not self.runs_scripts:
            return  # axe is a script too; the same page is looked at in another test
        self.page.wait_for_load_state("load")  # with its styles: after a form was sent, say
        found = AXE.run(self.page, options={"runOnly": RULES})
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        self.complaints.clear()  # axe itself sets styles that our own policy refuses
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(wide) <= 1, f"{self.page.url} scrolls sideways"


@pytest.fixture
def seat(page, live_server):
    return Seat(page, live_server.url)


@pytest.fixture
def seat_without_javascript(browser, live_server, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield Seat(context.new_page(), live_server.url, runs_scripts=False)
    context.close()

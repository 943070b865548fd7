"""A town of a chosen size in a database of its own; a large one is kept for the next run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from random import Random

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from tqdm import tqdm

from eenplan.cases.selectors import households_of
from eenplan.core import submissions
from eenplan.journeys.demo.fill import fill, is_empty
from eenplan.organisation.enums import TeamKind
from eenplan.organisation.models import Team, User
from eenplan.people.models import Person

SMALL = 1000  # households; a small town runs full of the arrivals of earlier runs: made anew
Ask = Callable[[int], None]
NAMES = ("Шевченко", "Kovalenko", "Peeters", "Sjevtsjenko", "Yılmaz", "Bondarenko Olena")


@contextmanager
def filled_town(households: int, seed: int) -> Iterator["Town"]:
    """Point Django at a database filled with the demo municipality of a size; point back after."""
    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    before = connection.settings_dict["NAME"]
    name = f"bench_{households}_{seed}_{localdate():%Y%m%d}"
    _make_database(name, anew=households < SMALL)
    _connect_to(name)
    try:
        call_command("migrate", verbosity=0)
        if is_empty():
            fill(households=households, seed=seed, on=localdate(), progress=_bar)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        yield Town()
    finally:
        _connect_to(before)


def _bar(total: int):
    return tqdm(total=total, unit=" gezinnen", desc="demo")


def _make_database(name: str, *, anew: bool) -> None:
    with connection.cursor() as cursor:
        if anew:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')


def _connect_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


class Town:
    """The people of the demo, each with a browser, and the pages they use most."""

    def __init__(self) -> None:
        self.browsers = {name: self._signed_in(name) for name in ("amira", "dirk", "els", "celine")}
        self.celine = User.objects.get(username="celine").pk
        people = Person.objects.exclude(family_name_original="")[:500]
        self.families = [person.family_name_original for person in people]
        self.given = [person.given_name_original for person in people]

    @staticmethod
    def _signed_in(username: str) -> Client:
        browser = Client()
        browser.force_login(User.objects.get(username=username))
        return browser

    def pages(self) -> dict[str, Ask]:
        """Return each page as a function that asks it for the n-th time."""
        amira = User.objects.get(username="amira")
        numbers = list(households_of(amira.pk).values_list("year", "serial")) * 100
        people = [str(p) for p in Person.objects.order_by("pk")[:50]]
        wanted = [text for pair in zip(cycle(NAMES), people, strict=False) for text in pair]
        cell = Team.objects.get(kind=TeamKind.TEMPORARY_CELL).pk
        large = Team.objects.annotate(size=Count("memberships")).exclude(pk=cell)
        large = large.filter(memberships__user__username="dirk").latest("size").pk
        return {
            "my_day": self._get("amira", lambda n: reverse("desk:my_day")),
            "search": self._get("amira", lambda n: f"/zoeken/?q={wanted[n % len(wanted)]}"),
            "household": self._get("amira", lambda n: reverse("desk:household", args=numbers[n])),
            "household_plan": self._get(
                "amira", lambda n: reverse("desk:household_plan", args=numbers[n])
            ),
            "households": self._get("els", lambda n: reverse("desk:households")),
            "cell_board": self._get("dirk", lambda n: reverse("desk:team_board", args=[cell])),
            "team_board": self._get("dirk", lambda n: reverse("desk:team_board", args=[large])),
            "places": self._get("els", lambda n: reverse("housing:places")),
            "arrival": self._arrive,
        }

    def _get(self, who: str, address: Callable[[int], str]) -> Ask:
        def ask(number: int) -> None:
            response = self.browsers[who].get(address(number))
            assert response.status_code == 200, (address(number), response.status_code)

        return ask

    def _arrive(self, number: int) -> None:
        """Save an arrival of two persons with names as they come in this town."""
        rng = Random(f"{self.celine}-{number}-{len(self.families)}")
        fields = {
            "submission": submissions.new_key(self.celine),
            "action": "save",
            "arrived_on": localdate().isoformat(),
            "target_group": "TEMPORARY_PROTECTION",
            "sleeps": "NONE",
            "contact_channel": "PHONE",
            "contact_language": "uk",
            "not_known": "on",
            "p-TOTAL_FORMS": "2",
            "p-INITIAL_FORMS": "0",
        }
        family = rng.choice(self.families)
        for index, (relation, year) in enumerate([("REFERENCE", 1985), ("CHILD", 2014)]):
            fields |= {
                f"p-{index}-family_name": family,
                f"p-{index}-given_name": rng.choice(self.given),
                f"p-{index}-relation": relation,
                f"p-{index}-sex": "F",
                f"p-{index}-birth_date": f"{year + rng.randrange(5)}-0{1 + index}-1{index}",
                f"p-{index}-speaks": "uk",
            }
        response = self.browsers["celine"].post("/aankomst/", fields)
        assert response.status_code == 303, response.status_code

"""Promises about the whole codebase that no single test file would notice being broken."""

import ast
import io
import re

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from eenplan.core.access import CAPABILITY_LABELS, Actor, Capability
from eenplan.core.models import AuditEvent
from eenplan.core.pages import read_page
from eenplan.core.templatetags.words import icon
from eenplan.desk.menu import MENU
from eenplan.organisation.enums import Role
from eenplan.organisation.roles import ROLES
from tests.support.pictures import IMAGES, shown_in_the_manual
from tests.support.setting import REPOSITORY, TODAY

SOURCE = REPOSITORY / "src" / "eenplan"
LONGEST_FILE = 300
SOMEBODY_ELSES = ("account/", "leeft/")  # allauth's own pages; the monitor's page
BY_TOKEN = (  # whoever holds a token that cannot be guessed
    "agenda/kalender/<slug:token>.ics",
    "netwerk/antwoord/<str:token>/",
)


def all_pages(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path, entry.callback
        else:
            yield from all_pages(entry, path)


def own_pages():
    pages = [(path, view) for path, view in all_pages() if not path.startswith(SOMEBODY_ELSES)]
    return [(path, view) for path, view in pages if not opened_by_token(view)]


def opened_by_token(view):
    return getattr(view, "opened_by_token", False)


def own_files():
    return [file for file in SOURCE.rglob("*.py") if "migrations" not in file.parts]


def templates():
    return list(SOURCE.rglob("*.html"))


def test_every_page_states_the_capability_it_needs():
    unguarded = [path for path, view in own_pages() if not getattr(view, "needs", None)]
    assert unguarded == []


def test_without_signing_in_there_is_the_page_of_the_monitor_and_those_behind_a_token():
    open_to_all = {path for path, view in all_pages() if getattr(view, "needs", 0) is None}
    assert open_to_all == {"leeft/", *BY_TOKEN}
    assert {path for path, view in all_pages() if opened_by_token(view)} == set(BY_TOKEN)


@pytest.mark.parametrize("secret", ["x", "x" * 43, "x" * 5000])
@pytest.mark.parametrize("path", BY_TOKEN)
def test_a_page_that_a_token_opens_tells_a_stranger_nothing(path, secret, client, db):
    answer = client.get("/" + re.sub(r"<\w+:\w+>", secret, path))

    assert answer.status_code == 404
    assert not answer.cookies and "private" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_the_sign_in_page(method, client, db):
    for path, _ in own_pages():
        url = "/" + re.sub(r"<int:\w+>", "1", re.sub(r"<(?:str|slug):\w+>", "x", path))
        response = getattr(client, method)(url)
        assert response.status_code in (302, 405), url
        if response.status_code == 302:
            assert response["Location"].startswith("/account/"), url


def test_a_read_page_cannot_write(db):
    @read_page(needs=Capability.SIGN_IN)
    def view(request):
        AuditEvent.objects.create(actor_id=1, event="x", subject="x")

    request = RequestFactory().get("/")
    request.user = type("User", (), {"is_authenticated": True})()
    request.actor = Actor(1, "x", TODAY, capabilities=frozenset({Capability.SIGN_IN}))

    with pytest.raises(RuntimeError, match="tried to write"):
        view(request)


def test_every_capability_has_words_and_somebody_who_may():
    assert set(CAPABILITY_LABELS) == set(Capability)
    assert set(ROLES) == set(Role)
    assert frozenset().union(*ROLES.values()) == set(Capability)


def test_the_menu_asks_for_what_its_pages_ask_for():
    needs = {}
    for namespace, (_, resolver) in get_resolver().namespace_dict.items():
        for entry in resolver.url_patterns:
            needs[f"{namespace}:{entry.name}"] = entry.callback.needs
    assert [(url, can) for url, _, _, can in MENU if needs[url] != can] == []


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


def test_the_system_checks_are_silent(db):
    # pytest-django itself puts an object where templates.E002 wants a string.
    assert [str(found) for found in run_checks() if found.id != "templates.E002"] == []


def test_the_generated_documents_are_up_to_date(db):
    call_command("docs", check=True, stdout=io.StringIO())


def test_a_fragment_is_named_after_the_id_of_its_element():
    wrong = []
    for template in templates():
        pattern = r'{% partialdef (\S+) inline %}\s*<\w+[^>]*?\bid="([^"]+)"'
        pairs = re.findall(pattern, template.read_text())
        names = re.findall(r"{% partialdef (\S+)", template.read_text())
        wrong += [(template.name, n) for n in names if (n, n) not in pairs]
    assert wrong == []


def posted_forms():
    for template in templates():
        if set(template.parts) & {"allauth", "account", "mfa"}:
            continue
        if "token/base.html" in template.read_text():
            continue  # whoever holds a token has no account: no draft, and the token counts once
        pattern = r"<form\b[^>]*method=\"post\".*?</form>"
        for form in re.findall(pattern, template.read_text(), re.S):
            yield template, form


def test_every_form_that_is_posted_counts_once():
    """Signing out, throwing a draft away and taking an item off a list may come twice;
    so may one answer of a checklist, or another in its place."""
    harmless = (
        "account_logout",
        "core:discard_draft",
        "cases:finish_work_item",
        "dwellings:answer",
    )
    wrong = [
        template.name
        for template, form in posted_forms()
        if not any(name in form for name in harmless)
        and ("{% once %}" not in form or "{% csrf_token %}" not in form)
    ]
    assert wrong == []


def test_every_form_somebody_types_in_keeps_and_shows_a_draft():
    typed_in = [
        (t, form)
        for t, form in posted_forms()
        # a file is chosen again: no browser gives it back
        if ".as_field_group" in form and "multipart/form-data" not in form
    ]
    assert len(typed_in) > 8
    assert [t.name for t, form in typed_in if 'name="draft_page"' not in form] == []
    assert [t.name for t, _ in typed_in if "<c-draft-notice" not in t.read_text()] == []


def test_what_needs_no_stairs_has_one_word_on_the_screens():
    screens = [*templates(), *SOURCE.rglob("forms.py"), *SOURCE.glob("*/views/*.py")]
    other_words = re.compile("zonder trap|step-free|rolstoel", re.IGNORECASE)
    assert [file.name for file in screens if other_words.search(file.read_text())] == []


def test_no_template_has_inline_style_or_script():
    inline = re.compile(r"<style|\bstyle=\"|<script(?![^>]*\bsrc=)|\son\w+=\"")
    assert [t.name for t in templates() if inline.search(t.read_text())] == []


def test_every_icon_a_template_names_is_there():
    for template in templates():
        for name in re.findall(r'{% icon "([^"]+)" %}', template.read_text()):
            assert icon(name), (template.name, name)


def test_files_stay_short_enough_to_read_in_one_go():
    long = {f.name: n for f in own_files() if (n := len(f.read_text().splitlines())) > LONGEST_FILE}
    assert long == {}


def test_no_class_has_more_than_three_bases():
    trees = [(file, ast.parse(file.read_text())) for file in own_files()]
    classes = [(f, c) for f, tree in trees for c in ast.walk(tree) if isinstance(c, ast.ClassDef)]
    assert [f"{f.name}:{c.name}" for f, c in classes if len(c.bases) > 3] == []


def test_public_functions_of_the_inner_floors_say_what_they_return():
    silent = []
    for file in own_files():
        if not set(file.parts) & {
            "engines",
            "services",
            "selectors",
            "journeys",
        } and file.stem not in (
            "services",
            "selectors",
            "policies",
        ):
            continue
        for node in ast.parse(file.read_text()).body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                silent.append(f"{file.relative_to(SOURCE)}:{node.name}")
    assert silent == []


def test_every_script_is_short():
    scripts = [
        p
        for p in (REPOSITORY / "script").iterdir()
        if p.read_text().startswith("#!/usr/bin/env bash")
    ]
    assert scripts
    assert {p.name: n for p in scripts if (n := len(p.read_text().splitlines())) > 40} == {}


def test_the_manual_shows_every_picture_that_is_kept_and_no_other():
    assert {picture.stem for picture in IMAGES.glob("*.png")} == shown_in_the_manual()


def test_the_pages_of_the_manual_lead_to_each_other():
    pages = {page.name: page.read_text() for page in (REPOSITORY / "docs" / "manual").glob("*.md")}
    for name, text in pages.items():
        assert f"docs/manual/{name}" in (REPOSITORY / "README.md").read_text(), name
        assert set(re.findall(r"\]\((\w[\w-]*\.md)[)#]", text)) <= set(pages), name

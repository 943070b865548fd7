"""Letters: by the file, by the committee, by the register; the details of the centre."""

from django.urls import path

from eenplan.benefits.enums import LetterKind
from eenplan.benefits.views import centre, letter_lists, letters, letters_making, statements
from eenplan.benefits.views.letter_ways import DESK, FILE, SESSION

ONE = "brief/<int:letter_id>/"
DECISION = "beslissing/<int:decision_id>/"
PLACES = {FILE: "", SESSION: "zitting/", DESK: "register/"}


def _of_a_letter(way):
    """Return the pages of one letter by one way."""
    at, name = PLACES[way] + ONE, way.prefix
    return [
        path(at, letters.letter_page(way), name=f"{name}letter"),
        path(f"{at}pdf/", letters.letter_pdf(way), name=f"{name}letter_pdf"),
        path(f"{at}versturen/", letters.notify_page(way), name=f"{name}notify"),
        path(f"{at}aangekomen/", letters.received_page(way), name=f"{name}received"),
        path(f"{at}verbeteren/", letters_making.correct_page(way), name=f"{name}correct_letter"),
    ]


def _of_decisions(way):
    """Return the pages of decisions and their letters by one way."""
    at, name, lists = PLACES[way] + DECISION, way.prefix, PLACES[way]
    return [
        path(at, letters_making.decision_page(way), name=f"{name}decision"),
        path(f"{at}ontwerp/", letters_making.draft_page(way), name=f"{name}draft"),
        path(f"{at}maken/", letters_making.make_page(way), name=f"{name}make_letter"),
        path(lists, letter_lists.to_send_page(way), name=f"{name}to_send"),
        path(f"{lists}niet-tijdig/", letter_lists.late_page(way), name=f"{name}late"),
    ]


def _of_the_register(kind, at):
    page = letters_making.make_desk_page(kind)
    name = f"make_{kind.value.lower()}"
    return path(f"aanvraag/<int:application_id>/{at}/", page, name=name)


OF_A_HOUSEHOLD = "overzicht/<int:year>/<int:serial>/"

pages = (
    [
        *_of_a_letter(FILE),
        *_of_a_letter(SESSION),
        *_of_a_letter(DESK),
        *_of_decisions(FILE),
        *_of_decisions(SESSION),
        _of_the_register(LetterKind.RECEIPT, "ontvangstbewijs"),
        _of_the_register(LetterKind.FORWARDED, "doorzending"),
        _of_the_register(LetterKind.FORWARDED_TOLD, "bericht"),
        path("andere/", letter_lists.others, name="others"),
        path("zittingen/<int:session_id>/", letter_lists.session, name="session"),
        path("zittingen/<int:session_id>/afdruk/", letter_lists.print_session, name="print"),
        path(OF_A_HOUSEHOLD, statements.statement, name="statement"),
        path(f"{OF_A_HOUSEHOLD}maken/", statements.make_statement, name="make_statement"),
        path("ocmw/", centre.centre, name="centre"),
        path("ocmw/nieuw/", centre.set_details, name="set_centre"),
    ],
    "letters",
)

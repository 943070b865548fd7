"""Two people who make or send the same letter at the same moment: one does, the other is told."""

from datetime import timedelta

import pytest

from eenplan.benefits.letters_errors import LetterRefused
from eenplan.benefits.models import Letter, Notification
from eenplan.benefits.selectors.letter_facts import Said
from eenplan.benefits.services.letters import Correction, make_letter, notify
from tests.factories import AssignmentFactory
from tests.support.at_once import at_once
from tests.support.rights import at, decided, the_centre
from tests.support.setting import TODAY

pytestmark = pytest.mark.django_db(transaction=True)

SAID = Said(
    category_reason="Zij zorgt alleen voor twee kinderen.",
    calculation_note="Het volle bedrag van categorie 3: er zijn geen inkomsten.",
)


def tried(act):
    """Return what somebody got: the row, or the sentence of the refusal."""
    try:
        return act()
    except LetterRefused as error:
        return str(error)


def test_a_letter_is_made_replaced_and_sent_once(household, amira, guy):
    the_centre()
    AssignmentFactory(case=household.cases.get(), worker_id=amira.user_id)
    decision = decided(household, received_on=TODAY - timedelta(days=10))
    facts = {"kind": "DECISION", "household": household, "decision": decision, "said": SAID}
    when = {"on": TODAY, "at": at(TODAY)}

    made = at_once(
        [
            lambda actor=actor: tried(lambda: make_letter(actor=actor, **facts, **when))
            for actor in (amira, guy, amira, guy)
        ]
    )

    [letter] = [each for each in made if isinstance(each, Letter)]
    assert sum("al gemaakt" in str(each) for each in made) == 3
    fix = Correction(letter, "Het adres was fout.")
    sent = {"how": "REGISTERED", "sent_on": TODAY, "reference": "RR1", "on": TODAY}
    both = at_once(
        [
            lambda: tried(lambda: make_letter(actor=amira, **facts, correction=fix, **when)),
            lambda: tried(lambda: make_letter(actor=guy, **facts, correction=fix, **when)),
            lambda: tried(lambda: notify(actor=amira, letter=letter, **sent)),
            lambda: tried(lambda: notify(actor=guy, letter=letter, **sent)),
        ]
    )
    assert sum(isinstance(each, Letter) for each in both) == 1
    assert sum(isinstance(each, Notification) for each in both) <= 1
    assert all(isinstance(each, Letter | Notification | str) for each in both)
    assert Letter.objects.count() == 2
    assert Notification.objects.count() == sum(isinstance(each, Notification) for each in both)

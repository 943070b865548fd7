"""What the pages of the organisation share: who to send back where, in which layout."""

from eenplan.core.questions import Question, question_page

STAFF = "organisation/base_staff.html"


def form_page(request, form, **words):
    """Show a form on its own page; a bound form was refused, so the answer is 422."""
    return question_page(request, Question(**words), form)

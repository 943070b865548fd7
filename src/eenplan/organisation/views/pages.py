"""What the pages of Beheer share: one layout for every form with a single question to answer."""

from eenplan.core.pages import AppRequest, show


def form_page(
    request: AppRequest, form, *, tab: str, heading: str, submit: str, back: str, intro: str = ""
):
    """Show a form on its own page; a bound form was refused, so the answer is 422."""
    page = {
        "form": form,
        "tab": tab,
        "heading": heading,
        "submit": submit,
        "back": back,
        "intro": intro,
    }
    return show(request, "organisation/form.html", page, status=422 if form.is_bound else 200)

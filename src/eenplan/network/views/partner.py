"""The page of a partner without account, behind a one-time link."""

from django.utils.timezone import localdate

from eenplan.core.pages import AppRequest, note_read, redirect_to, reported_on, show
from eenplan.core.token_pages import token_page
from eenplan.network import services
from eenplan.network.enums import ReferralState
from eenplan.network.forms.referrals import PartnerAnswerForm
from eenplan.network.selectors.links import Opened, open_link

PAGE = "network/partner_answer.html"


def _show(request: AppRequest, opened: Opened, form, *, refusal: str = "", status=200):
    if opened.shows_packet:
        ground = f"link {opened.link.pk} van een partner"
        note_read(request, opened.referral.case.household_id, ground=ground)
    page = {"opened": opened, "referral": opened.referral, "form": form, "refusal": refusal}
    return show(request, PAGE, page, status=status)


@token_page(methods=("GET", "POST"))
def answer(request: AppRequest, token: str):
    """Show what the family agreed to share, and take one answer."""
    opened = open_link(token, on=localdate())
    if request.method != "POST":
        gone = not opened.shows_packet and not opened.is_answered
        form = PartnerAnswerForm(present=opened.referral.state)
        return _show(request, opened, form, status=410 if gone else 200)
    form = PartnerAnswerForm(request.POST)
    if not opened.shows_packet:
        return _show(request, opened, form, refusal=opened.sentence, status=409)
    if not form.is_valid():
        return _show(request, opened, form, status=422)
    said = form.cleaned_data
    with reported_on(form):
        services.answer_by_link(
            opened=opened,
            state=ReferralState(said["state"]),
            by_name=said["by_name"],
            why=said["why"],
            on=localdate(),
        )
        return redirect_to(request, request.path)
    again = open_link(token, on=localdate())
    refusal = " ".join(form.non_field_errors())
    return _show(request, again, form, refusal=refusal, status=409)

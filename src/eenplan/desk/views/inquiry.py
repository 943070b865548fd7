"""Beginning a social investigation: it takes what housing and the agenda know along."""

from django.contrib import messages
from django.utils.timezone import localdate

from eenplan.benefits.selectors.inquiry import get_application
from eenplan.core.access import Capability
from eenplan.core.pages import AppRequest, go_to, write_page
from eenplan.journeys.social_inquiry import begin_inquiry as begin


@write_page(needs=Capability.RIGHTS_INVESTIGATE)
def begin_inquiry(request: AppRequest, application_id: int):
    application = get_application(request.actor, application_id)
    made = begin(actor=request.actor, application=application, on=localdate())
    messages.success(
        request, "Het onderzoek is begonnen. Kijk na wat uit het dossier komt en vul aan."
    )
    return go_to(request, "inquiry:report", made.pk)

"""The screens on which the housing coordinator sets things up, and tries what a measure changes."""

from eenplan.housing.models import Checklist, Offer, RefusalReason, Rehousing


def elses_setup():
    """The screens with something on them, empty, and refused."""
    goes = Rehousing.objects.filter(reason="PLACE_GOES").select_related("stay__place").first()
    guests = Offer.objects.filter(found_privately=True).first()
    draft = Checklist.objects.get(starts_on=None)
    used = Checklist.objects.exclude(starts_on=None).first()
    reason = RefusalReason.objects.filter(ends_on=None).first()
    tries, place = "/wat-als/?reken=ja&maatregel", goes.stay.place.reference
    wanted = "vorm=OWN_MANAGED&soort=STUDIO&personen=4&slaapkamers=2&gezinnen=1&aantal=2"
    return {
        "what-if": "/wat-als/",
        "what-if-place-goes": f"{tries}=weg&plaats={place}&dag=2027-01-22",
        "what-if-refused": f"{tries}=weg&plaats=NERGENS&dag=2026-01-01",
        "what-if-inspect": f"{tries}=controleren",
        "what-if-hosts": f"{tries}=gastgezinnen",
        "what-if-share": f"{tries}=delen",
        "what-if-new": "/wat-als/?maatregel=erbij",
        "what-if-added": f"{tries}=erbij&wijk={goes.stay.place.area.name}&{wanted}",
        "falls-away": f"/wat-als/plaats-valt-weg/?plaats={place}",
        "match-moving": f"/matchtafel/{goes.household.year}/{goes.household.serial}/",
        "refusal-reasons": "/aanbod/redenen/",
        "new-reason": "/aanbod/redenen/nieuw/",
        "rename-reason": f"/aanbod/redenen/{reason.pk}/naam/",
        "stop-reason": f"/aanbod/redenen/{reason.pk}/stoppen/",
        "checklist-in-use": "/panden/controles/lijst/",
        "checklist-draft": f"/panden/controles/lijst/{draft.pk}/",
        "checklist-version": f"/panden/controles/lijst/{used.pk}/",
        "new-question": f"/panden/controles/lijst/{draft.pk}/vraag-erbij/",
        "question": f"/panden/controles/vraag/{draft.items.first().pk}/",
        "checklist-use": f"/panden/controles/lijst/{draft.pk}/in-gebruik/",
        "offer-guests": f"/aanbod/{guests.pk}/",
        "found-stay": f"/aanbod-met-gasten/{guests.pk}/",
    }

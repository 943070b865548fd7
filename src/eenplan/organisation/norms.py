"""The norms a municipality may set: what each means, its unit, and the value before any choice.

Values come from the plans this product was built on (seeds 000 to 004) or are marked as our own
proposal; a manager changes them from a day on, with a reason, without a release.
"""

from dataclasses import dataclass
from decimal import Decimal

from eenplan.organisation.enums import PlaceKind, ReceptionForm


@dataclass(frozen=True)
class NormKind:
    """One norm: its Dutch label, the unit behind the number and where the default comes from."""

    label: str
    unit: str
    default: Decimal
    source: str
    is_switch: bool = False


def _number(label, unit, default, source):
    return NormKind(label, unit, Decimal(default), source)


def form_key(form: str) -> str:
    """Return the norm that says whether a reception form is open (1) or closed (0)."""
    return f"reception_open.{form}"


def kind_key(kind: str) -> str:
    """Return the norm that says whether a kind of place is open (1) or closed (0)."""
    return f"kind_open.{kind}"


def switch_key(switch: ReceptionForm | PlaceKind) -> str:
    """Return the norm behind a reception form or a kind of place."""
    return form_key(switch) if isinstance(switch, ReceptionForm) else kind_key(switch)


KORTRIJK = "7-puntenplan Kortrijk, 14 maart 2022"
PROPOSAL = "voorstel van Eenplan, niet uit een bron"
KEPT = "voorstel van Eenplan, naar de praktijk van begeleide gastgezinnen"

#: What placing weighs; the engine reads these keys (engines/placement/norms.py).
_PLACEMENT: dict[str, NormKind] = {
    "offer_reconfirm_days": _number("Aanbod opnieuw bevestigen na", "dagen", "30", PROPOSAL),
    "placement_hold_hours": _number("Voorgestelde plaats vasthouden", "uren", "96", PROPOSAL),
    "placement_shortest_days": _number("Kortste verblijf dat telt", "dagen", "1", PROPOSAL),
    "placement_long_days": _number("Een verblijf is lang vanaf", "dagen", "365", PROPOSAL),
    "placement_rent_ceiling": _number(
        "Huur waarbij kost geen punten geeft", "euro", "1200", PROPOSAL
    ),
    "placement_near_metres": _number(
        "Nabijheid geeft geen punten vanaf", "meter", "5000", PROPOSAL
    ),
    "placement_floor_percent": _number(
        "Elke groep krijgt minstens dit deel van het gemiddelde", "procent", "95", PROPOSAL
    ),
    "weight_roof": _number(
        "Weegt bij plaatsing: een dak voor een gezin", "punten", "5000", PROPOSAL
    ),
    "weight_person": _number("Weegt bij plaatsing: per persoon", "punten", "400", PROPOSAL),
    "weight_no_roof": _number("Weegt bij plaatsing: geen dak vannacht", "punten", "1800", PROPOSAL),
    "weight_friends": _number(
        "Weegt bij plaatsing: slaapt bij vrienden", "punten", "900", PROPOSAL
    ),
    "weight_hotel": _number("Weegt bij plaatsing: slaapt in een hotel", "punten", "600", PROPOSAL),
    "weight_waiting_day": _number("Weegt bij plaatsing: per dag wachten", "punten", "10", PROPOSAL),
    "weight_wish": _number("Weegt bij plaatsing: wens van het gezin", "punten", "170", PROPOSAL),
    "weight_near": _number(
        "Weegt bij plaatsing: dicht bij buurt of school", "punten", "120", PROPOSAL
    ),
    "weight_space": _number("Weegt bij plaatsing: ruimte past", "punten", "300", PROPOSAL),
    "weight_needs": _number("Weegt bij plaatsing: past bij de noden", "punten", "100", PROPOSAL),
    "weight_length": _number("Weegt bij plaatsing: lang genoeg vrij", "punten", "170", PROPOSAL),
    "weight_rent": _number("Weegt bij plaatsing: lage kost", "punten", "120", PROPOSAL),
    "weight_soon": _number("Weegt bij plaatsing: snel beschikbaar", "punten", "90", PROPOSAL),
    "weight_keep": _number(
        "Weegt bij herplannen: blijven waar men woont", "punten", "50", PROPOSAL
    ),
}

NORMS: dict[str, NormKind] = {
    "households_per_case_manager": _number(
        "Gezinnen per voltijdse maatschappelijk werker", "gezinnen", "40", f"{KORTRIJK}, punt 5"
    ),
    "contingent_families": _number(
        "Grootte van een contingent", "gezinnen", "40", f"{KORTRIJK}, punt 7"
    ),
    "contingent_persons": _number(
        "Personen in een contingent", "personen", "60", f"{KORTRIJK}, punt 7 (60 à 70)"
    ),
    "contingent_budget": _number("Budget per contingent", "euro", "165000", f"{KORTRIJK}, punt 7"),
    "expected_persons": _number(
        "Verwachte personen uit Oekraïne", "personen", "300", f"{KORTRIJK}, inleiding"
    ),
    "granted_budget": _number(
        "Toegekend budget voor opvang", "euro", "165000", f"{KORTRIJK}, punt 7"
    ),
    "first_visit_days": _number("Eerste huisbezoek binnen", "dagen", "5", PROPOSAL),
    "quiet_days": _number("Stil gezin na", "dagen zonder contact", "21", PROPOSAL),
    "contact_correction_days": _number("Eigen contact verbeteren binnen", "dagen", "14", PROPOSAL),
    "plan_review_days": _number("Plan evalueren na", "dagen", "90", PROPOSAL),
    "read_along_days": _number(
        "Vorige maatschappelijk werker leest mee na een overdracht", "dagen", "30", PROPOSAL
    ),
    "desk_view_days": _number("Onthaal ziet eigen registratie nog", "dagen", "3", PROPOSAL),
    "placement_horizon_days": _number(
        "Plaatsen meerekenen die vrijkomen binnen", "dagen", "42", PROPOSAL
    ),
    **_PLACEMENT,
    "referral_answer_days": _number(
        "Antwoord op een doorverwijzing binnen", "dagen", "10", PROPOSAL
    ),
    "referral_escalation_days": _number(
        "Doorverwijzing zonder antwoord naar de coördinator na nog eens", "dagen", "5", PROPOSAL
    ),
    "referral_link_days": _number("Link voor een partner geldig", "dagen", "14", PROPOSAL),
    "consent_days": _number("Toestemming om te delen, voorgestelde duur", "dagen", "183", PROPOSAL),
    "question_days_housing": _number("Antwoord op een vraag over wonen", "dagen", "3", PROPOSAL),
    "question_days_foreigners_law": _number(
        "Antwoord op een vraag over vreemdelingenrecht", "dagen", "5", PROPOSAL
    ),
    "question_days_health": _number(
        "Antwoord op een vraag over gezondheid", "dagen", "3", PROPOSAL
    ),
    "question_days_legal": _number("Antwoord op een juridische vraag", "dagen", "5", PROPOSAL),
    "question_days_psychological": _number(
        "Antwoord op een psychologische vraag", "dagen", "5", PROPOSAL
    ),
    "question_days_other": _number(
        "Antwoord op een vraag over een ander thema", "dagen", "5", PROPOSAL
    ),
    "signal_days": _number("Een signaal opvolgen binnen", "dagen", "14", PROPOSAL),
    "meeting_overlap_days": _number(
        "Wijkoverleg lijkt op een ander overleg binnen", "dagen", "60", PROPOSAL
    ),
    "meeting_empty_days": _number(
        "Overleg zonder agendapunten melden, zoveel dagen ervoor", "dagen", "2", PROPOSAL
    ),
    "committee_quorum_percent": _number(
        "Comité: meer dan dit deel van de leden moet aanwezig zijn",
        "procent",
        "50",
        "Decreet over het lokaal bestuur, art. 26 en 110 (meerderheid van de leden)",
    ),
    "committee_notice_days": _number(
        "Comité: agenda versturen voor de zitting",
        "dagen",
        "8",
        "Decreet over het lokaal bestuur; het huishoudelijk reglement kan 5 bepalen",
    ),
    "urgent_aid_most": _number(
        "Dringende steun die de voorzitter alleen toekent, hoogstens", "euro", "500", PROPOSAL
    ),
    "review_ahead_days": _number(
        "Jaarlijks onderzoek melden, zoveel dagen vooraf", "dagen", "45", PROPOSAL
    ),
    "second_reading_percent": _number(
        "Tweede lezing: deel van de beslissingen van een week", "procent", "10", PROPOSAL
    ),
    "hours_intake": _number("Weegt per dossier in de intake", "uur per maand", "6", PROPOSAL),
    "hours_active": _number("Weegt per dossier dat loopt", "uur per maand", "3", PROPOSAL),
    "hours_follow_up": _number("Weegt per dossier in nazorg", "uur per maand", "1", PROPOSAL),
    "hours_minors": _number(
        "Weegt extra: alleen minderjarigen in het gezin", "uur per maand", "3", PROPOSAL
    ),
    "hours_interpreter": _number("Weegt extra: tolk nodig", "uur per maand", "1", PROPOSAL),
    "hours_care": _number("Weegt extra: medische nood of trauma", "uur per maand", "1.5", PROPOSAL),
    "hours_protection": _number(
        "Weegt extra: tijdelijke bescherming", "uur per maand", "0.5", PROPOSAL
    ),
    "intake_days": _number("Een dossier is in intake tot", "dagen", "60", PROPOSAL),
    "follow_up_days": _number(
        "Nazorg: geen stap met een datum, en geen contact sinds", "dagen", "60", PROPOSAL
    ),
    "full_time_hours": _number("Voltijdse werkweek", "uur per week", "38", PROPOSAL),
    "direct_contact_share": _number(
        "Deel van de werktijd voor rechtstreeks contact", "procent", "40", PROPOSAL
    ),
    "contact_weeks": _number("Rechtstreeks contact gemeten over", "weken", "4", PROPOSAL),
    "rebalance_settle_days": _number(
        "Herverdelen: dossier blijft na een toewijzing", "dagen", "30", PROPOSAL
    ),
    "rebalance_legal_days": _number(
        "Herverdelen: dossier blijft voor een wettelijke datum", "dagen", "14", PROPOSAL
    ),
    "rebalance_tolerance": _number(
        "Herverdelen: boven het gemiddelde mag nog", "procent", "10", PROPOSAL
    ),
    "forecast_weeks": _number("Vooruitzicht berekend uit", "weken", "8", PROPOSAL),
    "workday_start": _number("Werkdag begint om", "uur", "8.5", PROPOSAL),
    "workday_end": _number("Werkdag eindigt om", "uur", "17", PROPOSAL),
    "return_grace_minutes": _number(
        "Niet terug van huisbezoek melden na", "minuten", "30", PROPOSAL
    ),
    "no_show_limit": _number("Opvolging na niet komen opdagen", "keer", "2", PROPOSAL),
    "offer_silences": _number("Aanbod slaapt na zoveel keer geen antwoord", "keer", "2", PROPOSAL),
    "offer_answer_days": _number(
        "Bericht aan een aanbieder blijft onbeantwoord na", "dagen", "7", PROPOSAL
    ),
    "offer_call_workdays": _number(
        "Aanbieder voor het eerst bereikt binnen (werkdagen)", "dagen", "5", PROPOSAL
    ),
    "offer_visit_workdays": _number(
        "Aangeboden huis gezien binnen (werkdagen)", "dagen", "10", PROPOSAL
    ),
    "offer_yield_days": _number("Belronde: nachten meetellen tot over", "dagen", "180", PROPOSAL),
    "offer_empty_days": _number(
        "Gegevens van een ingetrokken of afgewezen aanbod wissen na", "dagen", "90", PROPOSAL
    ),
    "offer_remember_days": _number("Een gewist aanbod herkennen tot", "dagen", "365", PROPOSAL),
    "inspection_months": _number("Controle van een pand geldt", "maanden", "12", PROPOSAL),
    "inspection_visit_days": _number("Controle van een pand binnen", "dagen", "10", PROPOSAL),
    "inspection_warning_days": _number(
        "Nieuwe controle vragen, zoveel dagen voor het einde", "dagen", "42", PROPOSAL
    ),
    "contract_alarm_days": _number(
        "Einde van een contract melden, zoveel dagen ervoor", "dagen", "90", PROPOSAL
    ),
    "directory_fresh_days": _number("Sociale kaart nakijken na", "dagen", "180", PROPOSAL),
    "stay_visit_from_days": _number("Eerste bezoek na een intrek, vanaf dag", "dagen", "3", KEPT),
    "stay_visit_days": _number("Eerste bezoek na een intrek, uiterlijk dag", "dagen", "7", KEPT),
    "stay_visit_second_days": _number("Tweede bezoek na een intrek", "dagen", "28", KEPT),
    "stay_visit_every_days": _number("Daarna een bezoek om de", "dagen", "30", KEPT),
    "host_visit_every_days": _number("Gesprek met de gastheer om de", "dagen", "30", PROPOSAL),
    "visit_late_coordinator_days": _number(
        "Gemist opvolgbezoek melden aan de coördinator na", "dagen", "3", PROPOSAL
    ),
    "visit_late_housing_days": _number(
        "Gemist opvolgbezoek melden aan huisvesting na", "dagen", "7", PROPOSAL
    ),
    "stay_review_days": _number(
        "Verblijf zonder einddatum herbekijken na", "dagen", "90", PROPOSAL
    ),
    "stay_end_alarm_days": _number("Einde van een verblijf melden", "dagen", "28", KEPT),
    "absence_days": _number("Niet gezien in de opvang melden na", "dagen", "3", PROPOSAL),
    "short_stay_days": _number("Een verblijf is kort onder", "dagen", "28", PROPOSAL),
    "reflection_hours": _number(
        "Bedenktijd voor het gezin na een voorstel", "uren", "24", PROPOSAL
    ),
    "second_look_days": _number(
        "Tweede blik op een plaats die meteen gegeven werd, binnen", "dagen", "3", PROPOSAL
    ),
    "account_hold_workdays": _number(
        "Gewijzigde rekening vasthouden voor een betaalrun (werkdagen)", "dagen", "2", PROPOSAL
    ),
    "withheld_percent": _number(
        "Hoogstens inhouden op steun voor een terugvordering (niet nagekeken)",
        "procent",
        "10",
        PROPOSAL,
    ),
    form_key(ReceptionForm.COLLECTIVE): NormKind(
        "Collectieve opvang open", "", Decimal(1), f"{KORTRIJK}, punt 3", is_switch=True
    ),
    form_key(ReceptionForm.OWN_MANAGED): NormKind(
        "Woningen in eigen beheer open", "", Decimal(1), f"{KORTRIJK}, punt 3", is_switch=True
    ),
    form_key(ReceptionForm.HOST_FAMILY): NormKind(
        "Opvang bij gastgezinnen open", "", Decimal(0), f"{KORTRIJK}, punt 3", is_switch=True
    ),
    **{
        kind_key(kind): NormKind(
            f"{kind.label.capitalize()} open", "", Decimal(1), PROPOSAL, is_switch=True
        )
        for kind in PlaceKind
    },
}

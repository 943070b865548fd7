from django.db import models


class TeamKind(models.TextChoices):
    NEIGHBOURHOOD = "NEIGHBOURHOOD", "wijkteam"
    CENTRAL = "CENTRAL", "centraal team"
    TEMPORARY_CELL = "TEMPORARY_CELL", "tijdelijke cel"
    CENTRAL_SERVICE = "CENTRAL_SERVICE", "centrale dienst"


class TargetGroup(models.TextChoices):
    """For whom a temporary cell was set up; residents belong to none."""

    RESIDENT = "RESIDENT", "inwoner"
    TEMPORARY_PROTECTION = "TEMPORARY_PROTECTION", "tijdelijk ontheemde"


class Role(models.TextChoices):
    RECEPTION = "RECEPTION", "onthaal"
    CASE_MANAGER = "CASE_MANAGER", "maatschappelijk werker"
    TEAM_COORDINATOR = "TEAM_COORDINATOR", "teamcoördinator"
    HOUSING_COORDINATOR = "HOUSING_COORDINATOR", "coördinator huisvesting"
    VOLUNTEER_COORDINATOR = "VOLUNTEER_COORDINATOR", "coördinator vrijwilligers"
    COMMITTEE_SECRETARY = "COMMITTEE_SECRETARY", "secretaris van het comité"
    FINANCE = "FINANCE", "financiën"
    LINE_MONITOR = "LINE_MONITOR", "lijnbewaking"
    POLICY_ANALYST = "POLICY_ANALYST", "beleidsmedewerker"
    ADMINISTRATOR = "ADMINISTRATOR", "applicatiebeheerder"
    ADMINISTRATIVE = "ADMINISTRATIVE", "administratief medewerker"
    EXPERT = "EXPERT", "deskundige van een centrale dienst"
    PARTNER = "PARTNER", "medewerker van een partner"
    INSPECTOR = "INSPECTOR", "woningcontroleur"
    SAFEGUARDING_LEAD = "SAFEGUARDING_LEAD", "vertrouwenspersoon veiligheid"
    COMMITTEE_MEMBER = "COMMITTEE_MEMBER", "lid van het comité"
    COMMITTEE_CHAIR = "COMMITTEE_CHAIR", "voorzitter van het comité"


class CellState(models.TextChoices):
    """Where a temporary cell stands in its life. What may follow: lifecycle.py."""

    OPENED = "OPENED", "opgericht"
    RUNNING = "RUNNING", "werkt"
    WINDING_DOWN = "WINDING_DOWN", "in afbouw"
    CLOSED = "CLOSED", "gesloten"


class EvaluationDecision(models.TextChoices):
    """What an evaluation of a temporary cell may decide."""

    GO_ON = "GO_ON", "voortzetten"
    GROW = "GROW", "uitbreiden"
    SHRINK = "SHRINK", "inkrimpen"
    WIND_DOWN = "WIND_DOWN", "afbouwen"


class StaffAct(models.TextChoices):
    """What only somebody with a certain diploma may do."""

    SOCIAL_INVESTIGATION = "SOCIAL_INVESTIGATION", "sociaal onderzoek ondertekenen"


class AnswerState(models.TextChoices):
    """Where the answer of a colleague to a call stands."""

    APPLIED = "APPLIED", "kandidaat"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"
    ACCEPTED = "ACCEPTED", "aangenomen"
    DECLINED = "DECLINED", "niet aangenomen"


class AbsenceKind(models.TextChoices):
    """Why somebody works less; EXEMPTED leads a cell or a project for a part of the week."""

    LEAVE = "LEAVE", "verlof"
    ILLNESS = "ILLNESS", "ziekte"
    TRAINING = "TRAINING", "vorming"
    EXEMPTED = "EXEMPTED", "vrijgesteld"


class ReceptionForm(models.TextChoices):
    """The three forms of reception of the Kortrijk plan (seed 004, point 2)."""

    COLLECTIVE = "COLLECTIVE", "collectieve opvang"
    OWN_MANAGED = "OWN_MANAGED", "woning in eigen beheer"
    HOST_FAMILY = "HOST_FAMILY", "gastgezin"


class PlaceKind(models.TextChoices):
    """What a place is. The municipality opens and closes kinds as it does forms."""

    WHOLE_DWELLING = "WHOLE_DWELLING", "volledige woning"
    SOCIAL_DWELLING = "SOCIAL_DWELLING", "woning van het OCMW"
    HOTEL_ROOM = "HOTEL_ROOM", "hotelkamer"
    SHARED_HOUSE = "SHARED_HOUSE", "gedeeld huis"
    ROOM_IN_HOUSEHOLD = "ROOM_IN_HOUSEHOLD", "kamer bij een gezin"
    STUDIO = "STUDIO", "studio"

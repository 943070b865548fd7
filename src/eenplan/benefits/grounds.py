"""The first words of the reasons of a proposal: to be completed, never to be sent as they are."""

from eenplan.benefits.enums import AskedRight, ProposalKind

GAP = "[vul aan]"
SHORTEST = {"grounds_in_law": 40, "grounds_in_fact": 120}

_LAW = {
    AskedRight.LIVING_WAGE: "De wet van 26 mei 2002 betreffende het recht op maatschappelijke "
    "integratie, artikel 3 en 14",
    AskedRight.EQUIVALENT: "De organieke wet van 8 juli 1976, artikel 1 en 57",
    AskedRight.INSTALLATION_PREMIUM: "De wet van 26 mei 2002, artikel 14 §3",
    AskedRight.OTHER_AID: "De organieke wet van 8 juli 1976, artikel 1 en 57",
}
_KIND = {
    ProposalKind.REVISE: "; herziening volgens artikel 22 van de wet van 26 mei 2002",
    ProposalKind.STOP: "; stopzetting volgens artikel 22 van de wet van 26 mei 2002",
    ProposalKind.RECOVER: "; terugvordering volgens artikel 24 en 25 van de wet van 26 mei 2002",
    ProposalKind.WAIVE: "; afzien om redenen van billijkheid volgens artikel 100bis §2 van de "
    "organieke wet van 8 juli 1976",
    ProposalKind.SANCTION: "; schorsing volgens artikel 30 van de wet van 26 mei 2002, na de "
    "mogelijkheid om gehoord te worden volgens artikel 20",
    ProposalKind.ABROAD: "; verblijf in het buitenland volgens artikel 23 §5 van de wet van "
    "26 mei 2002",
    ProposalKind.INCOMPETENT: "; bevoegdheid volgens de wet van 2 april 1965",
}
_FACT = {
    ProposalKind.GRANT: "Uit het sociaal onderzoek blijkt dat",
    ProposalKind.REFUSE: "Een voorwaarde is niet vervuld: uit het sociaal onderzoek blijkt dat",
    ProposalKind.REVISE: "Sinds de vorige beslissing veranderde",
    ProposalKind.STOP: "De voorwaarden zijn niet langer vervuld, want",
    ProposalKind.RECOVER: "Het gezin kreeg te veel, want",
    ProposalKind.WAIVE: "Terugvorderen is hier niet billijk, want",
    ProposalKind.SANCTION: "De betaling wordt geheel (100 %) geschorst, want",
    ProposalKind.ABROAD: "Er zijn uitzonderlijke omstandigheden voor een langer verblijf, want",
    ProposalKind.INCOMPETENT: "Dit centrum is niet bevoegd, want",
}


def first_law(kind: str, right: str) -> str:
    """Return the first words of the reasons in law."""
    return f"{_LAW[AskedRight(right)]}{_KIND.get(ProposalKind(kind), '')}. Toegepast: {GAP}"


def first_fact(kind: str) -> str:
    """Return the first words of the reasons in fact."""
    return f"{_FACT[ProposalKind(kind)]} {GAP}"


def what_is_missing(field: str, text: str, first: str) -> str:
    """Return in words why a text is no reason of its own, or nothing."""
    said = " ".join(text.split())
    if GAP in said or said == " ".join(first.split()):
        return f"Vul de voorgestelde zin aan: er staat nog “{GAP}” of niets van uzelf."
    own = said.removeprefix(" ".join(first.replace(GAP, "").split()))
    if len(own.strip()) < SHORTEST[field]:
        return (
            f"Motiveer op de feiten van dit gezin, in minstens {SHORTEST[field]} tekens naast de "
            "voorgestelde woorden."
        )
    return ""

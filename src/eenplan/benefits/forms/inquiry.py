"""The forms of a report: a section of questions, a row of a kind, a proof. Shape only."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from django import forms

from eenplan.benefits.answers import dutch
from eenplan.benefits.enums import EvidenceState, FindingSource, Section
from eenplan.benefits.forms.answers import PlainField, field_of, to_keep, to_type
from eenplan.benefits.means_kinds import COHABITANT, KINDS, RELATIONS
from eenplan.benefits.models import Finding, Means
from eenplan.benefits.questions import is_asked, questions_of
from eenplan.benefits.reports import Report
from eenplan.core.forms import DayField, PageForm

VALID = (("ja", "ja, dit klopt"), ("nee", "nee, niet meer"))
WAS = {True: "ja", False: "nee", None: ""}
SOURCES = [("", "kies"), *FindingSource.choices]
OTHER_PERSON = "iemand"


def said_valid(typed: str) -> bool | None:
    """Return what was answered to "does this still hold?"."""
    return {"ja": True, "nee": False}.get(typed)


class SectionForm(PageForm):
    """The questions of one section; its fields are made by `section_form`."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    report: Report
    section: Section

    def __init__(self, *args, report: Report, **kwargs):
        super().__init__(*args, **kwargs)
        self.report = report

    def asked(self) -> Iterator[dict[str, Any]]:
        """Return each question with its fields and what was found before."""
        for question in questions_of(self.report.right, self.section):
            finding = self.report.findings.get(question.key)
            more = [self[f"{question.key}__{name}"] for name in ("source", "source_note", "as_of")]
            yield {
                "question": question,
                "value": self[question.key],
                "more": more,
                "valid": self[f"{question.key}__valid"],
                "asks_valid": finding is not None and finding.is_still_valid is not True,
                "finding": finding,
                "is_open": any(field.errors for field in more),
                "applies": is_asked(question, self.report.answers),
            }

    @property
    def usual(self) -> list[dict[str, Any]]:
        """Return the questions that are asked in every file."""
        return [row for row in self.asked() if not row["question"].is_special]

    @property
    def special(self) -> list[dict[str, Any]]:
        """Return the questions of unusual files."""
        return [row for row in self.asked() if row["question"].is_special]

    def said(self, *, on: date) -> list[dict[str, Any]]:
        """Return the answers as they are kept, with their source."""
        told = []
        for question in questions_of(self.report.right, self.section):
            key, clean = question.key, self.cleaned_data
            before = self.report.findings.get(key)
            value = to_keep(question, clean.get(key))
            is_changed = before is None or before.value != value
            source = clean.get(f"{key}__source") or FindingSource.CLIENT
            day = clean.get(f"{key}__as_of")
            if is_changed and before is not None and day == before.as_of:
                day = on  # a new answer is of today, unless another day was typed
            told.append(
                {
                    "key": key,
                    "value": value,
                    "source": source,
                    "source_note": clean.get(f"{key}__source_note") or "",
                    "as_of": day or on,
                    "is_still_valid": said_valid(clean.get(f"{key}__valid", "")),
                }
            )
        return told


@cache
def section_form(section: Section, right: str) -> type[SectionForm]:
    """Return the form of a section for a right."""
    fields: dict[str, Any] = {"section": section}
    for question in questions_of(right, section):
        fields[question.key] = field_of(question)
        fields[f"{question.key}__source"] = forms.ChoiceField(
            label="Bron", choices=SOURCES, required=False
        )
        fields[f"{question.key}__source_note"] = PlainField(
            label="Welke bron of welk bewijs?", max_length=200, required=False
        )
        fields[f"{question.key}__as_of"] = DayField(label="Van de dag", required=False)
        fields[f"{question.key}__valid"] = forms.ChoiceField(
            label="Klopt dit nog?", choices=VALID, widget=forms.RadioSelect, required=False
        )
    return type("SectionFormOf", (SectionForm,), fields)


def section_initial(report: Report, section: Section, *, seen: str) -> dict[str, Any]:
    """Return what the form of a section starts from."""
    initial: dict[str, Any] = {"seen": seen}
    for question in questions_of(report.right, section):
        if finding := report.findings.get(question.key):
            initial[question.key] = to_type(question, finding.value)
            initial |= _told_of(finding, f"{question.key}__")
    return initial


def _told_of(row: Finding | Means, prefix: str = "") -> dict[str, Any]:
    return {
        f"{prefix}source": row.source,
        f"{prefix}source_note": row.source_note,
        f"{prefix}as_of": row.as_of,
        f"{prefix}valid": WAS[row.is_still_valid],
    }


# -- Rows ------------------------------------------------------------------------------------------
class RowForm(PageForm):
    """A row of a kind: of whom, what, and where that comes from."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    whose = forms.ChoiceField(label="Van wie?")
    other_name = PlainField(
        label="Naam, als die persoon niet in de lijst staat", max_length=160, required=False
    )
    code: str

    def __init__(self, *args, persons, names=(), is_change=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.persons = {str(person.pk): person for person in persons}
        people = [(pk, str(person)) for pk, person in self.persons.items()]
        if self.code == COHABITANT.code:
            people = people[1:]
        known = [(f"naam:{name}", name) for name in names]
        self.fields["whose"].choices = [
            ("", "kies"),
            *people,
            *known,
            (OTHER_PERSON, "iemand anders"),
        ]
        if KINDS[self.code].of_applicant:
            self.fields["whose"].choices = [("", "kies"), *people[:1]]
            del self.fields["other_name"]
        if not is_change:
            del self.fields["valid"]

    def clean(self):
        said = super().clean()
        if said.get("whose") == OTHER_PERSON and not said.get("other_name"):
            self.add_error("other_name", "Schrijf de naam van die persoon.")
        return said

    def row(self) -> dict[str, Any]:
        """Return the row as the service takes it."""
        said = self.cleaned_data
        whose = said["whose"]
        name = said.get("other_name", "")
        if whose.startswith("naam:"):
            name = whose.removeprefix("naam:")
        asked = KINDS[self.code].asks
        data = {ask.key: to_keep(ask, said.get(ask.key)) for ask in asked}
        return {
            "data": {key: value for key, value in data.items() if value is not None},
            "person": self.persons.get(whose),
            "other_name": "" if whose in self.persons else name,
            "relation": said.get("relation", ""),
            "source": said["source"],
            "source_note": said["source_note"],
            "as_of": said["as_of"],
            "is_still_valid": said_valid(said["valid"]) if "valid" in said else True,
        }


@cache
def row_form(code: str) -> type[RowForm]:
    """Return the form of a kind of row."""
    fields: dict[str, Any] = {"code": code}
    if code == COHABITANT.code:
        fields["relation"] = forms.ChoiceField(
            label="Wat is deze persoon van de aanvrager?", choices=[("", "kies"), *RELATIONS]
        )
    for ask in KINDS[code].asks:
        fields[ask.key] = field_of(ask)
    fields["source"] = forms.ChoiceField(label="Bron", choices=SOURCES)
    fields["source_note"] = PlainField(
        label="Welk bewijs? Of waarom is er geen?", max_length=200, required=False
    )
    fields["as_of"] = DayField(label="Van de dag")
    fields["valid"] = forms.ChoiceField(
        label="Klopt dit nog?", choices=VALID, widget=forms.RadioSelect, required=False
    )
    return type("RowFormOf", (RowForm,), fields)


def row_initial(row: Means, *, seen: str) -> dict[str, Any]:
    """Return what the form of a row starts from."""
    asked = {ask.key: ask for ask in KINDS[row.kind].asks}
    initial = {key: to_type(ask, row.data.get(key)) for key, ask in asked.items()}
    whose = str(row.person_id) if row.person_id else f"naam:{row.other_name}"
    return {**initial, "seen": seen, "whose": whose, "relation": row.relation, **_told_of(row)}


# -- Proofs and days -------------------------------------------------------------------------------
class AskEvidenceForm(PageForm):
    """A proof that is asked for."""

    section = forms.ChoiceField(label="Waarvoor?", choices=Section, initial=Section.MEANS)
    what = PlainField(
        label="Welk bewijs?",
        max_length=160,
        help_text="Vraag niet meer dan nodig is. Wat u zelf kan opzoeken, vraagt u niet.",
    )


class SettleEvidenceForm(PageForm):
    """What became of a proof."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    state = forms.ChoiceField(label="Stand", choices=EvidenceState, widget=forms.RadioSelect)
    note = PlainField(
        label="Toelichting",
        max_length=300,
        required=False,
        help_text="Nodig als het bewijs niet nodig of niet te krijgen is.",
    )


class CalculateForm(PageForm):
    """The day the right is reckoned for."""

    on = DayField(
        label="Voor welke dag?",
        help_text="Gewoonlijk de dag van de aanvraag: vanaf dan werkt de beslissing.",
    )


class SignForm(PageForm):
    """The report as who signs saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def source_words(row: Finding | Means) -> str:
    """Return where something comes from, in one line."""
    note = f" ({row.source_note})" if row.source_note else ""
    return f"{row.get_source_display()}{note}, {dutch(row.as_of.isoformat())}"

"""Applications, investigations, decisions, letters, the ledger, payments, claims."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisation", "0017_the_way_of_a_file"),
        ("people", "0004_team_over_has_nobody"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Guideline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, unique=True, verbose_name="titel")),
                (
                    "right",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("LIVING_WAGE", "leefloon"),
                            ("EQUIVALENT", "equivalent leefloon"),
                            ("INSTALLATION_PREMIUM", "installatiepremie"),
                            ("OTHER_AID", "andere financiële steun"),
                        ],
                        max_length=24,
                        verbose_name="recht",
                    ),
                ),
            ],
            options={
                "verbose_name": "richtlijn",
                "verbose_name_plural": "richtlijnen",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                ("serial", models.PositiveIntegerField(verbose_name="volgnummer")),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("LIVING_WAGE", "leefloon"),
                            ("EQUIVALENT", "equivalent leefloon"),
                            ("INSTALLATION_PREMIUM", "installatiepremie"),
                            ("OTHER_AID", "andere financiële steun"),
                        ],
                        max_length=24,
                        verbose_name="gevraagd recht",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("DESK", "aan de balie"),
                            ("HOME_VISIT", "bij een huisbezoek"),
                            ("PHONE", "telefoon"),
                            ("LETTER", "brief"),
                            ("ELECTRONIC", "elektronisch"),
                            ("OTHER_CENTRE", "doorgezonden door een ander OCMW"),
                        ],
                        max_length=16,
                        verbose_name="hoe",
                    ),
                ),
                ("handed_in_on", models.DateField(verbose_name="binnengekomen op")),
                ("received_on", models.DateField(verbose_name="geldt als ontvangen op")),
                (
                    "first_received_on",
                    models.DateField(blank=True, null=True, verbose_name="eerst ontvangen op"),
                ),
                (
                    "other_centre",
                    models.CharField(blank=True, max_length=160, verbose_name="doorgezonden door"),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="de vraag, in eigen woorden"
                    ),
                ),
                ("is_urgent", models.BooleanField(default=False, verbose_name="dringend")),
                ("registered_at", models.DateTimeField(verbose_name="ingeschreven op")),
                (
                    "withdrawn_on",
                    models.DateField(blank=True, null=True, verbose_name="ingetrokken op"),
                ),
                (
                    "withdrawn_why",
                    models.CharField(blank=True, max_length=300, verbose_name="ingetrokken omdat"),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="people.person",
                        verbose_name="aanvrager",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="people.household",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "aanvraag",
                "verbose_name_plural": "aanvragen",
                "ordering": ["-year", "-serial"],
            },
        ),
        migrations.CreateModel(
            name="BankDetails",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("iban", models.CharField(max_length=34, verbose_name="rekeningnummer")),
                ("holder", models.CharField(max_length=70, verbose_name="op naam van")),
                (
                    "proof",
                    models.CharField(blank=True, max_length=200, verbose_name="bewijs gezien"),
                ),
                ("entered_at", models.DateTimeField(verbose_name="ingevoerd op")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="bevestigd op"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bank_details",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "rekening",
                "verbose_name_plural": "rekeningen",
            },
        ),
        migrations.CreateModel(
            name="BankFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("STATUS", "statusbericht (pain.002)"),
                            ("STATEMENT", "rekeninguittreksel (camt.053)"),
                        ],
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                (
                    "sha256",
                    models.CharField(max_length=64, unique=True, verbose_name="vingerafdruk"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="bestand")),
                ("message_id", models.CharField(max_length=70, verbose_name="kenmerk van de bank")),
                ("content", models.BinaryField(verbose_name="inhoud")),
                ("read_at", models.DateTimeField(verbose_name="ingelezen op")),
                ("matched", models.PositiveIntegerField(default=0, verbose_name="herkend")),
                ("unmatched", models.JSONField(default=list, verbose_name="niet herkend")),
                (
                    "read_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bericht van de bank",
                "verbose_name_plural": "berichten van de bank",
                "ordering": ["-read_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Calculation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="voor de dag")),
                ("facts", models.JSONField(verbose_name="feiten")),
                ("outcome", models.JSONField(verbose_name="uitkomst")),
                ("amount_cents", models.BigIntegerField(verbose_name="bedrag per maand")),
                ("is_verified", models.BooleanField(verbose_name="met nagekeken parameters")),
                (
                    "law",
                    models.CharField(max_length=64, verbose_name="vingerafdruk van de parameters"),
                ),
                ("made_at", models.DateTimeField(verbose_name="berekend op")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "berekening",
                "verbose_name_plural": "berekeningen",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CommitteeSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="op")),
                ("begins_at", models.TimeField(blank=True, null=True, verbose_name="om")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="plaats")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="agenda verstuurd op"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="gesloten op"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "zitting",
                "verbose_name_plural": "zittingen",
                "ordering": ["-held_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("votes_for", models.PositiveSmallIntegerField(default=0, verbose_name="voor")),
                (
                    "votes_against",
                    models.PositiveSmallIntegerField(default=0, verbose_name="tegen"),
                ),
                (
                    "abstained",
                    models.PositiveSmallIntegerField(default=0, verbose_name="onthouden"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ACCEPTED", "goedgekeurd"),
                            ("REJECTED", "verworpen"),
                            ("POSTPONED", "uitgesteld"),
                        ],
                        max_length=12,
                        verbose_name="uitkomst",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="opmerking in de notulen"
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="behandeld op"),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="benefits.committeesession",
                    ),
                ),
            ],
            options={
                "verbose_name": "agendapunt",
                "verbose_name_plural": "agendapunten",
                "ordering": ["session", "position"],
            },
        ),
        migrations.CreateModel(
            name="CompetenceCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_competent", models.BooleanField(verbose_name="bevoegd")),
                ("ground", models.CharField(max_length=400, verbose_name="op grond van")),
                ("decided_on", models.DateField(verbose_name="beslist op")),
                (
                    "to_centre",
                    models.CharField(blank=True, max_length=160, verbose_name="naar OCMW"),
                ),
                ("to_address", models.CharField(blank=True, max_length=300, verbose_name="adres")),
                (
                    "forwarded_on",
                    models.DateField(blank=True, null=True, verbose_name="doorgezonden op"),
                ),
                (
                    "applicant_told_on",
                    models.DateField(blank=True, null=True, verbose_name="aanvrager verwittigd op"),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="competence",
                        to="benefits.application",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bevoegdheid",
                "verbose_name_plural": "bevoegdheden",
            },
        ),
        migrations.CreateModel(
            name="CostStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quarter", models.DateField(verbose_name="kwartaal van")),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("content", models.TextField(verbose_name="inhoud")),
                ("sha256", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kostenstaat",
                "verbose_name_plural": "kostenstaten",
                "ordering": ["-quarter", "-number"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("GRANT", "toekennen"),
                            ("REFUSE", "weigeren"),
                            ("REVISE", "herzien"),
                            ("STOP", "stopzetten"),
                            ("RECOVER", "terugvorderen"),
                            ("WAIVE", "afzien van terugvordering"),
                            ("INCOMPETENT", "onbevoegd verklaren"),
                        ],
                        max_length=12,
                        verbose_name="wat",
                    ),
                ),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("LIVING_WAGE", "leefloon"),
                            ("EQUIVALENT", "equivalent leefloon"),
                            ("INSTALLATION_PREMIUM", "installatiepremie"),
                            ("OTHER_AID", "andere financiële steun"),
                        ],
                        max_length=24,
                        verbose_name="recht",
                    ),
                ),
                (
                    "category",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="categorie"
                    ),
                ),
                ("amount_cents", models.BigIntegerField(default=0, verbose_name="bedrag")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("WEEKLY", "wekelijks"),
                            ("FORTNIGHTLY", "om de twee weken"),
                            ("MONTHLY", "maandelijks"),
                            ("ONCE", "eenmalig"),
                        ],
                        default="MONTHLY",
                        max_length=12,
                        verbose_name="betaald",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                (
                    "grounds_in_law",
                    models.TextField(max_length=4000, verbose_name="redenen in rechte"),
                ),
                (
                    "grounds_in_fact",
                    models.TextField(max_length=8000, verbose_name="redenen in feite"),
                ),
                (
                    "deviation_reason",
                    models.CharField(
                        blank=True,
                        max_length=1000,
                        verbose_name="waarom afgeweken van de richtlijn",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                ("serial", models.PositiveIntegerField(verbose_name="volgnummer")),
                ("decided_on", models.DateField(verbose_name="beslist op")),
                ("recorded_at", models.DateTimeField(verbose_name="genoteerd op")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="benefits.application",
                    ),
                ),
                (
                    "calculation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="benefits.calculation",
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="benefits.agendaitem",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revises",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next_decision",
                        to="benefits.decision",
                    ),
                ),
                (
                    "urgent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voorzitter",
                    ),
                ),
            ],
            options={
                "verbose_name": "beslissing",
                "verbose_name_plural": "beslissingen",
                "ordering": ["-decided_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filed_on", models.DateField(verbose_name="ingesteld op")),
                ("court", models.CharField(max_length=160, verbose_name="rechtbank")),
                (
                    "roll_number",
                    models.CharField(blank=True, max_length=40, verbose_name="rolnummer"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("UPHELD", "de beslissing blijft"),
                            ("CHANGED", "de rechtbank wijzigt de beslissing"),
                            ("WITHDRAWN", "ingetrokken"),
                        ],
                        max_length=12,
                        verbose_name="uitkomst",
                    ),
                ),
                (
                    "outcome_on",
                    models.DateField(blank=True, null=True, verbose_name="uitspraak op"),
                ),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="toelichting")),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="benefits.application",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="benefits.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "beroep",
                "verbose_name_plural": "beroepen",
                "ordering": ["-filed_on"],
            },
        ),
        migrations.CreateModel(
            name="AidNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="gemeld op")),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="kenmerk")),
                (
                    "accepted_on",
                    models.DateField(blank=True, null=True, verbose_name="aanvaard op"),
                ),
                (
                    "refused_on",
                    models.DateField(blank=True, null=True, verbose_name="geweigerd op"),
                ),
                ("answer", models.CharField(blank=True, max_length=400, verbose_name="antwoord")),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice",
                        to="benefits.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "melding aan de Staat",
                "verbose_name_plural": "meldingen aan de Staat",
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="ratifies",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ratifications",
                to="benefits.decision",
            ),
        ),
        migrations.CreateModel(
            name="DecisionProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("GRANT", "toekennen"),
                            ("REFUSE", "weigeren"),
                            ("REVISE", "herzien"),
                            ("STOP", "stopzetten"),
                            ("RECOVER", "terugvorderen"),
                            ("WAIVE", "afzien van terugvordering"),
                            ("INCOMPETENT", "onbevoegd verklaren"),
                        ],
                        max_length=12,
                        verbose_name="wat",
                    ),
                ),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("LIVING_WAGE", "leefloon"),
                            ("EQUIVALENT", "equivalent leefloon"),
                            ("INSTALLATION_PREMIUM", "installatiepremie"),
                            ("OTHER_AID", "andere financiële steun"),
                        ],
                        max_length=24,
                        verbose_name="recht",
                    ),
                ),
                (
                    "category",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="categorie"
                    ),
                ),
                ("amount_cents", models.BigIntegerField(default=0, verbose_name="bedrag")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("WEEKLY", "wekelijks"),
                            ("FORTNIGHTLY", "om de twee weken"),
                            ("MONTHLY", "maandelijks"),
                            ("ONCE", "eenmalig"),
                        ],
                        default="MONTHLY",
                        max_length=12,
                        verbose_name="betaald",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                (
                    "grounds_in_law",
                    models.TextField(max_length=4000, verbose_name="redenen in rechte"),
                ),
                (
                    "grounds_in_fact",
                    models.TextField(max_length=8000, verbose_name="redenen in feite"),
                ),
                (
                    "deviation_reason",
                    models.CharField(
                        blank=True,
                        max_length=1000,
                        verbose_name="waarom afgeweken van de richtlijn",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="voorgelegd op"),
                ),
                (
                    "head_answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("AGREED", "akkoord"),
                            ("BACK", "terug naar de maatschappelijk werker"),
                        ],
                        max_length=8,
                        verbose_name="hoofd",
                    ),
                ),
                (
                    "head_note",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="toelichting van het hoofd"
                    ),
                ),
                (
                    "head_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="bekeken door het hoofd op"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="benefits.application",
                    ),
                ),
                (
                    "calculation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="benefits.calculation",
                    ),
                ),
                (
                    "head",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="benefits.decisionproposal",
                    ),
                ),
                (
                    "revises",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revised_by",
                        to="benefits.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "voorstel van beslissing",
                "verbose_name_plural": "voorstellen van beslissing",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="proposal",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="benefits.decisionproposal",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="proposal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="benefits.decisionproposal",
            ),
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                (
                    "component",
                    models.CharField(
                        choices=[
                            ("LIVING_WAGE", "leefloon"),
                            ("EQUIVALENT", "equivalent leefloon"),
                            ("INSTALLATION_PREMIUM", "installatiepremie"),
                            ("OTHER_AID", "andere financiële steun"),
                            ("ADVANCE", "voorschot"),
                        ],
                        max_length=24,
                        verbose_name="wat",
                    ),
                ),
                ("amount_cents", models.BigIntegerField(verbose_name="bedrag")),
                ("rhythm", models.CharField(max_length=12, verbose_name="betaald")),
                (
                    "beneficiary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="people.person",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grant",
                        to="benefits.decision",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="people.household",
                    ),
                ),
            ],
            options={
                "verbose_name": "toekenning",
                "verbose_name_plural": "toekenningen",
            },
        ),
        migrations.CreateModel(
            name="GuidelineVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("since", models.DateField(verbose_name="vanaf")),
                ("text", models.TextField(max_length=20000, verbose_name="tekst")),
                ("why", models.CharField(max_length=400, verbose_name="wat en waarom veranderd")),
                ("made_at", models.DateTimeField(verbose_name="geschreven op")),
                (
                    "guideline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="benefits.guideline",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van een richtlijn",
                "verbose_name_plural": "versies van richtlijnen",
                "ordering": ["guideline", "number"],
            },
        ),
        migrations.AddField(
            model_name="decisionproposal",
            name="guideline",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="benefits.guidelineversion",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="guideline",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="benefits.guidelineversion",
            ),
        ),
        migrations.CreateModel(
            name="IntegrationProject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ONCE", "eerste GPMI"),
                            ("STUDENT", "GPMI studies"),
                            ("FAR", "tweede jaar, ver van integratie"),
                            ("VULNERABLE", "tweede GPMI, kwetsbaar"),
                            ("YOUNG", "jonger dan 25 of student (2021)"),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                ("signed_on", models.DateField(verbose_name="ondertekend op")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="people.household",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "GPMI",
                "verbose_name_plural": "GPMI's",
            },
        ),
        migrations.CreateModel(
            name="Investigation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_on", models.DateField(verbose_name="begonnen op")),
                (
                    "signed_on",
                    models.DateField(blank=True, null=True, verbose_name="ondertekend op"),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="investigations",
                        to="benefits.application",
                    ),
                ),
                (
                    "follows",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="benefits.investigation",
                    ),
                ),
                (
                    "qualification",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.staffqualification",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="investigations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sociaal onderzoek",
                "verbose_name_plural": "sociale onderzoeken",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("IDENTITY", "Wie vraagt hulp"),
                            ("HOUSEHOLD", "Gezin en wie er woont"),
                            ("STAY", "Verblijf en bevoegdheid"),
                            ("REQUEST", "De vraag"),
                            ("HOME", "Wonen en huisbezoek"),
                            ("WORK", "Werk, opleiding en bereidheid"),
                            ("MEANS", "Bestaansmiddelen"),
                            ("OTHER_RIGHTS", "Andere rechten"),
                            ("CONCLUSION", "Besluit van het onderzoek"),
                        ],
                        max_length=16,
                        verbose_name="deel",
                    ),
                ),
                ("key", models.CharField(max_length=40, verbose_name="vraag")),
                ("value", models.JSONField(verbose_name="antwoord")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("FILE", "het dossier"),
                            ("CLIENT", "verklaring van de cliënt"),
                            ("DOCUMENT", "document"),
                            ("REGISTER", "register of kruispuntbank"),
                            ("HOME_VISIT", "huisbezoek"),
                            ("OTHER", "andere bron"),
                        ],
                        max_length=12,
                        verbose_name="bron",
                    ),
                ),
                ("source_note", models.CharField(blank=True, max_length=200, verbose_name="welke")),
                ("as_of", models.DateField(verbose_name="van de dag")),
                ("is_still_valid", models.BooleanField(null=True, verbose_name="nog geldig")),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="benefits.investigation",
                    ),
                ),
            ],
            options={
                "verbose_name": "vaststelling",
                "verbose_name_plural": "vaststellingen",
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("IDENTITY", "Wie vraagt hulp"),
                            ("HOUSEHOLD", "Gezin en wie er woont"),
                            ("STAY", "Verblijf en bevoegdheid"),
                            ("REQUEST", "De vraag"),
                            ("HOME", "Wonen en huisbezoek"),
                            ("WORK", "Werk, opleiding en bereidheid"),
                            ("MEANS", "Bestaansmiddelen"),
                            ("OTHER_RIGHTS", "Andere rechten"),
                            ("CONCLUSION", "Besluit van het onderzoek"),
                        ],
                        max_length=16,
                        verbose_name="deel",
                    ),
                ),
                ("what", models.CharField(max_length=160, verbose_name="bewijs")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASKED", "gevraagd"),
                            ("SEEN", "gezien"),
                            ("NOT_NEEDED", "niet nodig"),
                            ("NOT_TO_BE_HAD", "niet te krijgen"),
                        ],
                        default="ASKED",
                        max_length=16,
                        verbose_name="stand",
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="gevraagd op")),
                (
                    "settled_on",
                    models.DateField(blank=True, null=True, verbose_name="afgehandeld op"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "investigation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="benefits.investigation",
                    ),
                ),
            ],
            options={
                "verbose_name": "bewijs",
                "verbose_name_plural": "bewijzen",
                "ordering": ["section", "pk"],
            },
        ),
        migrations.AddField(
            model_name="decisionproposal",
            name="investigation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="benefits.investigation",
            ),
        ),
        migrations.AddField(
            model_name="calculation",
            name="investigation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="calculations",
                to="benefits.investigation",
            ),
        ),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("DUE", "steun verschuldigd"),
                            ("SENT", "naar de bank"),
                            ("SETTLED", "uitbetaald"),
                            ("RETURNED", "teruggekeerd"),
                            ("REJECTED", "geweigerd door de bank"),
                            ("ADVANCE", "voorschot"),
                            ("RECOVERY", "terugvordering"),
                            ("REPAID", "terugbetaald door de cliënt"),
                            ("WITHHELD", "ingehouden"),
                            ("WAIVER", "afgezien van terugvordering"),
                            ("REVERSAL", "tegenboeking"),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True, verbose_name="feit")),
                ("booked_on", models.DateField(verbose_name="geboekt op")),
                ("text", models.CharField(max_length=200, verbose_name="omschrijving")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="benefits.journalentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "boeking",
                "verbose_name_plural": "boekingen",
                "ordering": ["-booked_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="JournalLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "account",
                    models.CharField(
                        choices=[
                            ("AID", "toegekende steun"),
                            ("PAYABLE", "te betalen aan cliënten"),
                            ("IN_TRANSIT", "onderweg bij de bank"),
                            ("BANK", "bank"),
                            ("RECEIVABLE", "terug te vorderen van cliënten"),
                            ("WAIVED", "afgezien van terugvordering"),
                        ],
                        max_length=12,
                        verbose_name="rekening",
                    ),
                ),
                ("cents", models.BigIntegerField(verbose_name="bedrag")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="benefits.journalentry",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="benefits.grant",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="people.household",
                    ),
                ),
            ],
            options={
                "verbose_name": "boekingslijn",
                "verbose_name_plural": "boekingslijnen",
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("RECEIPT", "ontvangstbewijs"),
                            ("FORWARDED", "doorzending aan een ander OCMW"),
                            ("FORWARDED_TOLD", "bericht van doorzending"),
                            ("DECISION", "beslissing"),
                            ("STATEMENT", "overzicht van betalingen"),
                        ],
                        max_length=16,
                        verbose_name="soort",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="nl", max_length=8, verbose_name="taal van de vertaling"
                    ),
                ),
                (
                    "is_checked",
                    models.BooleanField(default=False, verbose_name="vertaling nagelezen"),
                ),
                ("told", models.JSONField(verbose_name="wat erin staat")),
                ("pdf", models.BinaryField(verbose_name="document")),
                ("sha256", models.CharField(max_length=64, verbose_name="vingerafdruk")),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="benefits.application",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="benefits.decision",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="people.household",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="benefits.letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "brief",
                "verbose_name_plural": "brieven",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Means",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("other_name", models.CharField(blank=True, max_length=160, verbose_name="naam")),
                (
                    "relation",
                    models.CharField(max_length=24, verbose_name="verhouding tot de aanvrager"),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="soort")),
                ("data", models.JSONField(verbose_name="gegevens")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("FILE", "het dossier"),
                            ("CLIENT", "verklaring van de cliënt"),
                            ("DOCUMENT", "document"),
                            ("REGISTER", "register of kruispuntbank"),
                            ("HOME_VISIT", "huisbezoek"),
                            ("OTHER", "andere bron"),
                        ],
                        max_length=12,
                        verbose_name="bron",
                    ),
                ),
                ("source_note", models.CharField(blank=True, max_length=200, verbose_name="welke")),
                ("as_of", models.DateField(verbose_name="van de dag")),
                ("is_still_valid", models.BooleanField(null=True, verbose_name="nog geldig")),
                (
                    "investigation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="means",
                        to="benefits.investigation",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "bestaansmiddel",
                "verbose_name_plural": "bestaansmiddelen",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("REGISTERED", "aangetekende brief"),
                            ("EBOX", "aangetekende eBox"),
                            ("HANDED", "tegen ontvangstbewijs"),
                            ("POST", "gewone brief"),
                        ],
                        max_length=12,
                        verbose_name="hoe",
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="verzonden op")),
                (
                    "reference",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="nummer van de zending"
                    ),
                ),
                (
                    "received_on",
                    models.DateField(blank=True, null=True, verbose_name="ontvangen op"),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notification",
                        to="benefits.letter",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kennisgeving",
                "verbose_name_plural": "kennisgevingen",
            },
        ),
        migrations.CreateModel(
            name="PaymentRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                ("serial", models.PositiveIntegerField(verbose_name="volgnummer")),
                (
                    "component",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("LIVING_WAGE", "leefloon"),
                            ("EQUIVALENT", "equivalent leefloon"),
                            ("INSTALLATION_PREMIUM", "installatiepremie"),
                            ("OTHER_AID", "andere financiële steun"),
                            ("ADVANCE", "voorschot"),
                        ],
                        max_length=24,
                        verbose_name="wat",
                    ),
                ),
                ("period", models.DateField(verbose_name="voor de periode van")),
                ("wished_on", models.DateField(verbose_name="gewenste betaaldag")),
                ("pay_on", models.DateField(verbose_name="betaaldag")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPEN", "open"),
                            ("FROZEN", "bevroren"),
                            ("APPROVED", "goedgekeurd"),
                            ("EXPORTED", "naar de bank"),
                            ("ACKNOWLEDGED", "ontvangen door de bank"),
                            ("SETTLED", "afgerond"),
                            ("CANCELLED", "geannuleerd"),
                        ],
                        default="OPEN",
                        max_length=14,
                        verbose_name="stand",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                (
                    "frozen_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="bevroren op"),
                ),
                (
                    "payments_count",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="betalingen"),
                ),
                (
                    "total_cents",
                    models.BigIntegerField(blank=True, null=True, verbose_name="totaal"),
                ),
                (
                    "sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="vingerafdruk"),
                ),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="goedgekeurd op"),
                ),
                (
                    "exported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="naar de bank op"),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "betaalrun",
                "verbose_name_plural": "betaalruns",
                "ordering": ["-year", "-serial"],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "component",
                    models.CharField(
                        choices=[
                            ("LIVING_WAGE", "leefloon"),
                            ("EQUIVALENT", "equivalent leefloon"),
                            ("INSTALLATION_PREMIUM", "installatiepremie"),
                            ("OTHER_AID", "andere financiële steun"),
                            ("ADVANCE", "voorschot"),
                        ],
                        max_length=24,
                        verbose_name="wat",
                    ),
                ),
                ("period", models.DateField(verbose_name="periode van")),
                ("gross_cents", models.BigIntegerField(verbose_name="bedrag")),
                ("withheld_cents", models.BigIntegerField(default=0, verbose_name="ingehouden")),
                ("net_cents", models.BigIntegerField(verbose_name="te betalen")),
                ("holder", models.CharField(max_length=70, verbose_name="op naam van")),
                ("iban", models.CharField(max_length=34, verbose_name="rekeningnummer")),
                (
                    "end_to_end",
                    models.CharField(max_length=35, unique=True, verbose_name="kenmerk"),
                ),
                ("snapshot", models.JSONField(verbose_name="stand bij het bevriezen")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PLANNED", "klaar"),
                            ("SENT", "naar de bank"),
                            ("SETTLED", "uitbetaald"),
                            ("REJECTED", "geweigerd door de bank"),
                            ("RETURNED", "teruggekeerd"),
                            ("CANCELLED", "geannuleerd"),
                        ],
                        default="PLANNED",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                (
                    "bank_reason",
                    models.CharField(blank=True, max_length=140, verbose_name="reden van de bank"),
                ),
                (
                    "settled_on",
                    models.DateField(blank=True, null=True, verbose_name="uitbetaald op"),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="benefits.grant",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="benefits.paymentrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "betaling",
                "verbose_name_plural": "betalingen",
                "ordering": ["run", "end_to_end"],
            },
        ),
        migrations.CreateModel(
            name="ReadingDraw",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.DateField(unique=True, verbose_name="week van maandag")),
                ("seed", models.BigIntegerField(verbose_name="zaad")),
                ("size", models.PositiveIntegerField(verbose_name="gevraagd")),
                ("strata", models.JSONField(verbose_name="groepen en aantallen")),
                ("drawn_at", models.DateTimeField(verbose_name="getrokken op")),
                (
                    "drawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "steekproef",
                "verbose_name_plural": "steekproeven",
                "ordering": ["-week"],
            },
        ),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount_cents", models.BigIntegerField(verbose_name="bedrag")),
                ("instalment_cents", models.BigIntegerField(verbose_name="per maand")),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                (
                    "agreed_on",
                    models.DateField(blank=True, null=True, verbose_name="afgesproken op"),
                ),
                ("waived_cents", models.BigIntegerField(default=0, verbose_name="kwijtgescholden")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recovery",
                        to="benefits.decision",
                        verbose_name="beslissing",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recoveries",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "terugvordering",
                "verbose_name_plural": "terugvorderingen",
            },
        ),
        migrations.CreateModel(
            name="RegisterCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=32, verbose_name="gegeven")),
                ("was", models.CharField(blank=True, max_length=4000, verbose_name="stond er")),
                (
                    "becomes",
                    models.CharField(blank=True, max_length=4000, verbose_name="moet zijn"),
                ),
                ("reason", models.CharField(max_length=400, verbose_name="waarom")),
                ("made_at", models.DateTimeField(verbose_name="verbeterd op")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="benefits.application",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "verbetering",
                "verbose_name_plural": "verbeteringen",
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("HOUSEHOLD_CHANGED", "het gezin is veranderd"),
                            ("RATE_CHANGED", "de bedragen zijn veranderd"),
                            ("YEARLY", "jaarlijks onderzoek"),
                            ("GUIDELINE_CHANGED", "de richtlijn is veranderd"),
                            ("NEW_FACTS", "nieuwe feiten"),
                        ],
                        max_length=20,
                        verbose_name="omdat",
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=400, verbose_name="wat")),
                ("raised_on", models.DateField(verbose_name="gemeld op")),
                (
                    "due_on",
                    models.DateField(blank=True, null=True, verbose_name="te bekijken voor"),
                ),
                ("old_cents", models.BigIntegerField(blank=True, null=True, verbose_name="nu")),
                (
                    "new_cents",
                    models.BigIntegerField(blank=True, null=True, verbose_name="zou worden"),
                ),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="bekeken op")),
                (
                    "settled_note",
                    models.CharField(blank=True, max_length=400, verbose_name="besluit"),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="benefits.decision",
                    ),
                ),
                (
                    "led_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="benefits.decision",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "herziening",
                "verbose_name_plural": "herzieningen",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SecondReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stratum", models.CharField(max_length=80, verbose_name="groep")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("IN_LINE", "volgens de richtlijn"),
                            ("REASONED", "afwijking, goed gemotiveerd"),
                            ("NOT_REASONED", "afwijking zonder goede reden"),
                            ("ERROR", "fout"),
                        ],
                        max_length=12,
                        verbose_name="bevinding",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="toelichting")),
                ("read_on", models.DateField(blank=True, null=True, verbose_name="gelezen op")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="benefits.decision",
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="benefits.readingdraw",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "tweede lezing",
                "verbose_name_plural": "tweede lezingen",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SessionMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_chair", models.BooleanField(default=False, verbose_name="voorzitter")),
                ("was_present", models.BooleanField(null=True, verbose_name="aanwezig")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="benefits.committeesession",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lid van een zitting",
                "verbose_name_plural": "leden van een zitting",
            },
        ),
        migrations.CreateModel(
            name="StateClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="maand")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPEN", "nog niet ingediend"),
                            ("NOTIFIED", "gemeld"),
                            ("CLAIMED", "ingediend"),
                            ("ACCEPTED", "aanvaard"),
                            ("REFUSED", "geweigerd"),
                            ("LOST", "verloren"),
                        ],
                        default="OPEN",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("paid_cents", models.BigIntegerField(verbose_name="betaald")),
                ("claimed_cents", models.BigIntegerField(default=0, verbose_name="teruggevraagd")),
                (
                    "not_yet_cents",
                    models.BigIntegerField(default=0, verbose_name="nog niet terug te vragen"),
                ),
                ("own_cents", models.BigIntegerField(default=0, verbose_name="eigen last")),
                ("supplement_cents", models.BigIntegerField(default=0, verbose_name="supplement")),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="waarom")),
                ("steps", models.JSONField(default=list, verbose_name="stappen")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="indienen voor")),
                ("reckoned_at", models.DateTimeField(verbose_name="berekend op")),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="benefits.grant",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="benefits.coststatement",
                    ),
                ),
            ],
            options={
                "verbose_name": "terugvraag",
                "verbose_name_plural": "terugvragen",
                "ordering": ["month", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("reason", models.CharField(max_length=300, verbose_name="reden")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="benefits.application",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "schorsing",
                "verbose_name_plural": "schorsingen",
            },
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                models.F("year"), models.F("serial"), name="one_application_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("received_on__gte", models.F("handed_in_on"))),
                name="received_when_handed_in_or_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("channel", "OTHER_CENTRE"),
                        ("first_received_on__isnull", False),
                        models.Q(("other_centre", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("channel", "OTHER_CENTRE"), _negated=True),
                        ("first_received_on", None),
                        ("other_centre", ""),
                    ),
                    _connector="OR",
                ),
                name="forwarded_application_keeps_its_first_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_on", None), ("withdrawn_why", "")),
                    models.Q(
                        ("withdrawn_on__gte", models.F("received_on")),
                        models.Q(("withdrawn_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="withdrawal_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="bank_details_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankdetails",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("person", "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            models.Value("[)"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="one_account_at_a_time",
                violation_error_message="Er is dan al een rekening.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="confirmed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="bankdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_by", None),
                    ("entered_by", None),
                    models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                    _connector="OR",
                ),
                name="account_confirmed_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="committeesession",
            constraint=models.UniqueConstraint(models.F("held_on"), name="one_session_a_day"),
        ),
        migrations.AddConstraint(
            model_name="competencecheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground", ""), _negated=True), name="competence_has_a_ground"
            ),
        ),
        migrations.AddConstraint(
            model_name="competencecheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("forwarded_on", None), ("is_competent", True), ("to_centre", "")),
                    models.Q(("is_competent", False), models.Q(("to_centre", ""), _negated=True)),
                    _connector="OR",
                ),
                name="incompetent_centre_names_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="competencecheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("forwarded_on", None),
                    ("forwarded_on__gte", models.F("decided_on")),
                    _connector="OR",
                ),
                name="forwarded_after_it_was_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="coststatement",
            constraint=models.UniqueConstraint(
                models.F("quarter"), models.F("number"), name="one_statement_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("outcome_on", None)),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        ("outcome_on__gte", models.F("filed_on")),
                    ),
                    _connector="OR",
                ),
                name="appeal_ended_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="aidnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted_on", None), ("refused_on", None), _connector="OR"),
                name="notice_has_one_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                models.F("session"), models.F("position"), name="one_item_per_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("proposal__isnull", False), ("ratifies", None)),
                    models.Q(("proposal", None), ("ratifies__isnull", False)),
                    _connector="OR",
                ),
                name="item_has_one_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                models.F("proposal"),
                condition=models.Q(("outcome", "POSTPONED"), _negated=True),
                name="proposal_treated_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                models.F("ratifies"),
                condition=models.Q(("outcome", "POSTPONED"), _negated=True),
                name="ratified_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "ACCEPTED"), _negated=True),
                    ("votes_for__gt", models.F("votes_against")),
                    _connector="OR",
                ),
                name="a_tie_rejects",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "REJECTED"), _negated=True),
                    ("votes_for__lte", models.F("votes_against")),
                    _connector="OR",
                ),
                name="a_majority_accepts",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("outcome", "")),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True), ("decided_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="treated_item_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__in", ("REJECTED", "POSTPONED")), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="not_accepted_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="grant_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_cents__gt", 0)), name="grant_gives_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("component__in", ("LIVING_WAGE", "EQUIVALENT"))),
                expressions=[
                    ("beneficiary", "="),
                    ("component", "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            models.Value("[)"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="one_grant_at_a_time",
                violation_error_message="Voor deze persoon loopt dan al een toekenning van dezelfde steun.",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidelineversion",
            constraint=models.UniqueConstraint(
                models.F("guideline"), models.F("number"), name="one_guideline_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="guidelineversion",
            constraint=models.UniqueConstraint(
                models.F("guideline"), models.F("since"), name="one_guideline_version_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="guidelineversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True), models.Q(("why", ""), _negated=True)
                ),
                name="guideline_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="decision_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_cents__gte", 0)), name="decision_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("category", None), ("category__in", (1, 2, 3)), _connector="OR"
                ),
                name="decision_in_a_category",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "GRANT"), _negated=True),
                    ("amount_cents__gt", 0),
                    _connector="OR",
                ),
                name="decision_grants_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ("GRANT", "REVISE")),
                        ("right__in", ("LIVING_WAGE", "EQUIVALENT")),
                        _negated=True,
                    ),
                    ("category__isnull", False),
                    _connector="OR",
                ),
                name="decision_of_a_wage_names_its_category",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("grounds_in_law", ""), _negated=True),
                    models.Q(("grounds_in_fact", ""), _negated=True),
                ),
                name="decision_is_reasoned",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                models.F("year"), models.F("serial"), name="one_decision_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("item__isnull", False), ("urgent_by", None)),
                    models.Q(("item", None), ("urgent_by__isnull", False)),
                    _connector="OR",
                ),
                name="decided_by_the_committee_or_its_chair",
            ),
        ),
        migrations.AddConstraint(
            model_name="integrationproject",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="project_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="integrationproject",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("person", "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            models.Value("[)"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="one_project_at_a_time",
                violation_error_message="Er loopt dan al een GPMI.",
            ),
        ),
        migrations.AddConstraint(
            model_name="integrationproject",
            constraint=models.UniqueConstraint(
                models.F("person"), condition=models.Q(("kind", "ONCE")), name="first_project_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="investigation",
            constraint=models.UniqueConstraint(
                models.F("application"),
                condition=models.Q(("signed_on", None)),
                name="one_open_investigation",
            ),
        ),
        migrations.AddConstraint(
            model_name="investigation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("qualification", None), ("signed_by", None), ("signed_on", None)),
                    models.Q(
                        ("qualification__isnull", False),
                        ("signed_by__isnull", False),
                        ("signed_on__gte", models.F("started_on")),
                    ),
                    _connector="OR",
                ),
                name="signature_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                models.F("investigation"), models.F("key"), name="one_finding_a_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                models.F("investigation"), models.F("what"), name="evidence_asked_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_on", None), ("state", "ASKED")),
                    models.Q(
                        models.Q(("state", "ASKED"), _negated=True),
                        ("settled_on__gte", models.F("asked_on")),
                    ),
                    _connector="OR",
                ),
                name="settled_evidence_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("NOT_NEEDED", "NOT_TO_BE_HAD")), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="evidence_left_out_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="proposal_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_cents__gte", 0)), name="proposal_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("category", None), ("category__in", (1, 2, 3)), _connector="OR"
                ),
                name="proposal_in_a_category",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "GRANT"), _negated=True),
                    ("amount_cents__gt", 0),
                    _connector="OR",
                ),
                name="proposal_grants_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ("GRANT", "REVISE")),
                        ("right__in", ("LIVING_WAGE", "EQUIVALENT")),
                        _negated=True,
                    ),
                    ("category__isnull", False),
                    _connector="OR",
                ),
                name="proposal_of_a_wage_names_its_category",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("grounds_in_law", ""), _negated=True),
                    models.Q(("grounds_in_fact", ""), _negated=True),
                ),
                name="proposal_is_reasoned",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("head", None), ("head_answer", ""), ("head_at", None)),
                    models.Q(
                        ("head__isnull", False),
                        ("head_at__isnull", False),
                        ("submitted_at__isnull", False),
                        models.Q(("head_answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="head_answers_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("head", None),
                    models.Q(("head", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="head_is_not_who_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("head_answer", "BACK"), _negated=True),
                    models.Q(("head_note", ""), _negated=True),
                    _connector="OR",
                ),
                name="sent_back_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="calculation",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_cents__gte", 0)), name="calculated_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="journalentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "REVERSAL"), ("reverses__isnull", False)),
                    models.Q(models.Q(("kind", "REVERSAL"), _negated=True), ("reverses", None)),
                    _connector="OR",
                ),
                name="reversal_names_its_entry",
            ),
        ),
        migrations.AddIndex(
            model_name="journalline",
            index=models.Index(fields=["household", "account"], name="line_of_household"),
        ),
        migrations.AddConstraint(
            model_name="journalline",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents", 0), _negated=True), name="line_has_an_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                name="letter_has_fingerprint",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "DECISION"), _negated=True),
                    ("decision__isnull", False),
                    _connector="OR",
                ),
                name="letter_of_a_decision_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                models.F("decision"),
                condition=models.Q(("kind", "DECISION"), ("replaces", None)),
                name="one_first_letter_of_a_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="means",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("other_name", ""), ("person__isnull", False)),
                    models.Q(("person", None), models.Q(("other_name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="means_belong_to_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received_on", None),
                    ("received_on__gte", models.F("sent_on")),
                    _connector="OR",
                ),
                name="received_after_it_was_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentrun",
            constraint=models.UniqueConstraint(
                models.F("year"), models.F("serial"), name="one_run_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by", None),
                    ("made_by", None),
                    models.Q(("approved_by", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="run_approved_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("OPEN", "CANCELLED")),
                    models.Q(
                        ("frozen_at__isnull", False),
                        ("total_cents__isnull", False),
                        ("sha256__regex", "^[0-9a-f]{64}$"),
                    ),
                    _connector="OR",
                ),
                name="frozen_run_has_its_fingerprint",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("OPEN", "FROZEN", "CANCELLED")),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="nothing_leaves_unapproved",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                models.F("grant"),
                models.F("period"),
                models.F("component"),
                condition=models.Q(
                    ("state__in", ("REJECTED", "RETURNED", "CANCELLED")), _negated=True
                ),
                name="paid_once_per_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "net_cents",
                        django.db.models.expressions.CombinedExpression(
                            models.F("gross_cents"), "-", models.F("withheld_cents")
                        ),
                    ),
                    ("net_cents__gte", 0),
                    ("withheld_cents__gte", 0),
                ),
                name="paid_is_due_less_withheld",
            ),
        ),
        migrations.AddConstraint(
            model_name="readingdraw",
            constraint=models.CheckConstraint(
                condition=models.Q(("week__week_day", 2)), name="week_begins_on_monday"
            ),
        ),
        migrations.AddConstraint(
            model_name="readingdraw",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gte", 1)), name="draw_asks_for_some"
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_cents__gt", 0),
                    ("instalment_cents__gt", 0),
                    ("waived_cents__gte", 0),
                    ("waived_cents__lte", models.F("amount_cents")),
                ),
                name="recovery_has_amounts",
            ),
        ),
        migrations.AddConstraint(
            model_name="registercorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="correction_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="registercorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("was", models.F("becomes")), _negated=True),
                name="correction_corrects",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(
                models.F("decision"),
                models.F("reason"),
                condition=models.Q(("settled_on", None)),
                name="one_open_review_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("led_to", None), ("settled_note", ""), ("settled_on", None)),
                    models.Q(
                        ("settled_on__gte", models.F("raised_on")),
                        models.Q(("settled_note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="settled_review_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondreading",
            constraint=models.UniqueConstraint(
                models.F("draw"), models.F("decision"), name="drawn_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="secondreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_by", None), ("read_on", None), ("verdict", "")),
                    models.Q(
                        models.Q(("verdict", ""), _negated=True),
                        ("read_by__isnull", False),
                        ("read_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="reading_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("read_by", None),
                    ("proposed_by", None),
                    models.Q(("read_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="read_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict__in", ("", "IN_LINE")),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="finding_is_explained",
            ),
        ),
        migrations.AddConstraint(
            model_name="sessionmember",
            constraint=models.UniqueConstraint(
                models.F("session"), models.F("user"), name="one_seat_in_a_session"
            ),
        ),
        migrations.AddConstraint(
            model_name="sessionmember",
            constraint=models.UniqueConstraint(
                models.F("session"),
                condition=models.Q(("is_chair", True)),
                name="one_chair_in_a_session",
            ),
        ),
        migrations.AddConstraint(
            model_name="stateclaim",
            constraint=models.UniqueConstraint(
                models.F("grant"), models.F("month"), name="claimed_once_a_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="stateclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="claim_of_a_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="stateclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("claimed_cents__gte", 0),
                    ("not_yet_cents__gte", 0),
                    ("own_cents__gte", 0),
                    (
                        "paid_cents",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("claimed_cents"), "+", models.F("not_yet_cents")
                            ),
                            "+",
                            models.F("own_cents"),
                        ),
                    ),
                    ("supplement_cents__gte", 0),
                ),
                name="every_euro_is_claimed_or_explained",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="suspension_not_backwards",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="suspension_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("application", "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            models.Value("[)"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="one_suspension_at_a_time",
                violation_error_message="De termijn is in die periode al geschorst.",
            ),
        ),
    ]

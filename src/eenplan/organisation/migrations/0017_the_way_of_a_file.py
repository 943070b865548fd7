"""Two more roles: who sits in the committee, and who presides it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0016_norms_of_proposals"),
    ]

    operations = [
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("RECEPTION", "onthaal"),
                    ("CASE_MANAGER", "maatschappelijk werker"),
                    ("TEAM_COORDINATOR", "teamcoördinator"),
                    ("HOUSING_COORDINATOR", "coördinator huisvesting"),
                    ("VOLUNTEER_COORDINATOR", "coördinator vrijwilligers"),
                    ("COMMITTEE_SECRETARY", "secretaris van het comité"),
                    ("FINANCE", "financiën"),
                    ("LINE_MONITOR", "lijnbewaking"),
                    ("POLICY_ANALYST", "beleidsmedewerker"),
                    ("ADMINISTRATOR", "applicatiebeheerder"),
                    ("ADMINISTRATIVE", "administratief medewerker"),
                    ("EXPERT", "deskundige van een centrale dienst"),
                    ("PARTNER", "medewerker van een partner"),
                    ("INSPECTOR", "woningcontroleur"),
                    ("SAFEGUARDING_LEAD", "vertrouwenspersoon veiligheid"),
                    ("COMMITTEE_MEMBER", "lid van het comité"),
                    ("COMMITTEE_CHAIR", "voorzitter van het comité"),
                ],
                max_length=30,
                verbose_name="rol",
            ),
        ),
        migrations.AlterField(
            model_name="reservecandidate",
            name="role",
            field=models.CharField(
                choices=[
                    ("RECEPTION", "onthaal"),
                    ("CASE_MANAGER", "maatschappelijk werker"),
                    ("TEAM_COORDINATOR", "teamcoördinator"),
                    ("HOUSING_COORDINATOR", "coördinator huisvesting"),
                    ("VOLUNTEER_COORDINATOR", "coördinator vrijwilligers"),
                    ("COMMITTEE_SECRETARY", "secretaris van het comité"),
                    ("FINANCE", "financiën"),
                    ("LINE_MONITOR", "lijnbewaking"),
                    ("POLICY_ANALYST", "beleidsmedewerker"),
                    ("ADMINISTRATOR", "applicatiebeheerder"),
                    ("ADMINISTRATIVE", "administratief medewerker"),
                    ("EXPERT", "deskundige van een centrale dienst"),
                    ("PARTNER", "medewerker van een partner"),
                    ("INSPECTOR", "woningcontroleur"),
                    ("SAFEGUARDING_LEAD", "vertrouwenspersoon veiligheid"),
                    ("COMMITTEE_MEMBER", "lid van het comité"),
                    ("COMMITTEE_CHAIR", "voorzitter van het comité"),
                ],
                max_length=30,
                verbose_name="voor de rol",
            ),
        ),
        migrations.AlterField(
            model_name="vacancy",
            name="role",
            field=models.CharField(
                choices=[
                    ("RECEPTION", "onthaal"),
                    ("CASE_MANAGER", "maatschappelijk werker"),
                    ("TEAM_COORDINATOR", "teamcoördinator"),
                    ("HOUSING_COORDINATOR", "coördinator huisvesting"),
                    ("VOLUNTEER_COORDINATOR", "coördinator vrijwilligers"),
                    ("COMMITTEE_SECRETARY", "secretaris van het comité"),
                    ("FINANCE", "financiën"),
                    ("LINE_MONITOR", "lijnbewaking"),
                    ("POLICY_ANALYST", "beleidsmedewerker"),
                    ("ADMINISTRATOR", "applicatiebeheerder"),
                    ("ADMINISTRATIVE", "administratief medewerker"),
                    ("EXPERT", "deskundige van een centrale dienst"),
                    ("PARTNER", "medewerker van een partner"),
                    ("INSPECTOR", "woningcontroleur"),
                    ("SAFEGUARDING_LEAD", "vertrouwenspersoon veiligheid"),
                    ("COMMITTEE_MEMBER", "lid van het comité"),
                    ("COMMITTEE_CHAIR", "voorzitter van het comité"),
                ],
                max_length=30,
                verbose_name="rol",
            ),
        ),
    ]

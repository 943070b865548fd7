"""One open appeal at a time, against a decision or against its absence."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("benefits", "0010_claims_sent_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(
                models.F("decision"),
                condition=models.Q(("outcome", "")),
                name="one_open_appeal_a_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(
                models.F("application"),
                condition=models.Q(("decision", None), ("outcome", "")),
                name="one_open_appeal_without_a_decision",
            ),
        ),
    ]

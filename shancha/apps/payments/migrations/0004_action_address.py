from django.db import migrations, models


class Migration(migrations.Migration):
    """For which address a provider's answer was asked, where it works from there alone."""

    dependencies = [("payments", "0003_action_age")]

    operations = [
        migrations.AddField(
            "charge",
            "action_address",
            models.CharField(
                blank=True,
                default="",
                help_text="keyed hash of the payer's, where it works from there alone",
                max_length=64,
            ),
            preserve_default=False,
        ),
    ]

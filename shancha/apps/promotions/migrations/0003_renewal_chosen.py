from django.db import migrations, models


class Migration(migrations.Migration):
    """Whether a card renews is chosen with the purchase and holds once that is paid."""

    dependencies = [("promotions", "0002_special_prices")]

    operations = [
        migrations.AddField("membershipperiod", "renews", models.BooleanField(null=True)),
    ]

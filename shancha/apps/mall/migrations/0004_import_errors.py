from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mall", "0003_categories"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="catalogueimport",
            name="report_path",
        ),
        migrations.AddField(
            model_name="catalogueimport",
            name="errors",
            field=models.JSONField(blank=True, default=list),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0012_comment_is_untold"),
    ]

    operations = [
        migrations.AddField(
            model_name="asset",
            name="is_moving",
            field=models.BooleanField(db_default=False, default=False, help_text="has an animated WebP"),
        ),
    ]

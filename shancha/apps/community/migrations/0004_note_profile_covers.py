from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('community', '0003_ad_mark'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='note',
            name='community_note_profile',
        ),
        migrations.AddIndex(
            model_name='note',
            index=models.Index(condition=models.Q(('state', 'public')), fields=['author', '-published_at', '-id'], include=('visibility', 'is_author_limited'), name='community_note_profile'),
        ),
    ]

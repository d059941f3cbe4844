"""The starter word list. Operators go on from here; later versions never overwrite their changes."""

from pathlib import Path

from django.db import migrations

from shancha.apps.moderation.screening.words import sounds_of

SEED = Path(__file__).parent / "seed_v1" / "words.tsv"


def add_words(apps, schema_editor):
    word = apps.get_model("moderation", "Word")
    rows = []
    for line in SEED.read_text(encoding="utf-8").splitlines():
        text, category, level, aloud = line.split("\t")
        rows.append(
            word(
                text=text,
                category=category,
                level=level,
                is_matched_by_sound=bool(aloud),
                sounds=sounds_of(text) if aloud else [],
            )
        )
    word.objects.bulk_create(rows, ignore_conflicts=True)
    apps.get_model("moderation", "WordList").objects.get_or_create(id=1)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0002_ledger")]
    operations = [migrations.RunPython(add_words, migrations.RunPython.noop)]

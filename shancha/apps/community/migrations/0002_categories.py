"""The twelve categories every installation starts with, and the counter behind `search_version`."""

from django.db import migrations

CATEGORIES = [
    ("fashion", "时尚穿搭", "Fashion"),
    ("makeup", "彩妆", "Makeup"),
    ("skincare", "护肤", "Skincare"),
    ("stars", "明星", "Stars"),
    ("food", "美食", "Food"),
    ("travel", "旅行", "Travel"),
    ("home", "家居", "Home"),
    ("fitness", "运动健身", "Fitness"),
    ("parenting", "母婴", "Parenting"),
    ("digital", "数码", "Digital"),
    ("pets", "萌宠", "Pets"),
    ("reading", "读书影音", "Books and films"),
]

# One rule in the database keeps every writer honest: whatever a reader can find a note by, or that
# decides whether it may be found, moves its version on. Counters are not among these columns.
TRIGGER = """
create sequence community_search_version_seq;
create function community_bump_search_version() returns trigger language plpgsql as $$
begin
    new.search_version := nextval('community_search_version_seq');
    return new;
end $$;
create trigger community_note_search_version before insert or update of
    title, body, category_slug, state, visibility, kind, content_class, place_name, city_code, city_name, published_at,
    edited_at, featured_at, is_limited, is_author_limited, evaluation
on community_note for each row execute function community_bump_search_version();
"""
UNDO_TRIGGER = """
drop trigger community_note_search_version on community_note;
drop function community_bump_search_version();
drop sequence community_search_version_seq;
"""


def create_categories(apps, schema_editor):
    category = apps.get_model("community", "Category")
    category.objects.bulk_create(
        [
            category(slug=slug, name_zh=chinese, name_en=english, position=position)
            for position, (slug, chinese, english) in enumerate(CATEGORIES, 1)
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("community", "0001_initial")]

    operations = [
        migrations.RunPython(create_categories, migrations.RunPython.noop),
        migrations.RunSQL(TRIGGER, UNDO_TRIGGER),
    ]

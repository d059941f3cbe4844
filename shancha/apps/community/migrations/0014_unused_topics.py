from django.db import migrations, models

# What lies at /topics/… itself can't be a topic's address.
_FREE_RESERVED_SLUGS = """
    update community_topic set slug = slug || '-' || right(replace(id::text, '-', ''), 6)
        where slug in ('followed', 'hot', 'new');
    update community_topicalias set slug = slug || '-' || left(md5(name_key), 6)
        where slug in ('followed', 'hot', 'new');
"""

# Topics that nobody cared for and no public note ever used: private, waiting and followers' notes made them.
_HIDE_UNUSED = """
    update community_topic t set state = 'unused', hot = 0
    where t.state = 'active' and t.note_count = 0 and t.participant_count = 0 and t.follower_count = 0
      and t.host_id is null and t.banner is null and t.introduction = '' and t.announcement = ''
      and t.sponsor_label = '' and t.promotion = 0 and t.pinned_until is null and t.starts_at is null
      and t.ends_at is null
      and not exists (select 1 from community_topicalias a where a.topic_id = t.id)
      and not exists (select 1 from community_topic m where m.merged_into_id = t.id)
      and not exists (select 1 from community_notetopic nt
                      where nt.topic_id = t.id and (nt.told_at is not null or nt.published_at is not null))
      and not exists (select 1 from django_admin_log l join django_content_type c on c.id = l.content_type_id
                      where c.app_label = 'community' and c.model = 'topic' and l.object_id = t.id::text)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("community", "0013_asset_is_moving"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterField(
            model_name="comment",
            name="state",
            field=models.CharField(
                choices=[
                    ("public", "公开"),
                    ("folded", "已折叠"),
                    ("review", "审核中"),
                    ("filtered", "被作者过滤"),
                    ("hidden", "已隐藏"),
                    ("removed", "已移除"),
                    ("deleted", "已删除"),
                ],
                default="public",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="topic",
            name="state",
            field=models.CharField(
                choices=[
                    ("unused", "未公开"),
                    ("active", "开放"),
                    ("merged", "已合并"),
                    ("ended", "已结束"),
                    ("banned", "已封禁"),
                ],
                default="active",
                max_length=10,
            ),
        ),
        migrations.RunSQL(_FREE_RESERVED_SLUGS, migrations.RunSQL.noop),
        migrations.RunSQL(_HIDE_UNUSED, "update community_topic set state = 'active' where state = 'unused'"),
    ]

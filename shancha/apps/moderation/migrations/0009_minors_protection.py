"""The second version of the text on minors: it says what the minors' mode and the limits of comments do.

Members are told and given seven days, as with every version; a new installation has nobody to tell, so that
it binds there at once. Where operators have published a version of their own, theirs stands."""

from datetime import timedelta
from pathlib import Path

from django.db import migrations
from django.utils import timezone

from shancha.apps.moderation.events import RuleAnnounced
from shancha.kit import events

FOLDER = Path(__file__).parent
SLUG = "minors-protection"


def add_version(apps, schema_editor):
    rule = apps.get_model("moderation", "Rule")
    newest = rule.objects.filter(slug=SLUG).order_by("-version").first()
    if newest is None or newest.body_zh != _text("seed_v1", "zh"):
        return
    has_members = apps.get_model("accounts", "User").objects.exists()
    announced_at = timezone.now()
    added = rule.objects.create(
        slug=SLUG,
        version=newest.version + 1,
        position=newest.position,
        title_zh=newest.title_zh,
        title_en=newest.title_en,
        body_zh=_text("seed_v2", "zh"),
        body_en=_text("seed_v2", "en"),
        change_zh="写明青少年模式下哪些设置需要监护密码，以及怎样限制评论。",
        change_en="Says which settings need the guardian's PIN in the minors' mode, and how to limit comments.",
        must_accept=newest.must_accept,
        announced_at=announced_at,
        effective_at=announced_at + timedelta(days=7 if has_members else 0),
    )
    if has_members:
        events.publish(RuleAnnounced(SLUG, added.version, added.title_zh, added.title_en, added.effective_at))


def _text(folder, language):
    return (FOLDER / folder / f"{SLUG}.{language}.md").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("moderation", "0008_sketches"), ("accounts", "0007_ends_of_sanctions")]
    operations = [migrations.RunPython(add_version, migrations.RunPython.noop)]

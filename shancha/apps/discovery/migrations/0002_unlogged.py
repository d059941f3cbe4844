"""Feed sessions and touches are worth nothing after a crash, so they write no log."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("discovery", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "alter table discovery_feedsession set unlogged; alter table discovery_touch set unlogged;"
            "alter table discovery_feedsession alter column items set storage external;"
            "alter table discovery_profile alter column seen set storage external;",
            "alter table discovery_feedsession set logged; alter table discovery_touch set logged;",
        ),
    ]

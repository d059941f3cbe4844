"""The back office of the community, one module per thing."""

from shancha.apps.community.admin import categories as categories
from shancha.apps.community.admin import comments as comments
from shancha.apps.community.admin import creators as creators
from shancha.apps.community.admin import media as media
from shancha.apps.community.admin import notes as notes
from shancha.apps.community.admin import topics as topics

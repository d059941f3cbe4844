"""The back office of the mall, one module per concern."""

from shancha.apps.mall.admin import catalogue as catalogue
from shancha.apps.mall.admin import home as home
from shancha.apps.mall.admin import merchants as merchants

"""The back office of the mall, one module per concern."""

from shancha.apps.mall.admin import home as home

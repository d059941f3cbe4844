"""Jobs of the mall, one module per concern: each calls one service and may run twice."""

from shancha.apps.mall.tasks import catalogue as catalogue
from shancha.apps.mall.tasks import shopping as shopping

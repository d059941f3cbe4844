"""What the mall does on facts of its own and of the apps below, one module per concern."""

from shancha.apps.mall.handlers import merchants as merchants
from shancha.apps.mall.handlers import notes as notes
from shancha.apps.mall.handlers import wishes as wishes

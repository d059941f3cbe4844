"""Registers the mall app with Django."""

from django.apps import AppConfig


class MallConfig(AppConfig):
    """Merchants, stores, brands, categories, products, stock, wish lists, and what notes tag."""

    name = "shancha.apps.mall"
    label = "mall"
    verbose_name = "商城 Mall"

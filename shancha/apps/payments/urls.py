"""Pages of payments: the sandbox's cashier."""

from django.urls import path

from shancha.apps.payments.cashier_pages import cashier_page

urlpatterns = [path("cashier/<str:key>", cashier_page)]

"""Addresses of the web client; those with a preview first, then everything else."""

from django.urls import path, re_path

from shancha.pages import views

urlpatterns = [
    path("robots.txt", views.robots),
    path("sitemap.xml", views.sitemap),
    path("n/<uuid:note_id>", views.note_page),
    path("u/<str:handle>", views.member_page),
    path("t/<str:slug>", views.topic_page),
    path("product/<uuid:product_id>", views.product_page),
    path("store/<str:slug>", views.store_page),
    re_path(r"^.*$", views.client_page),
]

"""Addresses of how it looks: the choice of language and theme, and the list of components."""

from django.urls import path

from samspill.web.design import views

app_name = "design"

urlpatterns = [
    path("", views.components, name="components"),
    path("preferences/", views.preferences, name="preferences"),
]

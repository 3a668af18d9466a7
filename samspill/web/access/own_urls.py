"""Addresses of the page where a person sees what is stored about her, reached by a link in an SMS."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.access import own

app_name = "own"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<str:token>/", own.page, name="page"),
    path("<str:token>/file/", own.file, name="file"),
    path("<str:token>/weekly/", own.weekly, name="weekly"),
    path("<str:token>/consent/", own.consent, name="consent"),
    path("<str:token>/consent/withdrawal/", own.withdrawal, name="withdrawal"),
    path("<str:token>/contact-points/<uuid:point_id>/removal/", own.point_removal, name="point_removal"),
    path("<str:token>/new-link/", own.new_link, name="new_link"),
]

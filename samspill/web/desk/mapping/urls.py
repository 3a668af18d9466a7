"""Addresses of mapping at the desk."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.mapping import known, tries

urlpatterns: list[URLPattern | URLResolver] = [
    path("", known.overview, name="known"),
    path("lists/<str:measure>/", known.listed, name="listed"),
    path("to-try/", tries.listed, name="to_try"),
    path("associations/<uuid:organisation_id>/", tries.association, name="association"),
    path("associations/<uuid:organisation_id>/tries/", tries.tries, name="tries"),
    path("tries/<uuid:contact_try_id>/removal/", tries.removal, name="removal"),
]

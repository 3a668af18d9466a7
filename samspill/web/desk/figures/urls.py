"""Addresses of the figures."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.figures import views, visits

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.latest, name="latest"),
    path("visits/", visits.visits, name="visits"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/paper/", views.paper, name="paper"),
    path("<int:year>/<str:listed>/", views.rows, name="rows"),
]

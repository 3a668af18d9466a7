"""Addresses of other sites' lists of tasks."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.task_sources import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.sources, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:task_source_id>/", views.source, name="source"),
    path("<uuid:task_source_id>/reading/", views.reading, name="reading"),
    path("<uuid:task_source_id>/removal/", views.removal, name="removal"),
    path("<uuid:task_source_id>/pause/", views.pause, name="pause"),
    path("<uuid:task_source_id>/resumption/", views.resumption, name="resumption"),
    path("tasks/<uuid:outside_task_id>/hiding/", views.hiding, name="hiding"),
    path("tasks/<uuid:outside_task_id>/showing/", views.showing, name="showing"),
    path("tasks/<uuid:outside_task_id>/parting/", views.parting, name="parting"),
    path("apart/<uuid:task_told_apart_id>/undoing/", views.parting_undone, name="parting_undone"),
]

"""Addresses of what is deleted when."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.keeping import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.rules, name="rules"),
    path("periods/<str:rule>/", views.period, name="period"),
    path("people/", views.coming, name="people"),
    path("people/<uuid:person_id>/", views.hold, name="hold"),
    path("holds/<uuid:hold_id>/lifting/", views.lifting, name="hold_lifting"),
]

"""Addresses of attendance at the desk."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.attendance import sheets, thanks

urlpatterns: list[URLPattern | URLResolver] = [
    path("", sheets.overview, name="overview"),
    path("shifts/<uuid:shift_id>/", sheets.of_shift, name="shift"),
    path("times/<uuid:occurrence_id>/", sheets.of_time, name="time"),
    path("thanks/", thanks.thanks, name="thanks"),
    path("thanks/habit/", thanks.habit, name="habit"),
]

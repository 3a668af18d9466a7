"""Addresses of plans at the desk."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.plans import changing, views

one_plan: list[URLPattern | URLResolver] = [
    path("", views.plan, name="plan"),
    path("progress/", views.progress, name="progress"),
    path("difference/", views.difference, name="difference"),
    path("renewal/", changing.renewal, name="renewal"),
    path("approval/", changing.approval, name="approval"),
    path("choices/<uuid:plan_choice_id>/lock/", changing.lock, name="lock"),
    path("choices/<uuid:plan_choice_id>/exclusion/", changing.exclusion, name="exclusion"),
    path("shifts/<uuid:plan_shift_id>/", changing.shift, name="shift"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.plans, name="list"),
    path("<uuid:plan_id>/", include(one_plan)),
]

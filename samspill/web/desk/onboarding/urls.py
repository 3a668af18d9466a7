"""Addresses of courses and papers at the desk."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.onboarding import matrix, sending, texts

urlpatterns: list[URLPattern | URLResolver] = [
    path("", matrix.matrix_, name="matrix"),
    path("paper/", matrix.paper, name="paper"),
    path("sending/<str:what>/", sending.sending, name="sending"),
    path("texts/", texts.texts, name="texts"),
    path("texts/<str:kind>/", texts.text, name="text"),
    path("texts/<str:kind>/standard/", texts.standard, name="standard"),
    path("texts/<str:kind>/draft/", texts.draft, name="draft"),
    path("texts/<str:kind>/draft/removal/", texts.draft_removal, name="draft_removal"),
    path("texts/<str:kind>/publication/", texts.publication, name="publication"),
]

"""Addresses of the inbox."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.inbox import views

one_message: list[URLPattern | URLResolver] = [
    path("", views.message, name="message"),
    path("answer/", views.answer, name="answer"),
    path("reply/", views.reply, name="reply"),
    path("sender/", views.sender, name="sender"),
    path("owner/", views.owner, name="owner"),
    path("settlement/", views.settlement, name="settlement"),
    path("reopening/", views.reopening, name="reopening"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.messages_, name="list"),
    path("<uuid:message_id>/", include(one_message)),
]

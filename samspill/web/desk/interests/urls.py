"""Addresses of those who want to help."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.interests import links, slip, talks, typed_in, views
from samspill.web.desk.staff import following

one_interest: list[URLPattern | URLResolver] = [
    path("", views.interest, name="interest"),
    path("conversation/", talks.conversation, name="conversation"),
    path("talks/", talks.talks, name="talks"),
    path("talks/times/", talks.times, name="times"),
    path("talks/<uuid:intake_talk_id>/removal/", talks.talk_removal, name="talk_removal"),
    path("not-reached/", talks.not_reached, name="not_reached"),
    path("owner/", following.interest, name="follow_up"),
    path("welcome/", views.welcome, name="welcome"),
    path("refusal/", views.refusal, name="refusal"),
    path("closing/", views.closing, name="closing"),
    path("reopening/", views.reopening, name="reopening"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.interests, name="list"),
    path("new/", typed_in.new, name="new"),
    path("slips/", typed_in.slips, name="slips"),
    path("slips/paper/", slip.slip, name="slip"),
    path("links/", links.links, name="links"),
    path("links/<uuid:intake_link_id>/sheet/", links.sheet, name="link_sheet"),
    path("links/<uuid:intake_link_id>/renewal/", links.renewal, name="link_renewal"),
    path("links/<uuid:intake_link_id>/closing/", links.link_closing, name="link_closing"),
    path("<uuid:interest_id>/", include(one_interest)),
]

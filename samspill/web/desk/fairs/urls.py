"""Addresses of fairs at the desk."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.fairs import classes, drawing, offers, paper, pupils, views

one_fair: list[URLPattern | URLResolver] = [
    path("", views.fair, name="fair"),
    path("facts/", views.facts, name="facts"),
    path("copy/", views.copy, name="copy"),
    path("progress/", drawing.progress, name="progress"),
    path("drawing/", drawing.drawing, name="drawing"),
    path("filling/", drawing.filling, name="filling"),
    path("publication/", drawing.publication, name="publication"),
    path("offers/new/", offers.new, name="new_offer"),
    path("offers/<uuid:fair_offer_id>/", offers.offer, name="offer"),
    path("offers/<uuid:fair_offer_id>/closing/", offers.closing, name="closing"),
    path("offers/<uuid:fair_offer_id>/list/", paper.offer_list, name="offer_list"),
    path("offers/lists/", paper.offer_lists, name="offer_lists"),
    path("classes/new/", classes.new, name="new_classes"),
    path("classes/<uuid:school_class_id>/", classes.school_class, name="class"),
    path("classes/<uuid:school_class_id>/slips/", paper.slips, name="slips"),
    path("classes/<uuid:school_class_id>/list/", paper.class_list, name="class_list"),
    path("classes/<uuid:school_class_id>/places/", paper.place_slips, name="place_slips"),
    path("pupils/<uuid:pupil_id>/", pupils.pupil, name="pupil"),
    path("pupils/<uuid:pupil_id>/wishes/", pupils.wishes, name="wishes"),
    path("pupils/<uuid:pupil_id>/places/", pupils.places, name="places"),
    path("pupils/<uuid:pupil_id>/rounds/<int:turn>/", pupils.move, name="move"),
    path("pupils/<uuid:pupil_id>/removal/", pupils.removal, name="removal"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.fairs, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:fair_id>/", include(one_fair)),
]

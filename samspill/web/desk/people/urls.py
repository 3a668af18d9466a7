"""Addresses of people at the desk."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.people import absences, contact, erasing, listing, page, volunteers, writing

one_person: list[URLPattern | URLResolver] = [
    path("", page.person, name="person"),
    path("facts/", page.facts, name="facts"),
    path("export/", page.export, name="export"),
    path("contact-points/", contact.points, name="points"),
    path("contact-points/<uuid:point_id>/removal/", contact.removal, name="point_removal"),
    path("contact-points/<uuid:point_id>/preference/", contact.preference, name="point_preference"),
    path("consent/", contact.consent, name="consent"),
    path("consent/withdrawal/", contact.withdrawal, name="consent_withdrawal"),
    path("messages/", writing.messages_, name="messages"),
    path("phone-notes/", writing.phone_notes, name="phone_notes"),
    path("link/", writing.link, name="link"),
    path("volunteer/", volunteers.profile, name="volunteer"),
    path("volunteer/break/", volunteers.break_, name="break"),
    path("volunteer/leaving/", volunteers.leaving, name="leaving"),
    path("absences/", volunteers.absences, name="absences"),
    path("illness/", absences.illness, name="illness"),
    path("qualifications/", volunteers.qualifications, name="qualifications"),
    path(
        "qualifications/<uuid:qualification_id>/withdrawal/",
        volunteers.qualification_withdrawal,
        name="qualification_withdrawal",
    ),
    path("merging/", erasing.merging, name="merging"),
    path("erasure/", erasing.erasure, name="erasure"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.people, name="list"),
    path("new/", volunteers.new, name="new"),
    path("<uuid:person_id>/", include(one_person)),
]

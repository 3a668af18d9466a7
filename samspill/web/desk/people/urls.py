"""Addresses of people at the desk."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.people import (
    absences,
    contact,
    doubles,
    erasing,
    listing,
    onboarding,
    page,
    rights,
    stored,
    tasks,
    volunteers,
    writing,
)
from samspill.web.desk.staff import following

one_person: list[URLPattern | URLResolver] = [
    path("", page.person, name="person"),
    path("facts/", page.facts, name="facts"),
    path("export/", page.export, name="export"),
    path("stored/", stored.stored, name="stored"),
    path("stored/pdf/", stored.pdf_, name="stored_pdf"),
    path("looks/", stored.looks, name="looks"),
    path("claims/", rights.new_claim, name="new_claim"),
    path("restriction/", rights.restriction, name="restriction"),
    path("restriction/lifting/", rights.restriction_lifting, name="restriction_lifting"),
    path("contact-points/", contact.points, name="points"),
    path("contact-points/<uuid:point_id>/removal/", contact.removal, name="point_removal"),
    path("contact-points/<uuid:point_id>/preference/", contact.preference, name="point_preference"),
    path("consent/", contact.consent, name="consent"),
    path("consent/withdrawal/", contact.withdrawal, name="consent_withdrawal"),
    path("messages/", writing.messages_, name="messages"),
    path("phone-notes/", writing.phone_notes, name="phone_notes"),
    path("link/", writing.link, name="link"),
    path("volunteer/", volunteers.profile, name="volunteer"),
    path("volunteer/owner/", following.volunteer, name="follow_up"),
    path("volunteer/break/", volunteers.break_, name="break"),
    path("volunteer/leaving/", volunteers.leaving, name="leaving"),
    path("absences/", volunteers.absences, name="absences"),
    path("absences/<uuid:absence_id>/removal/", volunteers.absence_removal, name="absence_removal"),
    path("tasks/", tasks.ask, name="tasks"),
    path("talk/", tasks.talk, name="talk"),
    path("illness/", absences.illness, name="illness"),
    path("qualifications/", volunteers.qualifications, name="qualifications"),
    path(
        "qualifications/<uuid:qualification_id>/withdrawal/",
        volunteers.qualification_withdrawal,
        name="qualification_withdrawal",
    ),
    path("signing/", onboarding.signing, name="signing"),
    path("signing/<uuid:signing_request_id>/reading/", onboarding.reading, name="reading"),
    path("signing/<uuid:signing_request_id>/paper/", onboarding.text_on_paper, name="text_on_paper"),
    path("signatures/", onboarding.signatures, name="signatures"),
    path(
        "signatures/<uuid:signature_id>/document/", onboarding.signature_document, name="signature_document"
    ),
    path(
        "signatures/<uuid:signature_id>/withdrawal/",
        onboarding.signature_withdrawal,
        name="signature_withdrawal",
    ),
    path("attests/", onboarding.attests, name="attests"),
    path("attests/<uuid:attest_id>/document/", onboarding.attest_document, name="attest_document"),
    path("attests/<uuid:attest_id>/withdrawal/", onboarding.attest_withdrawal, name="attest_withdrawal"),
    path("merging/", erasing.merging, name="merging"),
    path("erasure/", erasing.erasure, name="erasure"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.people, name="list"),
    path("new/", volunteers.new, name="new"),
    path("doubles/", doubles.doubles, name="doubles"),
    path("restricted/", rights.restricted, name="restricted"),
    path("claims/", rights.claims, name="claims"),
    path("claims/<uuid:claim_id>/", rights.claim, name="claim"),
    path("claims/<uuid:claim_id>/settlement/", rights.settlement, name="claim_settlement"),
    path("claims/<uuid:claim_id>/forgetting/", rights.forgetting, name="claim_forgetting"),
    path("<uuid:person_id>/", include(one_person)),
]

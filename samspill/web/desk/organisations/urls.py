"""Addresses of associations at the desk."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.organisations import capabilities, claims, merging, programs, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.organisations, name="list"),
    path("new/", views.new, name="new"),
    path("doubles/", merging.doubles, name="doubles"),
    path("doubles/apart/", merging.apart, name="apart"),
    path("doubles/<uuid:told_apart_id>/undoing/", merging.apart_undoing, name="apart_undoing"),
    path("mergers/", merging.mergers, name="mergers"),
    path("mergers/<uuid:organisation_merger_id>/undoing/", merging.merger_undoing, name="merger_undoing"),
    path("<uuid:organisation_id>/merging/", merging.merging, name="merging"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<uuid:post_claim_id>/", claims.claim, name="claim"),
    path("claims/<uuid:post_claim_id>/approval/", claims.claim_approval, name="claim_approval"),
    path("claims/<uuid:post_claim_id>/refusal/", claims.claim_refusal, name="claim_refusal"),
    path("<uuid:organisation_id>/", views.organisation, name="organisation"),
    path("<uuid:organisation_id>/facts/", views.facts, name="facts"),
    path("<uuid:organisation_id>/confirmation/", views.confirmation, name="confirmation"),
    path("<uuid:organisation_id>/visibility/", views.visibility, name="visibility"),
    path("<uuid:organisation_id>/closing/", views.closing, name="closing"),
    path("<uuid:organisation_id>/capabilities/", capabilities.capabilities, name="capabilities"),
    path(
        "<uuid:organisation_id>/pictures/",
        include(("samspill.web.desk.organisations.pictures", "pictures")),
    ),
    path(
        "<uuid:organisation_id>/capabilities/<uuid:capability_id>/",
        capabilities.capability,
        name="capability",
    ),
    path(
        "<uuid:organisation_id>/capabilities/<uuid:capability_id>/standing/",
        capabilities.standing,
        name="capability_standing",
    ),
    path("<uuid:organisation_id>/posts/<uuid:post_id>/link/", capabilities.link, name="capability_link"),
    path("<uuid:organisation_id>/programs/", programs.programs, name="programs"),
    path(
        "<uuid:organisation_id>/programs/<uuid:program_key_id>/revocation/",
        programs.revocation,
        name="program_revocation",
    ),
    path("<uuid:organisation_id>/posts/", views.posts, name="posts"),
    path("<uuid:organisation_id>/review/", claims.review, name="review"),
    path("<uuid:organisation_id>/posts/<uuid:post_id>/acting/", claims.acting, name="post_acting"),
    path("<uuid:organisation_id>/posts/<uuid:post_id>/ending/", views.post_ending, name="post_ending"),
    path("<uuid:organisation_id>/posts/<uuid:post_id>/display/", views.post_display, name="post_display"),
]

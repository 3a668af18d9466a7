"""Addresses of the page where a person sees and changes what is hers, reached by a link in a message."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.access import (
    offering,
    own,
    own_attest,
    own_passkeys,
    own_places,
    own_reach,
    own_rights,
    own_swaps,
    own_tasks,
    own_ways,
    own_wishes,
    talk_link,
)

app_name = "own"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", own.ask, name="ask"),
    path("sign-in/back/", own_ways.back, name="sign_in_back"),
    path("sign-in/link/", own_ways.link, name="sign_in_link"),
    path("sign-in/passkey/", own_passkeys.sign_in, name="sign_in_passkey"),
    path("sign-in/passkey/question/", own_passkeys.sign_in_question, name="sign_in_passkey_question"),
    path("sign-in/<uuid:provider_id>/", own_ways.sign_in, name="sign_in"),
    path("sign-out/", own_ways.sign_out, name="sign_out"),
    path("talk/<str:token>/", talk_link.talk, name="talk"),
    path("offering/<str:token>/", offering.page, name="offering"),
    path(
        "offering/<str:token>/<uuid:capability_id>/assurance/", offering.assurance, name="offering_assurance"
    ),
    path(
        "offering/<str:token>/<uuid:capability_id>/withdrawal/",
        offering.withdrawal,
        name="offering_withdrawal",
    ),
    path("<str:token>/", own.page, name="page"),
    path("<str:token>/stored/", own.stored, name="stored"),
    path("<str:token>/file/", own.file, name="file"),
    path("<str:token>/everything/", own_rights.stored, name="everything"),
    path("<str:token>/everything/pdf/", own_rights.pdf_, name="everything_pdf"),
    path("<str:token>/looks/", own_rights.looks, name="looks"),
    path("<str:token>/claims/", own_rights.claims, name="claims"),
    path("<str:token>/restriction/", own_rights.restriction, name="restriction"),
    path("<str:token>/restriction/lifting/", own_rights.restriction_lifting, name="restriction_lifting"),
    path("<str:token>/weekly/", own_reach.weekly, name="weekly"),
    path("<str:token>/consent/", own.consent, name="consent"),
    path("<str:token>/consent/withdrawal/", own.withdrawal, name="withdrawal"),
    path("<str:token>/wishes/", own_wishes.wishes, name="wishes"),
    path("<str:token>/away/", own_wishes.away, name="away"),
    path("<str:token>/absences/", own_wishes.absences, name="absences"),
    path(
        "<str:token>/absences/<uuid:absence_id>/removal/", own_wishes.absence_removal, name="absence_removal"
    ),
    path("<str:token>/break/", own_wishes.break_, name="break"),
    path("<str:token>/leaving/", own_wishes.leaving, name="leaving"),
    path("<str:token>/reach/", own_reach.reach, name="reach"),
    path("<str:token>/contact-points/", own_reach.points, name="points"),
    path("<str:token>/contact-points/code/", own_reach.point_code, name="point_code"),
    path(
        "<str:token>/contact-points/<uuid:point_id>/preference/",
        own_reach.point_preference,
        name="point_preference",
    ),
    path(
        "<str:token>/contact-points/<uuid:point_id>/removal/", own_reach.point_removal, name="point_removal"
    ),
    path("<str:token>/questions/<uuid:offer_id>/answer/", own_tasks.answer, name="answer"),
    path("<str:token>/tasks/<uuid:assignment_id>/cancellation/", own_tasks.cancelling, name="cancelling"),
    path("<str:token>/tasks/<uuid:assignment_id>/swap/", own_swaps.wish, name="swap_wish"),
    path("<str:token>/swaps/<uuid:swap_id>/answer/", own_swaps.answer, name="swap_answer"),
    path("<str:token>/needs/<uuid:need_id>/", own_tasks.i_can, name="i_can"),
    path("<str:token>/places/<uuid:place_id>/", own_places.place, name="place"),
    path("<str:token>/talk/", own_tasks.talk_time, name="talk_time"),
    path("<str:token>/talk/removal/", own_tasks.talk_removal, name="talk_removal"),
    path("<str:token>/ways/", own_ways.ways, name="ways"),
    path("<str:token>/ways/<uuid:provider_id>/new/", own_ways.new, name="way_new"),
    path("<str:token>/ways/<uuid:way_id>/removal/", own_ways.removal, name="way_removal"),
    path("<str:token>/passkeys/", own_passkeys.passkeys, name="passkeys"),
    path("<str:token>/passkeys/question/", own_passkeys.question, name="passkey_question"),
    path("<str:token>/passkeys/<uuid:passkey_id>/name/", own_passkeys.name, name="passkey_name"),
    path("<str:token>/passkeys/<uuid:passkey_id>/removal/", own_passkeys.removal, name="passkey_removal"),
    path("<str:token>/attest/", own_attest.attest, name="attest"),
    path("<str:token>/new-link/", own.new_link, name="new_link"),
]

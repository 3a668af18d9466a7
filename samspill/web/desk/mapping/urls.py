"""Addresses of mapping at the desk."""

from django.urls import URLPattern, URLResolver, path

from samspill.web.desk.mapping import answers, campaigns, known, tries

ONE = "campaigns/<uuid:campaign_id>/"
QUESTION = ONE + "questions/<uuid:campaign_question_id>/"
RECIPIENT = ONE + "recipients/<uuid:campaign_recipient_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", known.overview, name="known"),
    path("lists/<str:measure>/", known.listed, name="listed"),
    path("to-try/", tries.listed, name="to_try"),
    path("associations/<uuid:organisation_id>/", tries.association, name="association"),
    path("associations/<uuid:organisation_id>/tries/", tries.tries, name="tries"),
    path("tries/<uuid:contact_try_id>/removal/", tries.removal, name="removal"),
    path("campaigns/", campaigns.listed, name="campaigns"),
    path("campaigns/new/", campaigns.new, name="campaign_new"),
    path(ONE, campaigns.campaign, name="campaign"),
    path(ONE + "facts/", campaigns.facts, name="facts"),
    path(ONE + "questions/", campaigns.questions, name="questions"),
    path(QUESTION, campaigns.question, name="question"),
    path(QUESTION + "removal/", campaigns.question_removal, name="question_removal"),
    path(ONE + "recipients/", campaigns.recipients, name="recipients"),
    path(RECIPIENT, answers.recipient, name="recipient"),
    path(RECIPIENT + "aside/", answers.setting_aside, name="setting_aside"),
    path(ONE + "sending/", campaigns.sending, name="sending"),
    path(ONE + "piles/<str:pile>/", campaigns.pile, name="pile"),
    path(ONE + "paper/", campaigns.paper, name="paper"),
    path(ONE + "answers/", answers.summed_up, name="answers"),
    path(ONE + "changes/", answers.changes, name="changes"),
]

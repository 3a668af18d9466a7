"""Addresses of writing to many."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.mailings import going, preparing, selections, templates

one_mailing: list[URLPattern | URLResolver] = [
    path("", going.mailing, name="mailing"),
    path("changing/", preparing.changing, name="changing"),
    path("removal/", preparing.removal, name="removal"),
    path("confirmation/", going.confirmation, name="confirmation"),
    path("progress/", going.progress_, name="progress"),
    path("stop/", going.stop, name="stop"),
    path("recipients/", going.recipients, name="recipients"),
]
one_selection: list[URLPattern | URLResolver] = [
    path("", selections.selection, name="selection"),
    path("changing/", selections.changing, name="selection_changing"),
    path("removal/", selections.removal, name="selection_removal"),
    path("labels/", selections.labels, name="selection_labels"),
]
one_template: list[URLPattern | URLResolver] = [
    path("", templates.template, name="template"),
    path("removal/", templates.removal, name="template_removal"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", going.mailings, name="list"),
    path("new/", preparing.new, name="new"),
    path("selections/", selections.selections, name="selections"),
    path("selections/new/", selections.new, name="selection_new"),
    path("selections/<uuid:selection_id>/", include(one_selection)),
    path("templates/", templates.templates, name="templates"),
    path("templates/new/", templates.new, name="template_new"),
    path("templates/<uuid:template_id>/", include(one_template)),
    path("<uuid:mailing_id>/", include(one_mailing)),
]

"""Addresses of the crisis cell."""

from django.urls import URLPattern, URLResolver, include, path

from samspill.web.desk.crisis import acting, board, calling, paper, phones, reporting, search

one_callout: list[URLPattern | URLResolver] = [
    path("", board.callout, name="callout"),
    path("standing/", board.standing, name="standing"),
    path("waves/", acting.waves, name="waves"),
    path("messages/", acting.messages_, name="messages"),
    path("enough/", acting.enough, name="enough"),
    path("ending/", acting.ending, name="ending"),
    path("log/", acting.log, name="log"),
    path("phones/", phones.phones, name="phones"),
    path("questions/<uuid:question_id>/answer/", phones.answer, name="answer"),
    path("paper/", paper.callout, name="callout_on_paper"),
    path("report/", reporting.report, name="report"),
    path("report/paper/", reporting.on_paper, name="report_on_paper"),
    path("report/sheet/", reporting.sheet, name="report_sheet"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", search.search, name="search"),
    path("new/", calling.new, name="new"),
    path("callouts/", search.callouts, name="list"),
    path("paper/", paper.everybody, name="paper"),
    path("<uuid:callout_id>/", include(one_callout)),
]

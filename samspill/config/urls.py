"""Root addresses: the square at the root, the desk, machines' doors, and signing in."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("desk/", include("samspill.web.desk.urls")),
    path("api/", include("samspill.web.api.urls")),
    path("simulator/", include("samspill.web.simulator.urls")),
    path("staff/", include("samspill.web.access.urls")),
    path("me/", include("samspill.web.access.own_urls")),
    path("our/", include("samspill.web.ours.urls")),
    path("design/", include("samspill.web.design.urls")),
    path("", include("samspill.web.api.root_urls")),
    path("", include("samspill.web.public.urls")),
]

handler500 = "samspill.web.design.views.broken"

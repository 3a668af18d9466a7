"""Addresses that machines expect at the root."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from samspill.web.api import crawlers, open_data

app_name = "crawlers"

urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", crawlers.sitemap_part, name="sitemap_part"),
    path("site.webmanifest", crawlers.manifest, name="manifest"),
    path("open-data/", open_data.documentation, name="open_data"),
    path("favicon.ico", crawlers.favicon, name="favicon"),
]

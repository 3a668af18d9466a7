"""A picture itself, in one width. Its address holds its digest, so a browser may keep it."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from samspill.organisations.models import PictureFile
from samspill.organisations.queries.pictures import picture_file

#: Long for browsers, and not for ever: what is taken down must leave them too.
MONTH = 30 * 24 * 3600


@require_safe
def picture(request: HttpRequest, picture_id: uuid.UUID, digest: str, width: int, kind: str) -> HttpResponse:
    """The picture; 404 where it is taken away, also for who has seen it before."""
    try:
        found = picture_file(picture_id, digest, width, kind)
    except PictureFile.DoesNotExist as error:
        raise Http404 from error
    etag = f'"{digest}-{width}-{kind}"'
    known = etag in request.headers.get("If-None-Match", "")
    response = (
        HttpResponseNotModified()
        if known
        else HttpResponse(bytes(found.content), content_type=f"image/{kind}")
    )
    response.headers["Cache-Control"] = f"public, max-age={MONTH}, immutable"
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

"""What the borrower sees by her private link: when and where, how to open when it is near, move it, give it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.activities.queries import CONTENT_TYPE, FeedEvent, write_calendar
from samspill.foundation import clock
from samspill.venues.actions import give_back, have_again, move
from samspill.venues.actions.telling import LINK
from samspill.venues.models import Booking
from samspill.venues.queries import booking_of_link, door_is_told
from samspill.venues.queries.again import why_not_again
from samspill.venues.queries.dates import bookings_together
from samspill.web.access.links import with_link_to_row
from samspill.web.access.rooms import EXPECTED, TimeForm, asked_date, chosen_date, complain

#: Whoever holds the private link of a booking; the view gets the booking. `?date=` asks for another of the dates that
#: were asked for together with it.
with_link_to_booking = with_link_to_row(
    LINK, lambda request, subject: chosen_date(booking_of_link(subject), bookings_together, request)
)


@require_safe
@with_link_to_booking
def page(request: HttpRequest, token: str, booking: Booking) -> HttpResponse:
    """Her booking, and what she can do with it."""
    return render(request, "public/rooms/booking.html", _shown(request, token, booking))


@require_POST
@with_link_to_booking
def giving_back(request: HttpRequest, token: str, booking: Booking) -> HttpResponse:
    """She does not need it, or does after all; pressing twice does the same."""
    press = have_again if "undo" in request.POST else give_back
    press(booking, by=booking.person, at=clock.now())
    return _back(request, token)


@require_http_methods(["GET", "HEAD", "POST"])
@with_link_to_booking
def moving(request: HttpRequest, token: str, booking: Booking) -> HttpResponse:
    """Another time in the same room."""
    starts, ends = clock.local(booking.starts_at), clock.local(booking.ends_at)
    stands = {"day": starts.date(), "begins": starts.time(), "ends": ends.time()}
    form = TimeForm(request.POST if request.method == "POST" else None, initial=stands)
    if form.is_valid():
        try:
            move(booking, *form.times(), by=booking.person, at=clock.now())
            return _back(request, token)
        except EXPECTED as error:
            complain(form, error)
    shown = _shown(request, token, booking) | {"form": form}
    return render(request, "public/rooms/moving.html", shown, status=422 if form.errors else 200)


@require_safe
@with_link_to_booking
def calendar(request: HttpRequest, token: str, booking: Booking) -> HttpResponse:
    """The booking as a calendar file, with all the dates that were asked for together."""
    events = [_event(one) for one in bookings_together(booking)]
    made = write_calendar(events, name=str(booking.space), host=request.get_host())
    return HttpResponse(
        made, content_type=CONTENT_TYPE, headers={"Content-Disposition": 'attachment; filename="booking.ics"'}
    )


def _event(booking: Booking) -> FeedEvent:
    place = booking.space.place
    return FeedEvent(
        key=str(booking.pk),
        title=str(booking.space),
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        changed_at=booking.moved_at or booking.asked_at,
        is_cancelled=not booking.is_live,
        text=place.way_in,
        place=", ".join(part for part in (place.name, place.address) if part),
    )


def _back(request: HttpRequest, token: str) -> HttpResponse:
    return redirect(reverse("public:rooms:booking", args=[token]) + asked_date(request))


def _shown(request: HttpRequest, token: str, booking: Booking) -> dict[str, object]:
    at, together = clock.now(), bookings_together(booking)
    return {
        "here": "rooms",
        "token": token,
        "asked": asked_date(request),
        "together": together if len(together) > 1 else [],
        "booking": booking,
        "space": booking.space,
        "is_coming": booking.starts_at > at,
        "is_not_over": booking.ends_at > at,
        "too_late": why_not_again(booking, at=at) if booking.given_back_at else None,
        "door": booking.space.door if door_is_told(booking, at=at) else "",
    }

"""Signing in: what allauth leaves to us."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def second_step(request: HttpRequest) -> HttpResponse:
    """Choose a second step: an app with codes, or a passkey. The desk stays shut until there is one."""
    return render(request, "access/second_step.html")

"""Providers by which people may come in are added and closed from the command line; the secret is in no list."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from samspill.foundation.sealing import unseal
from samspill.people.actions.ways_in import PURPOSE
from samspill.people.models import SignInProvider
from samspill.people.queries import providers

ISSUER = "https://test.idporten.no"


@pytest.fixture
def run(town):
    from samspill.config.commands import samspill

    given = {"OPENID_SECRET": "hemmelig"}
    return lambda *words: CliRunner().invoke(samspill, ["sign-in", *words], env=given)


def test_one_is_added_twice_is_one_and_can_be_closed_and_opened_again(run):
    said = run("add", ISSUER, "--name", "ID-porten", "--client-id", "old")
    assert "lillevik.test/me/sign-in/back/" in said.output.replace(":8000", "")
    run("add", ISSUER, "--name", "ID-porten", "--client-id", "new")
    provider = SignInProvider.objects.get()
    assert provider.client_id == "new" and unseal(provider.sealed_secret, PURPOSE) == "hemmelig"
    assert "hemmelig" not in provider.sealed_secret + said.output
    assert run("close", ISSUER).exit_code == 0 and not providers().exists()
    assert run("close", ISSUER).exit_code == 1
    run("add", ISSUER, "--name", "ID-porten", "--client-id", "new")
    assert ISSUER in run("list").output


def test_an_address_others_can_read_is_refused(run):
    said = run("add", "http://id.example", "--name", "ID", "--client-id", "us")
    assert said.exit_code == 1 and "https://" in said.output
    assert not SignInProvider.objects.exists()

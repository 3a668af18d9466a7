"""The first leader is invited from the command line, by a link that opens once."""

import re

import pytest
from click.testing import CliRunner
from django.test import Client

from samspill.people.models import StaffMember, Unit


@pytest.fixture
def run():
    from samspill.config.commands import samspill

    return lambda *words: CliRunner().invoke(samspill, ["staff", "invite", *words])


def test_the_link_that_is_printed_opens_the_invitation(run, centre):
    answer = run("lise@lillevik.test", "--name", "Lise Lund", "--unit", "frivilligsentralen")
    link = re.search(r"lillevik\.test\S*(/staff/invitation/\S+)", answer.output)[1]
    assert Client(HTTP_HOST="lillevik.test").get(link).status_code == 200
    assert StaffMember.objects.get().roles.get().role == "leader"


def test_the_only_unit_need_not_be_named(run, centre):
    assert run("lise@lillevik.test", "--name", "Lise Lund").exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("x", "--name", "L"),
        ("a@b.no", "--name", " "),
        ("a@b.no", "--name", "L", "--unit", "Ukjent"),
        ("a@b.no", "--name", "L", "--municipality", "0000"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(run, centre, words):
    Unit.objects.create(name="Hjemmetjenesten")
    answer = run(*words)
    assert answer.exit_code == 1
    assert answer.output.startswith("Error:")
    assert not StaffMember.objects.exists()

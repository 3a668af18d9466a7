"""The commands, cut by subject."""

from __future__ import annotations

import click

from samspill.config.commands import (
    calendars,
    demo,
    doctor,
    inviting,
    mail,
    registers,
    running,
    sending,
    setting_up,
    signing_in,
)


@click.group()
def samspill() -> None:
    """Run Samspill for a municipality and its voluntary sector."""


for command in (
    calendars.calendar,
    demo.demo,
    doctor.doctor,
    mail.mail,
    registers.register,
    running.serve,
    running.simulator,
    running.work,
    setting_up.migrate,
    setting_up.municipality,
    inviting.staff,
    signing_in.sign_in,
):
    samspill.add_command(command)

setting_up.municipality.add_command(sending.messages)

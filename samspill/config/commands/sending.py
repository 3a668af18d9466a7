"""How a municipality sends its messages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from samspill.config.commands.choosing import the_municipality
from samspill.foundation import clock
from samspill.foundation.tenancy import entered
from samspill.messaging import gateways


class Hour(click.ParamType):
    """An hour of the day, written 21:00."""

    name = "hour"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.time:
        try:
            return value if isinstance(value, dt.time) else dt.time.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} is not an hour. Write it as 21:00.", param, ctx)


@click.command("messages")
@click.argument("number")
@click.option(
    "--gateway", "sms_gateway", type=click.Choice(["http_operator", "simulator"]), help="Carries SMS."
)
@click.option("--sms-from", "sender", help="The number people answer to, such as 2012 or +4759440000.")
@click.option("--email-from", help="The address e-mail is sent from and answered to: «Name <post@…>».")
@click.option("--quiet-from", type=Hour(), help="From this hour nobody is written to, such as 21:00.")
@click.option("--quiet-until", type=Hour(), help="Until this hour.")
@click.option("--price-ore", type=click.IntRange(0), help="What one part of an SMS costs, in øre.")
@click.option(
    "--budget-kr", type=click.IntRange(0), help="What a day's SMS may cost, in kroner; 0: no limit."
)
def messages(number: str, budget_kr: int | None, **told: Any) -> None:
    """Choose how the municipality with this NUMBER writes to people. What is not told stays as it was."""
    from samspill.messaging.actions.policies import NotASender, set_policy

    facts = {name: value for name, value in told.items() if value is not None}
    if budget_kr is not None:
        facts["daily_budget_ore"] = budget_kr * 100
    municipality = the_municipality(number)
    with entered(municipality):
        try:
            policy = set_policy(by="system", at=clock.now(), **facts)
        except NotASender as error:
            raise click.ClickException(f"Nobody can be written to from «{error}».") from None
        except gateways.NoSuchGateway as error:
            raise click.ClickException(f"No gateway is called {error}.") from None
    budget = f"{policy.daily_budget_ore / 100:.0f} kr a day" if policy.daily_budget_ore else "without a limit"
    click.echo(
        f"{municipality} sends SMS by {policy.sms_gateway} from {policy.sender or 'nobody'}, e-mail from "
        f"{policy.email_from or 'the standard address'}, quiet {policy.quiet_from}–{policy.quiet_until}, {budget}."
    )

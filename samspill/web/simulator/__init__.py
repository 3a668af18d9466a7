"""The phone simulator: the demo town's telephones side by side, and the app that makes staff's sign-in codes.

Only in a demo (`SAMSPILL_DEMO`); elsewhere no page of it exists. It speaks HTTP to the stand-in operator, as a phone
network would, and knows no message but those the operator has.
"""

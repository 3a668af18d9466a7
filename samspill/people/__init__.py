"""People: persons without accounts, their contact points and consents; units, their staff and roles.

A person is not an account. Phones and e-mail addresses are never unique: couples share them.
It knows nothing of what people do; volunteer profiles and recipients live in `volunteering`.
"""

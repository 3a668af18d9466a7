"""Settings of a Django with nothing in it: the floor for memory."""

SECRET_KEY = "only-for-measuring"
INSTALLED_APPS: list[str] = []

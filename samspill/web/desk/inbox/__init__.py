"""The inbox: messages the system did not understand, and what a person makes of them."""

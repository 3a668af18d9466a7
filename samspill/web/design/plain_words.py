"""Sentences that Django's forms say, said again here so that our catalogues can say them in plainer words.

A translation in the product's own catalogues goes before the framework's.
"""

from django.utils.translation import gettext_noop as _

SAID_BY_FORMS = (
    _("This field is required."),
    _("Enter a valid email address."),
    _("Enter a valid date."),
    _("Enter a valid time."),
    _("Enter a whole number."),
    _("Enter a number."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Select a valid choice. That choice is not one of the available choices."),
)

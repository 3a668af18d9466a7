"""The room's tables, cut by subject."""

from samspill.commitments.models.signatures import Signature, SigningRequest
from samspill.commitments.models.texts import AgreementText

__all__ = ["AgreementText", "Signature", "SigningRequest"]

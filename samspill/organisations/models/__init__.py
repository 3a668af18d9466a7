"""The tables of organisations, by subject."""

from __future__ import annotations

from samspill.organisations.models.aboard import PostClaim
from samspill.organisations.models.freshness import PageQuestion
from samspill.organisations.models.mapping import ContactTry
from samspill.organisations.models.mapping_campaigns import Campaign, CampaignQuestion, CampaignRecipient
from samspill.organisations.models.merging import OrganisationMerger, ToldApart
from samspill.organisations.models.organisations import Organisation, Post
from samspill.organisations.models.pictures import Picture, PictureFile
from samspill.organisations.models.programs import ProgramKey
from samspill.organisations.models.registers import RegisterRejection, RegisterRun, VoluntaryRow
from samspill.organisations.models.reviews import PublishingRule, Review, TrustDecision
from samspill.organisations.models.sheets import SheetImport
from samspill.organisations.models.stories import Story

__all__ = [
    "Campaign",
    "CampaignQuestion",
    "CampaignRecipient",
    "ContactTry",
    "Organisation",
    "OrganisationMerger",
    "PageQuestion",
    "Picture",
    "PictureFile",
    "Post",
    "PostClaim",
    "ProgramKey",
    "PublishingRule",
    "RegisterRejection",
    "RegisterRun",
    "Review",
    "SheetImport",
    "Story",
    "ToldApart",
    "TrustDecision",
    "VoluntaryRow",
]

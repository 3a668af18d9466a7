"""Journeys: one row of the mission each, walked as its people walk it, in the browser and in the channels."""

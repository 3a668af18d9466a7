"""Tests of what those who build Samspill use."""

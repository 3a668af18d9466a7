"""Courses and papers: who has what, texts to sign, and asking those who lack something."""

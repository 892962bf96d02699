"""Summaries of EU risk management plans: safety concerns, and what is done about each."""

"""Alerts and saved views."""

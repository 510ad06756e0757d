"""What a person wants to be told of, and come back to: alerts, views with a name, keepsakes."""

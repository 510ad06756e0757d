"""Pictures of each widget in each state and theme, compared with those that were looked at and kept."""

"""What stands around the views: commands, settings, layouts, language, faces of failure."""

"""How everything looks: meanings, colours, type, small drawings."""

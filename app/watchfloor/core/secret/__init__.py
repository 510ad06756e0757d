"""What opens a door, and how it is kept out of all that is shown, kept or sent."""

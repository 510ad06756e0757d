"""A workspace as text: what is watched and how it is shown, without secrets."""

"""What `verify` looks at besides the events: the form of the file, the story, and the indexes."""

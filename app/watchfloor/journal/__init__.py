"""Every event on disk: schema, writer, reader."""

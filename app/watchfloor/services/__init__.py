"""Everything that talks to the world and waits: asyncio, no Qt."""

"""Names that stay the same in every demo, so that a window can open its streams without asking."""

COMPANY = "acme-corp"
DEBATE_ID = "550e8400-e29b-41d4-a716-446655440000"
STRATEGY_ID = "demo-strategy"

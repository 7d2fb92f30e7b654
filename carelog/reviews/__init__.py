"""Reviews: what a month's conversation says and agrees, and what became of it."""

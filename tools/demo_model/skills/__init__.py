"""What the demonstration model can do: one file per skill, its data beside it."""

"""The Workshop tab: what each seat of a workshop sees, and what it can do."""

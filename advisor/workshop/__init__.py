"""Workshops: groups predict what would work in a scenario, see the evidence, and talk about the difference."""

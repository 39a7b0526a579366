"""Many users at once, on this machine alone: docs/performance.md says how."""

"""The Explore tab: what the collection holds, seen as a map, as records, by approach, in time, and by its gaps."""

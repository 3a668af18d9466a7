"""Activities run from the desk: the unit's own, and those of any association that phones."""

"""Stories at the desk: the unit's own, and those of any association that phones."""

"""Who is asking: the host's municipality, the signed-in member of staff and her units, or the holder of a one-time link."""

"""Who is asking: the host's municipality, the signed-in staff member and her units, or the holder of a link."""

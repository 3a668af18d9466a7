"""Requests at the desk: taken down while the phone call lasts, asked about, followed until somebody comes."""

"""The fuse box: settings, root addresses, server entry points and the command line.

It knows every room and is known by none. It decides nothing about volunteering.
"""

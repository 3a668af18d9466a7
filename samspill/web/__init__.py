"""What people see: the square (`public`), the staff's desk (`desk`), machines' doors (`api`).

`access` answers who is asking (host → municipality, session, one-time link, roles); `design` holds the base
templates, components and style. A view parses, makes one query or action call, and renders or redirects; it
never saves. The three doors do not import each other.
"""

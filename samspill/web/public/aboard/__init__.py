"""An association comes aboard: it finds itself, or registers as a group, and proves by codes that it is itself."""

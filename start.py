"""Samspill's own starter: `python3 start.py` sets everything up and serves; `python3 start.py help` tells the rest.

Needs Python 3.11 or newer with pip, and nothing else: no virtual environment, no make, no compiler.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Samspill needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])

from tools.start.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

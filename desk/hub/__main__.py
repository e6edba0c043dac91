"""`python -m desk.hub` is the command `minsheng-hub`."""

import sys

from desk.hub.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""One database in a process of its own: written, then its pages visited, a round each time a line comes in.

DATABASE_URL=… python -m bench.page_worker 100000
"""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    import_module("bench.visits").serve(int(sys.argv[1]))

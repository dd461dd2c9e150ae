"""Run biopic as a module: python -m biopic."""

import sys

from biopic.cli import main

sys.exit(main())

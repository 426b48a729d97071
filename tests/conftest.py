"""What holds for every test."""

import os

from hypothesis import settings

# How long an example takes depends on the machine and what else it does; time is measured by
# «make bench», not by a property test that fails when the machine is busy.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

# «make publish SITE_URL=…» runs the tests first: what they build is not at that address.
os.environ.pop("SITE_URL", None)

"""What holds for every test."""

from hypothesis import settings

# How long an example takes depends on the machine and what else it does; time is measured by
# «make bench», not by a property test that fails when the machine is busy.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

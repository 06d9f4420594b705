"""Properties are judged on what they find, not on how busy the machine is."""

from hypothesis import HealthCheck, settings

settings.register_profile("rooms", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rooms")

"""Properties are judged on what they find, not on how busy the machine is or how many draws a seed throws away."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "rooms", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
settings.load_profile("rooms")

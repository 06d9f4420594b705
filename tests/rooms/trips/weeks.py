"""Usual weeks of every kind, for the tests of the rooms that read them."""

from hypothesis import strategies as st

from allant.trips import BY_CAR, CARS, PUBLIC_TRANSPORT, Fuel, Mode, Purpose, Travelled, UsualTrip, Way

WAYS = [
    Way(mode, vehicle, fuel)
    for mode in Mode
    for vehicle in (None, *(CARS if mode in BY_CAR else PUBLIC_TRANSPORT if mode is Mode.TRANSIT else ()))
    for fuel in (None, *(Fuel if mode in BY_CAR else (Fuel.PETROL,) if mode is Mode.MOPED else ()))
]
TAKEN_ALONG = {Mode.CAR_PASSENGER, Mode.CARPOOL}

ways = st.sampled_from(WAYS)
lengths = st.floats(0, 500)


@st.composite
def usual_trips(draw):
    way = draw(ways)
    return UsualTrip(
        purpose=draw(st.sampled_from(Purpose)),
        mode=way.mode,
        one_way_km=draw(lengths),
        one_way_trips_per_week=draw(st.floats(0.1, 70)),
        aboard=draw(st.integers(2 if way.mode in TAKEN_ALONG else 1, 9)),
        vehicle=way.vehicle,
        fuel=way.fuel,
    )


@st.composite
def months(draw):
    km = draw(st.floats(0, 5000))
    return Travelled(one_way_trips=draw(st.floats(0, 200)), km=km, share_km=km / draw(st.integers(1, 9)))

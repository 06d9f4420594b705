"""The people of the guided visit, all followed by Nadia, and those on the edge of what a form expects."""

from allant.web.cases.enums import Contract, OutcomeKind, Source, Support
from allant.web.demo.living import Traits
from allant.web.demo.places import PLACES
from allant.web.demo.scripts import Fate, Script, ScriptedStep

NADIA = 0
PLACE = {place.name: place for place in PLACES}

SABRINA = Script(
    first_name="Sabrina",
    last_name="Meziane",
    traits=Traits("F", 34, PLACE["Montbrelles"]),
    adviser=NADIA,
    opened_days_ago=322,
    days_to_entry=9,
    fate=Fate.COMPLETES,
    support=Support.REINFORCED,
    days_of_support=291,
    took_test=True,
    source=Source.TEST,
    has_exit_assessment=True,
    outcome={
        "outcome": OutcomeKind.JOB,
        "contract": Contract.PERMANENT,
        "hours_per_week": 30,
    },
    answers_exactly=True,
    state={
        "situation": "job_seeker",
        "purpose": "work",
        "children": "some",
        "stop_distance": "from_10_to_20_min",
        "bus_when_needed": "sometimes",
        "town_without_car": "hardly",
        "daily_places": "some",
        "safe_paths": "in_places",
        "licence": "none",
        "vehicle": "none",
        "bike": "to_repair",
        "transport_pass": "tickets",
        "phone": "internet",
        "budget_share": "over_20",
        "end_of_month": "never",
        "surprise_cost": "cannot",
        "trips_given_up": "sometimes",
        "aids_known": "unknown",
        "walk": "easy",
        "stairs": "easy",
        "stand": "easy",
        "ride": "easy",
        "hands": "easy",
        "carry": "hard",
        "see": "easy",
        "hear": "easy",
        "read_map": "hard",
        "plan_trip": "direct",
        "find_way": "hard",
        "ask_way": "easy",
        "ticket_machine": "easy",
        "french": "easy",
        "digital": "easy",
        "unknown_place": "worried",
        "public_transport": "calm",
        "traffic": "worried",
        "how_far": "from_15_to_30_min",
        "ready_to_try": "ready",
        "goes_out": "few_times",
        "early_late": "often",
        "work_place": "same_place",
        "children_trips": "a_lot",
        "load": "sometimes",
        "weekly_places": "three_or_four",
        "caring": "not_at_all",
    },
    gains={
        "situation": "working",
        "budget_share": "from_10_to_20",
        "licence": "valid",
        "vehicle": "when_needed",
        "vehicle_state": "good",
        "vehicle_papers": "all",
        "bike": "works",
        "end_of_month": "not_always",
        "surprise_cost": "with_help",
        "aids_known": "used",
        "read_map": "easy",
        "unknown_place": "calm",
        "traffic": "calm",
        "how_far": "from_30_to_45_min",
        "early_late": "sometimes",
        "children_trips": "a_little",
    },
    steps=(
        ScriptedStep("budget_review", 8),
        ScriptedStep("bike_repair", 21),
        ScriptedStep("mobility_aid", 43),
        ScriptedStep("trip_workshop", 60),
        ScriptedStep("licence_help", 214),
        ScriptedStep("car_rental", 240),
    ),
    words={
        "what_blocks": "L’usine embauche à 5 h. Il n’y a pas de car avant 7 h.",
        "missing_trip": "Montbrelles – zone des Portes, du lundi au vendredi.",
        "already_tried": "J’ai passé le code en 2021. J’ai arrêté à cause du prix des heures de conduite.",
        "helpers": "Ma mère peut garder les enfants deux matins.",
        "adviser_notes": "Très décidée. Reprendre le permis en priorité, le reste suit.",
    },
)
"""The complete story: test, code, entry assessment, steps, licence, job, exit assessment with a clear gain."""

VISIT = (
    SABRINA,
    Script(
        first_name="Karim", last_name="Belhadj", adviser=NADIA, opened_days_ago=3, days_to_entry=20,
        fate=Fate.COMPLETES, took_test=True, source=Source.TEST,
    ),
    Script(
        first_name="Lucie", last_name="Ferrand", adviser=NADIA, opened_days_ago=5, days_to_entry=4,
        fate=Fate.COMPLETES, took_test=True, source=Source.TEST, keeps_test_unconfirmed=True,
    ),
    Script(
        first_name="Moussa", last_name="Traoré", adviser=NADIA, opened_days_ago=17, days_to_entry=12,
        fate=Fate.COMPLETES, undecided=True, took_test=False, source=Source.PRESCRIBER,
    ),
    Script(
        first_name="Élodie", last_name="Marchetti", adviser=NADIA, opened_days_ago=110, days_to_entry=8,
        fate=Fate.COMPLETES, support=Support.REINFORCED, days_of_support=240, took_test=True, source=Source.TEST,
        state={
            "licence": "none", "vehicle": "none", "bike": "none", "transport_pass": "tickets", "read_map": "hard",
            "unknown_place": "not_daring", "public_transport": "worried", "end_of_month": "never",
            "trips_given_up": "often", "town_without_car": "hardly", "goes_out": "never",
        },
        steps=(
            ScriptedStep("mobility_aid", 20),
            ScriptedStep("accompanied_trip", 35),
            ScriptedStep("trip_workshop", 130),
            ScriptedStep("bike_rental", 220),
        ),
    ),
    Script(
        first_name="Dylan", last_name="Lefort", adviser=NADIA, opened_days_ago=190, days_to_entry=10,
        fate=Fate.COMPLETES, support=Support.LIGHT, days_of_support=90, has_exit_assessment=False,
        source=Source.PRESCRIBER,
    ),
    Script(
        first_name="Oksana", last_name="Bondarenko", adviser=NADIA, opened_days_ago=150, days_to_entry=10,
        fate=Fate.LOST_ON_THE_WAY, support=Support.REINFORCED, days_of_support=120, source=Source.SPONTANEOUS,
    ),
)  # fmt: skip
"""One person at each other stage: case opened, draft to confirm, plan to decide, plan under way, exits."""

EDGES = (
    Script(first_name="Josiane", last_name="Huet", has_contacts=False, opened_days_ago=40),
    Script(first_name="Teva", last_name="Teriitahi", has_commune=False, opened_days_ago=60),
    Script(first_name="Enzo", last_name="Carpentier", traits=Traits("M", 17, PLACE["Vernoisy"]), opened_days_ago=25),
    Script(
        first_name="Marie-Bernadette Joséphine Anne-Éléonore", last_name="de La Tour-Saint-Hilaire d’Aubignosc",
        opened_days_ago=33,
    ),
    Script(first_name="Ly", last_name="U", opened_days_ago=70),
    Script(
        first_name="Rosalie", last_name="Moulin", traits=Traits("F", 83, PLACE["Haut-Bréjoux"]), opened_days_ago=55,
        state={"situation": "retired", "purpose": "health", "children": "no_children"},
    ),
    Script(first_name="Noor", last_name="Ahmadi", language="ar", opened_days_ago=48),
    Script(
        first_name="Steeve", last_name="Royer", opened_days_ago=52, days_to_entry=6, fate=Fate.COMPLETES,
        missing=frozenset({"budget_share", "end_of_month", "surprise_cost", "trips_given_up", "aids_known"}),
    ),
    Script(
        first_name="Hawa", last_name="Sylla", opened_days_ago=2, days_to_entry=15, has_adviser=False,
        took_test=False, source=Source.IMPORT,
    ),
)  # fmt: skip
"""Nobody to call, no known commune, a minor, long and short names, 83 years, Arabic, a partial index, no adviser."""

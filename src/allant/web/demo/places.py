"""Val d'Allant: a valley that exists on no map, drawn where there is room for it."""

from dataclasses import dataclass

TERRITORY = "Val d’Allant"


@dataclass(frozen=True, slots=True)
class Place:
    """One invented commune. `reach` says how well served it is, as a standard score: a town is high, a hamlet low."""

    code_insee: str
    name: str
    postal_code: str
    population: int
    lon: float
    lat: float
    reach: float


PLACES = (
    Place("99A01", "Allant-sur-Verne", "99100", 23840, 2.9412, 46.3127, 1.1),
    Place("99A02", "Montbrelles", "99120", 9460, 3.0275, 46.3518, 0.5),
    Place("99A03", "Saint-Aubran-le-Val", "99130", 6210, 2.8613, 46.2749, 0.1),
    Place("99A04", "Les Ormerets", "99110", 4380, 2.9034, 46.3462, 0.2),
    Place("99A05", "Vernoisy", "99140", 3120, 3.0118, 46.2643, -0.2),
    Place("99A06", "Courtebise-la-Forge", "99150", 2250, 2.8107, 46.3391, -0.6),
    Place("99A07", "Roqueblanche-sur-Verne", "99110", 1890, 2.9786, 46.2968, -0.3),
    Place("99A08", "Pont-Lézard", "99120", 1340, 3.0721, 46.3186, -0.8),
    Place("99A09", "La Chapelle-aux-Aulnes", "99140", 920, 3.0542, 46.2274, -1.1),
    Place("99A10", "Saint-Hervain", "99130", 640, 2.8249, 46.2388, -1.3),
    Place("99A11", "Fontorbe", "99150", 410, 2.7684, 46.3052, -1.6),
    Place("99A12", "Haut-Bréjoux", "99160", 280, 2.8806, 46.4093, -1.9),
)
"""From the largest to the smallest."""

RECEPTION_POINTS = (
    ("99A01", "Maison de la mobilité", "4 place du Marché-Neuf"),
    ("99A02", "Permanence de Montbrelles", "Espace social, 12 rue des Tanneurs"),
    ("99A03", "Permanence de Saint-Aubran", "Mairie annexe, 1 cour de l’École"),
    ("99A05", "Permanence de Vernoisy", "Tiers-lieu La Grange, route des Étangs"),
)
"""Commune, name and address of each place where people are received."""

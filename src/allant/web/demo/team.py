"""Who works in Val d'Allant, and the accounts of the demonstration. Their password is public: all is invented."""

from dataclasses import dataclass

from allant.web.accounts.enums import OrganisationKind, Role

PASSWORD = "val-allant-fictif"  # noqa: S105  # printed on purpose: it opens nothing but invented people

VISIT_CODE = "DEMA2345"
"""Code of a test that nobody has received yet: for the guided visit, as long as codes live."""

NETWORK = "Réseau Allant Mobilités (démonstration)"
PLATFORM = "Plateforme de mobilité du Val d’Allant"
PLATFORM_CONTACT = {
    "phone": "0199006142",
    "email": "bonjour@val-allant.example",
    "address": "4 place du Marché-Neuf, 99100 Allant-sur-Verne",
}
"""A number of the range that is kept for fiction (01 99 00), which nobody has."""

NEIGHBOUR = "Plateforme des Monts d’Ormeil"
NEIGHBOUR_TERRITORY = "Monts d’Ormeil"
NEIGHBOUR_CONTACT = {
    "phone": "0199006143",
    "email": "bonjour@monts-ormeil.example",
    "address": "2 rue de la Gare, 99300 Ormeil-le-Haut",
}

PRESCRIBERS = (
    "Mission locale du Val d’Allant",
    "France Travail Allant-sur-Verne",
    "CCAS d’Allant-sur-Verne",
    "Cap emploi du Val d’Allant",
    "Chantier d’insertion La Grange",
)
REFERRAL_SHARES = (0.30, 0.34, 0.16, 0.09, 0.11)
"""Share of the referred people that each prescriber sends."""

KINDS = {NETWORK: OrganisationKind.NETWORK, PLATFORM: OrganisationKind.PLATFORM} | dict.fromkeys(
    PRESCRIBERS, OrganisationKind.PRESCRIBER
)


@dataclass(frozen=True, slots=True)
class Member:
    """A person who works, and their account."""

    login: str
    full_name: str
    role: Role
    organisation: str


TEAM = (
    Member("nadia@val-allant.example", "Nadia Ferhat", Role.ADVISER, PLATFORM),
    Member("thomas@val-allant.example", "Thomas Lecoutre", Role.ADVISER, PLATFORM),
    Member("awa@val-allant.example", "Awa Diarra", Role.ADVISER, PLATFORM),
    Member("jean-marc@val-allant.example", "Jean-Marc Quéméner", Role.ADVISER, PLATFORM),
    Member("helene@val-allant.example", "Hélène Vasseur", Role.MANAGER, PLATFORM),
    Member("samuel@val-allant.example", "Samuel Okafor", Role.NETWORK_HEAD, NETWORK),
    Member("claire@val-allant.example", "Claire Montagnac", Role.PRESCRIBER, PRESCRIBERS[0]),
    Member("yannick@val-allant.example", "Yannick Le Dantec", Role.PRESCRIBER, PRESCRIBERS[1]),
    Member("lucas@monts-ormeil.example", "Lucas Benali", Role.ADVISER, NEIGHBOUR),
)
ADVISERS = tuple(member for member in TEAM if member.role == Role.ADVISER and member.organisation == PLATFORM)
COLLEAGUE = TEAM[-1]
"""Who works on the neighbouring platform, with which cases are exchanged."""

"""The main navigation: what each role finds at the top of every page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from allant.web.accounts.enums import Role
from allant.web.accounts.models import User

PLACES = {
    Role.ADVISER: [
        ("day:today", _("Aujourd’hui")),
        ("cases:list", _("Mes dossiers")),
        ("agenda:week", _("Agenda")),
        ("messaging:messages", _("Messages")),
        ("fleet:vehicles", _("Flotte")),
        ("reaching:workplace", _("Qui peut venir")),
        ("assessments:redeem", _("Code de test")),
    ],
    Role.MANAGER: [
        ("day:today", _("Aujourd’hui")),
        ("cases:platform", _("Ma plateforme")),
        ("territory:own", _("Territoire")),
        ("cases:list", _("Dossiers")),
        ("agenda:week", _("Agenda")),
        ("messaging:messages", _("Messages")),
        ("fleet:vehicles", _("Flotte")),
        ("reaching:workplace", _("Qui peut venir")),
        ("assessments:redeem", _("Code de test")),
    ],
    Role.NETWORK_HEAD: [
        ("cases:network", _("Réseau")),
        ("territory:own", _("Territoires")),
        ("reaching:workplace", _("Qui peut venir")),
    ],
    Role.PRESCRIBER: [("cases:referred", _("Personnes orientées")), ("reaching:workplace", _("Qui peut venir"))],
}
SEARCHING_ROLES = (Role.ADVISER, Role.MANAGER)
LETTERS = {"day:today": "g t", "cases:list": "g c", "agenda:week": "g a"}
"""What leads to a place from the keyboard."""
SHORTCUTS = [
    (["/"], _("chercher")),
    (["g", "t"], _("aller à aujourd’hui")),
    (["g", "c"], _("aller aux dossiers")),
    (["g", "a"], _("aller à l’agenda")),
    (["n"], _("nouveau dossier ; sur un dossier, nouvelle note")),
    (["j"], _("ligne suivante")),
    (["k"], _("ligne précédente")),
    (["x"], _("cocher la ligne")),
    (["Entrée"], _("ouvrir la ligne")),
    (["?"], _("montrer ces raccourcis")),
]
# Pages that belong to a place without standing under its address.
ALSO_UNDER = {
    "cases:list": ("/bilans/", "/etapes/", "/objectifs/", "/suivis/", "/semaines/"),
    "cases:platform": ("/liste-attente/",),
    "assessments:redeem": ("/tests-recus/",),
    "territory:own": ("/territoires/",),
    "fleet:vehicles": ("/prets/",),
}


def first_place(user: User) -> str:
    """Return the route where this role starts the day."""
    return PLACES[Role(user.role)][0][0]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the places of the person who is signed in, and whether their territory is fictional."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav_items": [], "fictional": False, "search_url": ""}
    territory = user.organisation.territory or _territory_of_members(user)
    return {
        "nav_items": [
            {
                "label": label,
                "url": reverse(route),
                "current": _is_under(request.path, route),
                "shortcut": LETTERS.get(route, ""),
            }
            for route, label in PLACES[Role(user.role)]
        ],
        "fictional": territory is not None and territory.is_fictional,
        "search_url": reverse("day:search") if user.role in SEARCHING_ROLES else "",
        "shortcuts_url": reverse("day:shortcuts"),
        "shortcuts": SHORTCUTS,
    }


def _is_under(path: str, route: str) -> bool:
    return path.startswith((reverse(route), *ALSO_UNDER.get(route, ())))


def _territory_of_members(user: User) -> Any:
    member = user.organisation.members.select_related("territory").first()
    return member.territory if member else None

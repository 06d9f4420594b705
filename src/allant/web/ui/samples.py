"""Invented content for the gallery: what a reader of the page needs to see each component at work."""

import datetime as dt

from django import forms

from allant.web.ui import sample_map

ICONS = [
    "bus",
    "car",
    "bike",
    "walk",
    "wallet",
    "clock",
    "map",
    "phone",
    "child",
    "heart",
    "stairs",
    "licence",
    "home",
    "speech",
    "bag",
    "check",
    "cross",
    "warning",
    "info",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "arrow-down",
    "chevron",
    "search",
    "plus",
    "minus",
    "whole",
    "print",
    "lock",
    "eye",
    "calendar",
    "upload",
    "download",
    "trash",
    "person",
    "people",
    "document",
    "pencil",
    "leave",
    "globe",
    "sound",
    "silence",
    "again",
    "pass",
    "repair",
    "bus-stop",
    "town",
    "month-end",
    "too-dear",
    "route",
    "signpost",
    "day-night",
    "adult-child",
    "stroller",
    "pin",
    "places",
    "places-many",
    "answer-yes",
    "answer-no",
    "answer-partly",
    "answer-unknown",
    "answer-not-me",
    "learning",
    "ticket",
    "minutes-few",
    "minutes-some",
    "minutes-many",
    "face-easy",
    "face-hard",
    "face-unable",
    "never",
    "sometimes",
    "often",
]

ANSWERS_TO_MEND = {"first_name": "Sabrina", "modes": ["bus"], "situation": "job", "note": ""}


class SampleForm(forms.Form):
    """One field of each kind; sent without its e-mail address and its date, it comes back with errors to mend."""

    first_name = forms.CharField(label="Prénom")
    email = forms.EmailField(
        label="Adresse électronique",
        help_text="Pour vous envoyer le rendez-vous, rien d’autre.",
        error_messages={"required": "Écrivez une adresse, par exemple nadia@exemple.fr."},
    )
    met_on = forms.DateField(
        label="Date de l’entretien",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Choisissez le jour de l’entretien."},
    )
    situation = forms.ChoiceField(
        label="Situation", choices=[("", "Choisir…"), ("job", "En recherche d’emploi"), ("course", "En formation")]
    )
    language = forms.ChoiceField(
        label="Langue de l’entretien",
        choices=[("fr", "Français"), ("en", "Anglais"), ("other", "Une autre langue")],
        widget=forms.RadioSelect,
        initial="fr",
        required=False,
    )
    modes = forms.MultipleChoiceField(
        label="Comment se déplace la personne ?",
        choices=[("walk", "À pied"), ("bus", "En bus"), ("car", "En voiture, avec quelqu’un")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="Ce qu’il faut retenir", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agrees = forms.BooleanField(label="La personne est d’accord pour garder ses réponses.", required=False)


class QuickForm(forms.Form):
    """A question answered in one press."""

    when = forms.ChoiceField(
        label="Pour quand ?",
        choices=[("tomorrow", "demain"), ("week", "dans une semaine"), ("month", "dans un mois")],
        widget=forms.RadioSelect,
        required=False,
    )


LABELS = ["Environnement", "Matériel", "Budget", "Physique", "Se repérer", "Confiance", "Contraintes"]

CONTEXT = {
    "signature_path": "M60 140L90 60L110 130L140 80L170 130L210 70L250 140L300 90L360 130L520 60",
    "icons": ICONS,
    "tones": ["go", "sun", "stop", "info", "neutral"],
    "crumbs": [("Dossiers", "/atelier/"), ("Sabrina M.", "/atelier/"), ("Bilans", "")],
    "choices": [
        ("alone", "Oui, seul·e, même avec un changement", ""),
        ("direct", "Oui, si le trajet est direct", ""),
        ("helped", "Avec l’aide de quelqu’un", "Une personne vous accompagne la première fois."),
        ("no", "Non, je n’y arrive pas", ""),
        ("dk", "Je ne sais pas", ""),
    ],
    "labels": LABELS,
    "now": [52.0, 61.0, 55.0, 92.0, 76.0, 70.0, 66.0],
    "before": [46.0, 24.0, 46.0, 92.0, 58.0, 52.0, 66.0],
    "profile": list(zip(LABELS, [46, 24, 46, 92, 58, 52, 66], [52, 61, 55, 92, 76, 70, 66], strict=True)),
    "contributions": [
        ("Permis B obtenu", 8.1),
        ("Sait préparer un trajet avec changement", 2.3),
        ("Ose conduire seule", 1.9),
        ("Budget transport sous 10 %", 1.2),
        ("Nouvelle ligne 12 à 5 h 40 (réseau)", 0.9),
        ("Réponses non reposées", -0.4),
    ],
    "counts": [("en cours", 63, "go"), ("en attente", 12, "sun"), ("sans solution", 3, "stop"), ("sorties", 7, "info")],
    "steps": [
        {"label": "Atelier code", "state": "done", "when": "terminé le 12 mai"},
        {
            "label": "Permis B",
            "state": "current",
            "when": "examen le 4 décembre",
            "note": "12 heures faites.",
        },
        {"label": "Aide de la région", "state": "waiting", "when": "réponse attendue sous 3 semaines"},
        {"label": "Réparation de la Clio", "state": "todo"},
        {"label": "Location d’un scooter", "state": "dropped", "note": "N’est plus utile depuis le permis."},
    ],
    "moments": [
        {"when": "17 novembre 2026", "title": "Bilan de sortie", "text": "Indice 58, entre 52 et 64."},
        {"when": "3 juin 2026", "title": "Permis obtenu"},
        {"when": "4 mars 2026", "title": "Bilan d’entrée", "url": "/atelier/", "text": "Indice 44, entre 38 et 50."},
    ],
    "facts": [("Commune", "Val-le-Bourg"), ("Situation", "En recherche d’emploi"), ("Suivie par", "Nadia B.")],
    "tabs": [
        {"label": "Bilans", "url": "/atelier/", "current": True, "count": 2},
        {"label": "Parcours", "url": "/atelier/", "current": False, "count": 5},
        {"label": "Sortie", "url": "/atelier/", "current": False, "count": None},
    ],
    "people": [
        ("Sabrina M.", "Bilan de sortie", dt.time(8, 45), 14),
        ("Moussa D.", "Premier rendez-vous", dt.time(14, 0), None),
        ("Inès R.", "Suivi à 6 mois", dt.time(16, 30), -3),
    ],
    "drawn_choices": [("facile", "Facile", ""), ("difficile", "Difficile", ""), ("impossible", "Impossible", "")],
    "pictograms": {"facile": "face-easy", "difficile": "face-hard", "impossible": "face-unable"},
    "draft_texts": {"is_draft": True, "reviewed_by": []},
    "reviewed_texts": {"is_draft": False, "reviewed_by": ["Zoé Faure, orthophoniste"]},
    **sample_map.CONTEXT,
    "a_day": dt.date(2026, 3, 4),
    "an_hour": dt.time(5, 40),
}

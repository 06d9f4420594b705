"""The past of a platform, from spreadsheets: cases, steps, exits and bilans, once, whole, with reasons."""

import datetime
import io
import json

import pytest
import xlsxwriter
from click.testing import CliRunner
from django.utils import timezone
from tests.web import factories

from allant.cli import main
from allant.sources.grids import read_grid
from allant.web.assessments.models import Answer, Score
from allant.web.cases import actions, past, queries
from allant.web.cases.models import Admission, Case, CaseAssessment, Exit, FollowUp, Step

pytestmark = pytest.mark.django_db
NIR = "1 85 05 24 322 001 22"
BILAN = "fr-2026.1"


@pytest.fixture
def case(house):
    return factories.CaseFactory(
        organisation=house.platform,
        reference="A-12",
        beneficiary__last_name="Lefèvre",
        beneficiary__first_name="Zoé",
        opened_on=datetime.date(2024, 1, 10),
    )


def read(kind, text):
    return past.read_list(kind=kind, source=io.BytesIO(text.encode()), file_name="passe.csv")


def imported(house, kind, text, **options):
    return actions.import_past(organisation=house.platform, kind=kind, report=read(kind, text), by=None, **options)


def reasons(report):
    return [each.rule for each in report.refused]


CASES = (
    "référence;nom;prénom;date de naissance;ouvert le;décision;décidé le;en attente depuis;raison du refus\n"
    "B-1;Benali;Amina;12/04/1991;05/02/2024;accompagnement renforcé;20/03/2024;06/02/2024;\n"
    "B-2;Petit;Ana;;01/03/2024;refus;01/03/2024;;plus de place\n"
    "B-3;Roche;Ali;;01/03/2024;;;;\n"
)


def test_past_cases_open_with_their_decisions_and_twice_adds_nothing(house):
    report = imported(house, "cases", CASES)
    assert (report.rows, report.accepted, report.added, report.refused) == (3, 3, 3, [])
    amina = Case.objects.get(reference="B-1")
    assert (amina.opened_on, amina.source) == (datetime.date(2024, 2, 5), "import")
    waited, decided = amina.admissions.all()
    assert (waited.decision, waited.decided_on, waited.ended_on) == (
        "waiting",
        datetime.date(2024, 2, 6),
        datetime.date(2024, 3, 20),
    )
    assert (decided.decision, decided.ended_on) == ("reinforced", None)
    assert queries.current_admission(Case.objects.get(reference="B-2")).refusal_reason == "no_room"
    again = imported(house, "cases", CASES)
    assert (again.accepted, again.added) == (3, 0)
    assert (Case.objects.count(), Admission.objects.count()) == (3, 3)


def test_dry_run_says_the_same_and_keeps_nothing(house):
    report = imported(house, "cases", CASES, dry_run=True)
    assert (report.accepted, report.added) == (3, 3)
    assert not Case.objects.exists()


def test_known_case_gets_its_decision_and_a_different_one_is_refused(house, case):
    head = "référence;ouvert le;décision\n"
    assert imported(house, "cases", head + "A-12;10/01/2024;conseil léger\n").added == 1
    assert queries.current_admission(case).decision == "light"
    report = imported(house, "cases", head + "A-12;10/01/2024;en autonomie\n")
    assert reasons(report) == ["Ce dossier a déjà une autre décision."]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Z-9;;;;01/02/2024;;;;", "Aucun dossier n’a cette référence."),
        (";;;;01/02/2024;;;;", "La ligne ne dit pas de qui elle parle."),
        ("B-1;Benali;Amina;;;;;;", "Cette date n’est pas comprise."),
        ("B-1;Benali;Amina;;01/02/2099;;;;", "Cette date est dans le futur."),
        ("B-1;Benali;Amina;;01/02/2024;peut-être;;;", "Ce mot n’est pas compris dans cette colonne."),
        ("B-1;Benali;Amina;;01/02/2024;refus;;;", "Un refus a une raison, et une raison de refus va avec un refus."),
        (
            "B-1;Benali;Amina;;01/02/2024;conseil léger;01/02/2024;03/02/2024;",
            "La sortie de la liste d’attente précède l’entrée.",
        ),
        (
            f"{NIR};Benali;Amina;;01/02/2024;;;;",
            "Aucun numéro de sécurité sociale (NIR) n’entre dans Allant (décret 2019-341).",
        ),
    ],
)
def test_line_that_cannot_be_is_refused_with_its_reason_and_no_nir(house, line, rule):
    report = imported(house, "cases", CASES.splitlines()[0] + "\n" + line + "\n")
    assert rule in reasons(report)
    assert not Case.objects.exists()
    assert NIR not in json.dumps(report.as_json())


STEPS = (
    "référence;étape;type;état;faite le;partenaire;coût;payé par la personne;minutes;résultat;raison\n"
    "A-12;Réparer la Clio;réparation;faite;02/05/2024;Garage du Pont;304,60 €;50;45;résultat obtenu;\n"
    "A-12;Louer un scooter;location;abandonnée;;;;;;;trop cher pour la personne\n"
    "A-12;Atelier;atelier collectif;abandonnée;;;;;;;\n"
)


def test_past_steps_come_with_cost_time_and_reasons_and_twice_adds_nothing(house, case):
    report = imported(house, "steps", STEPS)
    assert (report.added, report.refused) == (3, [])
    repair, rental, workshop = case.steps.all()
    assert (repair.state, repair.partner, float(repair.cost_eur), float(repair.out_of_pocket_eur)) == (
        "done",
        "Garage du Pont",
        304.6,
        50,
    )
    assert queries.dose_minutes(case) == 45
    assert [rental.obstacle, workshop.obstacle] == ["too_expensive", "unsaid"]
    assert imported(house, "steps", STEPS).added == 0
    assert Step.objects.count() == 3


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("A-12;X;conseil;faite;;;;;;;", "Une étape faite a une date de réalisation, et elle seule."),
        ("A-12;X;conseil;prévue;;;;;30;;", "Ce temps n’a pas de jour."),
        ("A-12;X;conseil;prévue;;;;;;résultat obtenu;", "Seule une étape faite a un résultat."),
        ("A-12;X;conseil;prévue;;;;;;;demande refusée", "Une raison va avec une étape abandonnée ou sans résultat."),
        ("A-12;X;conseil;faite;02/05/2024;;10;11;;;", "La personne ne paie pas plus que le coût total."),
        ("A-12;X;conseil;faite;02/05/2024;;beaucoup;;;;", "Ce n’est pas un nombre positif."),
        ("A-12;X;conseil;faite;02/05/2024;;;;2000;;", "Une journée compte 1440 minutes."),
        ("Z-9;X;conseil;prévue;;;;;;;", "Aucun dossier ne correspond."),
        ("A-12;;conseil;prévue;;;;;;;", "Cette cellule est vide."),
    ],
)
def test_step_that_cannot_be_is_refused(house, case, line, rule):
    report = imported(house, "steps", STEPS.splitlines()[0] + "\n" + line + "\n")
    assert reasons(report) == [rule]
    assert not Step.objects.exists()


EXITS = (
    "nom;prénom;date de naissance;date de sortie;ce qui s'est passé;contrat;durée du contrat;heures par semaine\n"
    "LEFEVRE;zoe;04/03/1990;10/09/2024;emploi;CDD;8;28,5\n"
)


def test_past_exit_finds_its_person_by_name_and_asks_for_no_old_news(house, case):
    assert imported(house, "exits", EXITS).added == 1
    exit_ = Exit.objects.get()
    assert (exit_.case, exit_.contract, exit_.contract_months, float(exit_.hours_per_week)) == (
        case,
        "fixed_term",
        8,
        28.5,
    )
    assert not FollowUp.objects.exists()
    assert imported(house, "exits", EXITS).added == 0
    other = imported(house, "exits", EXITS.replace("emploi;CDD;8;28,5", "formation;;;"))
    assert reasons(other) == ["Ce dossier a déjà une autre sortie."]
    assert Exit.objects.get().outcome == "job"


def test_recent_exit_still_plans_the_news_to_come(house, case):
    day = timezone.localdate() - datetime.timedelta(days=100)
    imported(house, "exits", EXITS.replace("10/09/2024", day.strftime("%d/%m/%Y")))
    assert [each.months for each in FollowUp.objects.all()] == [6, 12]


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        (("10/09/2024", "09/01/2024"), "La sortie précède l’ouverture du dossier."),
        (("emploi;CDD;8", "formation;CDD;8"), "Un contrat va avec un emploi."),
        (("CDD;8", "CDI;8"), "Un CDI n’a pas de durée."),
        (("04/03/1990", "05/03/1990"), "Aucun dossier ne correspond."),
    ],
)
def test_exit_that_cannot_be_is_refused(house, case, changes, rule):
    report = imported(house, "exits", EXITS.replace(*changes))
    assert reasons(report) == [rule]
    assert not Exit.objects.exists()


def test_line_about_two_people_asks_for_a_reference(house, case):
    factories.CaseFactory(organisation=house.platform, beneficiary__last_name="Lefèvre", beneficiary__first_name="Zoé")
    assert reasons(imported(house, "exits", EXITS)) == ["Plusieurs dossiers correspondent."]


def test_case_of_another_platform_is_unknown(house):
    factories.CaseFactory(organisation=house.neighbour, reference="A-12")
    assert reasons(imported(house, "steps", STEPS))[0] == "Aucun dossier ne correspond."


def bilans(house, text, **options):
    return actions.import_past_bilans(organisation=house.platform, report=read("assessments", text), by=None, **options)


def bilan_file(**changes):
    """A whole bilan, each answer in the words of its option, under the words of its question."""
    questions = [each for each in read_grid(BILAN).questionnaire.questions if each.type == "choice"]
    given = {each.code: each.options[0].label.in_language("fr").text for each in questions} | changes
    titles = ["référence", "type de bilan", "date du bilan"]
    titles += [(each.short or each.label).in_language("fr").text for each in questions]
    cells = ["A-12", "bilan d’entrée", "15/01/2024", *(given[each.code] for each in questions)]
    return "\n".join(";".join(f'"{cell}"' for cell in line) for line in (titles, cells)) + "\n"


def test_past_bilan_gives_answers_and_a_score_of_its_own_day(house, case):
    report = bilans(house, bilan_file())
    assert (report.added, report.refused) == (1, []), report.refused
    link = CaseAssessment.objects.get()
    assert (link.case, link.moment, link.assessment.grid) == (case, "entry", BILAN)
    assert timezone.localdate(link.assessment.finished_at) == datetime.date(2024, 1, 15)
    assert {each.origin for each in Answer.objects.all()} == {"imported"}
    score = Score.objects.get()
    assert timezone.localdate(score.computed_at) == datetime.date(2024, 1, 15)
    assert score.index is not None
    assert bilans(house, bilan_file()).added == 0
    assert Score.objects.count() == 1


def test_columns_named_by_code_and_cells_by_code_are_understood(house, case):
    text = "référence;moment;date;licence;vehicle;couleur\nA-12;mid;15/01/2024;none;NSP;bleu\n"
    report = bilans(house, text)
    assert (report.added, report.ignored_columns) == (1, ("couleur",))
    answers = dict(Answer.objects.values_list("question", "value"))
    assert answers == {"licence": "none", "vehicle": "dk"}


def test_other_answers_of_the_same_day_are_refused(house, case):
    bilans(house, "référence;moment;date;licence\nA-12;bilan d’entrée;15/01/2024;none\n")
    report = bilans(house, "référence;moment;date;licence\nA-12;bilan d’entrée;15/01/2024;valid\n")
    assert reasons(report) == ["Ce dossier a déjà un autre bilan d’entrée."]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("A-12;entry;15/01/2024;peut-être", "licence"),
        ("A-12;entry;;none", "pas comprise"),
        ("A-12;jamais;15/01/2024;none", "pas compris"),
        ("A-12;entry;15/01/2024;", "Aucune réponse"),
        ("Z-9;entry;15/01/2024;none", "Aucun dossier ne correspond"),
    ],
)
def test_bilan_that_cannot_be_is_refused_whole(house, case, line, words):
    report = bilans(house, f"référence;moment;date;licence\n{line}\n")
    assert len(report.refused) == 1
    assert words in reasons(report)[0]
    assert not CaseAssessment.objects.exists()


def test_unknown_grid_is_told(house, case):
    report = bilans(house, "référence;moment;date;licence\nA-12;entry;15/01/2024;none\n", grid="xx-1")
    assert reasons(report) == ["Cette grille n’existe pas."]


def allant(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def test_commands_read_a_workbook_and_print_the_report(house, case, tmp_path):
    path = tmp_path / "passe.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(STEPS.splitlines()):
            sheet.write_row(number, 0, line.split(";"))
    platform = ("--organisation", house.platform.name)
    dry = allant("cases", "import", path, "--kind", "steps", *platform, "--dry-run", "--json")
    assert json.loads(dry.stdout) == {"rows": 3, "accepted": 3, "added": 3, "refused": []}
    assert not Step.objects.exists()
    told = allant("cases", "import", path, "--kind", "steps", *platform)
    assert "3 lignes lues, 3 acceptées" in told.stdout
    assert Step.objects.count() == 3


def test_command_of_bilans_tells_what_is_refused(house, case, tmp_path):
    path = tmp_path / "bilans.csv"
    path.write_text(bilan_file() + '"Z-9";"bilan d’entrée";"15/01/2024"\n', encoding="utf-8")
    result = allant("assessments", "import", path, "--organisation", house.platform.name, "--json")
    printed = json.loads(result.stdout)
    assert (printed["rows"], printed["accepted"], printed["added"]) == (2, 1, 1)
    assert [(each["row"], each["rule"]) for each in printed["refused"]] == [(3, "Aucun dossier ne correspond.")]


def test_list_without_a_needed_column_is_refused_whole(house, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("référence;étape\nA;B\n", encoding="utf-8")
    result = allant("cases", "import", path, "--kind", "steps", "--organisation", house.platform.name)
    assert result.exit_code == 2
    assert "« type »" in result.stderr

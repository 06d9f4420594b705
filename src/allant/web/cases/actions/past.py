"""Writes of the past: cases with their decisions, steps, exits. A list is written whole, and twice adds nothing."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone

from allant.sources.past import PastReport, PastRow
from allant.sources.rows import Refusal
from allant.web.accounts.models import Organisation, User
from allant.web.cases.actions.exits import OBSERVED, record_exit
from allant.web.cases.enums import Contract, Decision, Obstacle, OutcomeKind, Source, StepResult, StepState
from allant.web.cases.models import Admission, Case, Exit, Step, StepSession
from allant.web.cases.models.pathway import MINUTES_IN_A_DAY
from allant.web.cases.past import ImportReport, KnownCases, refusal, refuse_unknown, who
from allant.web.journal.actions import record
from allant.web.journal.models import Action
from allant.web.people import search
from allant.web.people.models import Beneficiary

UNLIMITED = {Contract.PERMANENT, Contract.CIVIL_SERVICE}


@transaction.atomic
def import_past(
    *, organisation: Organisation, kind: str, report: PastReport, by: User | None, dry_run: bool = False
) -> ImportReport:
    """Write a list that was read; what contradicts the platform's cases is refused. With `dry_run` nothing stays."""
    write = _Writing(organisation, by).of(kind)
    refused, added, accepted = list(report.refused), 0, 0
    for row in report.accepted:
        outcome = write(row)
        if isinstance(outcome, Refusal):
            refused.append(outcome)
        else:
            accepted, added = accepted + 1, added + outcome
    if dry_run:
        transaction.set_rollback(True)
    return ImportReport(report.rows, accepted, added, refused, report.ignored_columns)


class _Writing:
    """Writes line after line; each returns whether it added something, or why it is refused."""

    def __init__(self, organisation: Organisation, by: User | None) -> None:
        self._organisation, self._by = organisation, by
        self._known = KnownCases(organisation)

    def of(self, kind: str) -> Callable[[PastRow], bool | Refusal]:
        return {"cases": self._case, "steps": self._step, "exits": self._exit}[kind]

    def _found(self, row: PastRow) -> Case | Refusal:
        found = self._known.find(row.person)
        if len(found) != 1:
            return refuse_unknown(row, found)
        return Case.objects.select_related("beneficiary").get(pk=next(iter(found)))

    def _record(self, case: Case, action: str, detail: str) -> None:
        record(by=self._by, action=action, subject=case, detail=f"passé importé, {detail}"[:200])

    # —— Cases ——

    def _case(self, row: PastRow) -> bool | Refusal:
        found = self._known.find(row.person)
        if len(found) > 1:
            return refuse_unknown(row, found)
        decisions = _decisions(row)
        if isinstance(decisions, Refusal):
            return decisions
        if found:
            return self._decide(row, Case.objects.get(pk=next(iter(found))), decisions)
        person = row.person
        if not person.last_name or not person.first_name:
            remedy = "Ajoutez le nom et le prénom pour ouvrir ce dossier."
            return refusal(row, who(person), "Aucun dossier n’a cette référence.", remedy)
        beneficiary = Beneficiary.objects.create(
            last_name=person.last_name, first_name=person.first_name, birth_date=person.born_on
        )
        case = Case.objects.create(
            beneficiary=beneficiary,
            organisation=self._organisation,
            source=Source.IMPORT,
            reference=person.reference[: Case._meta.get_field("reference").max_length],
            opened_on=row.values["opened_on"],
        )
        search.index(beneficiary)
        self._known.add(case.pk, person)
        self._record(case, Action.CREATE, "dossier")
        self._decide(row, case, decisions)
        return True

    def _decide(self, row: PastRow, case: Case, decisions: list[Admission]) -> bool | Refusal:
        standing = list(case.admissions.all())
        if not decisions or {_said(each) for each in decisions} <= {_said(each) for each in standing}:
            return False
        if standing:
            rule = "Ce dossier a déjà une autre décision."
            return refusal(row, who(row.person), rule, "Notez la nouvelle décision sur la page du dossier.")
        for each in decisions:
            each.case, each.recorded_by = case, self._by
        Admission.objects.bulk_create(decisions)
        self._record(case, Action.CHANGE, "décision d’admission")
        return True

    # —— Steps ——

    def _step(self, row: PastRow) -> bool | Refusal:
        case = self._found(row)
        if isinstance(case, Refusal):
            return case
        fields = _step_fields(row)
        if isinstance(fields, Refusal):
            return fields
        minutes, day = row.values.get("minutes"), fields["done_on"] or fields["planned_on"]
        if minutes and day is None:
            return refusal(row, minutes, "Ce temps n’a pas de jour.", "Donnez la date de l’étape.")
        if minutes and minutes > MINUTES_IN_A_DAY:
            rule = f"Une journée compte {MINUTES_IN_A_DAY} minutes."
            return refusal(row, minutes, rule, "Écrivez le temps de ce jour, ou une ligne par jour.")
        same = {name: fields[name] for name in ("label", "kind", "planned_on", "done_on")}
        if case.steps.filter(**same).exists():
            return False
        last = case.steps.aggregate(last=Max("position"))["last"] or 0
        step = Step.objects.create(case=case, position=last + 1, **fields)
        if minutes:
            StepSession.objects.create(step=step, on=day, minutes=minutes, recorded_by=self._by)
        self._record(case, Action.CHANGE, f"étape\u00a0: {step.label}")
        return True

    # —— Exits ——

    def _exit(self, row: PastRow) -> bool | Refusal:
        case = self._found(row)
        if isinstance(case, Refusal):
            return case
        wrong = _exit_problem(row, case)
        if wrong is not None:
            return wrong
        exit_ = Exit(case=case, **row.values)
        standing = Exit.objects.filter(case=case).first()
        if standing is not None:
            if all(getattr(standing, name) == getattr(exit_, name) for name in OBSERVED):
                return False
            rule = "Ce dossier a déjà une autre sortie."
            return refusal(row, who(row.person), rule, "Corrigez-la sur la page du dossier.")
        record_exit(exit_=exit_, by=self._by, asks_from=timezone.localdate())
        return True


def _said(admission: Admission) -> tuple[Any, ...]:
    return admission.decision, admission.decided_on, admission.refusal_reason


def _decisions(row: PastRow) -> list[Admission] | Refusal:
    """Return the decisions of a line in order: on the waiting list, then what followed."""
    said = row.values
    decision, decided_on = said.get("decision"), said.get("decided_on") or said["opened_on"]
    since, until = said.get("waiting_since"), said.get("waiting_until")
    reason = said.get("refusal_reason", "")
    if (decision == Decision.REFUSED) != bool(reason):
        rule = "Un refus a une raison, et une raison de refus va avec un refus."
        return refusal(row, reason or decision, rule, "Complétez ou videz la colonne de la raison.")
    if until and not since:
        return refusal(row, until, "La liste d’attente a une fin mais pas de début.", "Donnez la date d’entrée.")
    if decision == Decision.WAITING:
        since, decision = since or decided_on, None
    ends_on = until or (decided_on if decision else None)
    if since and ends_on and ends_on < since:
        return refusal(
            row, ends_on, "La sortie de la liste d’attente précède l’entrée.", "Corrigez une des deux dates."
        )
    note = said.get("note", "")
    found = [Admission(decision=Decision.WAITING, decided_on=since, ended_on=ends_on)] if since else []
    if decision:
        found.append(Admission(decision=decision, decided_on=decided_on, refusal_reason=reason, note=note))
    return found


def _step_fields(row: PastRow) -> dict[str, Any] | Refusal:
    """Return the fields of a step, whole: a date once done, a reason when it led nowhere."""
    said = {name: value for name, value in row.values.items() if name != "minutes"}
    said.setdefault("state", StepState.DONE if said.get("done_on") else StepState.PLANNED)
    fields = {"planned_on": None, "done_on": None, "result": "", "obstacle": ""} | said
    is_done = fields["state"] == StepState.DONE
    if is_done != (fields["done_on"] is not None):
        rule = "Une étape faite a une date de réalisation, et elle seule."
        return refusal(row, fields["label"], rule, "Corrigez l’état ou la date.")
    if fields["result"] and not is_done:
        return refusal(row, fields["label"], "Seule une étape faite a un résultat.", "Corrigez l’état ou le résultat.")
    led_nowhere = fields["state"] == StepState.DROPPED or fields["result"] == StepResult.NONE
    if fields["obstacle"] and not led_nowhere:
        rule = "Une raison va avec une étape abandonnée ou sans résultat."
        return refusal(row, fields["label"], rule, "Corrigez l’état, le résultat ou la raison.")
    if led_nowhere and not fields["obstacle"]:
        fields["obstacle"] = Obstacle.UNSAID
    cost, own = fields.get("cost_eur"), fields.get("out_of_pocket_eur")
    if cost is not None and own is not None and own > cost:
        return refusal(row, own, "La personne ne paie pas plus que le coût total.", "Vérifiez les deux montants.")
    return _fitting(Step, row, fields)


def _exit_problem(row: PastRow, case: Case) -> Refusal | None:
    said = row.values
    if said["exited_on"] < case.opened_on:
        rule = "La sortie précède l’ouverture du dossier."
        return refusal(row, said["exited_on"], rule, "Corrigez la date de sortie ou celle du dossier.")
    contract = said.get("contract")
    if contract and said["outcome"] not in {OutcomeKind.JOB, OutcomeKind.JOB_KEPT}:
        return refusal(row, contract, "Un contrat va avec un emploi.", "Corrigez la sortie ou videz le contrat.")
    if contract in UNLIMITED and said.get("contract_months"):
        return refusal(row, said["contract_months"], "Un CDI n’a pas de durée.", "Videz la durée.")
    fitting = _fitting(Exit, row, dict(said))
    return fitting if isinstance(fitting, Refusal) else None


def _fitting(model: type[Model], row: PastRow, fields: dict[str, Any]) -> dict[str, Any] | Refusal:
    """Return the fields, or refuse a value that no row can hold."""
    for name, value in fields.items():
        try:
            if value not in (None, ""):
                model._meta.get_field(name).run_validators(value)
        except ValidationError as error:
            return refusal(row, value, " ".join(error.messages), "Corrigez cette valeur.")
    return fields

"""Papers of a case: the tab, how each is made, read, signed and withdrawn; documents that are added."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from allant.errors import InputError
from allant.web.accounts.access import access
from allant.web.cases import permissions, queries
from allant.web.cases.actions import papers as actions
from allant.web.cases.forms.papers import ScanForm, SignerForm, WithdrawForm
from allant.web.cases.models import Case
from allant.web.cases.papers import kinds
from allant.web.cases.presenters import papers as presenters
from allant.web.documents import actions as documents
from allant.web.documents import pdf
from allant.web.documents.forms import DocumentForm
from allant.web.documents.models import Paper
from allant.web.documents.presenters import paper_context, whole_text
from allant.web.documents.queries import documents_of, papers_of
from allant.web.ui.signature import SignatureForm


@access(permissions.team_case, reads="papiers")
@require_GET
def papers(request: HttpRequest, case: Case) -> HttpResponse:
    made = papers_of(case.beneficiary, queries.teams_of(case))
    kept = documents_of(case.beneficiary, case.organisation)
    return render(request, "cases/papers/papers.html", presenters.papers_page(case, made, kept))


@access(permissions.team_case)
@require_http_methods(["GET", "POST"])
def paper_new(request: HttpRequest, case: Case, slug: str) -> HttpResponse:
    """Say what a paper will hold, then make it. What stands in its way is said before and refused after."""
    kind = kinds.of_slug(slug)
    if kind is None:
        raise Http404
    _link, score = queries.latest_bilan(case)
    form = kind.form(request.POST if request.method == "POST" else None, case=case, score=score)
    page = presenters.paper_new_page(case, kind)
    if request.method == "POST" and page["refusal"] is None and form.is_valid():
        try:
            paper = kind.make(case, form.cleaned_data, request.user)
        except InputError as refused:
            page["refusal"] = refused
        else:
            messages.success(request, _("Le papier est fait."))
            return redirect("cases:paper", paper_id=paper.pk)
    return render(request, "cases/papers/paper_new.html", page | {"form": form})


@access(permissions.readable_paper, reads="papier")
@require_GET
def paper_page(request: HttpRequest, paper: Paper) -> HttpResponse:
    return _paper(request, paper, WithdrawForm())


@access(permissions.readable_paper, reads="papier, PDF")
@require_GET
def paper_pdf(request: HttpRequest, paper: Paper) -> HttpResponse:
    try:
        content = pdf.render("documents/paper.html", paper_context(paper), language=paper.language)
    except pdf.PdfUnavailable as lacking:
        messages.error(request, str(lacking))
        return redirect("cases:paper", paper_id=paper.pk)
    return _file(content, "application/pdf", paper, "pdf")


@access(permissions.readable_paper, reads="papier, texte")
@require_GET
def paper_text(request: HttpRequest, paper: Paper) -> HttpResponse:
    return _file(whole_text(paper).encode(), "text/plain; charset=utf-8", paper, "txt")


@access(permissions.team_paper, reads="papier à signer")
@require_http_methods(["GET", "POST"])
def paper_sign(request: HttpRequest, paper: Paper) -> HttpResponse:
    """Sign on the screen, in front of the text."""
    left = presenters.parties_left(paper)
    posted = request.POST if request.method == "POST" else None
    signer = SignerForm(posted, parties=left, initial=_signer(paper, left))
    signature = SignatureForm(posted, prefix="signature")
    if posted is not None and signer.is_valid() & signature.is_valid():
        try:
            documents.sign(paper=paper, by=request.user, signed=signature.signed, **signer.cleaned_data)
        except InputError as refused:
            signer.add_error(None, f"{refused.rule} {refused.remedy}")
        else:
            messages.success(request, _("C’est signé."))
            return redirect("cases:paper", paper_id=paper.pk)
    page = presenters.paper_page(paper)
    return render(request, "cases/papers/paper_sign.html", page | {"signer": signer, "signature": signature})


@access(permissions.team_paper, reads="papier à signer")
@require_http_methods(["GET", "POST"])
def paper_scan(request: HttpRequest, paper: Paper) -> HttpResponse:
    """Keep the printed sheet that was signed by hand."""
    left = presenters.parties_left(paper)
    form = ScanForm(request.POST or None, request.FILES or None, parties=left, initial=_signer(paper, left))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.keep_signed_scan(
                paper=paper, party=given["party"], name=given["name"], upload=given["upload"], by=request.user
            )
        except InputError as refused:
            form.add_error("upload", f"{refused.rule} {refused.remedy}")
        else:
            messages.success(request, _("La signature est gardée avec son scan."))
            return redirect("cases:paper", paper_id=paper.pk)
    page = presenters.paper_page(paper)
    return render(request, "cases/papers/paper_scan.html", page | {"form": form})


@access(permissions.team_paper)
@require_POST
def paper_withdraw(request: HttpRequest, paper: Paper) -> HttpResponse:
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _paper(request, paper, form)
    actions.withdraw_paper(paper=paper, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("Le papier est retiré."))
    return redirect("cases:paper", paper_id=paper.pk)


@access(permissions.team_case)
@require_http_methods(["GET", "POST"])
def document_add(request: HttpRequest, case: Case) -> HttpResponse:
    form = DocumentForm(request.POST or None, request.FILES or None, request=request)
    if request.method == "POST" and form.is_valid():
        try:
            documents.keep_file(
                organisation=case.organisation, person=case.beneficiary, by=request.user, **form.cleaned_data
            )
        except InputError as refused:
            form.add_error("upload", f"{refused.rule} {refused.remedy}")
        else:
            messages.success(request, _("Le document est gardé."))
            return redirect("cases:papers", case_id=case.pk)
    return render(request, "cases/papers/document_add.html", {"case": case, "form": form})


def _paper(request: HttpRequest, paper: Paper, form: WithdrawForm) -> HttpResponse:
    return render(request, "cases/papers/paper.html", presenters.paper_page(paper) | {"withdraw": form})


def _signer(paper: Paper, left: list[str]) -> dict[str, str]:
    return {"party": left[0] if left else "", "name": str(paper.person)}


def _file(content: bytes, media_type: str, paper: Paper, extension: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    name = slugify(f"{paper.title} {paper.person.short_name}")
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response

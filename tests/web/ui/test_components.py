"""What the components write, seen as a reader or a screen reader sees it."""

import re
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler


def rendered(source, **context):
    template = engines["django"].from_string(CottonCompiler().process(source))
    return re.sub(r"[ \n]+", " ", template.render(context, RequestFactory().get("/liste/?q=Léa&page=2")))


@pytest.fixture(autouse=True)
def _in_french():
    with translation.override("fr"):
        yield


class Contact(forms.Form):
    email = forms.EmailField(
        label="Adresse", help_text="Pour le rendez-vous.", error_messages={"required": "Écrivez-la."}
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    mode = forms.ChoiceField(label="Mode", choices=[("bus", "Bus"), ("car", "Voiture")], widget=forms.RadioSelect)
    agrees = forms.BooleanField(label="D’accord", required=False)


def test_button_with_an_address_is_a_link():
    html = rendered('<c-button href="/suite/" variant="outline">Suite</c-button>')
    assert re.search(r'<a href="/suite/" class="btn btn-outline"', html)
    assert "<button" not in html


def test_button_passes_unknown_attributes_on():
    html = rendered('<c-button name="keep" value="1" hx-post="/x/">Garder</c-button>')
    assert 'type="submit"' in html
    assert 'name="keep"' in html
    assert 'hx-post="/x/"' in html


def test_text_given_to_a_component_is_escaped():
    html = rendered(
        '<c-stat :label="label" :value="label" /><c-facts :items="items" />', label="<b>", items=[("<i>", "<u>")]
    )
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;" in html


def test_icon_is_silent_unless_it_speaks_alone():
    assert 'aria-hidden="true"' in rendered('<c-icon name="bus" />')
    assert 'role="img" aria-label="Bus"' in rendered('<c-icon name="bus" label="Bus" />')


def test_error_of_a_field_is_linked_to_its_control():
    form = Contact(data={})
    html = rendered('<c-field :field="field" />', field=form["email"])
    described = re.search(r'aria-describedby="([^"]+)"', html).group(1).split()
    assert described == ["id_email_helptext", "id_email_error"]
    assert all(f'id="{name}"' in html for name in described)
    assert 'aria-invalid="true"' in html
    assert "Écrivez-la." in html


def test_field_without_error_shows_none():
    html = rendered('<c-field :field="field" />', field=Contact()["email"])
    assert "field-error" not in html
    assert 'class="form-control"' in html


def test_optional_field_says_so():
    assert "(facultatif)" in rendered('<c-field :field="field" />', field=Contact()["note"])
    assert "(facultatif)" not in rendered('<c-field :field="field" />', field=Contact()["email"])


def test_radio_field_is_a_group_with_a_legend_and_labelled_cards():
    html = rendered('<c-field :field="field" />', field=Contact(data={"mode": "car"})["mode"])
    assert "<legend>Mode</legend>" in html
    for place in (0, 1):
        assert f'id="id_mode_{place}"' in html
        assert f'for="id_mode_{place}"' in html
    assert len(re.findall(r"\schecked", html)) == 1


def test_radio_field_in_error_is_described_by_it():
    html = rendered('<c-field :field="field" />', field=Contact(data={})["mode"])
    assert re.search(r'<fieldset id="id_mode"[^>]*aria-describedby="id_mode_error"', html)


def test_error_summary_leads_to_each_field():
    html = rendered('<c-error-summary :form="form" />', form=Contact(data={}))
    assert "2 points à corriger" in html
    assert 'href="#id_email"' in html
    assert 'href="#id_mode"' in html


def test_error_summary_of_a_sound_form_is_empty():
    form = Contact(data={"email": "lea@exemple.fr", "mode": "bus"})
    assert form.is_valid()
    assert rendered('<c-error-summary :form="form" />', form=form).strip() == ""


class Meeting(forms.Form):
    """A form with what nobody sees."""

    slot = forms.CharField(label="Créneau", widget=forms.HiddenInput())


class BaseRows(forms.BaseFormSet):
    """Rows that say their name."""

    row_name = "Date"


Rows = forms.formset_factory(Contact, formset=BaseRows, extra=0, min_num=1, validate_min=True)


def test_error_summary_leads_nowhere_for_what_nobody_sees():
    html = rendered('<c-error-summary :form="form" />', form=Meeting(data={}))
    assert "Créneau\u00a0: " in html
    assert "<a " not in html


def test_error_summary_counts_the_rows_of_a_form_and_names_each():
    rows = Rows(data={"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-1-email": "lea@"}, prefix="form")
    html = rendered('<c-error-summary :form="form" :rows="rows" />', form=Contact(data={}), rows=rows)
    assert "6 points à corriger" in html
    assert '<a href="#id_form-1-email">Date 2, ' in html


def test_rows_that_nobody_sent_need_no_mending():
    assert rendered('<c-error-summary :form="form" :rows="rows" />', form=Contact(), rows=Rows()).strip() == ""


OPTIONS = [("yes", "Oui", ""), ("no", "Non", "Pas encore"), ("dk", "Je ne sais pas", "")]


def test_choice_list_checks_the_answer_given():
    html = rendered('<c-choice-list name="q" :options="options" value="no" legend="Permis ?" />', options=OPTIONS)
    assert re.findall(r'value="(\w+)" checked', html) == ["no"]


def test_choice_list_without_answer_checks_nothing():
    html = rendered('<c-choice-list name="q" :options="options" legend="Permis ?" />', options=OPTIONS)
    assert "checked" not in html


def test_multiple_choice_list_checks_each_answer_given():
    html = rendered(
        '<c-choice-list name="q" multiple="yes" :options="options" :value="given" legend="?" />',
        options=OPTIONS,
        given=["yes", "dk"],
    )
    assert 'type="checkbox"' in html
    assert re.findall(r'value="(\w+)" checked', html) == ["yes", "dk"]


def test_choice_list_error_describes_the_group():
    html = rendered(
        '<c-choice-list name="q" :options="options" legend="?" error="Choisissez." help="Une seule." />',
        options=OPTIONS,
    )
    described = re.search(r'aria-describedby="([^"]+)"', html).group(1).split()
    assert described == ["q-aide", "q-erreur"]
    assert all(f'id="{name}"' in html for name in described)


def test_scale_says_its_interval_in_words():
    html = rendered(
        '<c-scale :value="58.2" :low="52" :high="64" :entry="44" label="Indice" />',
    )
    assert "Indice\u00a0: 58 sur 100, entre 52 et 64. À l’entrée\u00a0: 44." in html
    assert 'x="52%"' in html
    assert 'width="12%"' in html


def test_scale_without_entry_marks_none():
    assert "scale-entry" not in rendered('<c-scale :value="58" :low="52" :high="64" label="Indice" />')


def test_positions_keep_the_decimal_point_in_french():
    assert 'x="52.5%"' in rendered('<c-scale :value="58" :low="52.5" :high="64" label="Indice" />')


def test_radar_draws_entry_dashed_only_when_there_is_one():
    source = (
        '<c-radar :labels="labels" :now="now" :before="before" label="Profil" now-label="fin" before-label="avant" />'
    )
    labels = ["a", "b", "c"]
    assert "radar-before" in rendered(source, labels=labels, now=[1, 2, 3], before=[1, 1, 1])
    assert "radar-before" not in rendered(source, labels=labels, now=[1, 2, 3], before=None)


def test_bars_write_signed_figures_and_their_sum():
    html = rendered(
        '<c-bars :contributions="rows" caption="Gain" total-label="Ensemble" />',
        rows=[("Permis", 8.1), ("Autre", -0.4)],
    )
    assert "+8,1" in html
    assert "−0,4" in html
    assert "+7,7" in html


def test_code_is_cut_in_two_and_spelled():
    html = rendered('<c-code value="k7qxm4td" label="Votre code" />')
    assert ">K7QX-M4TD<" in html
    assert "K 7 Q X M 4 T D" in html


def test_state_of_a_step_is_said_in_words():
    steps = [{"label": "Code", "state": state} for state in ("done", "current", "waiting", "todo", "dropped")]
    html = rendered('<c-steps :steps="steps" />', steps=steps)
    for word in ("Fait", "En cours", "En attente", "À faire", "Abandonnée"):
        assert f">{word}<" in html
    assert html.count('aria-current="step"') == 1


def test_pager_keeps_the_filters_of_the_list():
    html = rendered('<c-pager :page="page" />', page=Paginator(range(100), 10).get_page(2))
    assert 'href="?q=L%C3%A9a&amp;page=3"' in html
    assert 'href="?q=L%C3%A9a&amp;page=1"' in html


def test_pager_of_one_page_is_not_shown():
    assert "<nav" not in rendered('<c-pager :page="page" />', page=Paginator(range(3), 10).get_page(1))


def test_current_tab_is_announced():
    tabs = [
        {"label": "Bilans", "url": "/b/", "current": True, "count": 2},
        {"label": "Sortie", "url": "/s/", "current": False},
    ]
    html = rendered('<c-tabs-nav :items="tabs" label="Dossier" />', tabs=tabs)
    assert re.search(r'<a href="/b/" aria-current="page">', html)
    assert re.search(r'<a href="/s/">', html)


def test_message_takes_the_tone_of_its_level():
    source = "{% include 'ui/parts/messages.html' %}"
    html = rendered(source, messages=[SimpleNamespace(level_tag="success", message="Enregistré.")])
    assert "notice-go" in html


def test_english_page_writes_english_figures():
    with translation.override("en"):
        assert rendered("{{ 1240|number_fr }} {{ 304.6|euro }}") == "1,240 €304.60"


CHOICES = [("easy", "Facile", ""), ("hard", "Difficile", "Avec des pauses.")]


def test_answers_that_are_read_aloud_say_their_number():
    html = rendered(
        '<c-choice-list name="walk" :options="options" legend="Marcher" read-aloud="yes" />', options=CHOICES
    )
    assert 'data-read="Réponse 1\xa0: Facile"' in html
    assert 'data-read="Réponse 2\xa0: Difficile. Avec des pauses."' in html
    assert html.count("data-read-choices") == 1


def test_answers_are_not_marked_for_a_voice_where_nobody_listens():
    html = rendered('<c-choice-list name="walk" :options="options" legend="Marcher" />', options=CHOICES)
    assert "data-read" not in html
    assert "choice-number" not in html


def test_answer_has_its_pictogram_beside_its_words():
    source = '<c-choice-list name="walk" :options="options" :pictograms="drawn" legend="Marcher" />'
    html = rendered(source, options=CHOICES, drawn={"easy": "face-easy"})
    assert html.count("<svg") == 1
    assert re.search(r'aria-hidden="true".*#face-easy.*Facile', html)


def test_page_that_is_read_aloud_names_its_language_to_the_voice():
    with translation.override("ar"):
        assert 'data-read-aloud="ar"' in rendered("<c-read-aloud />")
    with translation.override("fr-simple"):
        assert 'data-read-aloud="fr"' in rendered("<c-read-aloud />")

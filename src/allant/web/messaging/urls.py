from django.urls import path

from allant.web.messaging.views import letters, links, posting, receipts

app_name = "messaging"
urlpatterns = [
    path("lien/<str:token>/", links.link, name="link"),
    path("messages/", posting.message_list, name="messages"),
    path("messages/coordonnees/", posting.contact, name="contact"),
    path("messages/reessayer/", posting.retry_failed, name="retry-failed"),
    path("messages/accuses/<str:token>/", receipts.receipt, name="receipt"),
    path("messages/lettres/", letters.letters, name="letters"),
    path("messages/lettres.pdf", letters.letters_pdf, name="letters-pdf"),
    path("messages/lettres/imprimees/", letters.mark_printed, name="mark-printed"),
    path("messages/lettres/reprendre/", letters.undo_printed, name="undo-printed"),
    path("messages/<int:message_id>/", posting.message_page, name="message"),
    path("messages/<int:message_id>/reessayer/", posting.retry, name="retry"),
    path("messages/<int:message_id>/annuler/", posting.cancel, name="cancel"),
    path("messages/<int:message_id>/en-lettre/", posting.turn_into_letter, name="turn-into-letter"),
]

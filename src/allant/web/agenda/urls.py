from django.urls import path

from allant.web.agenda.views import appointments, calendar, calendars, places, rota, sessions, sheets, tasks

app_name = "agenda"
urlpatterns = [
    path("agenda/", calendar.week, name="week"),
    path("agenda/jour/", calendar.day, name="day"),
    path("agenda/taches/", tasks.task_list, name="tasks"),
    path("agenda/taches/nouvelle/", tasks.task_new, name="task-new"),
    path("agenda/taches/faites/", tasks.tasks_done, name="tasks-done"),
    path("agenda/taches/a-refaire/", tasks.tasks_undone, name="tasks-undone"),
    path("agenda/taches/<int:task_id>/", tasks.task_page, name="task"),
    path("agenda/rendez-vous/<int:appointment_id>/", appointments.appointment_page, name="appointment"),
    path("agenda/rendez-vous/<int:appointment_id>/noter/", appointments.appointment_note, name="appointment-note"),
    path(
        "agenda/rendez-vous/<int:appointment_id>/annuler/", appointments.appointment_cancel, name="appointment-cancel"
    ),
    path("agenda/rendez-vous/<int:appointment_id>/deplacer/", appointments.appointment_move, name="appointment-move"),
    path("agenda/ateliers/", sessions.session_list, name="sessions"),
    path("agenda/ateliers/nouveau/", sessions.session_new, name="session-new"),
    path("agenda/ateliers/<int:session_id>/", sessions.session_page, name="session"),
    path("agenda/ateliers/<int:session_id>/modifier/", sessions.session_edit, name="session-edit"),
    path("agenda/ateliers/<int:session_id>/inscrire/", sessions.session_enrol, name="session-enrol"),
    path("agenda/ateliers/<int:session_id>/inviter/", sessions.session_guest, name="session-guest"),
    path("agenda/ateliers/<int:session_id>/annuler/", sessions.session_cancel, name="session-cancel"),
    path("agenda/inscriptions/<int:enrolment_id>/retirer/", sessions.withdraw, name="withdraw"),
    path("agenda/feuilles/<int:meeting_id>/", sheets.sheet, name="sheet"),
    path("agenda/feuilles/<int:meeting_id>/signer/<int:enrolment_id>/", sheets.sheet_sign, name="sheet-sign"),
    path("agenda/feuilles/<int:meeting_id>/imprimer/", sheets.sheet_print, name="sheet-print"),
    path("agenda/ateliers/<int:session_id>/convoquer/", sessions.session_invite, name="session-invite"),
    path("agenda/mon-calendrier/", calendars.own_calendar, name="own-calendar"),
    path("agenda/mon-calendrier/adresse/", calendars.feed_change, name="feed-change"),
    path("agenda/mon-calendrier/autre/", calendars.outside_read, name="outside-read"),
    path("agenda/calendrier/<str:token>.ics", calendars.feed, name="feed"),
    path("agenda/permanences/", rota.rota, name="rota"),
    path("agenda/lieux/", places.places, name="places"),
    path("agenda/lieux/nouveau/", places.place_new, name="place-new"),
    path("agenda/lieux/<int:place_id>/", places.place, name="place"),
    path("agenda/lieux/<int:place_id>/fermeture/", places.place_close, name="place-close"),
    path("agenda/permanences/nouvelle/", rota.opening_new, name="opening-new"),
    path("agenda/permanences/<int:opening_id>/", rota.opening_page, name="opening"),
]

from django.urls import path

from eenplan.benefits.views import application, application_acts, register

ONE = "aanvraag/<int:pk>"
pages = (
    [
        path("aanvragen/", register.applications, name="applications"),
        path("register/", register.entries, name="entries"),
        path("gezin/<int:year>/<int:serial>/aanvraag/", register.new, name="new_application"),
        path(f"{ONE}/", application.application, name="application"),
        path(f"{ONE}/verbeteren/", application_acts.correct, name="correct_entry"),
        path(f"{ONE}/intrekken/", application_acts.withdraw, name="withdraw_application"),
        path(f"{ONE}/schorsen/", application_acts.suspend, name="suspend"),
        path(f"{ONE}/hervatten/", application_acts.resume, name="resume"),
        path(f"{ONE}/bevoegdheid/", application_acts.competence, name="competence"),
        path(f"{ONE}/doorgezonden/", application_acts.forwarded, name="forwarded"),
    ],
    "register",
)

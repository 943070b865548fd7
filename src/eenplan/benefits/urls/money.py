from django.urls import path

from eenplan.benefits.views import (
    bank_accounts,
    bank_files,
    forecast,
    ledger,
    paid_to,
    payment_lists,
    payment_runs as runs,
    recoveries,
)

OTHER = "derden/<int:paid_to_id>"
RUN, RECOVERY = "<int:payrun_id>", "terugvorderingen/<int:recovery_id>"
pages = (
    [
        path("", runs.listed, name="runs"),
        path("nieuw/", runs.new_run, name="new_run"),
        path(f"{RUN}/", runs.run, name="run"),
        path(f"{RUN}/bevries/", runs.freeze_run, name="freeze_run"),
        path(f"{RUN}/goedkeuren/", runs.approve_run, name="approve_run"),
        path(f"{RUN}/naar-de-bank/", runs.export_run, name="export_run"),
        path(f"{RUN}/bestand/", runs.run_file, name="run_file"),
        path(f"{RUN}/annuleren/", runs.cancel_run, name="cancel_run"),
        path(f"{RUN}/opnieuw/", runs.look_again, name="look_again"),
        path(f"{RUN}/vrijgeven/<int:candidate_id>/", runs.release, name="release"),
        path(f"{RUN}/tegengehouden/", payment_lists.held, name="held"),
        path(f"{RUN}/betalingen/", payment_lists.of_run, name="run_payments"),
        path("alle/", payment_lists.every, name="payments"),
        path("betaling/<int:payment_id>/", payment_lists.payment, name="payment"),
        path("bank/", bank_files.files, name="bank_files"),
        path("bank/<int:bank_file_id>/", bank_files.bank_file, name="bank_file"),
        path("rekeningen/", bank_accounts.waiting, name="accounts"),
        path(
            "rekeningen/<int:account_id>/bevestigen/", bank_accounts.confirm, name="confirm_account"
        ),
        path("rekeningen/<int:account_id>/weigeren/", bank_accounts.refuse, name="refuse_account"),
        path("rekening/<int:payee_id>/", bank_accounts.payee_account, name="payee_account"),
        path(
            "gezin/<int:year>/<int:serial>/rekening/<int:payee_id>/",
            bank_accounts.household_account,
            name="household_account",
        ),
        path("derden/", paid_to.waiting, name="paid_to_waiting"),
        path(f"{OTHER}/bevestigen/", paid_to.confirm, name="confirm_paid_to"),
        path(f"{OTHER}/weigeren/", paid_to.refuse, name="refuse_paid_to"),
        path(f"{OTHER}/einde/", paid_to.end_paid_to, name="end_paid_to"),
        path("aanvraag/<int:application_id>/derden/", paid_to.paid_to, name="paid_to"),
        path(
            "aanvraag/<int:application_id>/derden/nieuw/", paid_to.new_paid_to, name="new_paid_to"
        ),
        path("terugvorderingen/", recoveries.listed, name="recoveries"),
        path(
            "terugvorderingen/beslissing/<int:recover_id>/",
            recoveries.begin,
            name="begin_recovery",
        ),
        path(f"{RECOVERY}/", recoveries.recovery, name="recovery"),
        path(f"{RECOVERY}/terugbetaald/", recoveries.repaid, name="repaid"),
        path(f"{RECOVERY}/afzien/", recoveries.waived, name="waive"),
        path(f"{RECOVERY}/afkorting/", recoveries.instalment, name="instalment"),
        path("vooruitzicht/", forecast.ahead, name="forecast"),
        path("grootboek/", ledger.lines, name="ledger"),
        path("grootboek/gezin/<int:year>/<int:serial>/", ledger.household, name="household_ledger"),
    ],
    "money",
)

from django.urls import path

from eenplan.core.pages import by_method
from eenplan.guidance.views import drafting, lists

app_name = "guidance"
VERSION = "<slug:list_code>/versie/<int:number>"
urlpatterns = [
    path("", lists.lists, name="lists"),
    path("nieuw/", by_method(get=lists.new_form, post=lists.new), name="new_list"),
    path(
        "stap/<int:listed_id>/",
        by_method(get=drafting.step_form, post=drafting.change_step),
        name="change_step",
    ),
    path("stap/<int:listed_id>/weg/", drafting.remove_step, name="remove_step"),
    path(
        "stap/<int:listed_id>/taal/<slug:language>/",
        by_method(get=drafting.text_form, post=drafting.set_text),
        name="step_text",
    ),
    path("stap/<int:listed_id>/<slug:direction>/", drafting.move_step, name="move_step"),
    path(
        "doel/<int:listed_goal_id>/",
        by_method(get=drafting.goal_form, post=drafting.change_goal),
        name="change_goal",
    ),
    path("doel/<int:listed_goal_id>/weg/", drafting.remove_goal, name="remove_goal"),
    path("<slug:list_code>/", lists.one, name="list"),
    path("<slug:list_code>/concept/", lists.start_draft, name="start_draft"),
    path("<slug:list_code>/vergelijken/", lists.compare, name="compare"),
    path(f"{VERSION}/", by_method(get=lists.version, post=lists.put_in_force), name="version"),
    path(f"{VERSION}/intrekken/", lists.withdraw, name="withdraw"),
    path(f"{VERSION}/weg/", lists.discard, name="discard"),
    path(
        f"{VERSION}/stap/",
        by_method(get=drafting.new_step_form, post=drafting.new_step),
        name="new_step",
    ),
    path(
        f"{VERSION}/doel/",
        by_method(get=drafting.new_goal_form, post=drafting.new_goal),
        name="new_goal",
    ),
]

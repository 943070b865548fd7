from django.urls import path

from eenplan.core.pages import by_method
from eenplan.people.views import contact_details

app_name = "people"
urlpatterns = [
    path(
        "gezin/<int:year>/<int:serial>/contactgegevens/",
        by_method(get=contact_details.edit, post=contact_details.save),
        name="contact_details",
    ),
]

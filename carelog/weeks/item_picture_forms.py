"""What choosing another picture for an item carries."""

from flask_babel import lazy_gettext as _l

from carelog.forms import id_of_the_press
from carelog.picture_choice import PictureForm


class ItemPictureForm(PictureForm):
    """One picture; without one a star stands for the item."""

    NONE = _l("No picture: a star")

    id = id_of_the_press()

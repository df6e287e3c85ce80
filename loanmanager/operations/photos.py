"""Photos of an incident: PNG or JPEG, of a sensible size, kept with the records."""

from dataclasses import dataclass

from loanmanager.domain import refusals as why
from loanmanager.domain.file_names import harmless
from loanmanager.domain.incidents import media_of
from loanmanager.operations import done
from loanmanager.operations.done import By, Done, Record
from loanmanager.operations.incidents import INCIDENTS, known, subjects_of
from loanmanager.storage import before as earlier
from loanmanager.storage import incidents
from loanmanager.storage.engine import Engine


@dataclass(frozen=True, slots=True)
class AddPhoto:
    """A picture and the name of its file."""

    incident_id: int
    name: str
    content: bytes
    idem: str | None = None


@dataclass(frozen=True, slots=True)
class PhotoKept:
    """A photo that was added or removed."""

    incident_id: int
    number: str
    photo_id: int
    name: str


def add_photo(store: Engine, request: AddPhoto, by: By) -> Done[PhotoKept]:
    """Add a photo to an incident.

    Raises:
        Refused: it is no picture, or too large.
    """
    with store.write():
        repeated = done.already_done(store, request.idem, PhotoKept)
        if repeated:
            return repeated
        media = media_of(request.name, request.content)
        incident = known(store, request.incident_id)
        name = harmless(request.name)
        photo_id = incidents.add_photo(store, incident.id, name, media, request.content, by.now, by.staff_id)
        facts = {"kept": {}, "made": {"attachments": [photo_id]}}
        result = PhotoKept(incident.id, incident.number, photo_id, name)
        return done.record(
            store, by, Record("add_photo", result, INCIDENTS, subjects_of(incident), facts, request.idem)
        )


def remove_photo(store: Engine, photo_id: int, by: By, *, idem: str | None = None) -> Done[PhotoKept]:
    """Take a photo away from an incident; undoing brings it back.

    Raises:
        Refused: there is none.
    """
    with store.write():
        repeated = done.already_done(store, idem, PhotoKept)
        if repeated:
            return repeated
        owner = incidents.photo_owner(store, photo_id)
        if owner is None:
            raise why.Refused(why.NoSuch("photo", str(photo_id)))
        incident = known(store, owner[0])
        kept = earlier.keep(store, attachments=[photo_id])
        incidents.remove_photo(store, photo_id)
        result = PhotoKept(incident.id, incident.number, photo_id, owner[1])
        record = Record("remove_photo", result, INCIDENTS, subjects_of(incident), {"kept": kept}, idem)
        return done.record(store, by, record)

"""Where the program's own files and the user's data lie: the only module that knows."""

from pathlib import Path


def resources() -> Path:
    """Find the folder of fonts, icons, templates and catalogues.

    An installed wheel carries it inside the package; a checkout and a frozen build have it beside the package.
    """
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def data_folder() -> Path:
    """Name the folder that holds everything of this user, unless another one is asked for; it may not exist yet."""
    from platformdirs import user_data_path  # only a start without --data needs it

    return user_data_path("Loan Manager", appauthor=False)

"""Have both programs of the folder read their modules from one archive beside them.

PyInstaller would put one into each; build.spec leaves those empty. It is run before anything else is imported.
"""

import sys

import pyimod01_archive  # type: ignore[import-not-found]  # both are PyInstaller's, in what it builds
import pyimod02_importers  # type: ignore[import-not-found]

_archive = f"{sys._MEIPASS}\\modules.pyz"  # type: ignore[attr-defined]  # noqa: SLF001 (where what was built lies)
_modules = pyimod01_archive.ZlibArchiveReader(_archive, check_pymagic=True)
vars(pyimod02_importers.pyz_archive).update(vars(_modules))  # in place: what finds modules was given the empty one

"""Compile the gettext catalogues while a wheel is built: .mo files are made, never committed."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface):
    """Turn each resources/locale/*/LC_MESSAGES/*.po into the .mo beside it."""

    def initialize(self, version: str, build_data: dict) -> None:  # noqa: ARG002
        """Compile every catalogue before the files are collected."""
        for po in Path(self.root, "resources", "locale").rglob("*.po"):
            with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
                write_mo(target, read_po(source))

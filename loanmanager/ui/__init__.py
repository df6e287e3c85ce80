"""Everything on screen: the only room that knows Qt."""

from __future__ import annotations

from loanmanager.ui.lasting import keep_constants_alive

keep_constants_alive()

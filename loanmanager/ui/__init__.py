"""Everything on screen: the only room that knows Qt."""

from loanmanager.ui.lasting_none import keep_none_alive

keep_none_alive()

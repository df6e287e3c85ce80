"""What every test shares: Qt draws into memory."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

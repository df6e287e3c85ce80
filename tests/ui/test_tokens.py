import pytest

from loanmanager.ui import icons
from loanmanager.ui.tokens import STATUSES, TOKENS, contrast

TEXT, CONTROL = 4.5, 3.0
INKS = ("ok", "loan", "held", "todo", "repair", "late", "retired")
GROUNDS = {
    "text": ("surface", "window", "hover", "tint", "tint_hover", "late_bed", "todo_bed", "ok_bed", "raised", "disc"),
    "muted": ("surface", "window", "hover", "tint", "tint_hover", "late_bed", "todo_bed", "bed", "raised"),
    "accent_text": ("surface", "window", "tint", "hover", "raised"),
    "on_accent": ("accent", "accent_hover", "late"),
    "ink": ("paper",),
} | dict.fromkeys(INKS, ("surface", "window", "tint", "hover", "raised"))
EDGES = [(fore, back) for fore in ("edge", "accent") for back in ("surface", "window", "tint", "raised")]
WORDS = [(fore, back) for fore, grounds in GROUNDS.items() for back in grounds] + [
    (kind, f"{kind}_bed") for kind in ("late", "todo", "ok")
]


@pytest.mark.parametrize("look", ["light", "dark", "high"])
@pytest.mark.parametrize(("fore", "back"), WORDS)
def test_words_can_be_read_on_every_ground(fore, back, look):
    assert contrast(getattr(TOKENS[fore], look), getattr(TOKENS[back], look)) >= TEXT


@pytest.mark.parametrize("look", ["light", "dark", "high"])
@pytest.mark.parametrize(("fore", "back"), EDGES)
def test_edges_of_controls_and_the_ring_can_be_seen(fore, back, look):
    assert contrast(getattr(TOKENS[fore], look), getattr(TOKENS[back], look)) >= CONTROL


@pytest.mark.parametrize(("fore", "back"), [pair for pair in WORDS if pair[0] in {"text", "muted", *INKS}])
def test_high_contrast_is_higher_than_that(fore, back):
    assert contrast(TOKENS[fore].high, TOKENS[back].high) >= 5.5


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("key", list(STATUSES))
def test_every_status_has_a_drawing_and_a_colour(key):
    assert icons.known(STATUSES[key].icon)
    assert STATUSES[key].token in TOKENS

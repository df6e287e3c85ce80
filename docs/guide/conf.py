"""Sphinx: the guide of each language is built from its own folder; see `guide` in dev.py."""

project = "Loan Manager"
copyright = "MIT"  # noqa: A001 - Sphinx's name
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
html_theme = "alabaster"
html_theme_options = {"fixed_sidebar": True, "page_width": "1280px", "body_max_width": "1020px", "show_powered_by": False, "font_family": "Segoe UI, Cantarell, Helvetica, sans-serif"}
html_static_path = ["style.css"]
html_css_files = ["style.css"]
html_title = "Loan Manager"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_sidebars = {"**": ["about.html", "searchbox.html", "navigation.html"]}
html_favicon = "../../resources/icons/loanmanager.svg"

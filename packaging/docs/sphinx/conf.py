# SPDX-License-Identifier: GPL-3.0-or-later
# A small site that shows the directive: see check.sh.
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
project = "Packets of this router"
extensions = ["hookwalk"]
hookwalk_cli = os.environ.get("HOOKWALK_CLI", "hookwalk-cli")
html_theme = "alabaster"
html_theme_options = {"page_width": "1080px"}

# SPDX-License-Identifier: GPL-3.0-or-later
"""A Sphinx directive that shows a packet's way, made by hookwalk-cli when the documentation is built:

    .. hookwalk:: logs/kern.log#packet=3
       :form: html
       :options: --step 8 --with-reply
       :alt: An echo request on its way to eth0

form: html (a page in an iframe), anim.svg (an animated picture), txt or md (as text). The log's path begins at the folder of
the document; options are those of `hookwalk-cli render`. In conf.py: extensions = ["hookwalk"], and hookwalk_cli where the
program is not found in PATH. Builders other than HTML show the text.
"""
import hashlib
import html
import os
import shlex
import subprocess

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

FITS = 'height="1130" onload="this.height = this.contentDocument?.body.offsetHeight || this.height"'


class Hookwalk(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"form": lambda form: directives.choice(form, ("html", "anim.svg", "txt", "md")), "options": directives.unchanged,
                   "alt": directives.unchanged, "height": directives.nonnegative_int}

    def run(self):
        form, builder = self.options.get("form", "html"), self.env.app.builder
        if builder.format != "html" and form in ("html", "anim.svg"):
            form = "txt"
        log, _, place = self.arguments[0].partition("#")
        relative, log = self.env.relfn2path(log)
        self.env.note_dependency(relative)
        command = [self.config.hookwalk_cli, "render", log + ("#" + place if place else ""), "-", "--format", form]
        command += shlex.split(self.options.get("options", ""))
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode != 0:
            raise self.error(done.stderr.decode(errors="replace").strip())
        if form in ("txt", "md"):
            return [nodes.literal_block(text=done.stdout.decode(), language="text")]
        name = hashlib.sha256(done.stdout).hexdigest()[:16] + "." + form
        os.makedirs(os.path.join(builder.outdir, "_hookwalk"), exist_ok=True)
        with open(os.path.join(builder.outdir, "_hookwalk", name), "wb") as out:
            out.write(done.stdout)
        source = "../" * builder.get_target_uri(self.env.docname).count("/") + "_hookwalk/" + name
        alt = html.escape(self.options.get("alt", self.arguments[0]))
        size = f'height="{self.options["height"]}"' if "height" in self.options else FITS
        frame = f'<iframe src="{source}" title="{alt}" width="100%" {size} style="border:0"></iframe>'
        return [nodes.raw("", frame if form == "html" else f'<img src="{source}" alt="{alt}">', format="html")]


def setup(app):
    app.add_config_value("hookwalk_cli", "hookwalk-cli", "env")
    app.add_directive("hookwalk", Hookwalk)
    return {"parallel_read_safe": True}

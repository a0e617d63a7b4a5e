# SPDX-License-Identifier: GPL-3.0-or-later
"""A hook of MkDocs (1.4 or later) that shows a packet's way, made by hookwalk-cli when the site is built. In a page:

    {{ hookwalk logs/kern.log#packet=3 html --step 8 --with-reply }}

The log's path begins at the folder of mkdocs.yml. Behind it stands the form: html (a page in an iframe), anim.svg (an animated
picture), md, mmd (Mermaid) or txt; then options of `hookwalk-cli render`. mkdocs.yml has the line "hooks: [hookwalk.py]". The
environment variable HOOKWALK_CLI names the program where it is not found in PATH.
"""
import hashlib
import html
import os
import re
import shlex
import subprocess

from mkdocs.exceptions import PluginError

CALL = re.compile(r"^\{\{ *hookwalk +(.+?) *\}\}$", re.MULTILINE)
FITS = 'onload="this.height = this.contentDocument?.body.offsetHeight || this.height"'
made = {}


def rendered(words, folder):
    if len(words) < 2:
        raise PluginError("hookwalk: give a log and a form, as in {{ hookwalk kern.log#packet=3 html }}")
    log, form, *options = words
    command = [os.environ.get("HOOKWALK_CLI", "hookwalk-cli"), "render", os.path.join(folder, log), "-", "--format", form]
    done = subprocess.run(command + options, capture_output=True, check=False)
    if done.returncode != 0:
        raise PluginError(done.stderr.decode(errors="replace").strip())
    return form, done.stdout


def on_page_markdown(markdown, page, config, files):
    def replace(call):
        words = shlex.split(call.group(1))
        form, text = rendered(words, os.path.dirname(config.config_file_path))
        if form == "md":
            return text.decode()
        if form not in ("html", "anim.svg"):
            return f"~~~~~~~~{'mermaid' if form == 'mmd' else 'text'}\n{text.decode()}~~~~~~~~\n"
        name = hashlib.sha256(text).hexdigest()[:16] + "." + form
        made[name] = text
        source, title = "../" * page.url.count("/") + "_hookwalk/" + name, html.escape(words[0])
        if form == "anim.svg":
            return f'<img src="{source}" alt="{title}">'
        return f'<iframe src="{source}" title="{title}" width="100%" height="1130" {FITS} style="border:0"></iframe>'

    return CALL.sub(replace, markdown)


def on_post_build(config):
    folder = os.path.join(config.site_dir, "_hookwalk")
    os.makedirs(folder, exist_ok=True)
    for name, text in made.items():
        with open(os.path.join(folder, name), "wb") as out:
            out.write(text)

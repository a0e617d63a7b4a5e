# SPDX-License-Identifier: GPL-3.0-or-later
# offered.zsh FOLDER LINE: what zsh lists at the end of the line with the completions in FOLDER. It completes on a terminal
# only, so it gets one.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "stty rows 999 columns 300; LISTMAX=999; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D
finished() { zle -I; print FINI''SHED }; zle -N finished; bindkey '^X' finished; print REA''DY"
zpty -r shell output '*READY*'
zpty -n -w shell "$2"$'\t\C-X'
zpty -r shell output '*FINISHED*'
print -r -- "$output" | sed -E 's/\x1b\[[0-9;?]*[A-Za-z]//g'

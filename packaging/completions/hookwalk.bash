# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of hookwalk for bash: its options are those that --help names.
_hookwalk() {
  local cur prev words cword split
  _init_completion -s || return
  case $prev in
    --theme) mapfile -t COMPREPLY < <(compgen -W 'light dark print auto' -- "$cur") ;;
    --size) mapfile -t COMPREPLY < <(compgen -W '1280x720 1600x1000 1920x1080' -- "$cur") ;;
    --destination) mapfile -t COMPREPLY < <(compgen -W '203.0.113.29 198.51.100.15 2001:db8:ffff::29' -- "$cur") ;;
    --scale) mapfile -t COMPREPLY < <(compgen -W '1 2 3' -- "$cur") ;;
    --render-steps) _filedir -d ;;
    --netns) mapfile -t COMPREPLY < <(compgen -W "$(ls /run/netns 2>/dev/null)" -- "$cur") ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W 'en zh_CN' -- "$cur") ;;
    --ping | --packet | --step) ;;
    --render | --check) _filedir '@(png|svg|pdf|webp)' ;;
    *)
      if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W '$(_parse_help "$1")' -- "$cur")
      else
        _filedir
      fi
      ;;
  esac
} && complete -F _hookwalk hookwalk

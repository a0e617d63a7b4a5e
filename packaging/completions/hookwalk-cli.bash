# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of hookwalk-cli for bash: the options of each command are those that its --help names.
_hookwalk_cli() {
  local cur prev words cword split
  _init_completion -s || return
  local verb='' word choices=
  for word in "${words[@]:1:cword-1}"; do
    case $word in decode | traversals | compare | render | save | ping | explain | doctor) verb=$word && break ;; esac
  done
  case $prev in
    --protocol | --proto) choices='icmp udp tcp' ;;
    --source) choices='auto kmsg nflog both nftrace' ;;
    --theme) choices='auto light dark' ;;
    --length) choices='short medium long' ;;
    --format) choices='html anim.svg mmd md txt json' ;;
    --damage) choices='ip transport' ;;
    --from | --iif) choices='tun local eth0 eth1' ;;
    --netns) choices=$(ls /run/netns 2>/dev/null) ;;
    --tcp-flags) choices='syn ack rst fin,ack syn,ack none' ;;
    --filter) choices='dropped rejected transmitted delivered answered forwarded tcp udp icmp' ;;
    --save | --against | --with | --export) _filedir && return ;;
    --count | --interval | --port | --source-port | --size | --ttl | --fragment | --prepare | --max-size | \
      --max-time | --wait | --packet | --step) return ;;
    --lang) choices='en zh_CN' ;;
    *)
      if [[ $cur == -* ]]; then
        # A line begins with an option, or two with one value: "  --protocol, --proto <PROTOCOL>  what it is".
        choices=$("$1" ${verb:+"$verb"} --help 2>/dev/null | sed -nE 's/^ +((-[a-z], )?--[a-z-]+(, --[a-z-]+)?).*/\1/p' | tr -d ,)
      else
        case $verb in
          '') choices='decode traversals compare render save ping explain doctor' ;;
          decode | traversals | compare | render | save) _filedir && return ;;
          explain) choices='auto 203.0.113.29 198.51.100.15 2001:db8:ffff::29' ;;
          ping) choices='203.0.113.29 198.51.100.15 198.51.100.1 2001:db8:ffff::29' ;;
        esac
      fi
      ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$cur")
} && complete -F _hookwalk_cli hookwalk-cli

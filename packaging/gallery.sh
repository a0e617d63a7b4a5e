#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The pictures of the README and of docs/gallery, from the recordings beside them. They have the same bytes on every machine.
#   packaging/gallery.sh            makes them all, and the page that shows them
#   packaging/gallery.sh --check    fails where one is stale. Four, another at each commit, are drawn anew and compared
#                                   whole; of all, the recordings and this list must be those that they were made from.
#   packaging/gallery.sh --check --all   draws every one
#   packaging/gallery.sh --record   sends the packets through the lab anew
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${HOOKWALK_BIN:-build/release/bin}
gallery=docs/gallery

# picture | recording and place | what it shows, in English | in Chinese | how it was recorded: explain auto …
list() {
  cat <<'EOF'
forward|forward.log#packet=1|Through the machine: PREROUTING, FORWARD, POSTROUTING|穿过本机：PREROUTING、FORWARD、POSTROUTING|203.0.113.29
local-in|local-in.log#packet=1|To the machine itself: PREROUTING, INPUT|到本机：PREROUTING、INPUT|198.51.100.15
local-out|local-out.log#packet=1|From a process of the machine: OUTPUT, POSTROUTING|由本机进程发出：OUTPUT、POSTROUTING|203.0.113.29 --from local
ttl|ttl.log#packet=1|A TTL of 1 ends at the routing decision|TTL 为 1，止于路由判断|203.0.113.29 --ttl 1
ip-forward|ip-forward.log#packet=1|Forwarding is off: ip_forward is 0|转发未开启：ip_forward 为 0|203.0.113.29 --prepare 'sysctl -w net.ipv4.ip_forward=0'
reject|reject.log#packet=1|REJECT: dropped, and the sender is told|REJECT：丢弃，并告知发送方|203.0.113.29 --prepare 'iptables -A FORWARD -p icmp -j REJECT --reject-with icmp-admin-prohibited'
drop|drop.log#packet=1|DROP: the rule that did it|DROP：是哪条规则丢弃的|203.0.113.29 --prepare 'iptables -A FORWARD -p icmp -j DROP'
dnat|dnat.log#packet=1|DNAT: nat PREROUTING chooses another destination|DNAT：nat PREROUTING 改换目的地址|198.51.100.15 --proto tcp --port 8080
redirect|redirect.log#packet=1|REDIRECT: to a port of the machine itself|REDIRECT：转到本机的端口|198.51.100.15 --proto tcp --port 8081
ipv6|ipv6.log#packet=1|IPv6: the same hooks|IPv6：同样的 hook|2001:db8:ffff::29
fragments|fragments.log#packet=1|Fragments: conntrack puts them together first|分片：先由 conntrack 重组|203.0.113.29 --size 40 --fragment 24
policy-routing|policy-routing.log#packet=1|Policy routing: a rule of ip rule prohibits it|策略路由：被 ip rule 的一条规则禁止|203.0.113.29 --prepare 'ip rule add from 192.168.69.1 prohibit'
udp|udp.log#packet=1|UDP that nobody answers: the frame at eth0 proves that it left|无人应答的 UDP：eth0 上的帧证明它已离开|203.0.113.29 --proto udp --port 9
EOF
}

# others: picture | recording and place | options | what it shows, in English | in Chinese
others() {
  cat <<'EOF'
nat-and-reply.svg|forward.log#packet=1|--theme auto --with-reply|Masquerading and the reply: nat is skipped, conntrack puts the address back|地址伪装与应答：应答跳过 nat，由 conntrack 换回地址
projector.png|dnat.log#packet=1|--theme dark --large-type|For a room: the projector's picture|用于教室：投影画面
print.svg|forward.log#packet=1|--theme print|On paper|印在纸上
EOF
}

# pictures: place | options of hookwalk | file, one a line. The diagrams follow their reader's light or dark.
pictures() {
  local name place options rest
  while IFS='|' read -r name place rest; do
    printf '%s|%s|%s\n' "$gallery/recordings/$place" '--theme auto' "$gallery/$name.svg"
    printf '%s|%s|%s\n' "$gallery/recordings/$place" '--theme auto --lang zh_CN' "$gallery/zh_CN/$name.svg"
  done < <(list)
  printf '%s|%s|%s\n' "$gallery/recordings/drop.log#packet=1" '--theme light --size 1600x1000' "$gallery/window.png"
  printf '%s|%s|%s\n' "$gallery/recordings/drop.log#packet=1" '--theme dark --lang zh_CN --size 1600x1000' "$gallery/zh_CN/window.png"
  while IFS='|' read -r name place options rest; do
    printf '%s|%s|%s\n' "$gallery/recordings/$place" "$options" "$gallery/$name"
    printf '%s|%s|%s\n' "$gallery/recordings/$place" "$options --lang zh_CN" "$gallery/zh_CN/$name"
  done < <(others)
}

# documents: what the command line draws, for the head of the README.
documents() {
  printf '%s|%s|%s\n' "$gallery/recordings/forward.log#packet=1" '--lang en' "$gallery/way.anim.svg"
  printf '%s|%s|%s\n' "$gallery/recordings/forward.log#packet=1" '--lang zh_CN' "$gallery/zh_CN/way.anim.svg"
}

page() { # LANGUAGE
  local up='' name place options english chinese rest
  # shellcheck disable=SC2016 # code in Markdown
  if [ "$1" = zh_CN ]; then
    up=../
    printf '# 图库\n\n真实的数据包，真实的内核。由 `packaging/gallery.sh` 用 `recordings` 中的录制绘制；各条路径的图都跟随读者的浅色或深色外观。\n'
  else
    printf '# Gallery\n\nReal packets, a real kernel. Drawn by `packaging/gallery.sh` from what is in `recordings`; the pictures of the\nways follow their reader'"'"'s light or dark.\n'
  fi
  while IFS='|' read -r name place english chinese rest; do
    [ -z "$up" ] || english=$chinese
    printf '\n## %s\n\n![%s](%s.svg)\n\n    hookwalk '"'"'%s'"'"'\n' "$english" "$english" "$name" \
      "${up}recordings/$place"
  done < <(list)
  while IFS='|' read -r name place options english chinese; do
    [ -z "$up" ] || english=$chinese
    printf '\n## %s\n\n![%s](%s)\n\n    hookwalk '"'"'%s'"'"' %s --render %s\n' "$english" "$english" "$name" \
      "${up}recordings/$place" "$options" "$name"
  done < <(others)
}

write() { # options more: "" or --check
  local failed=0 from options to
  while IFS='|' read -r from options to; do
    # shellcheck disable=SC2086 # options are several words
    "$bin/hookwalk-cli" render $options $1 "$from" "$to" || failed=1
  done
  return $failed
}

draw() { # TASK: --render or --check
  local failed=0 from options to
  while IFS='|' read -r from options to; do
    # shellcheck disable=SC2086 # options are several words
    "$bin/hookwalk" "$from" $options "$1" "$to" || failed=1
  done
  return $failed
}

inputs() { { list; others; pictures; documents; sha256sum "$gallery"/recordings/*.log resources/fonts/*.?tf resources/diagram/netfilter.json; } | sha256sum; }

case ${1:-} in
  --record)
    while IFS='|' read -r name place _ _ how; do
      [ -n "$how" ] || continue
      eval "\"$bin/hookwalk-cli\" explain auto $how --save '$gallery/recordings/${place%%#*}' >/dev/null" || [ $? -eq 1 ]
    done < <(list)
    ;;
  --check)
    if [ "$(cat "$gallery/made-from")" != "$(inputs)" ] || ! cmp -s <(page en) "$gallery/README.md" ||
      ! cmp -s <(page zh_CN) "$gallery/zh_CN/README.md"; then
      echo "The gallery was made from other recordings, fonts or another list: packaging/gallery.sh" >&2
      exit 1
    fi
    stale=0 count=4 turn=$(git log -1 --format=%ct 2>/dev/null || echo 0)
    [ "${2:-}" != --all ] || count=$(pictures | wc -l)
    all=$(pictures | wc -l)
    pictures | awk -v n="$count" -v all="$all" -v turn="$turn" '(NR + turn) % all < n' | draw --check || stale=1
    documents | write --check || stale=1
    [ "$stale" -eq 0 ] || {
      echo "Stale: packaging/gallery.sh" >&2
      exit 1
    }
    ;;
  *)
    mkdir -p "$gallery/zh_CN"
    pictures | draw --render
    documents | write ''
    page en >"$gallery/README.md"
    page zh_CN >"$gallery/zh_CN/README.md"
    inputs >"$gallery/made-from"
    ;;
esac

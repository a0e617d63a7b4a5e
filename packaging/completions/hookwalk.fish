# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of hookwalk for fish. packaging/check.sh compares it with what --help names.
complete -c hookwalk -s h -l help -d 'Show the options'
complete -c hookwalk -l help-all -d 'Show the options, Qt\'s too'
complete -c hookwalk -s v -l version -d 'Show the version'
complete -c hookwalk -l lab -d 'Make a lab and show it (default)'
complete -c hookwalk -l host -d 'Work on this machine\'s own network'
complete -c hookwalk -l ping -x -d 'Send this many pings at once'
complete -c hookwalk -l destination -x -a '203.0.113.29 198.51.100.15 2001:db8:ffff::29' -d 'Where the pings go'
complete -c hookwalk -l large-type -d 'Fill the screen with the picture for a room'
complete -c hookwalk -l render -r -d 'Draw the window (PNG) or its diagram (SVG, PDF)'
complete -c hookwalk -l size -x -a '1280x720 1600x1000 1920x1080' -d 'Size of the window'
complete -c hookwalk -l theme -x -a 'light dark print' -d 'Look of this run'
complete -c hookwalk -l lang -x -d 'Language'

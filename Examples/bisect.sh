#!/bin/sh
# For 'git bisect run': bisect.sh SCENARIO PULLER FOLDER BUILD-COMMAND…
# Tells git: 0 good, 1 bad, 125 a commit that cannot be tested, 255 stop: the scenario is wrong or chaospull missing.
scenario=$1 puller=$2 folder=$3
shift 3
chaospull check "$scenario" || exit 255
"$@" || exit 125
told=$(chaospull run "$scenario" --puller "$puller" --with "$folder")
code=$?
echo "$told"
case "$code $told" in 0\ *) exit 0 ;; 1\ *": 1 failed") exit 1 ;; *) exit 125 ;; esac

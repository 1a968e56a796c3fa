#!/usr/bin/env bash
# demo.sh shows the main job on a simulated account: in a window, or, without a display, in a real window on a virtual one, whose pictures
# and exported files stay in build/demo.
set -euo pipefail
cd "$(dirname "$0")/.."
demo=$PWD/build/demo
mkdir -p build

if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}" ]; then
	echo "Building Tamtam (the first time takes some minutes: Fyne's C code is compiled) ..."
	go build -o build/tamtam ./cmd/tamtam
	mkdir -p "$demo/home"
	echo "Opening the window on a simulated account; its data lies in build/demo/home and nowhere else."
	exec build/tamtam -home "$demo/home" -sample
fi

.ci/deps.sh window
rm -rf "$demo"
mkdir -p "$demo"
echo "There is no display, so Tamtam is used on a virtual one by mouse and keyboard."
echo "Building it (the first time takes some minutes: Fyne's C code is compiled) ..."
log=$demo/log.txt
began=$SECONDS
if ! TAMTAM_TOUR=$demo LANG=en_US.UTF-8 TZ=UTC dbus-run-session -- \
	go test -tags=x11,xvfb -count=1 -timeout 20m -v -run 'TestWindowTour$' ./cmd/tamtam >"$log" 2>&1; then
	grep -v '^=== ' "$log" >&2
	echo "The demo did not come to its end; the whole log is build/demo/log.txt." >&2
	exit 1
fi
echo
sed -n 's/^ *[a-z_]*_test\.go:[0-9]*: /  /p' "$log"
echo
echo "The exported files:"
(cd "$demo/files" && wc -c -- *.txt | sed 's/^/  /')
echo
echo "The beginning of a transcript:"
head -n 46 "$demo"/files/gong_transcripts_*.txt | tail -n +12 | sed 's/^/  | /'
echo
echo "Done in $((SECONDS - began)) s. Look at build/demo/*.png and build/demo/files/*.txt."

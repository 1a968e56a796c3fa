#!/usr/bin/env bash
# Runs the keychain tests against a real Secret Service (gnome-keyring) on a private bus, without a desktop: once unlocked, once
# locked without a display to ask on, once with a display whose prompt nobody answers. Nothing of the person's own session is touched.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in gnome-keyring-daemon dbus-run-session xvfb-run; do
	command -v "$tool" >/dev/null || {
		echo "secret-service.sh: $tool is missing; install gnome-keyring dbus-daemon xvfb xauth" >&2
		exit 1
	}
done

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
go test -c -tags keyring -o "$room/vault.test" .

# ring COMMANDS [WRAPPER...] runs the commands on a new bus that shares the room's keyring files. A wrapper stands outside the bus,
# since it is the bus that starts the prompt.
ring() {
	local commands=$1
	shift
	timeout 60 env -u DBUS_SESSION_BUS_ADDRESS HOME="$room" XDG_DATA_HOME="$room/share" XDG_CACHE_HOME="$room/cache" \
		XDG_RUNTIME_DIR="$room" TEST="$room/vault.test" "$@" dbus-run-session -- bash -euc "$commands"
}

# pass NAME fails unless the tests named so ran: no test at all is a success to go test.
pass='pass() { "$TEST" -test.v -test.run "$1" | tee "$HOME/out"; grep -q "^--- PASS: $1" "$HOME/out"; }; set -o pipefail;'

echo "== unlocked"
ring "$pass"'printf ci-pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null; pass TestSystemUnlocked'
echo "== locked, no display"
ring "$pass"'unset DISPLAY WAYLAND_DISPLAY; gnome-keyring-daemon --start --components=secrets >/dev/null; pass TestSystemLocked'
echo "== locked, prompt unanswered"
ring "$pass"'gnome-keyring-daemon --start --components=secrets >/dev/null; pass TestSystemHang' xvfb-run -a

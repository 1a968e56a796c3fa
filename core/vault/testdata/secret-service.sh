#!/usr/bin/env bash
# Runs the keychain tests against a real Secret Service (gnome-keyring) on a private bus, without a desktop: unlocked, stopped,
# locked without a display to ask on, locked with a prompt that nobody answers or that is dismissed; and without a service, and
# without a bus. Nothing of the person's own session is touched.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in gnome-keyring-daemon dbus-run-session xvfb-run xdotool; do
	command -v "$tool" >/dev/null || {
		echo "secret-service.sh: $tool is missing; install gnome-keyring dbus-daemon xvfb xauth xdotool" >&2
		exit 1
	}
done

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
go test -c -tags keyring -o "$room/vault.test" .
go test -c -tags keyring -o "$room/auth.test" ../auth

# ring COMMANDS [WRAPPER...] runs the commands on a new bus that shares the room's keyring files. A wrapper stands outside the bus,
# since it is the bus that starts the prompt.
ring() {
	local commands=$1
	shift
	alone "$@" dbus-run-session -- bash -euc "$commands"
}

# alone COMMAND runs it in the room, without the person's bus.
alone() {
	timeout 60 env -u DBUS_SESSION_BUS_ADDRESS HOME="$room" XDG_DATA_HOME="$room/share" XDG_CACHE_HOME="$room/cache" \
		XDG_RUNTIME_DIR="$room" TEST="$room/vault.test" "$@"
}

# A bus that starts no service by itself.
cat >"$room/bare.conf" <<'XML'
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
XML

# pass NAME fails unless the tests named so ran: no test at all is a success to go test.
pass='pass() { "$TEST" -test.v -test.run "$1" | tee "$HOME/out"; grep -q "^--- PASS: $1" "$HOME/out"; }; set -o pipefail;'

echo "== unlocked"
ring "$pass"'printf ci-pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null
	pass TestSystemUnlocked; pass TestSystemMove; pass TestSystemTwoProcesses; pass TestSystemSlow
	TEST=$HOME/auth.test; pass TestSystemTwoProcesses'
echo "== locked, no display"
ring "$pass"'unset DISPLAY WAYLAND_DISPLAY; gnome-keyring-daemon --start --components=secrets >/dev/null; pass TestSystemLocked'
echo "== locked, prompt unanswered"
ring "$pass"'gnome-keyring-daemon --start --components=secrets >/dev/null; pass TestSystemQuiet; pass TestSystemHang' xvfb-run -a
echo "== locked, prompt dismissed"
ring "$pass"'gnome-keyring-daemon --start --components=secrets >/dev/null; pass TestSystemDismissed' xvfb-run -a
echo "== no service"
alone dbus-run-session --config-file="$room/bare.conf" -- bash -euc "$pass"'pass TestSystemAbsent'
echo "== no bus"
alone DBUS_SESSION_BUS_ADDRESS="unix:path=$room/nowhere" bash -euc "$pass"'pass TestSystemAbsent'

#!/usr/bin/env bash
# deps.sh GROUP... sees to it that what the groups need is installed, and installs what is missing where that can be done without asking.
#   go      a Go toolchain as new as go.mod asks for (never installed from here)
#   build   what compiles the window
#   window  a real window without a display, and hands to use it
#   test    what only the tests need
#   bench   what only the benchmarks compare with
# On Debian and Ubuntu the missing packages are installed as root, or through sudo. Elsewhere it says what to install and stops.
set -euo pipefail
cd "$(dirname "$0")/.."

build="gcc libc6-dev pkg-config libgl1-mesa-dev xorg-dev ca-certificates"
window="xvfb xauth openbox xdotool imagemagick x11-utils libgl1-mesa-dri dbus-daemon"
tests="gnome-keyring chromium libreoffice-calc-nogui"
bench="ripgrep sqlite3"

stop() {
	printf 'tamtam: %s\n' "$@" >&2
	exit 1
}

# older A B tells whether version A is older than B.
older() { [ "$1" != "$2" ] && [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n1)" = "$1" ]; }

check_go() {
	command -v go >/dev/null || stop "Go is not installed. Tamtam needs Go $(wanted_go) or newer: https://go.dev/dl/"
	local have
	have=$(cd / && GOTOOLCHAIN=local GOFLAGS='' go env GOVERSION)
	have=${have#go}
	have=${have%%[!0-9.]*}
	if older "$have" "$(wanted_go)"; then
		stop "this machine's Go is $have; go.mod asks for $(wanted_go) or newer: https://go.dev/dl/"
	fi
}

wanted_go() { sed -n 's/^go //p' go.mod; }

# on_linux installs the missing packages of a list.
on_linux() {
	if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
		elsewhere "$@"
		return
	fi
	local missing=() name
	for name in "$@"; do
		[ "$name" = dbus-daemon ] && command -v dbus-run-session >/dev/null && continue # Ubuntu 22.04 has it in the package dbus
		[ "$name" = chromium ] && has_browser && continue # Ubuntu has it as a snap only, and Chrome does as well
		[ "$name" = libreoffice-calc-nogui ] && command -v soffice >/dev/null && continue # any LibreOffice opens the workbooks
		case $(dpkg-query -W -f='${db:Status-Abbrev}' "$name" 2>/dev/null || true) in
		ii*) ;;
		*) missing+=("$name") ;;
		esac
	done
	[ ${#missing[@]} -eq 0 ] && return
	echo "tamtam: installing the missing packages: ${missing[*]}" >&2
	local as=()
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null || stop "these packages are missing, and neither root nor sudo is at hand. As root, run:" \
			"  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
		as=(sudo)
		# Without a terminal sudo could not ask for a password.
		[ -t 0 ] || as=(sudo -n)
		"${as[@]}" true || stop "sudo did not let us install. As root, run:" \
			"  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
	fi
	as+=(env DEBIAN_FRONTEND=noninteractive)
	"${as[@]}" apt-get update -qq </dev/null >&2
	local n
	for n in "${!missing[@]}"; do
		if [ "${missing[n]}" = dbus-daemon ] && ! apt-cache show dbus-daemon >/dev/null 2>&1; then missing[n]=dbus; fi
	done
	"${as[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >&2 ||
		stop "the packages could not be installed: ${missing[*]}"
}

has_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null

# elsewhere accepts a Linux of another kind when the programs are there, and else says what it needs.
elsewhere() {
	local name lacks=()
	for name in "$@"; do
		case $name in
		gcc) command -v gcc >/dev/null || command -v cc >/dev/null || lacks+=("a C compiler") ;;
		pkg-config) command -v pkg-config >/dev/null || lacks+=(pkg-config) ;;
		libgl1-mesa-dev) pkg-config --exists gl 2>/dev/null || lacks+=("OpenGL headers") ;;
		xorg-dev) pkg-config --exists x11 xcursor xrandr xinerama xi xxf86vm 2>/dev/null || lacks+=("X11 headers") ;;
		xvfb) command -v Xvfb >/dev/null || lacks+=(Xvfb) ;;
		imagemagick) command -v import >/dev/null || lacks+=(ImageMagick) ;;
		dbus-daemon) command -v dbus-run-session >/dev/null || lacks+=(dbus-run-session) ;;
		chromium) has_browser || lacks+=("Chromium or Chrome") ;;
		libreoffice-calc-nogui) command -v soffice >/dev/null || lacks+=(LibreOffice) ;;
		gnome-keyring) command -v gnome-keyring-daemon >/dev/null || lacks+=(gnome-keyring) ;;
		ripgrep) command -v rg >/dev/null || lacks+=(ripgrep) ;;
		openbox | xdotool | xauth | sqlite3) command -v "$name" >/dev/null || lacks+=("$name") ;;
		esac
	done
	[ ${#lacks[@]} -eq 0 ] && return
	stop "missing: $(printf '%s, ' "${lacks[@]}" | sed 's/, $//'). This is no Debian or Ubuntu, so please install it yourself:" \
		"  Fedora: sudo dnf install gcc pkgconf-pkg-config mesa-libGL-devel libX11-devel libXcursor-devel libXrandr-devel libXinerama-devel libXi-devel libXxf86vm-devel" \
		"          for a window without a display: xorg-x11-server-Xvfb xorg-x11-xauth openbox xdotool ImageMagick mesa-dri-drivers dbus-daemon; for the tests: gnome-keyring chromium" \
		"  Arch:   sudo pacman -S gcc pkgconf mesa libx11 libxcursor libxrandr libxinerama libxi libxxf86vm" \
		"          for a window without a display: xorg-server-xvfb xorg-xauth openbox xdotool imagemagick dbus; for the tests: gnome-keyring chromium"
}

on_other() {
	command -v cc >/dev/null || command -v gcc >/dev/null || case $(uname -s) in
	Darwin) stop "the C compiler is missing. Run: xcode-select --install" ;;
	MINGW* | MSYS* | CYGWIN*) stop "gcc is missing. Install MSYS2 (https://www.msys2.org), then: pacman -S mingw-w64-x86_64-gcc, and put its bin folder on the PATH" ;;
	*) stop "a C compiler is missing; this system is not known to us" ;;
	esac
}

packages=""
for group in "$@"; do
	case $group in
	go) check_go ;;
	build) packages+=" $build" ;;
	window) packages+=" $window" ;;
	test) packages+=" $tests" ;;
	bench) packages+=" $bench" ;;
	*) stop "deps.sh: no group $group" ;;
	esac
done
[ -n "$packages" ] || exit 0
case $(uname -s) in
Linux)
	# shellcheck disable=SC2086 # a list of names
	on_linux $packages
	;;
*) on_other ;;
esac

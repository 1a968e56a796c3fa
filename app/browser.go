package app

import (
	"net/url"
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/ui/kit"
)

// openExternal opens pages of Gong's in the browser, and nothing else: what is opened here may one day come from data.
func (w *window) openExternal(address string) {
	u, err := url.Parse(address)
	if err != nil || !gongsPage(u) {
		w.log.Warn("an address was not opened")
		return
	}
	if err := w.app.OpenURL(u); err != nil {
		w.shell.Stage().Toast(kit.Bad, sayNoBrowser+u.String())
	}
}

// openLogin opens the address of a login in the browser: Gong's page, or the one that this computer answers for a login. The error shows no
// address.
func (w *window) openLogin(address string) error {
	const op = "open the browser"
	u, err := url.Parse(address)
	if err != nil || !loginPage(u) {
		return core.Errorf(core.Foreign, op, "the address is no login's")
	}
	if err := w.app.OpenURL(u); err != nil {
		return core.Errorf(core.Unavailable, op, "the system opens no address")
	}
	return nil
}

// gongsPage tells whether the address is a page of Gong's.
func gongsPage(u *url.URL) bool {
	return u.Scheme == "https" && u.User == nil && (u.Host == "gong.io" || strings.HasSuffix(u.Host, ".gong.io"))
}

// loginPage tells whether the address is Gong's, or on this computer one of the two that logins begin at: the listener's, and that of a
// simulated account.
func loginPage(u *url.URL) bool {
	if gongsPage(u) {
		return true
	}
	return core.IsLoopback(u.Hostname()) && (u.Scheme == "http" || u.Scheme == "https") && u.User == nil && slices.Contains([]string{"/auth", "/oauth2/authorize"}, u.Path)
}

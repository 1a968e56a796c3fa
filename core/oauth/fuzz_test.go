package oauth_test

import (
	"net/url"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/oauth"
)

// Whatever is entered, an address that is accepted is read again as the same one, and one of this machine names this machine.
func FuzzParseRedirect(f *testing.F) {
	for _, text := range append(oauth.DefaultRedirects(), "http://localhost", "https://[::1]:5000/x", "https://intranet.example.com/gong", "http://127.0.0.1.example.com/") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := oauth.ParseRedirect(text)
		if err != nil {
			if !core.Is(err, core.Invalid) {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		again, err := oauth.ParseRedirect(r.String())
		if err != nil || again.String() != r.String() || again.Loopback() != r.Loopback() || again.Port() != r.Port() {
			t.Errorf("%q is read as %s, then as %s, %v", text, r, again, err)
		}
		u, err := url.Parse(r.String())
		if err != nil {
			t.Fatal(err)
		}
		host := strings.ToLower(u.Hostname())
		if own := host == "localhost" || strings.HasPrefix(host, "127.") || strings.Contains(host, ":"); r.Loopback() && !own {
			t.Errorf("%q is taken for this machine", text)
		}
		if !r.Loopback() && u.Scheme != "https" {
			t.Errorf("%q leaves this machine in the clear", text)
		}
	})
}

// Whatever is pasted, only what bears the login's state ends its wait, and no text makes an error that shows it.
func FuzzPaste(f *testing.F) {
	app := oauth.App{ClientID: "c", Secret: core.NewSecret("s"), Redirect: "https://intranet.example.com/gong", Server: oauth.Gong}
	for _, text := range []string{
		"", "https://intranet.example.com/gong?code=abc&state=STATE", "<https://intranet.example.com/gong?code=a&state=STATE>", "abcdef",
		"https://intranet.example.com/gong?error=access_denied&state=STATE", "intranet.example.com/gong?state=STATE&code=%00", "https://evil.example/?code=a&state=STATE",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		login, err := oauth.Begin(t.Context(), app, oauth.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer login.Close()
		address, err := url.Parse(login.Address())
		if err != nil {
			t.Fatal(err)
		}
		state := address.Query().Get("state")
		pasted := strings.ReplaceAll(text, "STATE", state)
		err = login.Paste(pasted)
		if err == nil && !strings.Contains(text, "STATE") {
			t.Errorf("%q ends the wait", text)
		}
		if err != nil && (!core.Is(err, core.Invalid) || strings.Contains(err.Error(), state)) {
			t.Errorf("%q: %v", text, err)
		}
	})
}

package oauth_test

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/oauth"
)

func TestRoundTrip(t *testing.T) {
	w := newWorld(t, gongsim.Options{Tenant: "http://127.0.0.1:1", ExpiresIn: time.Hour})
	l := w.begin(t)
	if l.Listening() != nil {
		t.Fatal(l.Listening())
	}
	page := browse(t, l.Local())
	if page.status != http.StatusOK || page.url.Path != "/done" || page.url.RawQuery != "" {
		t.Errorf("ends at %s with %d", page.url, page.status)
	}
	mustHave(t, page.body, "You can close this tab")
	tokens, err := l.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !w.sim.RefreshValid(tokens.Refresh.Reveal()) || tokens.Access.IsZero() || tokens.Lifetime != time.Hour || tokens.Base.String() != "http://127.0.0.1:1" {
		t.Errorf("got %+v", tokens)
	}
	if want := slices.Sorted(slices.Values(oauth.Scopes())); !slices.Equal(slices.Sorted(slices.Values(tokens.Scopes)), want) {
		t.Errorf("granted %v", tokens.Scopes)
	}
}

// A company registers http or https; either is answered on the same port.
func TestBothSchemesOnOnePort(t *testing.T) {
	for _, scheme := range []string{"http", "https"} {
		t.Run(scheme, func(t *testing.T) {
			w := newWorld(t, gongsim.Options{})
			w.app.Redirect = strings.Replace(w.app.Redirect, "http:", scheme+":", 1)
			w.register()
			l := w.begin(t)
			trusting := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}} // as a person who clicks through the browser's warning
			page := browseWith(t, trusting, l.Local())
			if page.url.Scheme != scheme || page.url.Path != "/done" {
				t.Errorf("ends at %s", page.url)
			}
			if _, err := l.Wait(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestLocalhostIsAnsweredOnBothFamilies(t *testing.T) {
	w := newWorld(t, gongsim.Options{})
	w.app.Redirect = strings.Replace(w.app.Redirect, "127.0.0.1", "localhost", 1)
	w.register()
	l := w.begin(t)
	_, port, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(w.app.Redirect, "http://"), "/callback"), ":")
	families := 0
	for _, address := range []string{"127.0.0.1:" + port, "[::1]:" + port} {
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
		if err != nil {
			continue // a machine without the family
		}
		conn.Close()
		families++
	}
	if families == 0 {
		t.Error("nothing listens")
	}
	browse(t, l.Local())
	if _, err := l.Wait(t.Context()); err != nil {
		t.Error(err)
	}
}

// A company may have registered a path that the listener has a use for, too.
func TestARegisteredPathMayBeOneOfOurs(t *testing.T) {
	for _, path := range []string{"/auth", "/ping", "/done", "/denied", "/favicon.ico", ""} {
		t.Run(path, func(t *testing.T) {
			w := newWorld(t, gongsim.Options{})
			w.app.Redirect = strings.Replace(w.app.Redirect, "/callback", path, 1)
			w.register()
			l := w.begin(t)
			if l.Listening() != nil {
				t.Fatal(l.Listening())
			}
			if page := browse(t, l.Local()); page.status != http.StatusOK || page.url.Path != "/done" {
				t.Fatalf("ends at %s with %d", page.url, page.status)
			}
			if _, err := l.Wait(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

// RFC 9207 has the issuer's name compared; servers write their own with a slash at the end or without.
func TestTheIssuerIsTheServer(t *testing.T) {
	w := newWorld(t, gongsim.Options{})
	for _, end := range []string{"", "/"} {
		l := w.begin(t)
		issuer := strings.TrimSuffix(w.app.Server.Authorize, "/oauth2/authorize") + end
		if err := l.Paste(callback(l, url.Values{"code": {"some-code"}, "iss": {issuer}, "session_state": {"x"}, "scope": {"a b"}})); err != nil {
			t.Errorf("%q: %v", issuer, err)
		}
		l.Close()
	}
}

func TestTheLocalAddressLeadsOnce(t *testing.T) {
	w := newWorld(t, gongsim.Options{})
	w.sim.AutoConsent(false)
	l := w.begin(t)
	local := l.Local()
	if page := browse(t, local); page.url.Path != gongsim.AuthorizePath {
		t.Errorf("leads to %s", page.url)
	}
	if page := browse(t, l.Local()); page.url.Path != gongsim.AuthorizePath {
		t.Errorf("opened again, it leads to %s", page.url)
	}
	page := browse(t, local)
	if page.status != http.StatusGone || strings.Contains(page.body, "state=") {
		t.Errorf("the second time: %d %s", page.status, page.body)
	}
	if len(l.Local()) > 120 || strings.Contains(l.Local(), w.app.ClientID) {
		t.Errorf("the local address tells too much: %s", l.Local())
	}
}

func TestAnIntegrationWithFewerScopesIsAskedWithoutNames(t *testing.T) {
	w := newWorld(t, gongsim.Options{})
	w.register("api:crm:schema")
	l := w.begin(t)
	browse(t, l.Local())
	tokens, err := l.Wait(t.Context())
	if err != nil || !slices.Equal(tokens.Scopes, []string{"api:crm:schema"}) {
		t.Errorf("granted %v, %v", tokens.Scopes, err)
	}
}

func TestRefusals(t *testing.T) {
	tests := map[string]struct {
		do    func(w *world, l *oauth.Login)
		kind  core.Kind
		cause error
	}{
		"declined":  {func(_ *world, l *oauth.Login) { browse(t, callback(l, url.Values{"error": {"access_denied"}})) }, core.Denied, oauth.ErrDeclined},
		"a failure": {func(_ *world, l *oauth.Login) { browse(t, callback(l, url.Values{"error": {"server_error"}})) }, core.Denied, oauth.ErrDeclined},
		"a code that is not Gong's": {
			func(_ *world, l *oauth.Login) { browse(t, callback(l, url.Values{"code": {"made-up"}})) },
			core.Unauthorized, oauth.ErrSpent,
		},
		"another secret": {func(w *world, l *oauth.Login) {
			w.sim.AddApp(gongsim.App{ClientID: w.app.ClientID, Secret: "another", Redirects: []string{w.app.Redirect}})
			browse(t, l.Local())
		}, core.Unauthorized, oauth.ErrClient},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, gongsim.Options{})
			l := w.begin(t)
			test.do(w, l)
			if _, err := l.Wait(t.Context()); !core.Is(err, test.kind) || !errors.Is(err, test.cause) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestALoginEndsInTime(t *testing.T) {
	w := newWorld(t, gongsim.Options{})
	clock := newStopped()
	l := w.beginWith(t, oauth.Options{Clock: clock, Patience: time.Minute})
	if !l.Until().Equal(clock.now.Add(time.Minute)) {
		t.Errorf("until %s", l.Until())
	}
	clock.letGo()
	if _, err := l.Wait(t.Context()); !core.Is(err, core.Canceled) || !errors.Is(err, oauth.ErrNoAnswer) {
		t.Errorf("late: %v", err)
	}
	l = w.beginAgain(t, l)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Wait(ctx); !core.Is(err, core.Canceled) || errors.Is(err, oauth.ErrNoAnswer) {
		t.Errorf("cancelled: %v", err)
	}
}

// beginAgain begins another login after the end of one, at the same port.
func (w *world) beginAgain(t *testing.T, ended *oauth.Login) *oauth.Login {
	t.Helper()
	ended.Close()
	l := w.begin(t)
	if l.Listening() != nil {
		t.Fatalf("the port was not let go: %v", l.Listening())
	}
	return l
}

func TestATakenPortLeavesPasting(t *testing.T) {
	w := newWorld(t, gongsim.Options{})
	first := w.begin(t)
	l := w.begin(t)
	if err := l.Listening(); !core.Is(err, core.Unavailable) || !errors.Is(err, oauth.ErrPort) || l.Local() != "" {
		t.Fatalf("listening: %v, at %q", err, l.Local())
	}
	first.Close()
	// The browser ends where nothing answers; its address bar has the address.
	browser := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, l.Address(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Paste(send(t, browser, r).header.Get("Location")); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Wait(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestARedirectOnAnotherHostIsForPasting(t *testing.T) {
	w := newWorld(t, gongsim.Options{})
	w.app.Redirect = "https://intranet.example.com/gong"
	w.register()
	l := w.begin(t)
	if l.Listening() == nil || l.Local() != "" {
		t.Error("listens for another host")
	}
	if err := l.Paste(callback(l, url.Values{"code": {"some-code"}})); err != nil {
		t.Error(err)
	}
}

func TestPaste(t *testing.T) {
	w := newWorld(t, gongsim.Options{})
	l := w.begin(t)
	good := callback(l, url.Values{"code": {"some-code"}})
	tests := map[string]string{
		"":                                     "paste the address",
		"hello world":                          "no web address",
		"https://app.gong.io/oauth2/authorize": "should begin with " + w.app.Redirect,
		w.app.Redirect:                         "not the answer to this attempt",
		w.app.Redirect + "?code=a&state=b":     "not the answer to this attempt",
		good + "&state=b":                      "not the answer to this attempt",
		good + "&code=b":                       "not the answer to this attempt",
		good + "&iss=https%3A%2F%2Fevil.test":  "not the answer to this attempt",
		"http://user@" + strings.TrimPrefix(good, "http://"): "should begin with",
		strings.Replace(good, "/callback", "/other", 1):      "should begin with",
		strings.Replace(good, "127.0.0.1", "localhost", 1):   "should begin with",
	}
	for text, want := range tests {
		err := l.Paste(text)
		if !core.Is(err, core.Invalid) || !strings.Contains(core.CauseOf(err), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "some-code") {
			t.Errorf("%q: the error shows the code", text)
		}
	}
	if err := l.Paste("eyJhbGciOi.abc-def_123=="); !errors.Is(err, oauth.ErrBareCode) {
		t.Errorf("a bare code: %v", err)
	}
	if err := l.PasteCode("not a code"); !core.Is(err, core.Invalid) {
		t.Errorf("no code: %v", err)
	}
	ways := map[string]func(address string) string{
		"with spaces around": func(a string) string { return "  " + a + "\n" },
		"in quotes":          func(a string) string { return `"` + a + `"` },
		"in brackets":        func(a string) string { return "<" + a + ">\r\n" },
		"in two lines":       func(a string) string { return a[:30] + "\r\n  " + a[30:] },
		"without its scheme": func(a string) string { return strings.TrimPrefix(a, "http://") },
		"made https":         func(a string) string { return strings.Replace(a, "http:", "https:", 1) },
	}
	for name, copied := range ways {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, gongsim.Options{})
			other := w.begin(t)
			text := copied(callback(other, url.Values{"code": {"some-code"}}))
			if err := other.Paste(text); err != nil {
				t.Fatal(err)
			}
			if err := other.Paste(text); err != nil { // pasted twice
				t.Error(err)
			}
			if _, err := other.Wait(t.Context()); !errors.Is(err, oauth.ErrSpent) { // it is no code of Gong's
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestABareCodeCanBeTaken(t *testing.T) {
	w := newWorld(t, gongsim.Options{})
	l := w.begin(t)
	browser := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, l.Address(), nil)
	if err != nil {
		t.Fatal(err)
	}
	back, err := url.Parse(send(t, browser, r).header.Get("Location"))
	if err != nil {
		t.Fatal(err)
	}
	if err := l.PasteCode(back.Query().Get("code")); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Wait(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestWhatIsMissingIsSaid(t *testing.T) {
	w := newWorld(t, gongsim.Options{})
	tests := map[string]oauth.App{
		"client id is empty":     {Secret: w.app.Secret, Redirect: w.app.Redirect},
		"client secret is empty": {ClientID: "c", Redirect: w.app.Redirect},
		"no web address":         {ClientID: "c", Secret: w.app.Secret, Redirect: "callback"},
	}
	for want, app := range tests {
		if _, err := oauth.Begin(t.Context(), app, oauth.Options{}); !core.Is(err, core.Invalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", want, err)
		}
	}
}

package oauth_test

import (
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tamtam/core/gong/gongsim"
	"tamtam/core/oauth"
)

// Whatever knocks at the listener while a login waits, the person's own browser completes it.
func TestHostileRequests(t *testing.T) {
	const script = `<script>alert("canary-markup")</script>`
	tests := map[string]struct {
		address func(l *oauth.Login) string
		with    func(r *http.Request)
		status  int
	}{
		"a wrong state": {func(l *oauth.Login) string { return l.Redirect().String() + "?code=a&state=wrong" }, nil, 400},
		"no state":      {func(l *oauth.Login) string { return l.Redirect().String() + "?code=a" }, nil, 400},
		"nothing":       {func(l *oauth.Login) string { return l.Redirect().String() }, nil, 400},
		"two states":    {func(l *oauth.Login) string { return callback(l, url.Values{"code": {"a"}}) + "&state=b" }, nil, 400},
		"two codes":     {func(l *oauth.Login) string { return callback(l, url.Values{"code": {"a", "b"}}) }, nil, 400},
		"another issuer": {func(l *oauth.Login) string {
			return callback(l, url.Values{"code": {"a"}, "iss": {"https://evil.test"}})
		}, nil, 400},
		"an error, wrong state": {func(l *oauth.Login) string { return l.Redirect().String() + "?error=access_denied&state=x" }, nil, 400},
		"markup in parameters": {func(l *oauth.Login) string {
			return l.Redirect().String() + "?" + url.Values{"error": {script}, "error_description": {script}, "state": {script}, "code": {script}}.Encode()
		}, nil, 400},
		"markup in the path": {func(l *oauth.Login) string {
			return strings.Replace(l.Redirect().String(), "/callback", "/"+url.PathEscape(script), 1)
		}, nil, 400},
		"another path": {func(l *oauth.Login) string { return strings.Replace(l.Redirect().String(), "/callback", "/quit", 1) }, nil, 400},
		"a wrong ticket": {func(l *oauth.Login) string {
			return strings.Replace(l.Redirect().String(), "/callback", "/auth?ticket=x", 1)
		}, nil, 400},
		"a favicon": {func(l *oauth.Login) string {
			return strings.Replace(l.Redirect().String(), "/callback", "/favicon.ico", 1)
		}, nil, 404},
		"a right state by POST": {
			func(l *oauth.Login) string { return callback(l, url.Values{"code": {"a"}}) },
			func(r *http.Request) { r.Method = http.MethodPost }, 405,
		},
		"a right state for another host": {
			func(l *oauth.Login) string { return callback(l, url.Values{"code": {"a"}}) },
			func(r *http.Request) { r.Host = "evil.test" }, 400,
		},
		"a huge header": {
			func(l *oauth.Login) string { return callback(l, url.Values{"code": {"a"}}) },
			func(r *http.Request) { r.Header.Set("X-Big", strings.Repeat("x", 64<<10)) }, refused,
		},
		"a huge address": {func(l *oauth.Login) string { return callback(l, url.Values{"code": {strings.Repeat("x", 64<<10)}}) }, nil, refused},
	}
	w := newWorld(t, gongsim.Options{})
	l := w.begin(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, test.address(l), nil)
			if err != nil {
				t.Fatal(err)
			}
			if test.with != nil {
				test.with(r)
			}
			transport := &http.Transport{DisableKeepAlives: true}
			if test.status == refused {
				mustRefuse(t, transport, r)
				return
			}
			got := send(t, &http.Client{Transport: transport}, r)
			if got.status != test.status {
				t.Errorf("answered with %d", got.status)
			}
			if strings.Contains(got.body, "canary-markup") || strings.Contains(got.body, "state=") {
				t.Errorf("repeats what came: %s", got.body)
			}
		})
	}
	finish(t, l)
}

// refused is an answer with 431, or none: the rest of what is too big is not read, so the connection may be reset first.
const refused = 0

func mustRefuse(t *testing.T, transport http.RoundTripper, r *http.Request) {
	t.Helper()
	resp, err := transport.RoundTrip(r)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("answered with %d", resp.StatusCode)
	}
}

// finish lets the honest browser through.
func finish(t *testing.T, l *oauth.Login) {
	t.Helper()
	page := browse(t, l.Local())
	if page.url.Path != "/done" {
		t.Errorf("the honest browser ends at %s", page.url)
	}
	if _, err := l.Wait(t.Context()); err != nil {
		t.Errorf("the honest login: %v", err)
	}
}

func TestPagesAreGuarded(t *testing.T) {
	w := newWorld(t, gongsim.Options{})
	l := w.begin(t)
	page := browse(t, strings.Replace(l.Redirect().String(), "/callback", "/done", 1))
	for name, want := range map[string]string{
		"Content-Type": "text/html; charset=utf-8", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
	} {
		if got := page.header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	mustHave(t, page.header.Get("Content-Security-Policy"), "default-src 'none'", "frame-ancestors 'none'")
}

// A thousand connections that say nothing, or half a word, or begin a handshake that they do not end.
func TestAThousandIdleConnections(t *testing.T) {
	w := newWorld(t, gongsim.Options{})
	l := w.begin(t)
	words := []string{"", "GET /call", "\x16\x03\x01", "\x00\xff\r\n\r\n"}
	for n := range 1000 {
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimSuffix(strings.TrimPrefix(w.app.Redirect, "http://"), "/callback"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		// Some are closed by the other side already: that is its right.
		_, _ = io.WriteString(conn, words[n%len(words)])
	}
	finish(t, l)
}

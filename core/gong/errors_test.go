package gong_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"

	"tamtam/core"
	"tamtam/core/gong"
)

const cursorCanary = "eyJhbGciOiJIUzI1NiJ9.eyJwYWdlU2l6ZSI6MTAwfQ.canary"

func gongSays(texts ...string) string {
	return fmt.Sprintf(`{"requestId":"r42","errors":["%s"]}`, strings.Join(texts, `","`))
}

func fails(err error) func() (*http.Response, error) {
	return func() (*http.Response, error) { return nil, err }
}

func TestErrorsSayWhatToDo(t *testing.T) {
	html := func(code int) func() (*http.Response, error) {
		return func() (*http.Response, error) {
			return with(says(code, "<html>Sign in</html>"), "Content-Type", "text/html"), nil
		}
	}
	untrusted := &tls.CertificateVerificationError{
		Err:                    x509.UnknownAuthorityError{},
		UnverifiedCertificates: []*x509.Certificate{{Issuer: pkix.Name{Organization: []string{"Acme Proxy"}}}},
	}
	cases := []struct {
		name  string
		give  func() (*http.Response, error)
		kind  core.Kind
		scope string
		tries int
		text  string // part of it
	}{
		{"a missing scope", answer(401, gongSays("You don't have permission to use 'api:stats:interaction' in your app.")), core.Denied, "api:stats:interaction", 1, "permission"},
		{"a missing scope by 403", answer(403, gongSays("You don't have permission to use 'api:users:read' in your app.")), core.Denied, "api:users:read", 1, ""},
		{"a wrong key", answer(401, gongSays("Invalid credentials")), core.Unauthorized, "", 1, "status 401: Invalid credentials"},
		{"a credential sent back", answer(401, gongSays("Cannot read Basic c2ltOmNhbmFyeQ== here")), core.Unauthorized, "", 1, "Cannot read ... here"},
		{"a wrong key in HTML", html(401), core.Unauthorized, "", 1, "status 401"},
		{"a forbidden address", answer(403, gongSays("IP not trusted")), core.Denied, "", 1, "IP not trusted"},
		{"no credits", answer(402, gongSays("Gong credits needed")), core.Denied, "", 1, "credits"},
		{"a bad date", answer(400, gongSays("filter.fromDate: may not be null")), core.Invalid, "", 1, "filter.fromDate: may not be null"},
		{"a wrong host", answer(404, `{"message":"no route"}`), core.NotFound, "", 1, "wrong host or path"},
		{"a wrong path", answer(404, gongSays("Not Found")), core.NotFound, "", 1, "wrong host or path"},
		{"a wrong host in HTML", html(404), core.NotFound, "", 1, "wrong host or path"},
		{"a wrong method", answer(405, gongSays("Method Not Allowed")), core.Broken, "", 1, "405"},
		{"a rate limit", answer(429, gongSays("API request limit exceeded")), core.Busy, "", 6, "429"},
		{"a fault of Gong's", answer(500, gongSays("Internal server error occurred")), core.Broken, "", 6, "Internal server error"},
		{"an unknown fault", answer(501, ""), core.Broken, "", 1, "501"},
		{"a gateway's page", html(502), core.Offline, "", 6, "status 502"},
		{"an overload", answer(503, ""), core.Offline, "", 6, "503"},
		{"a sign-in page", html(200), core.Broken, "", 1, "captive portal"},
		{"plain text", func() (*http.Response, error) {
			return with(says(200, `{"users":[]}`), "Content-Type", "text/plain"), nil
		}, core.Broken, "", 1, "not JSON"},
		{"someone else's JSON", answer(200, `{"hello":"world"}`), core.Broken, "", 1, "not of Gong's API"},
		{"a JSON list", answer(200, `[]`), core.Broken, "", 1, "not of Gong's API"},
		{"items of another shape", answer(200, `{"users":["a"]}`), core.Broken, "", 1, "unexpected shape"},
		{"a list of another shape", answer(200, `{"users":{"a":1}}`), core.Broken, "", 1, "unexpected shape"},
		{"items under another name", answer(200, `{"requestId":"r1","records":{"totalRecords":1},"people":[{}]}`), core.Broken, "", 1, "users is missing"},
		{"nonsense in the middle", answer(200, `{"users":[{"id":"canary-customer" oops}]}`), core.Broken, "", 1, "not valid JSON"},
		{"an empty body", answer(200, ``), core.Broken, "", 3, "broke off"},
		{"half a body", answer(200, `{"users":[{"id":"canary-customer`), core.Broken, "", 3, "broke off"},
		{"a body cut on the wire", brokenBody(`{"users":[{"id"`, io.ErrUnexpectedEOF), core.Broken, "", 3, "broke off"},
		{"a reset in the body", brokenBody(`{"users":[`, syscall.ECONNRESET), core.Offline, "", 3, "connection was lost"},
		{"an unknown name", fails(&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "us-canary.api.gong.io"}}), core.Offline, "", 6, "name of Gong's host"},
		{"a refusal", fails(&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}), core.Offline, "", 6, "refused"},
		{"no network", fails(&net.OpError{Op: "dial", Err: syscall.ENETUNREACH}), core.Offline, "", 6, "network cannot be reached"},
		{"silence", fails(context.DeadlineExceeded), core.Offline, "", 6, "no answer in time"},
		{"an untrusted certificate", fails(untrusted), core.Broken, "", 1, `issued by "Acme Proxy"`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			network := script(c.give)
			_, err := read(client(t, network, gong.Options{Clock: &skippingClock{}}).Users(t.Context()))
			e := asCore(t, err)
			if e.Kind != c.kind || e.Scope != c.scope {
				t.Errorf("got %v with scope %q, want %v with %q", e.Kind, e.Scope, c.kind, c.scope)
			}
			if n := len(network.requests()); n != c.tries {
				t.Errorf("sent %d requests, want %d", n, c.tries)
			}
			if !strings.Contains(err.Error(), "list users") || !strings.Contains(err.Error(), "GET /v2/users") || !strings.Contains(err.Error(), c.text) {
				t.Errorf("the text is %q", err)
			}
			if strings.Contains(err.Error(), "canary") || strings.Contains(err.Error(), "127.0.0.1") {
				t.Errorf("the text tells too much: %q", err)
			}
		})
	}
}

func TestErrorsCarryGongsRequestID(t *testing.T) {
	_, err := client(t, always(400, gongSays("x")), gong.Options{}).Workspaces(t.Context())
	if got := asCore(t, err).RequestID; got != "r42" {
		t.Errorf("from the body: got %q", got)
	}
	network := script(func() (*http.Response, error) { return with(says(403, "<html>"), "X-Traceid", "t7"), nil })
	_, err = client(t, network, gong.Options{}).Workspaces(t.Context())
	if got := asCore(t, err).RequestID; got != "t7" {
		t.Errorf("from the header: got %q", got)
	}
}

func TestExpiredCursor(t *testing.T) {
	for _, c := range []struct {
		status int
		text   string
	}{{400, "cursor has expired"}, {400, "Failed to verify cursor"}, {401, "Failed to verify cursor"}, {403, "cursor has expired"}} {
		network := script(answer(200, `{"calls":[{}],"records":{"cursor":"`+cursorCanary+`"}}`), answer(c.status, gongSays(c.text+" "+cursorCanary)))
		pages, err := read(client(t, network, gong.Options{}).CallsExtensive(t.Context(), gong.CallsFilter{IDs: ids(2)}))
		if len(pages) != 1 || !errors.Is(err, gong.ErrCursorExpired) || !core.Is(err, core.Invalid) {
			t.Errorf("%d %s: got %d pages, %v", c.status, c.text, len(pages), err)
		}
		if strings.Contains(err.Error(), cursorCanary) {
			t.Errorf("the error shows the cursor: %v", err)
		}
	}
}

func TestErrorsShowNothingDelicate(t *testing.T) {
	long := strings.Repeat("long ", 200)
	give := map[string]func() (*http.Response, error){
		"echo":  answer(400, gongSays("bad cursor "+cursorCanary+" of jane.canary@example.com\\u001b[2J "+long)),
		"wire":  fails(fmt.Errorf("Get \"https://api.gong.io/v2/users?cursor=%s\": %s: %w", cursorCanary, secretCanary, syscall.ECONNRESET)),
		"plain": answer(200, `{"users":[{"id":"`+cursorCanary+`" canary}]}`),
	}
	for name, g := range give {
		_, err := read(client(t, script(answer(200, `{"users":[],"records":{"cursor":"`+cursorCanary+`"}}`), g), gong.Options{Clock: &skippingClock{}}).Users(t.Context()))
		text := fmt.Sprintf("%v|%+v|%q", err, err, err)
		if err == nil || strings.Contains(text, "canary") || strings.Contains(text, "\x1b") || len(err.Error()) > 500 {
			t.Errorf("%s: %s", name, text)
		}
	}
}

func TestCancelledWorkIsCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	network := &stub{answer: func(int, *http.Request) (*http.Response, error) {
		cancel()
		return says(503, ""), nil
	}}
	_, err := client(t, network, gong.Options{}).Workspaces(ctx)
	if !core.Is(err, core.Canceled) || !errors.Is(err, context.Canceled) || len(network.requests()) != 1 {
		t.Errorf("got %v after %d requests", err, len(network.requests()))
	}
}

func TestAFieldOfAnotherShapeCostsOnlyItself(t *testing.T) {
	pages, err := read(client(t, always(200, `{"calls":[{"parties":"none","metaData":{"id":"1"}},{"metaData":{"id":"2"}}]}`), gong.Options{}).CallsExtensive(t.Context(), gong.CallsFilter{}))
	if err != nil || len(pages[0].Items) != 2 || pages[0].Items[0].MetaData.ID != "1" || pages[0].Items[1].MetaData.ID != "2" {
		t.Errorf("got %+v, %v", pages, err)
	}
}

func TestCredentialsThatCannotBeUsed(t *testing.T) {
	for _, k := range []gong.APIKey{{}, {AccessKey: "a"}, {Secret: core.NewSecret("s")}, {AccessKey: "a:b", Secret: core.NewSecret("s")}} {
		network := always(200, `{"workspaces":[]}`)
		c, err := gong.New(mustBase(t, "https://api.gong.io"), k, gong.Options{Transport: network, Clock: &skippingClock{}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Workspaces(t.Context()); !core.Is(err, core.Invalid) || len(network.requests()) != 0 {
			t.Errorf("got %v after %d requests", err, len(network.requests()))
		}
	}
}

func TestTheFullSpeedIsForThisMachine(t *testing.T) {
	fast := gong.NewLimiter(core.SystemClock{}, 0)
	if _, err := gong.New(mustBase(t, "https://api.gong.io"), key, gong.Options{Limiter: fast}); !core.Is(err, core.Invalid) {
		t.Errorf("got %v", err)
	}
	if _, err := gong.New(gong.BaseURL{}, key, gong.Options{}); !core.Is(err, core.Foreign) {
		t.Errorf("a client without an address: got %v", err)
	}
}

package oauth_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/gong/gongsim"
	"tamtam/core/oauth"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// world is a simulated account on a port of its own, and an integration registered with it.
type world struct {
	sim       *gongsim.Sim
	app       oauth.App
	transport *http.Transport
}

func newWorld(t *testing.T, o gongsim.Options) *world {
	t.Helper()
	o.Seed, o.Calls = 1, 10
	w := &world{sim: gongsim.New(o), transport: &http.Transport{}}
	w.sim.AutoConsent(true)
	server := httptest.NewServer(w.sim)
	t.Cleanup(func() { w.transport.CloseIdleConnections(); server.Close() })
	base, err := gong.ParseBaseURL(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	w.app = oauth.App{
		ClientID: "canary-client", Secret: core.NewSecret("canary-client-secret"), Redirect: "http://127.0.0.1:" + freePort(t) + "/callback",
		Server: oauth.ServerOf(base),
	}
	w.register()
	return w
}

// register makes the integration as it is in the world known to the account.
func (w *world) register(scopes ...string) {
	w.sim.AddApp(gongsim.App{ClientID: w.app.ClientID, Secret: w.app.Secret.Reveal(), Redirects: []string{w.app.Redirect}, Scopes: scopes})
}

func (w *world) begin(t *testing.T) *oauth.Login {
	t.Helper()
	return w.beginWith(t, oauth.Options{})
}

func (w *world) beginWith(t *testing.T, o oauth.Options) *oauth.Login {
	t.Helper()
	o.Transport = w.transport
	l, err := oauth.Begin(t.Context(), w.app, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return l
}

// freePort is a port that nothing listens at just now.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

// answered is what a browser saw in the end.
type answered struct {
	status int
	url    *url.URL
	header http.Header
	body   string
}

// browse follows an address as a browser does.
func browse(t *testing.T, address string) answered {
	t.Helper()
	return browseWith(t, &http.Transport{}, address)
}

func browseWith(t *testing.T, transport *http.Transport, address string) answered {
	t.Helper()
	defer transport.CloseIdleConnections()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return send(t, &http.Client{Transport: transport}, r)
}

func send(t *testing.T, client *http.Client, r *http.Request) answered {
	t.Helper()
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answered{resp.StatusCode, resp.Request.URL, resp.Header, string(body)}
}

// callback is the answer's address with the login's own state and these parameters.
func callback(l *oauth.Login, with url.Values) string {
	address, _ := url.Parse(l.Address())
	q := url.Values{"state": {address.Query().Get("state")}}
	for name, values := range with {
		q[name] = values
	}
	return l.Redirect().String() + "?" + q.Encode()
}

// stopped is a clock that stands still, and on which waiting lasts until it is let go.
type stopped struct {
	now time.Time

	once sync.Once
	over chan struct{}
}

func newStopped() *stopped { return &stopped{now: time.Now(), over: make(chan struct{})} }

func (s *stopped) Now() time.Time { return s.now }

func (s *stopped) letGo() { s.once.Do(func() { close(s.over) }) }

func (s *stopped) Sleep(ctx context.Context, _ time.Duration) error {
	select {
	case <-s.over:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func mustHave(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("lacks %q: %.400s", part, text)
		}
	}
}

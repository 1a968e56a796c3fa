package auth_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong"
	"tamtam/core/gong/gongsim"
	"tamtam/core/store"
	"tamtam/core/vault"
)

const (
	accessKey = "canary-access-4c1b"
	secret    = "canary-secret-9f27"
	tenant    = "https://us-12345.api.gong.io"
)

// world is an account at Gong's addresses, reached without a network, and a database with its connections.
type world struct {
	sim         *gongsim.Sim
	hosts       map[string]http.Handler
	store       *store.Store
	folder      string
	ring        *ring
	clock       *hasty
	connections *auth.Connections

	mu   sync.Mutex
	sent int
}

// newWorld makes an account that knows the key with these scopes, all when none are named.
func newWorld(t *testing.T, scopes ...string) *world {
	t.Helper()
	w := &world{sim: gongsim.New(gongsim.Options{Seed: 1, Calls: 10}), folder: t.TempDir(), ring: &ring{}, clock: &hasty{now: time.Now()}}
	w.sim.AddKey(accessKey, secret, scopes...)
	w.hosts = map[string]http.Handler{"api.gong.io": w.sim}
	var err error
	if w.store, err = store.Open(w.folder, store.Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.store.Close() })
	w.connections = w.open(vault.Options{Keychain: vault.NewKeychain(w.ring)})
	return w
}

// open is what another start of the program has.
func (w *world) open(o vault.Options) *auth.Connections {
	return auth.New(w.store, auth.Options{
		Network: gong.Options{Transport: w, Clock: w.clock, Limiter: gong.NewLimiter(w.clock, gong.Rate), Retries: -1}, Vault: o,
	})
}

// hasty is a clock on which waiting takes no time.
type hasty struct {
	mu  sync.Mutex
	now time.Time
}

func (h *hasty) Now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *hasty) advance(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

func (h *hasty) Sleep(ctx context.Context, d time.Duration) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(max(0, d))
	return ctx.Err()
}

// RoundTrip lets the handler of the request's host answer; a host without one is not found.
func (w *world) RoundTrip(r *http.Request) (answered *http.Response, err error) {
	defer func() {
		if p := recover(); p == http.ErrAbortHandler { //nolint:errorlint // what is recovered is no error by type
			answered, err = nil, io.ErrUnexpectedEOF
		} else if p != nil {
			panic(p)
		}
	}()
	w.mu.Lock()
	w.sent++
	handler := w.hosts[r.URL.Host]
	w.mu.Unlock()
	if handler == nil {
		return nil, &noSuchHost{}
	}
	if r.Body == nil {
		r.Body = http.NoBody
	}
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, r)
	return answer.Result(), nil
}

type noSuchHost struct{}

func (*noSuchHost) Error() string { return "no such host" }

func key() auth.APIKey { return auth.APIKey{AccessKey: accessKey, Secret: core.NewSecret(secret)} }

// connect tests and saves the key.
func (w *world) connect(t *testing.T) store.Connection {
	t.Helper()
	report, err := w.connections.Test(t.Context(), key(), nil)
	if err != nil {
		t.Fatal(err)
	}
	connection, err := w.connections.Save(t.Context(), auth.Target{}, key(), report)
	if err != nil {
		t.Fatal(err)
	}
	return connection
}

// ring is a keychain; err, when set, is its answer to everything.
type ring struct {
	mu    sync.Mutex
	items map[string]string
	err   error
}

var _ vault.Keyring = (*ring)(nil)

func (r *ring) Get(service, account string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err != nil {
		return "", r.err
	}
	if value, ok := r.items[account]; ok {
		return value, nil
	}
	return "", keyring.ErrNotFound
}

func (r *ring) Set(service, account, value string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err != nil {
		return r.err
	}
	if r.items == nil {
		r.items = map[string]string{}
	}
	r.items[account] = value
	return nil
}

func (r *ring) Delete(service, account string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err != nil {
		return r.err
	}
	if _, ok := r.items[account]; !ok {
		return keyring.ErrNotFound
	}
	delete(r.items, account)
	return nil
}

func (r *ring) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.err = err
}

func (r *ring) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.items)
}

package auth_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong"
	"tamtam/core/gong/gongsim"
	"tamtam/core/oauth"
	"tamtam/core/store"
	"tamtam/core/vault"
)

const (
	clientID     = "canary-client-77e0"
	clientSecret = "canary-clientsecret-1b5d"
	redirect     = "https://intranet.example.com/gong" // where nothing listens: the answers are pasted
)

// newLoginWorld is a world whose account lives at the tenant's address and knows an integration.
func newLoginWorld(t *testing.T, scopes ...string) *world {
	t.Helper()
	w := newWorld(t)
	w.settle(w.sim, scopes...)
	return w
}

// settle lets the account be this one, at the tenant's address.
func (w *world) settle(sim *gongsim.Sim, scopes ...string) {
	w.sim = sim
	sim.SetTenant(tenant)
	sim.AutoConsent(true)
	sim.AddApp(gongsim.App{ClientID: clientID, Secret: clientSecret, Redirects: []string{redirect}, Scopes: scopes})
	for _, host := range []string{"api.gong.io", "app.gong.io", "us-12345.api.gong.io"} {
		w.hosts[host] = sim
	}
}

func app() oauth.App {
	return oauth.App{ClientID: clientID, Secret: core.NewSecret(clientSecret), Redirect: redirect}
}

func gongBase(t *testing.T) gong.BaseURL {
	t.Helper()
	base, err := gong.ParseBaseURL(gong.DefaultBase)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// consent begins a login and lets the person allow it.
func (w *world) consent(t *testing.T, c *auth.Connections) *auth.Login {
	t.Helper()
	login, err := c.Login(t.Context(), app(), gongBase(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(login.Close)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, login.Address(), nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := w.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(answer.Body.Close(), login.Paste(answer.Header.Get("Location"))); err != nil {
		t.Fatal(err)
	}
	if err := login.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	return login
}

// logIn connects through the browser.
func (w *world) logIn(t *testing.T, to auth.Target) store.Connection {
	t.Helper()
	login := w.consent(t, w.connections)
	report, err := login.Test(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	connection, err := login.Save(t.Context(), to, report)
	if err != nil {
		t.Fatal(err)
	}
	return connection
}

// refreshes counts the requests to renew by their outcome.
func (w *world) refreshes() map[string]int {
	counts := map[string]int{}
	for kind, n := range w.sim.TokenRequests() {
		if kind.Grant == "refresh_token" {
			counts[kind.Outcome] += n
		}
	}
	return counts
}

// ask sends a request with the connection's credential.
func (w *world) ask(ctx context.Context, c *auth.Connections, id core.ConnectionID) error {
	credential, base, err := c.Open(ctx, id)
	if err != nil {
		return err
	}
	clock := core.SystemClock{}
	client, err := gong.New(base, credential, gong.Options{Transport: w, Clock: clock, Limiter: gong.NewLimiter(clock, gong.Rate), Retries: -1})
	if err != nil {
		return err
	}
	_, err = client.Workspaces(ctx)
	return err
}

// header is what the connection's credential would send now.
func header(ctx context.Context, c *auth.Connections, id core.ConnectionID) (string, error) {
	credential, _, err := c.Open(ctx, id)
	if err != nil {
		return "", err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, tenant, nil)
	if err != nil {
		return "", err
	}
	err = credential.Authorize(ctx, r)
	return r.Header.Get("Authorization"), err
}

func TestConnectThroughTheBrowser(t *testing.T) {
	w := newLoginWorld(t)
	connection := w.logIn(t, auth.Target{})
	if connection.Kind != auth.KindOAuth || connection.BaseURL != tenant || connection.OAuth.ClientID != clientID || connection.OAuth.Redirect != redirect {
		t.Errorf("kept %+v %+v", connection, connection.OAuth)
	}
	if !slices.Equal(slices.Sorted(slices.Values(connection.OAuth.Scopes)), slices.Sorted(slices.Values(oauth.Scopes()))) || len(connection.Denied) > 0 {
		t.Errorf("scopes %v, denied %v", connection.OAuth.Scopes, connection.Denied)
	}
	again := w.open(vault.Options{Keychain: vault.NewKeychain(w.ring)}) // as at another start
	if err := w.ask(t.Context(), again, connection.ID); err != nil {
		t.Error(err)
	}
	if got := w.refreshes(); len(got) != 0 {
		t.Errorf("renewed %v", got)
	}
}

func TestALoginWithFewScopesIsMarked(t *testing.T) {
	w := newLoginWorld(t, "api:users:read", "api:workspaces:read")
	connection := w.logIn(t, auth.Target{})
	if len(connection.Denied) != len(core.DataTypes())-1 || connection.Denied[core.Calls] != "api:calls:read:extensive" {
		t.Errorf("denied %v", connection.Denied)
	}
	// What is missing is a permission, not the login.
	if err := w.ask(t.Context(), w.connections, connection.ID); err != nil {
		t.Error(err)
	}
	if got := w.refreshes(); len(got) != 0 {
		t.Errorf("a missing permission was taken for a dead token: %v", got)
	}
	if kind, _, err := w.connections.Trouble(connection.ID); err != nil || kind != core.Other {
		t.Errorf("trouble %s, %v", kind, err)
	}
}

func TestAnAccountThatIsNotGongsIsRefused(t *testing.T) {
	for _, base := range []string{"https://api.gong.io.evil.test", "http://us-1.api.gong.io", "http://127.0.0.1:9999", "https://evil.test/api.gong.io"} {
		w := newLoginWorld(t)
		w.sim.SetTenant(base)
		login, err := w.connections.Login(t.Context(), app(), gongBase(t))
		if err != nil {
			t.Fatal(err)
		}
		defer login.Close()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, login.Address(), nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := w.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(answer.Body.Close(), login.Paste(answer.Header.Get("Location"))); err != nil {
			t.Fatal(err)
		}
		if err := login.Wait(t.Context()); !core.Is(err, core.Foreign) {
			t.Errorf("%s: got %v", base, err)
		}
	}
}

// Two hundred requests at the moment when a token has ended, whether the clock says so or Gong: it is renewed once.
func TestOneRenewalForAllWhoAsk(t *testing.T) {
	ends := map[string]func(w *world){
		"by the clock": func(w *world) { w.clock.advance(25 * time.Hour) },
		"by Gong":      func(w *world) { w.sim.ExpireTokens() },
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			w := newLoginWorld(t)
			id := w.logIn(t, auth.Target{}).ID
			end(w)
			var group sync.WaitGroup
			var failed atomic.Int64
			for range 200 {
				group.Go(func() {
					if err := w.ask(t.Context(), w.connections, id); err != nil {
						failed.Add(1)
						t.Log(err)
					}
				})
			}
			group.Wait()
			if got := w.refreshes(); failed.Load() > 0 || len(got) != 1 || got[gongsim.Granted] != 1 {
				t.Errorf("%d failed, renewals %v", failed.Load(), got)
			}
		})
	}
}

func TestATokenIsRenewedBeforeItEnds(t *testing.T) {
	w := newLoginWorld(t)
	id := w.logIn(t, auth.Target{}).ID
	w.clock.advance(24*time.Hour - 6*time.Minute)
	if err := w.ask(t.Context(), w.connections, id); err != nil || len(w.refreshes()) != 0 {
		t.Errorf("too early: %v, %v", w.refreshes(), err)
	}
	w.clock.advance(2 * time.Minute)
	if err := w.ask(t.Context(), w.connections, id); err != nil || w.refreshes()[gongsim.Granted] != 1 {
		t.Errorf("too late: %v, %v", w.refreshes(), err)
	}
}

// While Gong, or the network, fails to renew it, a token that has some time left is used.
func TestATokenServesToItsEnd(t *testing.T) {
	w := newLoginWorld(t)
	id := w.logIn(t, auth.Target{}).ID
	stop := w.sim.Fail(gongsim.Fault{Kind: gongsim.Unavailable, Path: gongsim.TokenPath})
	w.clock.advance(24*time.Hour - 4*time.Minute)
	for range 5 {
		if err := w.ask(t.Context(), w.connections, id); err != nil {
			t.Error(err)
		}
	}
	if got := w.refreshes(); got[string(gongsim.Unavailable)] > 3 {
		t.Errorf("each request asked again: %v", got)
	}
	w.clock.advance(5 * time.Minute)
	if err := w.ask(t.Context(), w.connections, id); !core.Is(err, core.Offline) {
		t.Errorf("at its end: %v", err)
	}
	if kind, _, _ := w.connections.Trouble(id); kind != core.Other {
		t.Errorf("a failing network is no trouble of the login: %s", kind)
	}
	stop()
	if err := w.ask(t.Context(), w.connections, id); err != nil {
		t.Errorf("when Gong answers again: %v", err)
	}
}

func TestARevokedLoginIsNotAskedForAgain(t *testing.T) {
	w := newLoginWorld(t)
	id := w.logIn(t, auth.Target{}).ID
	w.sim.RevokeApp(clientID)
	for range 3 {
		if err := w.ask(t.Context(), w.connections, id); !core.Is(err, core.Unauthorized) || !errors.Is(err, oauth.ErrSpent) {
			t.Errorf("got %v", err)
		}
	}
	again := w.open(vault.Options{Keychain: vault.NewKeychain(w.ring)})
	if err := w.ask(t.Context(), again, id); !errors.Is(err, oauth.ErrSpent) {
		t.Errorf("at another start: %v", err)
	}
	if got := w.refreshes(); got["invalid_grant"] != 1 || len(got) != 1 {
		t.Errorf("asked again and again: %v", got)
	}
	if kind, _, err := w.connections.Trouble(id); err != nil || kind != core.Unauthorized {
		t.Errorf("trouble %s, %v", kind, err)
	}
	// A new consent under the same connection mends it.
	if connection := w.logIn(t, auth.Target{ID: id}); connection.ID != id || connection.OAuth.Over {
		t.Errorf("connected again as %+v", connection.OAuth)
	}
	if err := w.ask(t.Context(), w.connections, id); err != nil {
		t.Error(err)
	}
	if kind, _, _ := w.connections.Trouble(id); kind != core.Other {
		t.Errorf("trouble stays: %s", kind)
	}
}

// An answer that was lost after Gong had carried out the renewal ends the login; what the old token is still good for is used.
func TestALostAnswer(t *testing.T) {
	w := newLoginWorld(t)
	id := w.logIn(t, auth.Target{}).ID
	w.sim.Fail(gongsim.Fault{Kind: gongsim.Truncated, Path: gongsim.TokenPath, Count: 1})
	w.clock.advance(24*time.Hour - 4*time.Minute)
	for range 2 {
		if err := w.ask(t.Context(), w.connections, id); err != nil {
			t.Errorf("the old token has four minutes left: %v", err)
		}
	}
	if kind, _, _ := w.connections.Trouble(id); kind != core.Unauthorized {
		t.Errorf("trouble %s", kind)
	}
	if got := w.refreshes(); got["invalid_grant"] != 1 || got[gongsim.Granted] != 1 {
		t.Errorf("renewals %v", got)
	}
	w.clock.advance(5 * time.Minute)
	if err := w.ask(t.Context(), w.connections, id); !errors.Is(err, oauth.ErrSpent) {
		t.Errorf("at its end: %v", err)
	}
}

// Where Gong is lenient, the same token tried again loses nothing.
func TestALostAnswerWithGrace(t *testing.T) {
	w := newLoginWorld(t)
	w.settle(gongsim.New(gongsim.Options{Seed: 1, Calls: 10, RefreshGrace: true}))
	id := w.logIn(t, auth.Target{}).ID
	w.sim.Fail(gongsim.Fault{Kind: gongsim.Reset, Path: gongsim.TokenPath, Count: 1})
	w.clock.advance(25 * time.Hour)
	if err := w.ask(t.Context(), w.connections, id); err != nil {
		t.Error(err)
	}
}

// The pair is in the database by the time it is used.
func TestAPairIsKeptBeforeItIsUsed(t *testing.T) {
	w := newLoginWorld(t)
	id := w.logIn(t, auth.Target{}).ID
	var used []string
	w.hosts["us-12345.api.gong.io"] = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		kept, err := header(r.Context(), w.open(vault.Options{Keychain: vault.NewKeychain(w.ring)}), id)
		if got := r.Header.Get("Authorization"); err != nil || got != kept {
			t.Errorf("used before it was kept, %v", err)
		}
		used = append(used, r.Header.Get("Authorization"))
		w.sim.ServeHTTP(rw, r)
	})
	for range 3 {
		w.clock.advance(25 * time.Hour)
		if err := w.ask(t.Context(), w.connections, id); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(used)
	if len(slices.Compact(used)) != 3 {
		t.Error("not renewed each time")
	}
}

// answering puts an answer of the token endpoint in place of the account's own while it returns true.
func (w *world) answering(answer func(rw http.ResponseWriter, r *http.Request) bool) {
	w.hosts["app.gong.io"] = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path != gongsim.TokenPath || !answer(rw, r) {
			w.sim.ServeHTTP(rw, r)
		}
	})
}

// Gong says how long it is busy; asked again before, it would stay so.
func TestABusyGongIsWaitedFor(t *testing.T) {
	w := newLoginWorld(t)
	id := w.logIn(t, auth.Target{}).ID
	w.clock.advance(25 * time.Hour)
	var free time.Time
	w.answering(func(rw http.ResponseWriter, _ *http.Request) bool {
		if free.IsZero() {
			free = w.clock.Now().Add(40 * time.Second)
		}
		busy := w.clock.Now().Before(free)
		if busy {
			rw.Header().Set("Retry-After", "40")
			rw.WriteHeader(http.StatusTooManyRequests)
		}
		return busy
	})
	if err := w.ask(t.Context(), w.connections, id); err != nil {
		t.Error(err)
	}
}

// The scopes come with the code, and a renewal need not repeat them (RFC 6749, section 6).
func TestATestThatRenewsKeepsTheScopes(t *testing.T) {
	w := newLoginWorld(t)
	login := w.consent(t, w.connections)
	w.clock.advance(25 * time.Hour)
	w.answering(func(rw http.ResponseWriter, r *http.Request) bool {
		recorded := httptest.NewRecorder()
		w.sim.ServeHTTP(recorded, r)
		var answer map[string]any
		if err := json.Unmarshal(recorded.Body.Bytes(), &answer); err != nil {
			t.Error(err)
		}
		delete(answer, "scope")
		rw.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(rw).Encode(answer); err != nil {
			t.Error(err)
		}
		return true
	})
	report, err := login.Test(t.Context(), nil)
	if err != nil || w.refreshes()[gongsim.Granted] != 1 {
		t.Fatalf("renewals %v, %v", w.refreshes(), err)
	}
	connection, err := login.Save(t.Context(), auth.Target{}, report)
	if err != nil || len(connection.OAuth.Scopes) != len(oauth.Scopes()) {
		t.Errorf("kept %+v, %v", connection.OAuth, err)
	}
}

// A renewal may bring another address while a connection is tested; the test was still under way at the one before.
func TestATestDoesNotUndoTheAddressOfARenewal(t *testing.T) {
	w := newLoginWorld(t)
	id := w.logIn(t, auth.Target{}).ID
	const moved = "https://us-67890.api.gong.io"
	w.sim.SetTenant(moved)
	w.clock.advance(25 * time.Hour)
	if _, err := w.connections.Retest(t.Context(), id, nil); err != nil {
		t.Fatal(err)
	}
	if connection, err := w.store.Connection(id); err != nil || connection.BaseURL != moved {
		t.Errorf("at %s, %v", connection.BaseURL, err)
	}
}

// held lets the token endpoint wait until it is let go.
func (w *world) held() (arrived, letGo chan struct{}) {
	arrived, letGo = make(chan struct{}), make(chan struct{})
	w.hosts["app.gong.io"] = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == gongsim.TokenPath {
			close(arrived)
			<-letGo
		}
		w.sim.ServeHTTP(rw, r)
	})
	return arrived, letGo
}

func TestARemovedConnectionStaysRemoved(t *testing.T) {
	w := newLoginWorld(t)
	id := w.logIn(t, auth.Target{}).ID
	arrived, letGo := w.held()
	w.clock.advance(25 * time.Hour)
	ended := make(chan error, 1)
	go func() { ended <- w.ask(t.Context(), w.connections, id) }()
	<-arrived
	if err := w.connections.Disconnect(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	close(letGo)
	if err := <-ended; !core.Is(err, core.NotFound) {
		t.Errorf("got %v", err)
	}
	if all, err := w.connections.List(); err != nil || len(all) != 0 {
		t.Errorf("it came back: %v, %v", all, err)
	}
}

// A renewal of the old login, however it ends, leaves the new one alone, and who waited for it goes on with the new one.
func TestANewLoginIsNotTouchedByTheRenewalOfTheOld(t *testing.T) {
	for name, fault := range map[string]gongsim.FaultKind{"renewed": "", "ended": gongsim.InvalidGrant} {
		t.Run(name, func(t *testing.T) {
			w := newLoginWorld(t)
			id := w.logIn(t, auth.Target{}).ID
			w.clock.advance(25 * time.Hour)
			login := w.consent(t, w.connections)
			report, err := login.Test(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			if fault != "" {
				w.sim.Fail(gongsim.Fault{Kind: fault, Path: gongsim.TokenPath})
			}
			arrived, letGo := w.held()
			ended := make(chan error, 1)
			go func() { ended <- w.ask(t.Context(), w.connections, id) }()
			<-arrived
			kept, err := login.Save(t.Context(), auth.Target{ID: id}, report)
			if err != nil {
				t.Fatal(err)
			}
			close(letGo)
			if err := <-ended; err != nil {
				t.Errorf("who waited: %v", err)
			}
			after, err := w.store.Connection(id)
			if err != nil || !slices.Equal(after.Sealed, kept.Sealed) || after.OAuth.Over {
				t.Errorf("touched: %+v, %v", after.OAuth, err)
			}
			if kind, _, _ := w.connections.Trouble(id); kind != core.Other {
				t.Errorf("trouble %s", kind)
			}
		})
	}
}

// Who no longer waits leaves; the renewal goes on, and what it brings is kept.
func TestACancelledRequestDoesNotEndTheRenewal(t *testing.T) {
	w := newLoginWorld(t)
	id := w.logIn(t, auth.Target{}).ID
	arrived, letGo := w.held()
	w.clock.advance(25 * time.Hour)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- w.ask(ctx, w.connections, id) }()
	<-arrived
	cancel()
	if err := <-ended; !core.Is(err, core.Canceled) {
		t.Errorf("got %v", err)
	}
	close(letGo)
	w.connections.Close(t.Context())
	w.hosts["app.gong.io"] = w.sim
	if err := w.ask(t.Context(), w.open(vault.Options{Keychain: vault.NewKeychain(w.ring)}), id); err != nil {
		t.Error(err)
	}
	if got := w.refreshes(); got[gongsim.Granted] != 1 || len(got) != 1 {
		t.Errorf("renewals %v", got)
	}
}

// A server that refuses what it has just given is not asked for more and more.
func TestNoEndlessRenewal(t *testing.T) {
	w := newLoginWorld(t)
	id := w.logIn(t, auth.Target{}).ID
	w.sim.Fail(gongsim.Fault{Kind: gongsim.RevokedKey, Path: "/v2/*"})
	for range 5 {
		if err := w.ask(t.Context(), w.connections, id); !core.Is(err, core.Unauthorized) {
			t.Errorf("got %v", err)
		}
	}
	if got := w.refreshes(); got[gongsim.Granted] != 1 {
		t.Errorf("renewals %v", got)
	}
}

// With two accounts, the one to reconnect used to be offered the other's integration.
func TestALoginIsRepeatedThroughItsOwnApp(t *testing.T) {
	w := newLoginWorld(t)
	id := w.logIn(t, auth.Target{}).ID
	check := func(id core.ConnectionID, client, secret, to, at string) {
		t.Helper()
		got, base, err := w.connections.AppFor(t.Context(), id)
		if err != nil || got.ClientID != client || got.Secret.Reveal() != secret || got.Redirect != to || base.String() != at {
			t.Errorf("%q: %+v at %s, %v", id, got, base, err)
		}
	}
	check(id, clientID, clientSecret, redirect, gong.DefaultBase)
	const other, local = "https://127.0.0.1:48272/callback", "http://127.0.0.1:9"
	simulated, err := gong.ParseBaseURL(local)
	if err != nil {
		t.Fatal(err)
	}
	remember := func(client string, base gong.BaseURL) {
		t.Helper()
		entered := oauth.App{ClientID: client, Secret: core.NewSecret("newer"), Redirect: other}
		if err := w.connections.RememberApp(t.Context(), entered, base); err != nil {
			t.Fatal(err)
		}
	}
	remember("another", gongBase(t))
	check(id, clientID, clientSecret, redirect, gong.DefaultBase)
	check("", "another", "newer", other, gong.DefaultBase)
	check("gone", "another", "newer", other, gong.DefaultBase)
	remember(clientID, simulated)
	check(id, clientID, clientSecret, redirect, gong.DefaultBase)
	remember(clientID, gongBase(t)) // what was corrected since
	check(id, clientID, "newer", other, gong.DefaultBase)
}

func TestAnAppIsRemembered(t *testing.T) {
	w := newLoginWorld(t)
	fresh, base, err := w.connections.RememberedApp(t.Context())
	if err != nil || fresh.ClientID != "" || fresh.Redirect != oauth.DefaultRedirects()[0] || base != gongBase(t) {
		t.Errorf("at first %+v, %v", fresh, err)
	}
	if err := w.connections.RememberApp(t.Context(), app(), gongBase(t)); err != nil {
		t.Fatal(err)
	}
	again := w.open(vault.Options{Keychain: vault.NewKeychain(w.ring)})
	got, _, err := again.RememberedApp(t.Context())
	if err != nil || got.ClientID != clientID || got.Secret.Reveal() != clientSecret || got.Redirect != redirect {
		t.Errorf("remembered %+v, %v", got, err)
	}
	id := w.logIn(t, auth.Target{}).ID
	if err := w.connections.Disconnect(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	got, _, err = w.connections.RememberedApp(t.Context())
	if err != nil || got.ClientID != clientID || !got.Secret.IsZero() {
		t.Errorf("after the last login: %+v, %v", got, err)
	}
	if w.ring.count() != 0 {
		t.Error("the data key stays although nothing is sealed")
	}
}

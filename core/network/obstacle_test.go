package network_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/network"
)

func answers(code int) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, _ *http.Request) bool {
		w.WriteHeader(code)
		return true
	}
}

// Everything here goes over real sockets: a server in Gong's place, and proxies before it.
func TestObstacles(t *testing.T) {
	from, until := year(now)
	ca := newAuthority(t, "Acme Inspection", from.AddDate(-1, 0, 0), until.AddDate(1, 0, 0))
	caFile := file(t, "", ca.certificate)
	honest := ca.forHost(gongHost, from, until)
	reads := secure(t, honest, workspaces(now)).Listener.Addr()
	through := func(p *proxy) network.Settings {
		return network.Settings{Proxy: network.Manual, ProxyURL: p.URL, CAFile: caFile}
	}
	direct := network.Settings{CAFile: caFile}
	basic := func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Proxy-Authenticate", `Basic realm="Acme"`)
		w.WriteHeader(http.StatusProxyAuthRequired)
		return true
	}
	dnsError := &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "canary.example", IsNotFound: true}}
	cases := map[string]struct {
		settings network.Settings
		dial     func(context.Context, string, string) (net.Conn, error)
		want     core.Obstacle
		kind     core.Kind
		tries    int // of one question
	}{
		"no name": {
			direct, func(context.Context, string, string) (net.Conn, error) { return nil, dnsError },
			core.Obstacle{What: core.NoName},
			core.Offline, 6,
		},
		"nobody listens": {direct, to(closedPort(t)), core.Obstacle{What: core.Refused}, core.Offline, 6},
		"no proxy there": {
			network.Settings{Proxy: network.Manual, ProxyURL: closedPort(t).String()}, nil, core.Obstacle{What: core.ProxyAway}, core.Offline, 6,
		},
		"a SOCKS proxy that is none": {
			network.Settings{Proxy: network.Manual, ProxyURL: "socks5://" + closedPort(t).String()}, nil, core.Obstacle{What: core.ProxyAway}, core.Offline, 6,
		},
		"a proxy that wants a password": {through(newProxy(t, reads, basic)), nil, core.Obstacle{What: core.ProxyPassword, Status: 407}, core.Offline, 1},
		"a proxy that forbids":          {through(newProxy(t, reads, answers(403))), nil, core.Obstacle{What: core.ProxyForbids, Status: 403}, core.Offline, 1},
		"a proxy without a way on":      {through(newProxy(t, closedPort(t), nil)), nil, core.Obstacle{What: core.ProxyFails, Status: 502}, core.Offline, 6},
		"a proxy that wants a sign-in":  {through(newProxy(t, reads, answers(511))), nil, core.Obstacle{What: core.Portal, Status: 511}, core.Broken, 1},
		"TLS is re-signed": {
			network.Settings{Proxy: network.Manual, ProxyURL: newProxy(t, reads, nil).URL},
			nil,
			core.Obstacle{What: core.Intercepted, Issuer: "Acme Inspection"},
			core.Broken, 1,
		},
		"another host answers": {
			direct, to(secure(t, ca.forHost("portal.example", from, until), html).Listener.Addr()),
			core.Obstacle{What: core.OtherServer, Issuer: "Acme Inspection"},
			core.Broken, 1,
		},
		"a sign-in page":        {direct, to(secure(t, honest, html).Listener.Addr()), core.Obstacle{What: core.Portal}, core.Broken, 1},
		"a sign-in page by 511": {direct, to(secure(t, honest, page(511)).Listener.Addr()), core.Obstacle{What: core.Portal}, core.Broken, 1},
		"a certificate of tomorrow": {
			direct, to(secure(t, ca.forHost(gongHost, now.Add(5*time.Hour), until), workspaces(now)).Listener.Addr()),
			core.Obstacle{What: core.CertificateEarly, Issuer: "Acme Inspection", Off: -5 * time.Hour},
			core.Broken, 1,
		},
		"a certificate of yesterday": {
			direct, to(secure(t, ca.forHost(gongHost, from, now.Add(-3*time.Hour)), workspaces(now)).Listener.Addr()),
			core.Obstacle{What: core.CertificateLate, Issuer: "Acme Inspection", Off: 3 * time.Hour},
			core.Broken, 1,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			sent := &clock{at: now}
			n := open(t, &memory{}, network.Options{Clock: sent, Dial: c.dial})
			if err := n.Set(c.settings); err != nil {
				t.Fatal(err)
			}
			found := n.Check(t.Context(), production).Err
			counted := &counter{next: n, clock: sent}
			reader := client(t, counted, sent)
			_, err := reader.Workspaces(t.Context())
			for from, err := range map[string]error{"check": found, "client": err} {
				o, ok := errors.AsType[*core.Obstacle](err)
				if !ok {
					t.Errorf("%s: %v has no obstacle", from, err)
					continue
				}
				got := *o
				got.Err = nil
				if got != c.want || core.KindOf(err) != c.kind {
					t.Errorf("%s: got %+v, %v, want %+v, %v", from, got, core.KindOf(err), c.want, c.kind)
				}
				for _, told := range []string{"canary", "127.0.0.1", gongHost} {
					if strings.Contains(err.Error(), told) {
						t.Errorf("%s: %q is in %v", from, told, err)
					}
				}
			}
			if n.Offline() != (c.kind == core.Offline) {
				t.Errorf("offline is %v", n.Offline())
			}
			if len(counted.at) != c.tries {
				t.Errorf("sent %d times, want %d", len(counted.at), c.tries)
			}
			for i := 1; i < len(counted.at); i++ {
				if gap := counted.at[i].Sub(counted.at[i-1]); gap < time.Second {
					t.Errorf("repeated after %v", gap)
				}
			}
			if _, err := reader.Workspaces(t.Context()); err == nil || len(counted.at) != c.tries+1 {
				t.Errorf("the next question was sent %d times, %v; who met nobody a moment ago asks once", len(counted.at)-c.tries, err)
			}
		})
	}
}

func page(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(code)
	}
}

// counter counts what a client sends, and when.
type counter struct {
	next  http.RoundTripper
	clock *clock
	at    []time.Time
}

func (c *counter) RoundTrip(r *http.Request) (*http.Response, error) {
	c.at = append(c.at, c.clock.Now())
	return c.next.RoundTrip(r)
}

func TestOfflineEndsWithAnAnswer(t *testing.T) {
	w := newWorld(t, workspaces(now))
	up := false
	n := open(t, &memory{}, network.Options{Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		if !up {
			return nil, &net.OpError{Op: "dial", Err: syscall.ENETUNREACH}
		}
		return to(w.gong)(ctx, network, address)
	}})
	if err := n.Set(network.Settings{CAFile: w.caFile}); err != nil || n.Offline() {
		t.Fatalf("%v, offline %v before the first request", err, n.Offline())
	}
	for _, up = range []bool{false, true, false} {
		if f := n.Check(t.Context(), production); n.Offline() == up || (f.Err == nil) != up {
			t.Errorf("up %v: offline %v, %v", up, n.Offline(), f.Err)
		}
		n.CloseIdleConnections()
	}
}

// What a person stopped says nothing of the network.
func TestCancelledIsNotOffline(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	n := open(t, &memory{}, network.Options{Dial: func(context.Context, string, string) (net.Conn, error) {
		cancel()
		return nil, &net.OpError{Op: "dial", Err: context.Canceled}
	}})
	if _, err := client(t, n, &clock{at: now}).Workspaces(ctx); !core.Is(err, core.Canceled) || n.Offline() {
		t.Errorf("%v, offline %v", err, n.Offline())
	}
}

func TestACheckBringsNoCredential(t *testing.T) {
	asked := make(chan *http.Request, 1)
	w := newWorld(t, func(rw http.ResponseWriter, r *http.Request) {
		asked <- r
		workspaces(now)(rw, r)
	})
	p := newProxy(t, w.gong, nil)
	n := open(t, &memory{}, network.Options{})
	if err := n.Set(network.Settings{Proxy: network.Manual, ProxyURL: p.URL, CAFile: w.caFile}); err != nil {
		t.Fatal(err)
	}
	f := n.Check(t.Context(), production)
	if f.Err != nil || f.Host != gongHost || f.Via != p.URL || f.ClockOff != 0 {
		t.Errorf("%+v", f)
	}
	if r := <-asked; r.Header.Get("Authorization") != "" || r.Header.Get("Cookie") != "" || r.Method != http.MethodGet {
		t.Errorf("%s with %v", r.Method, r.Header)
	}
}

func TestAClockThatIsOff(t *testing.T) {
	for _, off := range []time.Duration{0, 9 * time.Minute, -9 * time.Minute, 11 * time.Minute, 3 * time.Hour, -26 * time.Hour} {
		t.Run(off.String(), func(t *testing.T) {
			w := newWorld(t, workspaces(now.Add(-off)))
			n := open(t, &memory{}, network.Options{Dial: to(w.gong)})
			if err := n.Set(network.Settings{CAFile: w.caFile}); err != nil {
				t.Fatal(err)
			}
			want := off
			if off.Abs() < gong.ClockSlack {
				want = 0
			}
			if f := n.Check(t.Context(), production); f.Err != nil || f.ClockOff != want || n.ClockOff() != want {
				t.Errorf("%+v, then %v", f, n.ClockOff())
			}
		})
	}
}

package gong_test

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"tamtam/core"
	"tamtam/core/gong"
)

// wired is a client over a real connection.
func wired(t *testing.T, base string) *gong.Client {
	t.Helper()
	clock := &skippingClock{}
	c, err := gong.New(mustBase(t, base), key, gong.Options{Clock: clock, Limiter: gong.NewLimiter(clock, 0)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return c
}

func serve(t *testing.T, f func(n int, w http.ResponseWriter, r *http.Request)) *gong.Client {
	t.Helper()
	var n atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		f(int(n.Add(1)), w, r)
	}))
	t.Cleanup(server.Close)
	return wired(t, server.URL)
}

const twoWorkspaces = `{"requestId":"r","workspaces":[{"id":1,"name":"A"},{"id":"2","name":"B"}]}`

func TestOverTheWire(t *testing.T) {
	cases := []struct {
		name   string
		answer func(n int, w http.ResponseWriter, r *http.Request)
	}{
		{"plain", func(_ int, w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, twoWorkspaces) }},
		{"compressed", func(_ int, w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			fmt.Fprint(z, twoWorkspaces)
			z.Close()
		}},
		{"cut short the first time", func(n int, w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(len(twoWorkspaces)))
			if n == 1 {
				fmt.Fprint(w, twoWorkspaces[:30])
				return
			}
			fmt.Fprint(w, twoWorkspaces)
		}},
		{"reset the first time", func(n int, w http.ResponseWriter, _ *http.Request) {
			if n == 1 {
				w.Header().Set("Content-Length", "1000")
				fmt.Fprint(w, twoWorkspaces[:30])
				w.(http.Flusher).Flush()
				conn, _, err := http.NewResponseController(w).Hijack()
				if err == nil {
					conn.(*net.TCPConn).SetLinger(0)
					conn.Close()
				}
				return
			}
			fmt.Fprint(w, twoWorkspaces)
		}},
		{"closed unanswered the first time", func(n int, w http.ResponseWriter, _ *http.Request) {
			if n == 1 {
				panic(http.ErrAbortHandler)
			}
			fmt.Fprint(w, twoWorkspaces)
		}},
		{"moved to another port", func(n int, w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.Host, "127.0.0.1") {
				http.Redirect(w, r, "http://localhost:"+r.Host[strings.IndexByte(r.Host, ':')+1:]+r.URL.Path, http.StatusFound)
				return
			}
			fmt.Fprint(w, twoWorkspaces)
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := serve(t, c.answer).Workspaces(t.Context())
			if err != nil || len(got) != 2 || got[0].ID != "1" || got[1].Name != "B" {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestAGetCarriesABody(t *testing.T) {
	client := serve(t, func(_ int, w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || r.ContentLength != 5 || r.Header.Get("Content-Type") != "application/json" {
			w.WriteHeader(http.StatusUnsupportedMediaType)
			return
		}
		fmt.Fprint(w, fixture(t, "entities.json"))
	})
	pages, err := read(client.CRMEntities(t.Context(), "1", gong.CRMDeal, []gong.ID{"1"}))
	if err != nil || len(pages[0].Items) != 2 {
		t.Errorf("got %+v, %v", pages, err)
	}
}

func TestAnUntrustedCertificateNamesItsIssuer(t *testing.T) {
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it would complain about the handshake
	server.StartTLS()
	defer server.Close()
	_, err := wired(t, server.URL).Workspaces(t.Context())
	if !core.Is(err, core.Broken) || !strings.Contains(err.Error(), "Acme Co") {
		t.Errorf("got %v", err)
	}
}

func TestNobodyAtHome(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	_, err = wired(t, "http://"+listener.Addr().String()).Workspaces(t.Context())
	if !core.Is(err, core.Offline) {
		t.Errorf("got %v", err)
	}
}

func TestThisMachineIsNeverReachedThroughAProxy(t *testing.T) {
	proxy := func(*http.Request) (*url.URL, error) { return nil, errors.New("the proxy was asked for") }
	transport := gong.NewTransport(gong.TransportOptions{Proxy: proxy})
	for _, address := range []string{"http://127.0.0.1:1/v2/users", "http://localhost:1/", "https://[::1]:1/", "http://127.1.2.3/"} {
		r := httptest.NewRequest(http.MethodGet, address, nil)
		if proxy, err := transport.Proxy(r); proxy != nil || err != nil {
			t.Errorf("%s: got %v, %v", address, proxy, err)
		}
	}
	if _, err := transport.Proxy(httptest.NewRequest(http.MethodGet, "https://api.gong.io/", nil)); err == nil {
		t.Error("another machine is reached past the proxy")
	}
}

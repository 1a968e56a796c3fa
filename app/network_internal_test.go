package app

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/network"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/uitest"
)

func TestOfflineIsShownWhileItLasts(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	up := true
	dial := func(ctx context.Context, network, address string) (net.Conn, error) {
		if !up {
			return nil, &net.OpError{Op: "dial", Net: network, Err: syscall.ENETUNREACH}
		}
		return new(net.Dialer).DialContext(ctx, network, address)
	}
	p, err := open(placesFor(t.TempDir()), programOptions{
		vault: vault.Options{Memory: new(vault.Memory)}, network: network.Options{Dial: dial},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.store.PutConnection(store.Connection{ID: core.ConnectionID(core.NewID()), Name: "Acme", Kind: "api-key", BaseURL: server.URL}); err != nil {
		t.Fatal(err)
	}
	u := uitest.New(t, uitest.Light)
	w := &world{Window: u, window: newWindow(p, u.App, u.Window, u.Runner, "test")}
	t.Cleanup(w.leave)
	w.begin()
	base, err := gong.ParseBaseURL(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, up = range []bool{true, false, true} {
		if f := p.network.Check(t.Context(), base); (f.Err == nil) == !up {
			t.Fatalf("up %v: %v", up, f.Err)
		}
		p.network.CloseIdleConnections()
		w.Runner.Advance(restGap)
		w.Settle()
		if shown := w.Shows("Gong: offline"); shown == up {
			t.Errorf("up %v: offline is shown: %v", up, shown)
		}
	}
}

// What the card sets is what the clients go by, and what the next start finds.
func TestNetworkSettingsAreKept(t *testing.T) {
	w := newWorld(t, t.TempDir())
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close() // nobody listens there any more
	want := network.Settings{Proxy: network.Manual, ProxyURL: server.URL}
	if err := (road{w.program}).Set(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	if got := w.clients.network.Transport; got != w.network {
		t.Errorf("the clients go through %T", got)
	}
	again, err := network.Open(w.store, network.Options{})
	if err != nil || again.Settings() != want {
		t.Errorf("%+v, %v", again.Settings(), err)
	}
	if f := (road{w.program}).Check(t.Context()); f.Host != "api.gong.io" || f.Via != want.ProxyURL || f.Err == nil {
		t.Errorf("%+v", f)
	}
}

func TestFilesAreListedApartFromFolders(t *testing.T) {
	home := t.TempDir()
	if _, err := (folders{}).Make(t.Context(), home, "inner"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ca.pem", ".hidden"} {
		if err := os.WriteFile(filepath.Join(home, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files, err := folders{}.Files(t.Context(), home)
	if err != nil || !slices.Equal(files, []string{"ca.pem"}) {
		t.Errorf("files %q, %v", files, err)
	}
	if _, err := (folders{}).Files(t.Context(), filepath.Join(home, "gone")); !core.Is(err, core.Invalid) {
		t.Errorf("a folder that is gone: %v", err)
	}
}

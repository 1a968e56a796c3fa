package tray

import (
	"context"
	"errors"
	"net"
	"path/filepath"
	"runtime"
	"testing"
)

// desktop is a session's bus that answers as it is told.
type desktop struct {
	watcher, host       bool
	ownedErr, hostedErr error
	closed              int
}

func (d *desktop) owned(context.Context, string) (bool, error) { return d.watcher, d.ownedErr }
func (d *desktop) hosted(context.Context) (bool, error)        { return d.host, d.hostedErr }
func (d *desktop) close()                                      { d.closed++ }

func TestStates(t *testing.T) {
	mute := errors.New("no answer")
	tests := map[string]struct {
		desktop desktop
		want    State
	}{
		"a panel":                           {desktop{watcher: true, host: true}, Shown},
		"a watcher that nobody draws for":   {desktop{watcher: true}, NoHost},
		"no watcher":                        {desktop{}, NoWatcher},
		"a bus that does not answer":        {desktop{ownedErr: mute}, Unknown},
		"a watcher that does not answer":    {desktop{watcher: true, hostedErr: mute}, Unknown},
		"a host's answer that means nobody": {desktop{host: true}, NoWatcher},
	}
	for name, test := range tests {
		got := ask(t.Context(), func(context.Context) (bus, error) { return &test.desktop, nil })
		if got != test.want || test.desktop.closed != 1 {
			t.Errorf("%s: %d, want %d; closed %d times", name, got, test.want, test.desktop.closed)
		}
	}
	if got := ask(t.Context(), func(context.Context) (bus, error) { return nil, nil }); got != NoBus {
		t.Errorf("no bus: %d", got)
	}
	if got := ask(t.Context(), func(context.Context) (bus, error) { return nil, mute }); got != Unknown {
		t.Errorf("a bus that turns us away: %d", got)
	}
}

// TestLookOnThisMachine: a bus that is not there, and one that takes the connection and then says nothing, as one that hangs does.
func TestLookOnThisMachine(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		if got := Look(t.Context()); got != Shown {
			t.Errorf("%d", got)
		}
		return
	}
	path := filepath.Join(t.TempDir(), "bus")
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+path)
	if got := Look(t.Context()); got != NoBus {
		t.Errorf("nobody there: %d", got)
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	visited := make(chan struct{})
	go func() {
		defer close(visited)
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		_, _ = conn.Read(make([]byte, 1)) // the first byte of a greeting that is never answered
		cancel()
	}()
	if got := Look(ctx); got != Unknown {
		t.Errorf("a bus that hangs: %d", got)
	}
	<-visited
}

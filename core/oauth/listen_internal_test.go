package oauth

import (
	"errors"
	"net"
	"slices"
	"testing"

	"tamtam/core"
)

func TestADefaultAddressStandsForAll(t *testing.T) {
	for n, text := range DefaultRedirects() {
		r, err := ParseRedirect(text)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range r.candidates() {
			got = append(got, c.String())
		}
		if len(got) != 3 || got[0] != text || !slices.Equal(slices.Sorted(slices.Values(got)), DefaultRedirects()) {
			t.Errorf("%d: %v", n, got)
		}
	}
	own, err := ParseRedirect("http://127.0.0.1:5000/callback")
	if err != nil || len(own.candidates()) != 1 {
		t.Errorf("a company's own address: %v, %v", own.candidates(), err)
	}
}

// The first address whose port is free is taken, and it is the one that Gong is told.
func TestTheNextFreePortIsTaken(t *testing.T) {
	var all []Redirect
	var held []net.Listener
	for range 3 {
		l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		held = append(held, l)
		r, err := ParseRedirect("http://" + l.Addr().String() + "/callback")
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	for _, free := range []int{2, 1} {
		held[free].Close()
		l := &Login{options: Options{Clock: core.SystemClock{}}, redirect: all[0], tickets: map[string]bool{}}
		l.listenAt(t.Context(), all)
		if l.Listening() != nil || l.Redirect().String() != all[free].String() {
			t.Errorf("%d is free: at %s, %v", free, l.Redirect(), l.Listening())
		}
		l.Close()
	}
	l := &Login{options: Options{Clock: core.SystemClock{}}, redirect: all[0], tickets: map[string]bool{}}
	l.listenAt(t.Context(), all[:1])
	if !errors.Is(l.Listening(), ErrPort) || l.Redirect().String() != all[0].String() {
		t.Errorf("none is free: at %s, %v", l.Redirect(), l.Listening())
	}
}

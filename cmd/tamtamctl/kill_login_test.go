package main_test

import (
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"sync"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

// moment is where a renewal is when the program is killed.
type moment int

const (
	asked    moment = iota // the request has come, and nothing is done yet
	rotated                // the old pair is void, and the answer is never sent
	answered               // the answer is sent, and some time has gone by
	used                   // the first request with the new token has come
	moments                // how many there are
)

// gate stands before the account and kills the program at a moment.
type gate struct {
	sim *gongsim.Sim

	mu     sync.Mutex
	at     moment
	pause  time.Duration
	victim *exec.Cmd // nil when nobody is to be killed
	given  bool      // the answer was sent to the victim
	dead   chan struct{}
}

func (g *gate) kill() {
	_ = g.victim.Process.Kill()
	_ = g.victim.Wait()
	g.victim = nil
	close(g.dead)
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.victim == nil {
		g.sim.ServeHTTP(w, r)
		return
	}
	switch token := r.URL.Path == gongsim.TokenPath; {
	case token && g.at == asked:
		g.kill()
	case token && g.at == rotated:
		g.sim.ServeHTTP(httptest.NewRecorder(), r)
		g.kill()
	case token && g.at == answered:
		g.sim.ServeHTTP(w, r)
		time.AfterFunc(g.pause, func() { // while the pair is written: the answer is whole only when this has returned
			g.mu.Lock()
			defer g.mu.Unlock()
			g.kill()
		})
	case token:
		g.sim.ServeHTTP(w, r)
		g.given = true
	case g.at == used && g.given:
		g.kill()
	default:
		g.sim.ServeHTTP(w, r)
	}
}

// aim lets the program be killed at the moment.
func (g *gate) aim(at moment, pause time.Duration, victim *exec.Cmd) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.at, g.pause, g.victim, g.given, g.dead = at, pause, victim, false, make(chan struct{})
}

// TestKilledAroundARenewal ends the program by SIGKILL while it renews a login. Where Gong takes the token that the database has, the
// connection must work; where it does not, the program says so and keeps everything else.
func TestKilledAroundARenewal(t *testing.T) {
	t.Parallel()
	kills := 8
	if soak {
		kills = 100
	}
	dice := rand.New(rand.NewPCG(11, uint64(kills)))
	for _, grace := range []bool{false, true} {
		d := newDesk(t, gongsim.Options{Calls: 20, RefreshGrace: grace})
		g := &gate{sim: d.sim}
		server := httptest.NewServer(g)
		t.Cleanup(server.Close)
		d.url = server.URL
		redirect := d.integration()
		connect := func() {
			l := d.logIn(redirect, "--no-browser")
			browse(t, l.link)
			if code, all := l.end(); code != 0 {
				t.Fatalf("connect: exit %d: %s", code, all)
			}
		}
		connect()
		d.must(0, "dataset", "create", "Users", "--types", "users")
		d.must(0, "import", "Users")
		want := d.must(0, "cat", "Users", "users").out
		lost := map[moment]int{}
		for n := range kills / 2 {
			at, pause := moment(n%int(moments)), time.Duration(dice.IntN(30))*time.Millisecond
			d.sim.ExpireTokens()
			victim := d.command(t.Context(), "doctor")
			g.aim(at, pause, victim)
			if err := victim.Start(); err != nil {
				t.Fatal(err)
			}
			select {
			case <-g.dead:
			case <-time.After(longest):
				t.Fatal("no renewal came")
			}
			d.sim.ExpireTokens() // so that nothing lives on what is left of a token
			after := d.do("doctor")
			if got := d.must(0, "cat", "Users", "users").out; got != want {
				t.Fatalf("killed at moment %d: the data are not what they were", at)
			}
			if after.code == 0 {
				continue
			}
			if grace || at == asked || at == used {
				t.Fatalf("killed at moment %d, grace %v: the connection is dead: %s", at, grace, after.out)
			}
			lost[at]++
			connect()
		}
		t.Logf("grace %v: %d kills, lost %v", grace, kills/2, lost)
		if !grace && lost[rotated] == 0 {
			t.Error("no answer was lost: the kills do not hit")
		}
	}
}

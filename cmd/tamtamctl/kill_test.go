package main_test

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

// startUntil starts a run and returns when the account has answered so many of its requests. The account's watch is taken.
func (d *desk) startUntil(c *exec.Cmd, requests int) {
	d.t.Helper()
	reached := make(chan struct{})
	var once sync.Once
	var n atomic.Int64
	d.sim.Watch(func(gongsim.Request) {
		if n.Add(1) >= int64(requests) {
			once.Do(func() { close(reached) })
		}
	})
	defer d.sim.Watch(nil)
	if err := c.Start(); err != nil {
		d.t.Fatal(err)
	}
	select {
	case <-reached:
	case <-time.After(longest):
		_ = c.Process.Kill()
		d.t.Fatalf("the account was not asked %d times", requests)
	}
}

// TestKilled ends imports by SIGKILL at random moments and lets the next run go on: what comes out is what an undisturbed import gives.
func TestKilled(t *testing.T) {
	kills := 10
	if soak {
		kills = 100
	}
	d := ready(t, gongsim.Options{Calls: 400, CRM: gongsim.GenericCRM})
	calm := d.copied()
	undisturbed := calm.imports(0)
	want := calm.export()
	total := undisturbed.Requests
	dice := rand.New(rand.NewPCG(7, uint64(kills)))
	resumed := 0
	for range kills {
		after, pause := 1+dice.IntN(total), time.Duration(dice.IntN(60))*time.Millisecond
		trial := d.copied()
		c := trial.command(t.Context(), "import", "All")
		trial.startUntil(c, after)
		<-time.After(pause)           // between requests, too: while a page is made into text, while it is committed
		_ = c.Process.Signal(os.Kill) // it may have ended by itself
		_ = c.Wait()
		killed := !c.ProcessState.Success()
		rest := trial.imports(0)
		if killed && after > total/2 && rest.Requests < total {
			resumed++
		}
		same(t, trial.export(), want)
		if t.Failed() {
			t.Fatalf("killed %s behind request %d of %d", pause, after, total)
		}
		trial.healthy()
	}
	t.Logf("%d kills; %d of the late ones were gone on with for fewer than %d requests", kills, resumed, total)
	if resumed == 0 {
		t.Error("no import was gone on with where it was killed")
	}
}

// healthy demands that the database has no fault, and an index in step with it.
func (d *desk) healthy() {
	d.t.Helper()
	if s := d.must(0, "doctor"); !strings.Contains(s.out, "All is well") {
		d.t.Error(s.out)
	}
	d.must(0, "index", "check")
}

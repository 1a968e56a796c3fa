package main_test

import (
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

// TestSyncsKilled ends syncs by SIGKILL at random moments while the account changes from one to the next: each time, the sync that goes on
// brings what an import into an empty database brings, so nothing is lost and nothing comes twice.
func TestSyncsKilled(t *testing.T) {
	t.Parallel()
	kills := 10
	if soak {
		kills = 200
	}
	d := ready(t, gongsim.Options{Calls: 250, WordsPerMinute: 4, Workspaces: 1, Users: 12, CRM: gongsim.GenericCRM})
	empty := d.copied()
	d.imports(0)
	dice := rand.New(rand.NewPCG(17, uint64(kills)))
	d.change(dice)
	total := d.syncs(0).Requests
	resumed, ended := 0, 0
	for n := range kills {
		d.change(dice)
		after, pause := 1+dice.IntN(total-2), time.Duration(dice.IntN(60))*time.Millisecond
		c := d.command(t.Context(), "sync", "All")
		d.startUntil(c, after)
		<-time.After(pause)           // between requests, too: while a page is made into text, while it is committed
		_ = c.Process.Signal(os.Kill) // it may have ended by itself
		_ = c.Wait()
		killed := !c.ProcessState.Success()
		rest := d.syncs(0)
		if killed && rest.Requests < total-2 {
			resumed++
		}
		if killed {
			ended++
		}
		truth := empty.copied()
		truth.imports(0)
		same(t, d.export(), truth.export())
		if t.Failed() {
			t.Fatalf("kill %d, %s behind request %d of %d", n, pause, after, total)
		}
		if n%10 == 9 {
			d.healthy()
		}
	}
	t.Logf("%d syncs of %d were killed; %d were gone on with for fewer than %d requests", ended, kills, resumed, total-2)
	if resumed == 0 {
		t.Error("no sync was gone on with where it was killed")
	}
}

// change lets some of the account's latest calls change, go and come.
func (d *desk) change(dice *rand.Rand) {
	d.sim.Add(1 + dice.IntN(3))
	lately := d.sim.Calls(d.sim.Now().AddDate(0, 0, -6), time.Time{})
	d.sim.Reword(lately[dice.IntN(len(lately))].ID)
	private := lately[dice.IntN(len(lately))]
	d.sim.SetPrivate(private.ID, !private.Private)
	if len(lately) > 8 {
		d.sim.Delete(lately[dice.IntN(len(lately))].ID)
	}
}

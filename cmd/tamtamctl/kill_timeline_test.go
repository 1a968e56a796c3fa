package main_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"tamtam/core/gong/gongsim"
)

// TestTimelineKilled ends runs of the Timeline by SIGKILL at random moments: the next run brings what one brings that nobody ended, nothing twice.
func TestTimelineKilled(t *testing.T) {
	t.Parallel()
	kills := 10
	if soak {
		kills = 100
	}
	d := withCRM(t, gongsim.Options{Calls: 250, Workspaces: 1, Users: 12})
	whole := d.copied()
	d.sim.Forget()
	whole.do("timeline", "run")
	total := len(d.sim.Requests())
	truth := whole.activities()
	dice := rand.New(rand.NewPCG(23, uint64(kills)))
	ended := 0
	for n := range kills {
		one := d.copied()
		d.sim.Forget()
		after, pause := 1+dice.IntN(total), time.Duration(dice.IntN(40))*time.Millisecond
		c := one.command(t.Context(), "timeline", "run")
		one.startUntil(c, after)
		<-time.After(pause)
		_ = c.Process.Signal(os.Kill) // it may have ended by itself
		_ = c.Wait()
		killed := c.ProcessState.ExitCode() < 0
		one.do("timeline", "run")
		if got := one.activities(); !slices.Equal(got, truth) {
			t.Fatalf("kill %d, %s behind request %d of %d: %d Activities, want %d", n, pause, after, total, len(got), len(truth))
		}
		runs := loose[logLine](t, one.must(0, "timeline", "log", "--json")).Runs
		if killed {
			ended++
			if len(runs) > 2 || len(runs) == 2 && (runs[1].Status != "Failed" || runs[1].Message != "Interrupted") {
				t.Errorf("kill %d: %+v", n, runs)
			}
		}
	}
	if ended == 0 {
		t.Error("no run was killed")
	}
	t.Logf("%d runs of %d were killed", ended, kills)
}

// activities lists what stands in the Timeline, without what differs from run to run.
func (d *desk) activities() (lines []string) {
	d.t.Helper()
	for _, a := range loose[struct {
		Activities []struct {
			CallID  string `json:"gong_call_id"`
			Subject string `json:"subject"`
			Company string `json:"company_name"`
			Author  string `json:"author_name"`
		} `json:"activities"`
	}](d.t, d.must(0, "timeline", "list", "--json")).Activities {
		lines = append(lines, fmt.Sprint(a))
	}
	return lines
}

package review_test

import (
	"bytes"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/gong"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/core/text"
)

// TestEveryCallOfAnAccountOpens imports a simulated company and holds every call that is opened against its records, read naively.
func TestEveryCallOfAnAccountOpens(t *testing.T) {
	clock := new(ticking)
	sim := gongsim.New(gongsim.Options{Seed: 5, Calls: 80, WordsPerMinute: 10, HostileEvery: 7, Now: clock.Now(), Clock: clock})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	base, err := gong.ParseBaseURL(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	client, err := gong.New(base, gong.APIKey{AccessKey: "simkey", Secret: core.NewSecret("simsecret")}, gong.Options{
		Transport: server.Client().Transport, Clock: clock, Limiter: gong.NewLimiter(clock, 0),
	})
	if err != nil {
		t.Fatal(err)
	}
	r := newRoom(t)
	d, err := r.store.CreateDataset(store.Dataset{Name: "Company", Types: core.DataTypes(), Period: core.All()})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := importer.New(r.store, clock).Run(t.Context(), client, d.ID, importer.Options{}); err != nil {
		t.Fatal(err)
	}
	file := func(of core.DataType) string {
		var b bytes.Buffer
		if err := r.store.WriteFile(t.Context(), &b, d.ID, of); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	reviews := file(core.AnsweredScorecards)
	objects := file(core.CRMDeals) + file(core.CRMContacts) + file(core.CRMAccounts)

	asked, err := r.store.AskedCalls(d.ID)
	if err != nil {
		t.Fatal(err)
	}
	all := r.calls()
	var scorecards, fields, heard, terms, comments int
	for _, listed := range all.Calls {
		c := r.open(listed.ID)
		id := string(c.ID)
		if got, want := len(c.Scorecards), strings.Count(reviews, ", "+id+": "); got != want {
			t.Errorf("%s: %d scorecards, want %d", id, got, want)
		}
		for _, o := range c.Objects {
			if has := strings.Contains(objects, " "+o.System+"/"+o.ID+" ==="); has != (len(o.Fields) > 0) {
				t.Errorf("%s: %s %s has %d fields, its own record: %v", id, o.Kind, o.ID, len(o.Fields), has)
			}
			fields += len(o.Fields)
		}
		record := string(text.Append(nil, *c.Record))
		for _, h := range c.Heard {
			heard++
			terms += len(h.Terms)
			if len(h.At) > 0 && !strings.Contains(record, "): "+text.Offset(h.At[0])) {
				t.Errorf("%s: %s is not said at %s", id, h.Name, text.Offset(h.At[0]))
			}
			for _, turn := range c.TrackerTurns(h.Name) {
				if next := turn + 1; next < len(c.Turns) && c.Turns[next].At <= h.At[0] {
					t.Errorf("%s: %s is said before turn %d", id, h.Name, turn)
				}
			}
		}
		if len(c.Heard) != len(listed.Trackers) || len(c.Objects) != len(listed.Objects) || len(c.Attendees) != len(listed.People) {
			t.Errorf("%s: %d trackers, %d objects, %d attendees", id, len(c.Heard), len(c.Objects), len(c.Attendees))
		}
		turns, talked := 0, time.Duration(0)
		for _, s := range c.Speakers {
			turns, talked = turns+s.Turns, talked+s.Talked
			if (s.Words == 0) != (s.Turns == 0) || s.Longest > s.Talked {
				t.Errorf("%s: %+v", id, s)
			}
		}
		if sum := c.Talk[""] + c.Talk[digest.Internal] + c.Talk[digest.External]; c.HasTranscript && sum != talked || turns != len(c.Turns) || turns != listed.Turns {
			t.Errorf("%s: %d turns of %d, talk %s of %s", id, turns, len(c.Turns), sum, talked)
		}
		if truth, _ := sim.Call(id); c.HasTranscript != sim.HasTranscript(truth) || c.Awaited != (!c.HasTranscript && !asked[c.ID].Over) {
			t.Errorf("%s: transcript %v, awaited %v", id, c.HasTranscript, c.Awaited)
		}
		scorecards += len(c.Scorecards)
		comments += len(c.Comments)
	}
	for what, n := range map[string]int{
		"calls": len(all.Calls), "scorecards": scorecards, "fields": fields, "trackers": heard, "terms": terms,
		"comments": comments,
	} {
		if n == 0 {
			t.Errorf("there were no %s to look at", what)
		}
	}
}

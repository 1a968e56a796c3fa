package meetings_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/meetings"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

var eve = timeline.GongUser{ID: "77", Email: "eve@x.com", FirstName: "Ana", LastName: "77"}

// TestL1 is the worked example: five calls, six lines, Partial Success.
func TestL1(t *testing.T) {
	d := newDesk(t)
	d.gong.users = append(d.gong.users, gongUser("77", "eve@x.com"))
	d.change(func(t *store.Timeline) error {
		if err := t.PutCompany(timeline.Company{GSID: "small", Name: "Small", CRMSystem: timeline.Salesforce, CRMAccountID: "002", ManagedAs: timeline.Prospect}); err != nil {
			return err
		}
		s, err := t.Settings()
		s.Filter.Conditions = []timeline.Condition{{Object: timeline.CompanyObject, Field: "Managed As", Operator: timeline.NE, Values: []string{"Prospect"}}}
		return errors.Join(err, t.SetSettings(s))
	})
	small := func(c *gong.Call) { c.Context[0].Objects[0].ObjectID = "002" }
	d.gong.calls = []gong.Call{call("1", 9, private), call("2", 8), call("3", 7, by("77")), call("4", 6, elsewhere), call("5", 5, small)}
	want := []string{
		"1 1 Skipped None " + timeline.S1,
		"2 1 Success Created ",
		"3 1 Failed None " + timeline.M5(eve),
		"4 1 Failed None " + timeline.M3,
		"5 1 Skipped None " + timeline.S2,
		"3 2 Success Created ",
	}
	dry := d.run(meetings.Options{DryRun: true})
	if got := d.log(dry); !slices.Equal(got, want) {
		t.Errorf("dry:\n%s", strings.Join(got, "\n"))
	}
	r := d.run(meetings.Options{Trigger: timeline.ByInitiate})
	if got := d.log(r); !slices.Equal(got, want) {
		t.Errorf("\n%s", strings.Join(got, "\n"))
	}
	for _, one := range []timeline.Run{dry.Run, r.Run} {
		if one.Status != timeline.PartialSuccess || one.Success != 2 || one.Failed != 1 || one.Skipped != 2 || !one.Complete || one.Message != "" {
			t.Errorf("%+v", one)
		}
	}
	a, ok := d.activity("3")
	if !ok || a.Subject != "Call 3" || a.Company != "acme" || a.Minutes != 10 {
		t.Errorf("%+v", a)
	}
	d.view(func(tl *store.Timeline) error {
		users, err := tl.Users()
		made := slices.IndexFunc(users, func(u timeline.User) bool { return u.GSID == a.Author })
		if made < 0 || users[made].License != timeline.IC || users[made].Email != "eve@x.com" || len(users) != 2 {
			t.Errorf("users %+v", users)
		}
		m, _, err2 := tl.Mapping("77")
		if m.Status != timeline.Created || m.User != a.Author {
			t.Errorf("mapping %+v", m)
		}
		return errors.Join(err, err2)
	})
}

// TestL2ToL4 are the other worked examples.
func TestL2ToL4(t *testing.T) {
	down := core.Errorf(core.Offline, "list calls", "status 503")
	for name, c := range map[string]struct {
		calls    []gong.Call
		inactive bool
		fail     map[int]error
		status   timeline.RunStatus
		message  string
		rows     int
	}{
		"L2":                     {[]gong.Call{call("1", 3, private), call("2", 2, private), call("3", 1, private)}, false, nil, timeline.Success, "", 3},
		"L3":                     {[]gong.Call{call("1", 3), call("2", 2)}, true, nil, timeline.Failed, "", 2},
		"L4":                     {[]gong.Call{call("1", 3)}, false, map[int]error{1: down}, timeline.Failed, timeline.M9, 0},
		"down on the last page":  {[]gong.Call{call("1", 3), call("2", 2), call("3", 1)}, false, map[int]error{2: down}, timeline.PartialSuccess, timeline.M9, 2},
		"no calls":               {nil, false, nil, timeline.Success, "", 0},
		"M11":                    {nil, false, map[int]error{1: core.Errorf(core.Unauthorized, "list calls", "status 401")}, timeline.Failed, timeline.M11, 0},
		"M11 that names a scope": {nil, false, map[int]error{1: &core.Error{Kind: core.Denied, Scope: "api:calls:read:extensive"}}, timeline.Failed, "Missing Gong scope api:calls:read:extensive.", 0},
		"stopped":                {nil, false, map[int]error{1: context.Canceled}, timeline.Failed, timeline.Stopped, 0},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.gong.calls, d.gong.fail = c.calls, c.fail
			if c.inactive {
				d.change(func(t *store.Timeline) error {
					return t.PutUser(timeline.User{GSID: "full", Email: "ana@x.com", License: timeline.NoLicense})
				})
			}
			r := d.run(meetings.Options{})
			if r.Run.Status != c.status || r.Run.Message != c.message || len(d.log(r)) != c.rows || r.Run.Complete == (c.fail != nil) {
				t.Errorf("%+v, %v", r.Run, d.log(r))
			}
			d.view(func(tl *store.Timeline) error {
				kept, ok, err := tl.Run(r.Run.ID)
				if !ok || kept.Status != c.status || kept.Message != c.message || kept.Ended.IsZero() {
					t.Errorf("kept %+v", kept)
				}
				return err
			})
		})
	}
}

// TestTheSameAgainWritesNothing: no Activity, no user, no mapping; the log says Unchanged.
func TestTheSameAgainWritesNothing(t *testing.T) {
	d := newDesk(t)
	d.gong.users = append(d.gong.users, gongUser("77", "eve@x.com"), gongUser("78", ""))
	for i := range 7 {
		d.gong.calls = append(d.gong.calls, call(string(rune('a'+i)), 20-i))
	}
	d.gong.calls = append(d.gong.calls, call("u", 2, by("77")), call("x", 1, elsewhere), call("p", 1, private))
	d.run(meetings.Options{})
	d.run(meetings.Options{}) // what the first one has made is known now
	before := d.everything()
	d.clock.at = sat.Add(4 * time.Hour)
	r := d.run(meetings.Options{})
	if after := d.everything(); after != before {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
	unchanged := 0
	for _, line := range d.log(r) {
		if strings.HasSuffix(line, " 1 Success Unchanged ") {
			unchanged++
		}
	}
	if unchanged != 8 {
		t.Errorf("%v", d.log(r))
	}
	if !r.Run.From.Equal(sat.Add(-72 * time.Hour)) {
		t.Errorf("the window begins at %s", r.Run.From)
	}
}

// TestADryRunWritesNothing, not even that it was made, and needs no toggle.
func TestADryRunWritesNothing(t *testing.T) {
	d := newDesk(t)
	d.gong.users = append(d.gong.users, gongUser("77", "eve@x.com"))
	d.gong.calls = []gong.Call{call("1", 3), call("2", 2, by("77"))}
	d.change(func(t *store.Timeline) error {
		s, err := t.Settings()
		s.Enabled = false
		return errors.Join(err, t.SetSettings(s))
	})
	before := d.everything()
	if r := d.run(meetings.Options{DryRun: true}); r.Run.Success != 2 || len(r.Entries) != 3 {
		t.Errorf("%+v", r)
	}
	if d.everything() != before {
		t.Error("something was written")
	}
	d.view(func(tl *store.Timeline) error {
		if runs, err := tl.Runs(); err != nil || len(runs) > 0 {
			t.Errorf("%v, %v", runs, err)
		}
		return nil
	})
	if _, err := d.sync.Run(t.Context(), d.gong, meetings.Options{}); !core.Is(err, core.Invalid) {
		t.Errorf("with the toggle off: %v", err)
	}
}

// TestAConflictIsResolved: the calls of the owner fail until a person has chosen, and are then asked for by their ids, however old.
func TestAConflictIsResolved(t *testing.T) {
	d := newDesk(t)
	d.backfill(365)
	d.user("twin", "ana@x.com", timeline.Full)
	d.gong.calls = []gong.Call{call("1", 200*24), call("2", 2)} // the owner's failed calls are asked about however old they are
	r := d.run(meetings.Options{})
	if want := timeline.M7("ana@x.com", 2, timeline.Full); r.Run.Failed != 2 || len(r.Conflicts) != 1 || !strings.HasSuffix(d.log(r)[0], want) {
		t.Fatalf("%+v %v", r, d.log(r))
	}
	if r = d.run(meetings.Options{}); len(d.gong.asked) != 2 {
		t.Errorf("nothing has changed: %d lists", len(d.gong.asked))
	}
	d.change(func(t *store.Timeline) error {
		m, _, err := t.Mapping("42")
		m.User, m.Manual, m.Status = "twin", true, timeline.Mapped
		return errors.Join(err, t.PutMapping(m))
	})
	r = d.run(meetings.Options{})
	if r.Run.Success != 2 || r.Run.Status != timeline.Success || len(r.Conflicts) != 0 {
		t.Errorf("%+v %v", r.Run, d.log(r))
	}
	if asked := d.gong.asked[len(d.gong.asked)-1]; !slices.Equal(asked.IDs, []core.CallID{"1"}) {
		t.Errorf("asked for %v", asked.IDs)
	}
	for _, id := range []core.CallID{"1", "2"} {
		if a, ok := d.activity(id); !ok || a.Author != "twin" {
			t.Errorf("%s: %+v", id, a)
		}
	}
}

// TestFailedCallsAreAskedAboutAtMidnight, when nothing has changed, as long as they are younger than 30 days.
func TestFailedCallsAreAskedAboutAtMidnight(t *testing.T) {
	d := newDesk(t)
	internal := func(c *gong.Call) { c.Context, c.MetaData.Scope = nil, "Internal" }
	d.gong.calls = []gong.Call{call("1", 150, elsewhere), call("2", 150, internal)}
	d.run(meetings.Options{})
	for _, c := range []struct {
		at   time.Time
		asks bool
	}{
		{time.Date(2024, 6, 10, 12, 0, 0, 0, time.UTC), false},
		{time.Date(2024, 6, 11, 0, 0, 0, 0, time.UTC), true},
		{time.Date(2024, 7, 30, 0, 0, 0, 0, time.UTC), false},
	} {
		d.clock.at = c.at.Add(time.Second)
		d.gong.asked = nil
		d.run(meetings.Options{Trigger: timeline.BySchedule, Slot: c.at})
		byID := slices.ContainsFunc(d.gong.asked, func(f gong.CallsFilter) bool { return slices.Equal(f.IDs, []core.CallID{"1"}) })
		if byID != c.asks || len(d.gong.asked) > 2 {
			t.Errorf("%s: asked for it %t, %d lists", c.at, byID, len(d.gong.asked))
		}
	}
}

// TestWhatHappensToKnownCalls: private later, deleted by the person, another owner.
func TestWhatHappensToKnownCalls(t *testing.T) {
	d := newDesk(t)
	d.gong.calls = []gong.Call{call("1", 3), call("2", 2)}
	d.run(meetings.Options{})
	d.change(func(t *store.Timeline) error {
		a, _, err := t.Activity("2")
		a.State = timeline.Tombstone
		return errors.Join(err, t.PutActivity(a))
	})
	d.gong.calls = []gong.Call{call("1", 3, private), call("2", 2)}
	r := d.run(meetings.Options{})
	if want := []string{"1 1 Skipped None " + timeline.S1, "2 1 Skipped None " + timeline.S3}; !slices.Equal(d.log(r), want) {
		t.Errorf("%v", d.log(r))
	}
	a, _ := d.activity("1")
	d.view(func(tl *store.Timeline) error {
		if a.State != timeline.Withdrawn || len(tl.Feed("")) != 0 || len(tl.Feed("acme")) != 0 {
			t.Errorf("%+v in %v", a, tl.Feed(""))
		}
		return nil
	})
	d.gong.calls = []gong.Call{call("1", 3, by("77"))}
	if r := d.run(meetings.Options{}); !slices.Equal(d.log(r), []string{"1 1 Success Updated "}) {
		t.Errorf("%v", d.log(r))
	}
	if back, _ := d.activity("1"); back.State != timeline.Current || back.Author != "full" || back.ID != a.ID {
		t.Errorf("%+v", back)
	}
}

// TestTheWindowMovesOnlyWhenAllWasRead.
func TestTheWindowMovesOnlyWhenAllWasRead(t *testing.T) {
	d := newDesk(t)
	d.gong.fail[1] = core.Errorf(core.Busy, "list calls", "status 429")
	first := d.run(meetings.Options{})
	d.clock.at = sat.Add(time.Hour)
	if r := d.run(meetings.Options{}); !r.Run.From.Equal(d.clock.at.AddDate(0, 0, -7)) || !first.Run.From.Equal(sat.AddDate(0, 0, -7)) {
		t.Errorf("from %s, then %s", first.Run.From, r.Run.From)
	}
	if r := d.run(meetings.Options{}); !r.Run.From.Equal(d.clock.at.Add(-72 * time.Hour)) {
		t.Errorf("from %s", r.Run.From)
	}
}

// until is a context that ends as soon as something is so.
type until struct {
	context.Context
	so func() bool
}

func (u until) Err() error {
	if u.so() {
		return context.Canceled
	}
	return u.Context.Err()
}

// TestCallsThatWaitForTheirOwnerAreNotLost when the run ends between the making of the owner and their last call: such a call may be too old to be asked
// about as one that failed.
func TestCallsThatWaitForTheirOwnerAreNotLost(t *testing.T) {
	d := newDesk(t)
	d.backfill(365)
	d.gong.users = []gong.User{gongUser("77", "new@x.com")}
	for n := range 120 {
		d.gong.calls = append(d.gong.calls, call(fmt.Sprint(n), 200*24, by("77")))
	}
	_, err := d.sync.Run(until{t.Context(), func() bool {
		_, began := d.activity("0")
		return began
	}}, d.gong, meetings.Options{})
	if err != nil {
		t.Fatal(err)
	}
	left := func() (n int) {
		d.view(func(t *store.Timeline) error {
			n = len(d.gong.calls) - len(t.Feed(""))
			return nil
		})
		return n
	}
	if left() == 0 {
		t.Fatal("the run had ended by then")
	}
	if d.run(meetings.Options{}); left() > 0 {
		t.Errorf("%d calls are lost", left())
	}
}

// TestAnExpiredCursor: the run goes on from the last call, and takes none twice.
func TestAnExpiredCursor(t *testing.T) {
	d := newDesk(t)
	d.gong.calls = []gong.Call{call("1", 5), call("2", 4), call("3", 4), call("4", 3), call("5", 2)}
	d.gong.fail[2] = gong.ErrCursorExpired
	r := d.run(meetings.Options{})
	if r.Run.Success != 5 || len(d.log(r)) != 5 || !r.Run.Complete {
		t.Errorf("%+v %v", r.Run, d.log(r))
	}
}

// TestTheTypeIsGone: every run fails before anything is read.
func TestTheTypeIsGone(t *testing.T) {
	d := newDesk(t)
	d.change(func(t *store.Timeline) error {
		types := timeline.ActivityTypes()
		types[2].Active = false
		return t.SetActivityTypes(types)
	})
	r := d.run(meetings.Options{})
	if r.Run.Status != timeline.Failed || r.Run.Message != timeline.M10("Meeting") || len(d.gong.asked) > 0 {
		t.Errorf("%+v", r.Run)
	}
}

// TestTheFieldOfAFilterIsGone: a filter on a custom field that nobody has any more fails the run, and says which.
func TestTheFieldOfAFilterIsGone(t *testing.T) {
	d := newDesk(t)
	d.change(func(t *store.Timeline) error {
		s, err := t.Settings()
		s.Filter.Conditions = []timeline.Condition{{Object: timeline.CompanyObject, Field: "custom.Tier", Operator: timeline.EQ, Values: []string{"Gold"}}}
		return errors.Join(err, t.SetSettings(s))
	})
	r := d.run(meetings.Options{})
	want := `filter A: there is no field "custom.Tier" of Company; choose another one or remove the filter`
	if r.Run.Status != timeline.Failed || r.Run.Message != want || r.Run.Complete || len(d.gong.asked) > 0 {
		t.Errorf("%+v", r.Run)
	}
}

// TestInterruptedRunsAreSaid, and logs expire 30 days behind their run.
func TestInterruptedRunsAreSaid(t *testing.T) {
	d := newDesk(t)
	d.gong.calls = []gong.Call{call("1", 3)}
	r := d.run(meetings.Options{})
	d.change(func(t *store.Timeline) error {
		_, err := t.BeginRun(timeline.Run{Started: sat.Add(time.Hour), Status: timeline.InProgress})
		return err
	})
	d.clock.at = sat.Add(timeline.Expiry - time.Second)
	for _, rows := range []int{1, 0} {
		if err := d.sync.Recover(); err != nil {
			t.Fatal(err)
		}
		d.view(func(tl *store.Timeline) error {
			runs, err := tl.Runs()
			if len(runs) != 2 || runs[0].Status != timeline.Failed || runs[0].Message != timeline.Interrupted || runs[1].Status != timeline.Success {
				t.Errorf("%+v", runs)
			}
			return err
		})
		if got := d.log(r); len(got) != rows {
			t.Errorf("%v", got)
		}
		d.clock.at = d.clock.at.Add(time.Second)
	}
}

// TestAStartWritesNothing where nothing was left behind.
func TestAStartWritesNothing(t *testing.T) {
	d := newDesk(t)
	d.gong.calls = []gong.Call{call("1", 3)}
	d.run(meetings.Options{})
	before := d.file()
	if err := d.sync.Recover(); err != nil || !bytes.Equal(d.file(), before) {
		t.Errorf("the database was written to, %v", err)
	}
}

// TestWarningsAreSaidOnce.
func TestWarningsAreSaidOnce(t *testing.T) {
	d := newDesk(t)
	hub := func(c *gong.Call) { c.Context[0].System = "HubSpot" }
	d.gong.calls = []gong.Call{call("1", 3, hub), call("2", 2, hub), call("3", 1, hub)}
	if r := d.run(meetings.Options{}); !slices.Equal(r.Run.Warnings, []string{timeline.IgnoredSystem(timeline.HubSpot)}) || r.Run.Failed != 3 {
		t.Errorf("%+v", r.Run)
	}
}

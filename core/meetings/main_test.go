package meetings_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/meetings"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

// clock shows what a test sets it to.
type clock struct{ at time.Time }

func (c *clock) Now() time.Time                                   { return c.at }
func (c *clock) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// account is a company at Gong, as small as a test needs it. Its calls are in pages of two.
type account struct {
	users []gong.User
	calls []gong.Call
	// fail is what stands in the place of the page with that number, over all lists of calls.
	fail    map[int]error
	asked   []gong.CallsFilter
	pages   int
	noUsers error
}

func (a *account) Users(context.Context) iter.Seq2[gong.Page[gong.User], error] {
	return func(yield func(gong.Page[gong.User], error) bool) {
		yield(gong.Page[gong.User]{Items: a.users, Total: len(a.users), Last: true}, a.noUsers)
	}
}

func (a *account) CallsExtensive(ctx context.Context, f gong.CallsFilter) iter.Seq2[gong.Page[gong.Call], error] {
	a.asked = append(a.asked, f)
	return func(yield func(gong.Page[gong.Call], error) bool) {
		var found []gong.Call
		for _, c := range a.calls {
			if f.IDs != nil && slices.Contains(f.IDs, core.CallID(c.MetaData.ID)) ||
				f.IDs == nil && !c.MetaData.Started.Before(f.From) && c.MetaData.Started.Before(f.To) {
				found = append(found, c)
			}
		}
		chunks := slices.Collect(slices.Chunk(found, 2))
		if len(chunks) == 0 {
			chunks = [][]gong.Call{nil}
		}
		for i, items := range chunks {
			a.pages++
			err := ctx.Err()
			if a.fail[a.pages] != nil {
				err = a.fail[a.pages]
			}
			if err != nil {
				yield(gong.Page[gong.Call]{}, err)
				return
			}
			if !yield(gong.Page[gong.Call]{Items: items, Total: len(found), Last: i == len(chunks)-1}, nil) {
				return
			}
		}
	}
}

// desk is a Timeline with an account.
type desk struct {
	t     *testing.T
	home  string
	store *store.Store
	clock *clock
	gong  *account
	sync  *meetings.Syncer
}

// sat is a moment of a run, half an hour behind a slot.
var sat = time.Date(2024, 6, 10, 8, 30, 0, 0, time.UTC)

func newDesk(t *testing.T) *desk {
	t.Helper()
	c := &clock{sat}
	home := t.TempDir()
	s, err := store.Open(home, store.Options{Clock: c})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	d := &desk{t: t, home: home, store: s, clock: c, gong: &account{fail: map[int]error{}}, sync: meetings.New(s, c)}
	d.change(func(tl *store.Timeline) error {
		settings := timeline.DefaultSettings()
		settings.Enabled = true
		if err := tl.SetSettings(settings); err != nil {
			return err
		}
		return tl.PutCompany(timeline.Company{GSID: "acme", Name: "Acme", CRMSystem: timeline.Salesforce, CRMAccountID: "001"})
	})
	d.user("full", "ana@x.com", timeline.Full)
	d.gong.users = []gong.User{gongUser("42", "ana@x.com")}
	return d
}

// backfill has the first run read back so many days.
func (d *desk) backfill(days int) {
	d.t.Helper()
	d.change(func(t *store.Timeline) error {
		s, err := t.Settings()
		s.BackfillDays = days
		return errors.Join(err, t.SetSettings(s))
	})
}

func gongUser(id, email string) gong.User {
	return gong.User{ID: gong.ID(id), EmailAddress: gong.Text(email), FirstName: "Ana", LastName: gong.Text(id)}
}

func (d *desk) change(fn func(*store.Timeline) error) {
	d.t.Helper()
	if err := d.store.UpdateTimeline("test", fn); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) user(id timeline.GSID, email string, license timeline.License) {
	d.t.Helper()
	d.change(func(t *store.Timeline) error {
		return t.PutUser(timeline.User{GSID: id, FirstName: "User", LastName: string(id), Email: email, Active: true, License: license, SystemType: timeline.InternalUser})
	})
}

// call is a call of Ana's with Acme, so many hours before the first run.
func call(id string, hoursAgo int, change ...func(*gong.Call)) gong.Call {
	c := gong.Call{
		MetaData: gong.CallMetaData{
			ID: gong.ID(id), Title: gong.Text("Call " + id), URL: gong.Text("https://app.gong.io/call?id=" + id), PrimaryUserID: "42", Duration: "600",
			Started: gong.Time{Time: sat.Add(-time.Duration(hoursAgo) * time.Hour)}, Scope: "External", IsPrivate: gong.No,
		},
		Context: []gong.CRMContext{{System: "Salesforce", Objects: []gong.CRMObject{{ObjectType: "Account", ObjectID: "001"}, {ObjectType: "Opportunity", ObjectID: "006"}}}},
	}
	for _, fn := range change {
		fn(&c)
	}
	return c
}

func private(c *gong.Call)   { c.MetaData.IsPrivate = gong.Yes }
func elsewhere(c *gong.Call) { c.Context[0].Objects[0].ObjectID = "999" }
func by(owner string) func(*gong.Call) {
	return func(c *gong.Call) { c.MetaData.PrimaryUserID = gong.ID(owner) }
}

func (d *desk) run(o meetings.Options) meetings.Report {
	d.t.Helper()
	r, err := d.sync.Run(d.t.Context(), d.gong, o)
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

// log is the log of a run, a line each: call, attempt, status, action, message.
func (d *desk) log(r meetings.Report) (lines []string) {
	d.t.Helper()
	all := r.Entries
	if r.Run.ID != "" {
		d.view(func(t *store.Timeline) (err error) {
			all, err = t.Entries(r.Run.ID)
			return err
		})
	}
	for _, e := range all {
		lines = append(lines, fmt.Sprint(e.CallID, " ", e.Attempt, " ", e.Status, " ", e.Action, " ", e.Message))
	}
	return lines
}

func (d *desk) view(fn func(*store.Timeline) error) {
	d.t.Helper()
	if err := d.store.ViewTimeline("test", fn); err != nil {
		d.t.Fatal(err)
	}
}

// file is the database as it lies on the disk.
func (d *desk) file() []byte {
	d.t.Helper()
	content, err := os.ReadFile(filepath.Join(d.home, "tamtam.db"))
	if err != nil {
		d.t.Fatal(err)
	}
	return content
}

func (d *desk) activity(id core.CallID) (a timeline.Activity, ok bool) {
	d.t.Helper()
	d.view(func(t *store.Timeline) (err error) {
		a, ok, err = t.Activity(id)
		return err
	})
	return a, ok
}

// everything is all that is kept but the runs and their logs, as a text.
func (d *desk) everything() string {
	d.t.Helper()
	var all []any
	d.view(func(t *store.Timeline) error {
		companies, err := t.Companies()
		users, err2 := t.Users()
		mappings, err3 := t.Mappings()
		failed, err4 := t.Failed()
		all = append(all, companies, users, mappings, failed, t.Feed(""), t.Generation())
		for _, item := range t.Feed("") {
			a, _, err := t.Activity(item.CallID)
			if err != nil {
				return err
			}
			all = append(all, a)
		}
		for _, err := range []error{err, err2, err3, err4} {
			if err != nil {
				return err
			}
		}
		return nil
	})
	text, err := json.Marshal(all)
	if err != nil {
		d.t.Fatal(err)
	}
	return string(text)
}

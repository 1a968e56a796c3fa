package app

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/directory"
	"tamtam/core/gong"
	"tamtam/core/meetings"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/core/vault"
	meetingsui "tamtam/ui/meetings"
)

// oneMeeting is an account with one user, who has one meeting with an account of the CRM.
type oneMeeting struct{ at time.Time }

func (o oneMeeting) Users(context.Context) iter.Seq2[gong.Page[gong.User], error] {
	return func(yield func(gong.Page[gong.User], error) bool) {
		yield(gong.Page[gong.User]{Items: []gong.User{{ID: "42", EmailAddress: "ana@acme.com", FirstName: "Ana", LastName: "Ruiz"}}, Total: 1, Last: true}, nil)
	}
}

func (o oneMeeting) CallsExtensive(context.Context, gong.CallsFilter) iter.Seq2[gong.Page[gong.Call], error] {
	c := gong.Call{
		MetaData: gong.CallMetaData{ID: "45702508166315315111", Title: "=Renewal", PrimaryUserID: "42", Duration: "600", Started: gong.Time{Time: o.at}, Scope: "External", IsPrivate: gong.No},
		Context:  []gong.CRMContext{{System: "Salesforce", Objects: []gong.CRMObject{{ObjectType: "Account", ObjectID: "001"}}}},
	}
	return func(yield func(gong.Page[gong.Call], error) bool) {
		yield(gong.Page[gong.Call]{Items: []gong.Call{c}, Total: 1, Last: true}, nil)
	}
}

// formDesk is a program with a directory and an account of one meeting, whose owner is no user yet.
type formDesk struct {
	*program
	clock *leaper
	home  string
}

func newFormDesk(t testing.TB) *formDesk {
	t.Helper()
	d := &formDesk{clock: &leaper{now: time.Date(2024, 1, 31, 4, 2, 10, 0, time.UTC)}, home: t.TempDir()}
	a, err := open(placesFor(d.home), programOptions{clock: d.clock, vault: vault.Options{Memory: new(vault.Memory)}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.close(); err != nil {
			t.Error(err)
		}
	})
	d.program = a
	a.meetings.source = func(context.Context, core.ConnectionID) (meetings.Source, error) {
		return oneMeeting{d.clock.Now().Add(-time.Hour)}, nil
	}
	d.change(t, func(tl *store.Timeline) error {
		for _, c := range []timeline.Company{
			{GSID: "g2", Name: "initech", Industry: "Software"},
			{GSID: "g1", Name: "Globex", CRMSystem: timeline.Salesforce, CRMAccountID: "001", Industry: "Energy", Custom: map[string]string{"Region": "North"}},
			{GSID: "g3"},
		} {
			if err := tl.PutCompany(c); err != nil {
				return err
			}
		}
		return tl.PutUser(timeline.User{GSID: "u1", Email: "sam@acme.com", Active: true, License: timeline.Full, SystemType: timeline.InternalUser})
	})
	return d
}

func (d *formDesk) change(t testing.TB, fn func(*store.Timeline) error) {
	t.Helper()
	if err := d.store.UpdateTimeline("test", fn); err != nil {
		t.Fatal(err)
	}
}

// chosen are settings that can be kept, with a filter on a custom field.
func chosen() timeline.Settings {
	s := timeline.DefaultSettings()
	s.Enabled = true
	s.Filter.Conditions = []timeline.Condition{{Object: timeline.CompanyObject, Field: "custom.Region", Operator: timeline.EQ, Values: []string{"north"}}}
	return s
}

// TestTheFormOffersWhatTheDirectoryHas, in the order of names.
func TestTheFormOffersWhatTheDirectoryHas(t *testing.T) {
	d := newFormDesk(t)
	f, err := meetingForm{d.program}.Form(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if s := f.Settings; s.Enabled || s.ActivityType != "Meeting" || s.BackfillDays != 7 {
		t.Errorf("settings %+v", s)
	}
	companies := []meetingsui.Named{{ID: "g3", Name: "g3"}, {ID: "g1", Name: "Globex", Detail: "001"}, {ID: "g2", Name: "initech"}}
	if !slices.Equal(f.Companies, companies) || !slices.Equal(f.Users, []meetingsui.Named{{ID: "u1", Name: "sam@acme.com", Detail: "sam@acme.com"}}) {
		t.Errorf("%+v, %+v", f.Companies, f.Users)
	}
	industry := timeline.Field{Object: timeline.CompanyObject, Name: "Industry", Type: timeline.ChoiceField}
	if got := f.Choices[industry]; !slices.Equal(got, []string{"Energy", "Software"}) {
		t.Errorf("industries %q", got)
	}
	if !slices.ContainsFunc(f.Fields, func(one timeline.Field) bool {
		return one.Object == timeline.CompanyObject && one.Name == "custom.Region"
	}) || len(f.Types) != 5 {
		t.Errorf("%d types, %+v", len(f.Types), f.Fields)
	}
}

// TestSettingsThatCannotBeUsedAreNotKept: a type that became inactive (M10), a custom field that was deleted.
func TestSettingsThatCannotBeUsedAreNotKept(t *testing.T) {
	d := newFormDesk(t)
	form := meetingForm{d.program}
	if err := form.Save(t.Context(), chosen()); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(tl *store.Timeline) error
		says   string
	}{
		"an inactive type": {func(tl *store.Timeline) error {
			return tl.SetActivityTypes([]timeline.ActivityType{{Name: "Meeting", Level: timeline.Global}, {Name: "Call", Level: timeline.Global, Active: true}})
		}, timeline.M10("Meeting")},
		"a deleted custom field": {func(tl *store.Timeline) error {
			if err := tl.SetActivityTypes(timeline.ActivityTypes()); err != nil {
				return err
			}
			return tl.PutCompany(timeline.Company{GSID: "g1", Name: "Globex"})
		}, "Region"},
	} {
		t.Run(name, func(t *testing.T) {
			d.change(t, c.change)
			other := chosen()
			other.BackfillDays = 9
			err := form.Save(t.Context(), other)
			if !core.Is(err, core.Invalid) || !strings.Contains(core.CauseOf(err), c.says) {
				t.Errorf("%v", err)
			}
			if kept, err := d.meetings.Settings(); err != nil || kept.BackfillDays != 7 {
				t.Errorf("kept %+v, %v", kept, err)
			}
		})
	}
}

// TestADryRunWritesNothing: not a byte of the database, though the meeting would be logged and its author made a user.
func TestADryRunWritesNothing(t *testing.T) {
	d := newFormDesk(t)
	file := func() []byte {
		content, err := os.ReadFile(filepath.Join(d.home, store.FileName))
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	before := file()
	told := 0
	v, err := meetingForm{d.program}.DryRun(t.Context(), chosen(), func(done, _ int) { told = max(told, done) })
	if err != nil || v.Run.Success != 1 || v.Run.Failed != 0 || len(v.Entries) != 2 || told != 1 {
		t.Errorf("%+v, %+v, told of %d, %v", v.Run, v.Entries, told, err)
	}
	if !bytes.Equal(before, file()) {
		t.Error("it wrote")
	}
	other := chosen()
	other.Filter.Conditions[0].Values = []string{"South"}
	if v, err = (meetingForm{d.program}).DryRun(t.Context(), other, func(int, int) {}); err != nil || v.Run.Skipped != 1 || v.Entries[0].Message != timeline.S2 {
		t.Errorf("with another filter: %+v, %v", v.Run, err)
	}
}

// TestALogIsWrittenUntilItExpires: the last time is a second before 30 days have passed.
func TestALogIsWrittenUntilItExpires(t *testing.T) {
	d := newFormDesk(t)
	d.change(t, func(tl *store.Timeline) error { return tl.SetSettings(chosen()) })
	d.meetings.Start(meetings.Options{Trigger: timeline.ByInitiate})
	d.meetings.wg.Wait()
	runs, err := meetingLog{d.program}.Runs(t.Context())
	if err != nil || len(runs) != 1 || runs[0].Status != timeline.Success {
		t.Fatalf("%+v, %v", runs, err)
	}
	files, folder := meetingFiles{shelf{d.program}}, t.TempDir()
	path, err := files.SaveLog(t.Context(), folder, runs[0].ID)
	if err != nil || filepath.Base(path) != "tamtam_execution_log_20240131_040210.xlsx" {
		t.Fatal(path, err)
	}
	table, err := directory.Read(t.Context(), path, nil)
	if err != nil || len(table.Titles) != 20 || len(table.Rows) != 2 || table.Rows[0].Cells[4] != "45702508166315315111" || table.Rows[1].Cells[5] != "=Renewal" {
		t.Errorf("%+v, %v", table, err)
	}
	d.clock.mu.Lock()
	d.clock.now = runs[0].FileCreated.Add(30*24*time.Hour - time.Second)
	d.clock.mu.Unlock()
	if _, err := files.SaveLog(t.Context(), folder, runs[0].ID); err != nil {
		t.Errorf("a second before: %v", err)
	}
	if err := d.clock.Sleep(t.Context(), time.Second); err != nil {
		t.Fatal(err)
	}
	late := t.TempDir()
	if _, err := files.SaveLog(t.Context(), late, runs[0].ID); !core.Is(err, core.NotFound) {
		t.Errorf("after 30 days: %v", err)
	}
	if left, err := os.ReadDir(late); err != nil || len(left) > 0 {
		t.Errorf("it left %v, %v", left, err)
	}
	if _, err := files.SaveLog(t.Context(), late, "none"); !core.Is(err, core.NotFound) {
		t.Errorf("of a run that is not there: %v", err)
	}
	d.settings.close() // what is set waits to be written
	if files.Folder(t.Context()) != folder {
		t.Errorf("the next export is proposed into %q", files.Folder(t.Context()))
	}
}

// TestTheRoutesOfTheMeetingsShowTheirPages, with what is kept.
func TestTheRoutesOfTheMeetingsShowTheirPages(t *testing.T) {
	w := newWorld(t, t.TempDir())
	run := timeline.Run{Trigger: timeline.ByHand, Started: w.clock.Now(), Ended: w.clock.Now(), Status: timeline.Success, FileCreated: w.clock.Now(), Success: 7}
	if err := w.store.UpdateTimeline("test", func(tl *store.Timeline) (err error) {
		run, err = tl.BeginRun(run)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for route, c := range map[string]struct{ title, shows string }{
		"timeline/settings": {"Timeline Settings", "Sync Gong Meetings"}, "timeline/log": {"Execution Log", "Manual"},
		"timeline/log/" + string(run.ID): {"Run of ", "Meetings of"}, "timeline/log/none": {"Run", "not kept any more"},
	} {
		w.shell.Go(route)
		if got := w.window.window.Title(); !strings.HasPrefix(got, c.title) {
			t.Errorf("%s is called %q", route, got)
		}
		w.MustShow(c.shows)
	}
}

// BenchmarkRunOf10000 reads a run of 10,000 lines for its screen, and writes its log.
func BenchmarkRunOf10000(b *testing.B) {
	d := newFormDesk(b)
	now := d.clock.Now()
	r := timeline.Run{Trigger: timeline.ByHand, Started: now, Ended: now, Status: timeline.Success, FileCreated: now, Success: 10_000}
	d.change(b, func(tl *store.Timeline) (err error) {
		if r, err = tl.BeginRun(r); err != nil {
			return err
		}
		for i := range 10_000 {
			e := timeline.Entry{
				Run: r.ID, CallID: core.CallID(fmt.Sprintf("457025081663%07d", i)), Attempt: 1, Title: "Globex, renewal and pricing", Start: now, OwnerName: "Ana Ruiz",
				OwnerEmail: "ana@acme.com", Owner: "42", Company: "g1", CompanyName: "Globex", Author: "u1", AuthorName: "Ina Berg", License: timeline.Full,
				Activity: "a1", Action: timeline.CreatedActivity, Status: timeline.EntrySuccess,
			}
			if err := tl.AddEntry(e); err != nil {
				return err
			}
		}
		return nil
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, entries, err := (meetingLog{d.program}).Run(b.Context(), r.ID); err != nil || len(entries) != 10_000 {
				b.Fatal(len(entries), err)
			}
		}
	})
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			if _, err := (meetingFiles{shelf{d.program}}).SaveLog(b.Context(), b.TempDir(), r.ID); err != nil {
				b.Fatal(err)
			}
		}
	})
}

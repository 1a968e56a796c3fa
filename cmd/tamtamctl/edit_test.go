package main_test

import (
	"slices"
	"strings"
	"testing"

	"tamtam/core/gong/gongsim"
)

type syncLine struct {
	Every, At, On, Next string
	Types               []string
}

// edit changes a dataset and returns what it is then.
func (d *desk) edit(name string, flags ...string) datasetLine {
	d.t.Helper()
	return read[datasetLine](d.t, d.must(0, append([]string{"dataset", "edit", name, "--json"}, flags...)...))
}

func TestEditChangesOnlyWhatIsNamed(t *testing.T) {
	t.Parallel()
	d := connected(t, gongsim.Options{Calls: 12})
	made := read[datasetLine](t, d.must(0, "dataset", "create", "Deals", "--types", "calls,users", "--period", "30d", "--limit", "5", "--include-private",
		"--keep-deleted", "--sync", "weekly", "--at", "18:45", "--on", "FRI", "--sync-types", "calls", "--json"))
	want := syncLine{Every: "weekly", At: "18:45", On: "fri", Types: []string{"calls"}}
	if !alike(made.Sync, want) || !made.IncludePrivate || !made.KeepDeleted {
		t.Fatalf("made: %+v", made)
	}
	tests := []struct {
		name  string
		flags []string
		want  func(l *datasetLine)
	}{
		{"a limit", []string{"--limit", "0"}, func(l *datasetLine) { l.Limit = 0 }},
		{"a period", []string{"--period", "all"}, func(l *datasetLine) { l.Period = "all" }},
		{"a time", []string{"--at", "06:05"}, func(l *datasetLine) { l.Sync.At = "06:05" }},
		{"a day", []string{"--on", "sunday"}, func(l *datasetLine) { l.Sync.On = "sun" }},
		{"a rhythm", []string{"--sync", "daily"}, func(l *datasetLine) { l.Sync.Every, l.Sync.On = "daily", "" }},
		{"its types", []string{"--sync-types", "all"}, func(l *datasetLine) { l.Sync.Types = []string{"calls", "users"} }},
		{"a further type", []string{"--types", "calls,users,trackers"}, func(l *datasetLine) {
			l.Types = []string{"calls", "users", "trackers"}
			l.Sync.Types = l.Types // all, also those that come later
		}},
		{"no sync", []string{"--sync", "off"}, func(l *datasetLine) { l.Sync = syncLine{Every: "off", Types: []string{}} }},
		{"a sync as it is by default", []string{"--sync", "weekly"}, func(l *datasetLine) {
			l.Sync = syncLine{Every: "weekly", At: "06:30", On: "mon", Types: l.Types}
		}},
		{"without private calls", []string{"--no-include-private"}, func(l *datasetLine) { l.IncludePrivate = false }},
		{"without deleted ones", []string{"--no-keep-deleted"}, func(l *datasetLine) { l.KeepDeleted = false }},
		{"with deleted ones", []string{"--keep-deleted"}, func(l *datasetLine) { l.KeepDeleted = true }},
	}
	now := made
	for _, test := range tests {
		test.want(&now)
		got := d.edit("Deals", test.flags...)
		got.Sync.Next = ""
		if !alike(got.Sync, now.Sync) || !slices.Equal(got.Types, now.Types) || got.Limit != now.Limit || got.Period != now.Period ||
			got.IncludePrivate != now.IncludePrivate || got.KeepDeleted != now.KeepDeleted || got.ID != now.ID || got.Connection != now.Connection {
			t.Errorf("%s: %+v, want %+v", test.name, got, now)
		}
	}
	if got := d.edit("Deals", "--name", "Renewals"); got.Name != "Renewals" || got.ID != made.ID {
		t.Errorf("renamed: %+v", got)
	}
	d.must(1, "dataset", "show", "Deals")
	d.must(0, "dataset", "create", "Other")
	if s := d.must(1, "dataset", "edit", "Other", "--name", "renewals"); !strings.Contains(s.err, "of this name already") {
		t.Error(s.err)
	}
	if s := d.must(2, "dataset", "edit", "Renewals", "--keep-deleted", "--no-keep-deleted"); !strings.Contains(s.err, "contradict") {
		t.Error(s.err)
	}
	d.must(0, "dataset", "edit", "Renewals", "--sync-types", "trackers")
	if s := d.must(2, "dataset", "edit", "Renewals", "--types", "calls"); !strings.Contains(s.err, "none of the types that are kept current") {
		t.Error(s.err)
	}
	if s := d.must(0, "dataset", "show", "Renewals"); !strings.Contains(s.out, "sync weekly on mon at 06:30, 1 of the types") {
		t.Error(s.out)
	}
}

func alike(a, b syncLine) bool {
	return a.Every == b.Every && a.At == b.At && a.On == b.On && slices.Equal(a.Types, b.Types)
}

func TestEditSaysWhatItRemoves(t *testing.T) {
	t.Parallel()
	d := connected(t, gongsim.Options{Calls: 12})
	d.must(0, "dataset", "create", "All", "--types", "calls,users")
	d.imports(0)
	if s := d.must(0, "dataset", "edit", "All", "--types", "calls"); !strings.Contains(s.err, "records (users)") {
		t.Error(s.err)
	}
	d.must(1, "cat", "All", "users")
	d.must(0, "cat", "All", "calls")
}

// What two companies say never stands in one dataset, and is not thrown away by a slip.
func TestEditToAnotherAccount(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 12, Workspaces: 2})
	_, url := another(t)
	d.must(0, "connect", "--base-url", d.url, "--access-key", "key", "--connection", "Acme")
	d.must(0, "dataset", "create", "All", "--types", "calls,users")
	d.must(0, "connect", "--base-url", url, "--access-key", "key", "--connection", "Globex")
	if got := d.edit("All", "--connection", "Globex"); got.Connection != "Globex" { // there is nothing to lose yet
		t.Errorf("%+v", got)
	}
	d.must(0, "dataset", "edit", "All", "--connection", "Acme")
	d.imports(0)
	text := d.must(0, "cat", "All", "calls").out
	if s := d.must(1, "dataset", "edit", "All", "--connection", "Globex", "--limit", "3"); !strings.Contains(s.err, "--discard") {
		t.Error(s.err)
	}
	if shown := read[datasetLine](t, d.must(0, "dataset", "show", "All", "--json")); shown.Connection != "Acme" || shown.Limit != 100 ||
		d.must(0, "cat", "All", "calls").out != text {
		t.Errorf("the refused change was made: %+v", shown)
	}
	if got := d.edit("All", "--connection", "Globex", "--discard"); got.Connection != "Globex" || len(got.Files) != 0 {
		t.Errorf("%+v", got)
	}
	if s := d.must(1, "dataset", "edit", "All", "--connection", "Nowhere"); !strings.Contains(s.err, "Acme and Globex") {
		t.Error(s.err)
	}
}

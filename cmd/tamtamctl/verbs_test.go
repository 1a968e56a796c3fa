package main_test

import (
	"archive/zip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
)

func TestUsage(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 10})
	tests := []struct {
		name string
		args []string
		code int
		says string
	}{
		{"nothing at all", nil, 2, "Usage:"},
		{"help", []string{"--help"}, 0, "Exit codes: 0 all done"},
		{"help in short", []string{"-h"}, 0, "tamtamctl VERB"},
		{"help of a verb", []string{"export", "--help"}, 0, "--format F"},
		{"help behind a name", []string{"dataset", "create", "x", "--help"}, 0, "--include-private"},
		{"an unknown verb", []string{"fly"}, 2, `there is no command "fly"`},
		{"half a verb", []string{"dataset"}, 2, "there is no command"},
		{"a missing name", []string{"import"}, 2, "it is: tamtamctl import NAME"},
		{"a name too many", []string{"import", "a", "b"}, 2, "it is: tamtamctl import NAME"},
		{"an unknown flag", []string{"doctor", "--fast"}, 2, "there is no flag --fast"},
		{"another verb's flag", []string{"doctor", "--limit", "5"}, 2, "--limit is not a flag of doctor"},
		{"a flag without its value", []string{"dataset", "create", "x", "--limit"}, 2, "--limit needs a value"},
		{"a switch with a value", []string{"doctor", "--json=yes"}, 2, "--json takes no value"},
		{"a flag twice", []string{"dataset", "create", "x", "--limit", "1", "--limit=2"}, 2, "--limit stands twice"},
		{"one dash", []string{"-json", "doctor"}, 2, "two dashes"},
		{"a wrong type", []string{"dataset", "create", "x", "--types", "calls,phones"}, 2, `"phones" is not a data type`},
		{"a wrong period", []string{"dataset", "create", "x", "--period", "soon"}, 2, "--period"},
		{"a period backwards", []string{"dataset", "create", "x", "--period", "2026-03-01..2026-01-01"}, 2, "--period"},
		{"a wrong limit", []string{"dataset", "create", "x", "--limit", "-1"}, 2, "--limit"},
		{"an empty limit", []string{"dataset", "create", "x", "--limit="}, 2, "--limit"},
		{"a wrong rhythm", []string{"dataset", "create", "x", "--sync", "sometimes"}, 2, "write off, hourly, 4h, daily or weekly"},
		{"a wrong time", []string{"dataset", "create", "x", "--sync", "daily", "--at", "6"}, 2, "write it as 06:30"},
		{"a wrong day", []string{"dataset", "create", "x", "--sync", "weekly", "--on", "someday"}, 2, "is not a weekday"},
		{"a day for every day", []string{"dataset", "create", "x", "--sync", "daily", "--on", "mon"}, 2, "--on is for a weekly sync"},
		{"a time without a sync", []string{"dataset", "create", "x", "--at", "06:30"}, 2, "--at is for a sync"},
		{"a sync of another type", []string{"dataset", "create", "x", "--types", "calls", "--sync", "daily", "--sync-types", "users"}, 2, "the dataset has no users"},
		{"a mirror nowhere", []string{"dataset", "create", "x", "--mirror="}, 2, "--mirror needs a folder"},
		{"an edit of nothing", []string{"dataset", "edit", "x"}, 2, "what to change"},
		{"an edit that only discards", []string{"dataset", "edit", "x", "--discard"}, 2, "what to change"},
		{"an edit of what is not there", []string{"dataset", "edit", "x", "--limit", "5"}, 1, "there is no dataset"},
		{"a sync of nothing", []string{"sync"}, 2, "the name of one dataset, or --all"},
		{"a sync of one and all", []string{"sync", "x", "--all"}, 2, "the name of one dataset, or --all"},
		{"a sync of two", []string{"sync", "x", "y"}, 2, "it is: tamtamctl sync [NAME]"},
		{"an export to nowhere", []string{"export", "x"}, 2, "--dir"},
		{"an unknown format", []string{"export", "x", "--dir", "d", "--format", "pdf"}, 2, "docx, csv, xlsx, jsonl, parquet, and zip"},
		{"an export to two places", []string{"export", "x", "--dir", "d", "--out", "f"}, 2, "--dir DIR, or --out FILE"},
		{"an export to a folder as a file", []string{"export", "x", "--out", "d/"}, 2, "the name of a file"},
		{"a zip of a call", []string{"export", "x", "--dir", "d", "--format", "zip", "--call", "7"}, 2, "no --call"},
		{"types of documents", []string{"export", "x", "--dir", "d", "--format", "md", "--types", "users"}, 2, "--types is for"},
		{"two types in one file", []string{"export", "x", "--out", "f", "--format", "csv", "--types", "users,trackers"}, 2, "each type has its own"},
		{"an export of no call", []string{"export", "x", "--dir", "d", "--call", ","}, 2, "the id of a call"},
		{"cat of a dataset that is not there", []string{"cat", "x", "phones"}, 1, "Cat did not work"},
		{"attaching nothing", []string{"attach", "x"}, 2, "it is: tamtamctl attach NAME PATH..."},
		{"a connection without a key", []string{"connect"}, 2, "--access-key"},
		{"a dataset that is not there", []string{"dataset", "show", "none"}, 1, "Dataset show did not work"},
		{"an import of nothing", []string{"import", "none"}, 1, "Import did not work"},
		{"no connection to remove", []string{"disconnect"}, 1, "connect first"},
		{"somebody else's host", []string{"connect", "--access-key", "k", "--base-url", "https://gong.example"}, 1, "not one of Gong's"},
		{"plain http to the world", []string{"connect", "--access-key", "k", "--base-url", "http://api.gong.io"}, 1, "did not work"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := (&desk{t: t, home: d.home}).must(test.code, test.args...)
			if !strings.Contains(s.out+s.err, test.says) {
				t.Errorf("%q does not say %q", s.out+s.err, test.says)
			}
			if test.code != 0 && len(test.args) > 0 && s.out != "" {
				t.Errorf("a failure wrote to standard output: %q", s.out)
			}
		})
	}
	wrong := d.command(t.Context(), "doctor")
	wrong.Args = append(wrong.Args, "--rate=0")
	if s := d.finish(wrong); s.code != 2 || !strings.Contains(s.err, "--rate stands twice") {
		t.Errorf("code %d: %s", s.code, s.err)
	}
}

// Gong's own rate is not to be lifted for anybody but the simulated account.
func TestRateIsForLoopbackOnly(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 10})
	if s := d.do("connect", "--access-key", "key", "--base-url", "https://api.gong.io"); s.code != 1 || !strings.Contains(s.err, "requests a second") {
		t.Errorf("code %d: %s", s.code, s.err)
	}
}

func TestConnect(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 20})
	type grant struct {
		Type, Scope, Reason string
		Granted             bool
	}
	type answer struct {
		BaseURL    string
		Workspaces []string
		Types      []grant
		Saved      bool
		Connection string
	}
	d.sim.Deny("api:library:read", "api:settings:trackers:read")
	tested := read[answer](t, d.must(0, "connect", "--no-save", "--base-url", d.url, "--access-key", "key", "--json"))
	if tested.Saved || tested.BaseURL != d.url || len(tested.Workspaces) != 2 || len(tested.Types) != len(core.DataTypes()) {
		t.Errorf("%+v", tested)
	}
	for _, g := range tested.Types {
		if denied := g.Type == "libraries" || g.Type == "trackers"; g.Granted == denied || denied && g.Scope == "" {
			t.Errorf("%+v", g)
		}
	}
	d.must(1, "disconnect") // --no-save saved nothing
	wrong := d.command(t.Context(), "connect", "--base-url", d.url, "--access-key", "other")
	if s := d.finish(wrong); s.code != 1 || !strings.Contains(s.err, "Gong refused the credentials") {
		t.Errorf("code %d: %s", s.code, s.err)
	}
	piped := d.command(t.Context(), "--access-key=key", "connect", "--base-url="+d.url, "--json")
	piped.Env = slices.DeleteFunc(piped.Env, func(v string) bool { return strings.HasPrefix(v, "TAMTAM_ACCESS_SECRET=") })
	piped.Stdin = strings.NewReader(secret + "\n")
	if saved := read[answer](t, d.finish(piped)); !saved.Saved {
		t.Errorf("%+v", saved)
	}
	if s := d.must(0, "disconnect"); !strings.Contains(s.out, "datasets stay") {
		t.Errorf("%s", s.out)
	}
	d.must(1, "disconnect")
}

type fileLine struct {
	Type, Name, Generated string
	Records               int
	Bytes                 int64
}

type datasetLine struct {
	ID, Name, Period string
	Connection       string
	Types            []string
	Limit            int
	IncludePrivate   bool
	KeepDeleted      bool
	Sync             syncLine
	Mirror           string
	Files            []fileLine
}

func TestDatasets(t *testing.T) {
	t.Parallel()
	d := connected(t, gongsim.Options{Calls: 40})
	made := read[datasetLine](t, d.must(0, "--json", "dataset", "create", "--types", "transcripts,calls", "Deals", "--period", "365d", "--limit", "7"))
	if made.Name != "Deals" || !slices.Equal(made.Types, []string{"calls", "transcripts"}) || made.Period != "365d" || made.Limit != 7 || made.IncludePrivate {
		t.Errorf("%+v", made)
	}
	plain := read[datasetLine](t, d.must(0, "dataset", "create", "--json", "--", "--rate"))
	if plain.Name != "--rate" || len(plain.Types) != 11 || plain.Period != "90d" || plain.Limit != 100 {
		t.Errorf("a name behind --, and the defaults: %+v", plain)
	}
	private := read[datasetLine](t, d.must(0, "dataset", "--include-private", "create", "P", "--period=2026-01-01..2026-03-31", "--json"))
	if !private.IncludePrivate || private.Period != "2026-01-01..2026-03-31" {
		t.Errorf("%+v", private)
	}
	d.must(1, "dataset", "create", "Deals") // twice
	d.must(1, "dataset", "create", "")
	all := read[[]datasetLine](t, d.must(0, "dataset", "list", "--json"))
	if len(all) != 3 {
		t.Errorf("%+v", all)
	}
	d.must(0, "import", "Deals")
	shown := read[datasetLine](t, d.must(0, "dataset", "show", "Deals", "--json"))
	if len(shown.Files) != 2 || shown.Files[0].Records != 7 || !clockInName.MatchString(shown.Files[0].Name) || shown.Files[0].Generated == "" {
		t.Errorf("%+v", shown)
	}
	if s := d.must(0, "cat", "Deals", "calls"); int64(len(s.out)) != shown.Files[0].Bytes || !strings.HasPrefix(s.out, "Gong Calls\n") {
		t.Errorf("cat wrote %d bytes, the file has %d", len(s.out), shown.Files[0].Bytes)
	}
	d.must(1, "cat", "Deals", "users") // never imported
	d.must(0, "dataset", "delete", "Deals")
	d.must(1, "dataset", "show", "Deals")
	if s := d.must(0, "dataset", "list"); !strings.Contains(s.out, `"--rate"`) || strings.Contains(s.out, "Deals") {
		t.Error(s.out)
	}
}

// A script may read standard output as one JSON value whatever happens.
func TestJSONAlways(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 20})
	type failure struct{ Error, Kind string }
	fails := func(code int, kind, says string, args ...string) {
		t.Helper()
		if f := read[failure](t, d.must(code, append(args, "--json")...)); f.Kind != kind || !strings.Contains(f.Error, says) {
			t.Errorf("%v: %+v", args, f)
		}
	}
	fails(2, "usage", "there is no command")
	fails(2, "usage", "there is no flag --fast", "--fast", "doctor")
	fails(2, "usage", "it is: tamtamctl import NAME", "import")
	fails(2, "usage", "--limit", "dataset", "create", "All", "--limit", "x")
	fails(1, "not found", "tamtamctl dataset list", "import", "All")
	fails(1, "invalid", "connect first", "disconnect")
	fails(1, "unauthorized", "tamtamctl connect", "connect", "--base-url", d.url, "--access-key", "other")
	d.must(0, "dataset", "create", "All")
	fails(1, "not found", "tamtamctl import All", "cat", "All", "calls")
	fails(1, "not found", "tamtamctl import All", "export", "All", "--dir", t.TempDir())
	fails(1, "invalid", "connect first", "estimate", "All")
	for _, line := range d.imports(1).Types { // an import has a shape of its own, also when it cannot begin
		if line.Outcome != "failed" || !strings.Contains(line.Reason, "connect first") {
			t.Errorf("%+v", line)
		}
	}
	d.must(0, "connect", "--base-url", d.url, "--access-key", "key")
	locked := d.command(t.Context(), "import", "All", "--json")
	locked.Env = append(locked.Env, "TAMTAM_PASSPHRASE=")
	if s := d.finish(locked); s.code != 1 || !strings.Contains(read[importLine](t, s).of("calls").Reason, "TAMTAM_PASSPHRASE") {
		t.Errorf("code %d: %s%s", s.code, s.out, s.err)
	}
	d.imports(0)
	type file struct{ Type, Name, Text string }
	f := read[file](t, d.must(0, "cat", "All", "transcripts", "--json"))
	if f.Type != "transcripts" || !clockInName.MatchString(f.Name) || f.Text != d.must(0, "cat", "All", "transcripts").out {
		t.Errorf("cat: %s %s, %d bytes of text", f.Type, f.Name, len(f.Text))
	}
	if err := os.WriteFile(filepath.Join(d.home, "tamtam.db"), []byte("not a database, but long enough to be looked at"), 0o600); err != nil {
		t.Fatal(err)
	}
	fails(1, "broken", "the database could not be opened", "dataset", "list")
}

func TestEstimateThenImport(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 60})
	type line struct {
		Type, Name, Reason string
		Records            int
		Bytes              int64
		Exact              bool
	}
	type answer struct {
		Types    []line
		Requests int
		Seconds  float64
	}
	expected := read[answer](t, d.must(0, "estimate", "All", "--json"))
	got := d.imports(0)
	if len(expected.Types) != len(core.DataTypes()) || expected.Requests < got.Requests || expected.Requests > got.Requests*2 {
		t.Errorf("expected %d requests for %d types, took %d", expected.Requests, len(expected.Types), got.Requests)
	}
	for _, e := range expected.Types {
		times := int64(4) // few records that differ much
		if e.Type == "calls" || e.Type == "transcripts" {
			times = 2
		}
		if file := got.of(e.Type); e.Bytes < file.Bytes/times || e.Bytes > file.Bytes*times {
			t.Errorf("%s: %d bytes were expected, %d came", e.Type, e.Bytes, file.Bytes)
		}
	}
}

func TestExport(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 30})
	d.imports(0)
	type answer struct{ Files []string }
	folder := filepath.Join(t.TempDir(), "new", "folder")
	txt := read[answer](t, d.must(0, "export", "All", "--dir", folder, "--json"))
	again := read[answer](t, d.must(0, "export", "All", "--dir", folder, "--json"))
	packed := read[answer](t, d.must(0, "export", "All", "--dir", folder, "--format", "zip", "--json"))
	if len(txt.Files) != 11 || len(again.Files) != 11 || len(packed.Files) != 1 {
		t.Fatalf("%d, %d and %d files", len(txt.Files), len(again.Files), len(packed.Files))
	}
	archive, err := zip.OpenReader(packed.Files[0])
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	sizes := map[string]int64{}
	for _, f := range archive.File {
		sizes[filepath.Base(f.Name)] = int64(f.UncompressedSize64)
	}
	for _, path := range txt.Files {
		about, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if about.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, about.Mode())
		}
		if sizes[filepath.Base(path)] != about.Size() {
			t.Errorf("%s: %d bytes in the folder, %d in the archive", filepath.Base(path), about.Size(), sizes[filepath.Base(path)])
		}
	}
}

func TestDoctor(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 30})
	type answer struct {
		OK                  bool
		Version, Go, System string
		Database            struct {
			Path                      string
			Bytes, TextBytes          int64
			Schema, Datasets, Records int
			Problems                  []string
		}
		Keychain    struct{ Kind, State string }
		Network     networkLine
		Connections []struct {
			Name, BaseURL, State string
			Granted              int
		}
		RequestsToday int
	}
	requests := d.imports(0).Requests
	a := read[answer](t, d.must(0, "doctor", "--json"))
	if !a.OK || a.Database.Datasets != 1 || a.Database.Records == 0 || len(a.Database.Problems) != 0 || a.Keychain.Kind != "passphrase" ||
		len(a.Connections) != 1 || a.Connections[0].State != "works" || a.Connections[0].Granted != 11 || a.RequestsToday < requests {
		t.Errorf("%+v", a)
	}
	d.sim.Revoke("key")
	a = read[answer](t, d.must(1, "doctor", "--json"))
	if a.OK || a.Connections[0].State != "unauthorized" {
		t.Errorf("%+v", a)
	}
	other := d.command(t.Context(), "doctor", "--json")
	other.Env = append(other.Env, "TAMTAM_PASSPHRASE=wrong")
	if s := d.finish(other); s.code != 1 {
		t.Errorf("a wrong passphrase: code %d: %s%s", s.code, s.out, s.err)
	}
	if err := os.WriteFile(filepath.Join(d.home, "tamtam.db"), []byte("not a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s := d.do("doctor"); s.code != 1 || s.err == "" {
		t.Errorf("a foreign file: code %d: %s", s.code, s.err)
	}
}

package main_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tamtam/core/gong/gongsim"
)

// timelineUsers is what the program says of the users of Gong.
type timelineUsers struct {
	ConnectionType string `json:"connection_type"`
	Connection     string `json:"connection"`
	Users          []struct {
		ID string `json:"gong_user_id"`
	} `json:"users"`
}

// TestTimelineUsersAreOfAConnection, whose type is called as admins know it; a status that there is not is refused, and so is a user that Gong has not.
func TestTimelineUsersAreOfAConnection(t *testing.T) {
	d := connected(t, gongsim.Options{Calls: 20})
	if out := d.must(0, "timeline", "users").out; !strings.HasPrefix(out, "GONG_IO  ") || !strings.Contains(out, "no users of Gong yet") {
		t.Errorf("%q", out)
	}
	path := filepath.Join(t.TempDir(), "users.csv")
	if err := os.WriteFile(path, []byte("gsid,email,active\nu1,old@us.example,no\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.must(0, "timeline", "directory", "import", "--users", path)
	d.must(0, "timeline", "settings", "set", "enabled=on", "backfill_days=3650")
	d.do("timeline", "run")
	u := loose[timelineUsers](t, d.must(0, "timeline", "users", "--json"))
	if u.ConnectionType != "GONG_IO" || u.Connection == "" || len(u.Users) == 0 {
		t.Fatalf("%+v", u)
	}
	d.must(2, "timeline", "users", "--status", "confused")
	if out := d.must(0, "timeline", "users", "--status", "Conflict").out; !strings.Contains(out, "No user of Gong has this status.") {
		t.Errorf("%q", out)
	}
	if s := d.must(1, "timeline", "map", "999", "u1"); !strings.Contains(s.err, "Gong has no user 999") {
		t.Errorf("%q", s.err)
	}
	if out := d.must(0, "timeline", "map", u.Users[0].ID, "u1").out; !strings.Contains(out, "That user is inactive") {
		t.Errorf("%q", out)
	}
}

// TestTimelineOfSeveralAccounts: one is chosen by its name.
func TestTimelineOfSeveralAccounts(t *testing.T) {
	d := connected(t, gongsim.Options{Calls: 10})
	d.must(0, "connect", "--base-url", d.url, "--access-key", "key", "--connection", "Second")
	d.must(0, "timeline", "settings", "set", "enabled=on", "crm_system=none", "backfill_days=3650")
	if s := d.must(1, "timeline", "run"); !strings.Contains(s.err, "connection=NAME") {
		t.Errorf("%q", s.err)
	}
	d.must(1, "timeline", "settings", "set", "connection=Third")
	d.must(0, "timeline", "settings", "set", "connection=Second", "activity_type=Call")
	if out := d.must(0, "timeline", "settings").out; !strings.Contains(out, "Second") || !strings.Contains(out, "Call") {
		t.Errorf("%q", out)
	}
	if run := loose[timelineRun](t, d.do("timeline", "run", "--json")); run.ID == "" {
		t.Errorf("%+v", run)
	}
}

// TestTimelineImportNamesWhatItLeavesOut: a column that no field is called like, and a second one of the same field.
func TestTimelineImportNamesWhatItLeavesOut(t *testing.T) {
	d := newDesk(t, gongsim.Options{Calls: 10})
	path := filepath.Join(t.TempDir(), "companies.csv")
	if err := os.WriteFile(path, []byte("name,Colour,Name,arr\nAcme,red,Other,1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := d.must(0, "timeline", "directory", "import", "--companies", path)
	if !strings.Contains(s.out, "companies: 1 added") || !strings.Contains(s.out, "Left out, as no field is called so or another column is: Colour, Name.") {
		t.Errorf("%q", s.out)
	}
	answer := loose[map[string]struct {
		Unchanged int
		Ignored   []string
	}](t, d.must(0, "timeline", "directory", "import", "--companies", path, "--json"))["companies"]
	if answer.Unchanged != 1 || !slices.Equal(answer.Ignored, []string{"Colour", "Name"}) {
		t.Errorf("%+v", answer)
	}
	if s := d.must(1, "timeline", "directory", "import", "--companies", filepath.Join(t.TempDir(), "no.csv")); !strings.Contains(s.err, "In ") {
		t.Errorf("%q", s.err)
	}
	for _, wrong := range [][]string{{"settings", "set", "enabled"}, {"log", "export", "1"}, {"log", "export", "1", "--out", "log.csv"}} {
		if s := d.must(2, append([]string{"timeline"}, wrong...)...); strings.Contains(s.err, "other:") {
			t.Errorf("%q: %q", wrong, s.err)
		}
	}
}

package main_test

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/text"
)

var noTime time.Time

// open are the account's calls that are not private.
func (d *desk) open() []gongsim.Call {
	return slices.DeleteFunc(d.sim.Calls(noTime, noTime), func(c gongsim.Call) bool { return c.Private })
}

// records reads the records of a file of an export, by id.
func records(t *testing.T, file string) map[string]text.Record {
	t.Helper()
	r := text.NewReader(strings.NewReader(strings.Replace(file, "\nRecords:", "\nGenerated:    2026-04-09 12:00:00 UTC\nRecords:", 1)))
	if _, err := r.Header(); err != nil {
		t.Fatal(err)
	}
	all := map[string]text.Record{}
	for {
		record, err := r.Next()
		if err != nil {
			break // the last one
		}
		if _, twice := all[record.ID]; twice {
			t.Errorf("%s stands twice", record.ID)
		}
		all[record.ID] = record
	}
	return all
}

// TestWholeAccount imports all types of 2,000 calls with the fewest requests and holds the files against what the account knows.
func TestWholeAccount(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 2000})
	result := d.imports(0)
	asked := map[string]int{}
	for _, r := range d.sim.Requests() {
		asked[r.Path]++
	}
	floor := d.sim.Floor(gongsim.FloorQuery{Types: core.DataTypes()})
	if !maps.Equal(asked, floor) || result.Requests != floor.Total() {
		t.Errorf("%d requests, the floor is %d:\n%v\n%v", result.Requests, floor.Total(), asked, floor)
	}
	files := d.export()
	calls := records(t, files["gong_calls"])
	said := records(t, files["gong_transcripts"])
	want := d.open()
	spoken := 0
	for _, c := range want {
		d.checkCall(t, c, calls[c.ID])
		if !d.sim.HasTranscript(c) {
			continue
		}
		spoken++
		d.checkTranscript(t, c, said[c.ID])
	}
	if len(calls) != len(want) || len(said) != spoken {
		t.Errorf("%d calls and %d transcripts, want %d and %d", len(calls), len(said), len(want), spoken)
	}
	d.checkPeople(t, files)
	d.checkSettings(t, files)
	d.checkCRM(t, files, want)
	for _, line := range result.Types {
		if n := len(records(t, files["gong_"+line.Type])); n != line.Records {
			t.Errorf("%s: %d records were told, %d are in the file", line.Type, line.Records, n)
		}
	}
}

func (d *desk) checkCall(t *testing.T, c gongsim.Call, r text.Record) {
	t.Helper()
	want := map[string]string{
		"Title": text.Clean(c.Title), "Started": text.Time(c.Started), "Duration": text.Duration(c.Duration), "Direction": c.Meta.Direction,
		"Language": c.Language, "Scope": c.Meta.Scope,
	}
	for key, value := range want {
		if got := r.Value(key); got != value {
			t.Errorf("call %s: %s is %q, want %q", c.ID, key, got, value)
		}
	}
	content := d.sim.Content(c)
	heard := slices.DeleteFunc(slices.Clone(content.Topics), func(t gongsim.TopicTime) bool { return t.Duration <= 0 })
	if got := r.Value("Brief"); got != text.Clean(content.Brief) {
		t.Errorf("call %s: brief %q, want %q", c.ID, got, content.Brief)
	}
	for key, n := range map[string]int{"Attendees": len(c.Parties), "Comments": len(c.Comments), "Topics": len(heard), "Key points": len(content.KeyPoints)} {
		if got := len(r.Items(key)); got != n {
			t.Errorf("call %s: %d %s, want %d", c.ID, got, key, n)
		}
	}
}

func (d *desk) checkTranscript(t *testing.T, c gongsim.Call, r text.Record) {
	t.Helper()
	want, _ := d.sim.Transcript(c.ID)
	if len(r.Turns) != len(want.Turns) {
		t.Errorf("transcript %s: %d turns, want %d", c.ID, len(r.Turns), len(want.Turns))
		return
	}
	for n, turn := range want.Turns {
		var words []string
		for _, s := range turn.Sentences {
			words = append(words, strings.Fields(text.Clean(s.Text))...)
		}
		got := r.Turns[n]
		at := time.Duration(turn.Sentences[0].Start) * time.Millisecond
		if !slices.Equal(strings.Fields(strings.Join(got.Lines, " ")), words) || got.Topic != turn.Topic || got.At != at.Truncate(time.Second) {
			t.Errorf("transcript %s, turn %d: %+v, want %+v", c.ID, n, got, turn)
			return
		}
	}
}

func (d *desk) checkPeople(t *testing.T, files map[string]string) {
	t.Helper()
	users := records(t, files["gong_users"])
	for _, u := range d.sim.Users() {
		if got := users[u.ID]; got.Value("Name") != u.Name() || got.Value("Email") != u.Email || (got.Value("Status") == "active") != u.Active {
			t.Errorf("user %s: %+v, want %+v", u.ID, got, u)
		}
	}
	if len(users) != len(d.sim.Users()) {
		t.Errorf("%d users", len(users))
	}
	from := time.Now().In(d.sim.Zone()).AddDate(0, 0, -25)
	stats := records(t, files["gong_user-stats"])
	for _, day := range d.sim.Activity(midnight(from), midnight(from.AddDate(0, 0, 20))) {
		id := day.User + "/" + day.Day.Format(time.DateOnly)
		if got, want := stats[id].Value("Calls as host"), len(day.Lists[gongsim.CallsAsHost]); got != fmt.Sprint(want) && (got != "" || want != 0) {
			t.Errorf("%s hosted %s calls, want %d", id, got, want)
		}
	}
}

func midnight(at time.Time) time.Time {
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location())
}

func (d *desk) checkSettings(t *testing.T, files map[string]string) {
	t.Helper()
	forms, trackers := records(t, files["gong_scorecards"]), records(t, files["gong_trackers"])
	folders, reviews := records(t, files["gong_libraries"]), records(t, files["gong_answered-scorecards"])
	for _, s := range d.sim.Scorecards() {
		if got := forms[s.ID]; got.Value("Name") != text.Clean(s.Name) {
			t.Errorf("scorecard %s: %+v", s.ID, got)
		}
	}
	for _, tr := range d.sim.Trackers() {
		if got := trackers[tr.ID]; got.Value("Name") != text.Clean(tr.Name) {
			t.Errorf("tracker %s: %+v", tr.ID, got)
		}
	}
	shelves := 0
	for _, w := range d.sim.Workspaces() {
		for _, f := range d.sim.Folders(w.ID) {
			shelves++
			if got := folders[f.ID]; len(got.Items("Calls")) != len(f.Calls) {
				t.Errorf("folder %s: %d calls, want %d", f.ID, len(got.Items("Calls")), len(f.Calls))
			}
		}
	}
	private := map[string]bool{}
	for _, c := range d.sim.Calls(noTime, noTime) {
		private[c.ID] = c.Private
	}
	answered := 0
	for _, r := range d.sim.Reviews(noTime, noTime) {
		if private[r.CallID] {
			continue
		}
		answered++
		if _, ok := reviews[r.ID]; !ok {
			t.Errorf("review %s is missing", r.ID)
		}
	}
	if len(forms) != len(d.sim.Scorecards()) || len(trackers) != len(d.sim.Trackers()) || len(folders) != shelves || len(reviews) != answered {
		t.Errorf("%d scorecards, %d trackers, %d folders, %d reviews (want %d)", len(forms), len(trackers), len(folders), len(reviews), answered)
	}
}

func (d *desk) checkCRM(t *testing.T, files map[string]string, calls []gongsim.Call) {
	t.Helper()
	kinds := map[string]string{"Account": "crm-accounts", "Opportunity": "crm-deals", "Contact": "crm-contacts"}
	want := map[string]map[string]bool{"crm-accounts": {}, "crm-deals": {}, "crm-contacts": {}}
	for _, c := range calls {
		links := slices.Clone(c.Links)
		for _, p := range c.Parties {
			links = append(links, p.Links...)
		}
		for _, l := range links {
			for _, o := range l.Objects {
				if name := kinds[o.Type]; name != "" {
					want[name][o.ID] = true
				}
			}
		}
	}
	for name, objects := range want {
		got := records(t, files["gong_"+name])
		for id := range objects {
			if !slices.ContainsFunc(slices.Collect(maps.Keys(got)), func(key string) bool { return strings.Contains(key, text.EscapeID(id)) }) {
				t.Errorf("%s: %s is missing", name, id)
			}
		}
		if len(got) != len(objects) {
			t.Errorf("%s: %d records, want %d", name, len(got), len(objects))
		}
	}
}

// TestNothingSecretIsShown looks for the secret and the passphrase wherever they could have been left.
func TestNothingSecretIsShown(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 40})
	d.sim.Fail(gongsim.Fault{Kind: gongsim.ServerError, Path: "/v2/users", After: 1, Count: 1})
	runs := []said{
		d.do("connect", "--base-url", d.url, "--access-key", "key"), d.do("import", "All", "--json"), d.do("doctor", "--json"),
		d.do("dataset", "list", "--json"), d.do("estimate", "All"),
		d.do("connect", "--base-url", "https://user:"+secret+"@api.gong.io", "--access-key", "key"),
		d.do("connect", "--base-url", "https://api.gong.io/?key="+secret, "--access-key", "key"),
	}
	d.sim.Revoke("key")
	runs = append(runs, d.do("import", "All"), d.do("doctor"), d.do("connect", "--base-url", d.url, "--access-key", "key"))
	for n, s := range runs {
		for _, canary := range []string{secret, passphrase} {
			if strings.Contains(s.out+s.err, canary) {
				t.Errorf("run %d shows %s:\n%s%s", n, canary, s.out, s.err)
			}
		}
	}
	files := 0
	err := filepath.WalkDir(d.home, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		content, err := os.ReadFile(path)
		for _, canary := range []string{secret, passphrase} {
			if strings.Contains(string(content), canary) {
				t.Errorf("%s holds %s", path, canary)
			}
		}
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("%d files: %v", files, err)
	}
}

// TestSecretIsNotInTheProcessList looks at a run as other users of the machine can.
func TestSecretIsNotInTheProcessList(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 40})
	d.sim.Fail(gongsim.Fault{Kind: gongsim.Slow, Path: "/v2/users", Delay: longest})
	c := d.command(t.Context(), "connect", "--base-url", d.url, "--access-key", "key")
	d.startUntil(c, 1)
	list, err := exec.Command("ps", "-o", "args=", "-p", fmt.Sprint(c.Process.Pid)).Output()
	if runtime.GOOS == "linux" {
		list, err = os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", c.Process.Pid))
	}
	_ = c.Process.Kill()
	_ = c.Wait() // it was killed
	if err != nil || !strings.Contains(string(list), "--access-key") || strings.Contains(string(list), secret) {
		t.Errorf("%q, %v", list, err)
	}
}

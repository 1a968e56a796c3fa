package main_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tamtam/core/gong/gongsim"
)

// timelineRun is what the program says of a run.
type timelineRun struct {
	ID       string `json:"id"`
	Status   string `json:"status"`
	Success  int    `json:"success"`
	Failed   int    `json:"failed"`
	Skipped  int    `json:"skipped"`
	Message  string `json:"message"`
	Warnings []string
	Entries  []logEntry
}

type logEntry struct {
	CallID  string `json:"callId"`
	Attempt int    `json:"attempt"`
	Status  string `json:"status"`
	Action  string `json:"action"`
	Message string `json:"message"`

	RunID, Title, Start, OwnerName, OwnerEmail, OwnerID, CompanyGsid, CompanyName, AuthorGsid, AuthorName, AuthorLicense, ActivityGsid, URL string
}

// logLine is what the program says of its runs.
type logLine struct {
	Runs []struct {
		ID      string     `json:"id"`
		Status  string     `json:"status"`
		Entries []logEntry `json:"entries"`

		Trigger, Message, Slot             string
		Started, Ended, From, To, FileMade any
		Complete, Expired                  bool
		Success, Failed, Skipped           int
		Warnings                           []string
	} `json:"runs"`
}

// withCRM is an account whose companies and people are in the directory, which come from Gong's links.
func withCRM(t *testing.T, o gongsim.Options) *desk {
	t.Helper()
	d := ready(t, o)
	d.imports(0)
	d.must(0, "timeline", "directory", "from-gong", "All", "--json")
	d.must(0, "timeline", "settings", "set", "enabled=on", "backfill_days=3650")
	return d
}

// TestTimeline is the whole way without a window: directory, settings, dry run, run, list, log, workbook.
func TestTimeline(t *testing.T) {
	d := withCRM(t, gongsim.Options{Calls: 250})
	dry := loose[timelineRun](t, d.do("timeline", "run", "--dry-run", "--json"))
	if dry.ID != "" || dry.Success == 0 || len(dry.Entries) < dry.Success+dry.Failed+dry.Skipped {
		t.Fatalf("%+v", dry)
	}
	if list := d.must(0, "timeline", "list"); !strings.Contains(list.out, "no Activities yet") {
		t.Errorf("a dry run has written: %s", list.out)
	}
	said := d.do("timeline", "run", "--json")
	run := loose[timelineRun](t, said)
	codes := map[string]int{"Success": 0, "Partial Success": 3, "Failed": 1}
	if want, ok := codes[run.Status]; !ok || said.code != want || run.ID == "" {
		t.Fatalf("exit code %d of %+v", said.code, run)
	}
	if run.Success != dry.Success || run.Failed != dry.Failed || run.Skipped != dry.Skipped {
		t.Errorf("the dry run said %+v, the run %+v", dry, run)
	}
	if total := run.Success + run.Failed + run.Skipped; total != 250 {
		t.Errorf("%d calls", total)
	}
	activities := loose[struct {
		Activities []struct {
			GongCallID  string `json:"gong_call_id"`
			CompanyName string `json:"company_name"`
			ActivityAt  string `json:"activity_at"`
		} `json:"activities"`
	}](t, d.must(0, "timeline", "list", "--json")).Activities
	if len(activities) != run.Success || !slices.IsSortedFunc(activities, func(a, b struct {
		GongCallID  string `json:"gong_call_id"`
		CompanyName string `json:"company_name"`
		ActivityAt  string `json:"activity_at"`
	},
	) int {
		return strings.Compare(b.ActivityAt, a.ActivityAt)
	}) {
		t.Errorf("%d Activities of %d", len(activities), run.Success)
	}
	company := activities[0].CompanyName
	own := strings.Split(strings.TrimSpace(d.must(0, "timeline", "list", "--company", strings.ToUpper(company)).out), "\n")
	for _, line := range own {
		if !strings.Contains(line, company) || company == "" {
			t.Errorf("of %q: %s", company, line)
		}
	}
	d.must(1, "timeline", "list", "--company", "Nowhere")
	again := loose[timelineRun](t, d.do("timeline", "run", "--json"))
	log := loose[logLine](t, d.must(0, "timeline", "log", "--json"))
	if len(log.Runs) != 2 || log.Runs[0].ID != again.ID || log.Runs[1].ID != run.ID {
		t.Fatalf("%d runs", len(log.Runs))
	}
	for _, e := range log.Runs[0].Entries {
		if e.Status == "Success" && e.Action != "Unchanged" {
			t.Errorf("again: %+v", e)
		}
		if e.Message == "Private meetings are not synced." && (e.Title != "" || e.OwnerEmail != "" || e.CompanyGsid != "") {
			t.Errorf("of a private meeting: %+v", e)
		}
	}
	if none := loose[logLine](t, d.must(0, "timeline", "log", "--to", "2001-01-01", "--json")); len(none.Runs) != 0 {
		t.Errorf("%d runs before the program was written", len(none.Runs))
	}
	if some := loose[logLine](t, d.must(0, "timeline", "log", "--status", run.Status, "--json")); len(some.Runs) != 2 {
		t.Errorf("%d runs of status %s", len(some.Runs), run.Status)
	}
	for _, wrong := range [][]string{{"--from", "2024-06-02", "--to", "2024-06-01"}, {"--from", "June"}, {"--status", "Good"}} {
		d.must(2, append([]string{"timeline", "log"}, wrong...)...)
	}
	d.checkWorkbook(run.ID, log.Runs[1].Entries)
}

// loose decodes the one JSON value of an output; it may say more than is asked.
func loose[T any](t testing.TB, s said) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(s.out), &v); err != nil {
		t.Fatalf("%v in %q, %q", err, s.out, s.err)
	}
	return v
}

// checkWorkbook reads a log's workbook back, and once more after LibreOffice has converted it where that is installed.
func (d *desk) checkWorkbook(run string, entries []logEntry) {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), "log.xlsx")
	d.must(0, "timeline", "log", "export", run, "--out", path)
	f, err := excelize.OpenFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Execution Log")
	if err != nil || len(rows) != len(entries)+1 {
		d.t.Fatalf("%d rows of %d entries: %v", len(rows), len(entries), err)
	}
	for i, e := range entries {
		if row := rows[i+1]; row[0] != run || row[4] != e.CallID || row[3] != fmt.Sprint(e.Attempt) || row[17] != e.Status {
			d.t.Errorf("row %d: %q of %+v", i+2, row, e)
		}
	}
	if kind, err := f.GetCellType("Execution Log", "E2"); err != nil || kind == excelize.CellTypeNumber || kind == excelize.CellTypeFormula {
		d.t.Errorf("an id is of type %v, %v", kind, err)
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		d.t.Log("LibreOffice is not here, so the workbook was not opened in it")
		return
	}
	c := exec.CommandContext(d.t.Context(), office, "-env:UserInstallation=file://"+d.t.TempDir(), "--headless", "--convert-to", "csv", "--outdir", filepath.Dir(path), path)
	if out, err := c.CombinedOutput(); err != nil {
		d.t.Fatalf("%v: %s", err, out)
	}
	converted, err := os.ReadFile(strings.TrimSuffix(path, ".xlsx") + ".csv")
	if err != nil || strings.Count(string(converted), "\n") < len(entries) || !strings.Contains(string(converted), entries[0].CallID) {
		d.t.Errorf("%v: %d bytes", err, len(converted))
	}
}

// TestTimelineUsers: a conflict is listed, a person's choice is kept, and the failed calls are tried again.
func TestTimelineUsers(t *testing.T) {
	d := withCRM(t, gongsim.Options{Calls: 120})
	d.do("timeline", "run")
	users := loose[struct {
		Users []struct {
			ID     string `json:"gong_user_id"`
			Email  string `json:"email"`
			Status string `json:"status"`
		} `json:"users"`
	}](t, d.must(0, "timeline", "users", "--status", "created", "--json")).Users
	if len(users) == 0 {
		t.Fatal("no user was made")
	}
	twins := filepath.Join(t.TempDir(), "users.csv")
	if err := os.WriteFile(twins, []byte("gsid,email,first_name,license\nt1,"+users[0].Email+",One,Full\nt2,"+users[0].Email+",Two,Full\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.must(0, "timeline", "directory", "import", "--users", twins)
	d.do("timeline", "run")
	if out := d.must(0, "timeline", "users", "--status", "conflict").out; !strings.Contains(out, users[0].ID) {
		t.Errorf("no conflict: %s", out)
	}
	d.must(1, "timeline", "map", users[0].ID, "nobody@x.example")
	d.must(0, "timeline", "map", users[0].ID, "t2")
	if out := d.must(0, "timeline", "users", "--status", "mapped").out; !strings.Contains(out, users[0].ID) {
		t.Errorf("not mapped: %s", out)
	}
	d.do("timeline", "run")
	if out := d.must(0, "timeline", "users", "--status", "conflict").out; strings.Contains(out, users[0].ID) {
		t.Errorf("a choice was lost: %s", out)
	}
	d.must(0, "timeline", "directory", "undo")
	d.must(1, "timeline", "map", users[0].ID, "t2")
}

// TestTimelineSettings: what cannot be is refused, and leaves everything as it was.
func TestTimelineSettings(t *testing.T) {
	d := connected(t, gongsim.Options{Calls: 5})
	before := d.must(0, "timeline", "settings", "--json").out
	for _, wrong := range []string{
		"enabled=perhaps", "activity_type=Chat", "crm_system=HubSpot", "crm_system=SAP", "backfill_days=-1", "backfill_days=many", "filter=Company.Colour EQ red",
		"filter=Company.ARR GTE 1 => A AND B", "filter={", "colour=red",
	} {
		d.must(1, "timeline", "settings", "set", "match_by_domain=on", wrong)
	}
	d.must(2, "timeline", "settings", "set", "enabled")
	if after := d.must(0, "timeline", "settings", "--json").out; after != before {
		t.Errorf("%s became %s", before, after)
	}
	d.must(1, "timeline", "run") // it is off
	filter := "Company.ARR GTE 50000; User.License Type EQ Full => A OR B"
	d.must(0, "timeline", "settings", "set", "enabled=on", "activity_type=Call", "crm_system=none", "filter="+filter, "internal_domains=Own.example, b.example")
	if out := d.must(0, "timeline", "settings").out; !strings.Contains(out, filter) || !strings.Contains(out, "own.example,b.example") {
		t.Errorf("%s", out)
	}
}

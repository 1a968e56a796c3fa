//go:build xvfb && linux

package main_test

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tamtam/core/gong/gongsim"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

// TestWindowTimeline goes the whole way by keyboard: a directory is imported from tables, a filter is set, the sync of meetings is initiated, a
// conflict of users is resolved, the log of a run is downloaded, and an Activity leads to its transcript and back. With TAMTAM_TOUR=DIR the pictures
// and files stay in that folder.
func TestWindowTimeline(t *testing.T) {
	folder := os.Getenv("TAMTAM_TOUR")
	if folder == "" {
		folder = t.TempDir()
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	sim := gongsim.New(gongsim.Options{Seed: 2035, Calls: 120, Users: 12, Now: time.Now().UTC().Truncate(time.Second)})
	home, display := t.TempDir(), newScreen(t)
	fill(t, home, sim)
	account := httptest.NewServer(sim)
	t.Cleanup(account.Close)
	s := &meetingsTour{book: bookOf(sim), tour: tour{t: t, folder: folder, window: display.open(home)}}
	s.book.write(t, home)
	s.account(account.URL)
	s.directory()
	s.set()
	s.dryRun()
	s.initiate()
	s.resolve()
	s.download(home)
	s.activity()
	s.lighten()
	s.close()

	s.check(home)
}

// check looks at what the walk has left in the database. A slot may have come meanwhile: only the first run is the one of Save for sure.
func (s *meetingsTour) check(home string) {
	db, err := store.Open(filepath.Join(home, "data"), store.Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	defer db.Close()
	err = db.ViewTimeline("check", func(t *store.Timeline) error {
		runs, err := t.Runs()
		if err != nil {
			return err
		}
		first := runs[len(runs)-1]
		entries, err := t.Entries(first.ID)
		if err != nil {
			return err
		}
		left := 0
		for _, e := range entries {
			if e.Message == timeline.S2 && e.CompanyName == s.book.left {
				left++
			}
		}
		if first.Trigger != timeline.BySave || first.Status != timeline.PartialSuccess || first.Success == 0 || left == 0 {
			s.t.Errorf("%d entries, %d left out by the filter, of %+v", len(entries), left, first)
		}
		ada := 0
		for _, item := range t.Feed("") {
			a, _, err := t.Activity(item.CallID)
			if err != nil {
				return err
			}
			if strings.HasSuffix(string(a.Author), "Ada") {
				ada++
			}
			if string(a.Company) == s.book.leftID {
				s.t.Errorf("%+v is there in spite of the filter", a)
			}
		}
		if ada == 0 {
			s.t.Error("the meetings in conflict were not tried again")
		}
		return nil
	})
	if err != nil {
		s.t.Error(err)
	}
}

// meetingsTour is a walk through the Timeline.
type meetingsTour struct {
	tour
	book book
}

// timelined waits for facts of the Timeline.
func (s *meetingsTour) timelined(what string, so func(f timelineFacts) bool) timelineFacts {
	s.t.Helper()
	return s.until(what, func(f facts) bool { return so(f.Timeline) }).Timeline
}

// account connects Gong.
func (s *meetingsTour) account(url string) {
	s.key("ctrl+comma")
	s.until("the settings", func(f facts) bool { return strings.HasPrefix(f.Route, "settings") })
	s.press("Connect")
	s.until("the dialog", func(f facts) bool { return f.Dialog })
	s.enterKey(gongsim.DefaultKey, gongsim.DefaultSecret, url)
	s.until("a connection", func(f facts) bool { return f.Connection == "api-key" && !f.Dialog })
}

// directory imports the three tables.
func (s *meetingsTour) directory() {
	s.key("ctrl+3")
	s.at("timeline")
	s.picture("timeline-new", "Timeline: what is needed before the first meeting")
	s.press("Set up the directory")
	s.at("timeline/directory")
	for i, rows := range [][][]string{s.book.companies, s.book.persons, s.book.users} {
		s.press("Import…")
		s.at("timeline/directory/import")
		s.press("Choose a file…")
		s.until("the dialog", func(f facts) bool { return f.Dialog && f.Focus == rowsFocus })
		s.key("End")
		for range 2 - i {
			s.key("Up")
		}
		s.key("Return")
		s.until("the preview", func(f facts) bool {
			return !f.Dialog && strings.HasPrefix(f.Title, "Import "+[]string{"a-", "b-", "c-"}[i])
		})
		if i == 1 {
			s.picture("import", "a table's columns are assigned by themselves; what would be new, changed or left out is seen before")
		}
		s.begins("Import ")
		s.at("timeline/directory")
		s.timelined("what was imported", func(f timelineFacts) bool { return []int{f.Companies, f.Persons, f.Users}[i] == len(rows)-1 })
	}
	s.picture("directory", "the directory: companies, persons, users")
}

// begins presses the button whose name begins so.
func (s *meetingsTour) begins(name string) {
	s.t.Helper()
	f := s.still()
	for n := 0; !strings.HasPrefix(f.Focus, name); n++ {
		if n == 100 {
			s.t.Fatalf("the Tab key leads to no %q; %s", name, s.witness())
		}
		f = s.key("Tab")
	}
	s.key("space")
}

// set turns the sync on with a filter. Nothing is saved yet.
func (s *meetingsTour) set() {
	s.key("Escape")
	s.at("timeline")
	s.press("Open the settings")
	s.at("timeline/settings")
	s.press("Sync Gong Meetings, not ticked")
	s.fill("First run reads back, in days", "365")
	s.press("Add Filters")
	s.key("Tab", "Right") // from the company's name to its operator: “does not contain”
	s.key("Tab")
	s.tool("xdotool", "type", "--delay", "15", s.book.left)
	s.handled()
	s.picture("filters", "filters of company and user, joined by an expression")
}

// dryRun sees what would be logged, failed, skipped and in conflict.
func (s *meetingsTour) dryRun() {
	s.press("Dry run")
	s.until("the dry run", func(f facts) bool { return strings.HasPrefix(f.Title, "Dry run") })
	s.to(rowsFocus)
	s.picture("dry-run", "the dry run: what would become of each meeting; nothing is written")
	if f := s.now().Timeline; f.Activities+f.Runs+f.Conflicts > 0 {
		s.t.Errorf("the dry run has written: %+v", f)
	}
	s.key("Escape")
}

// initiate saves, which begins a run.
func (s *meetingsTour) initiate() {
	s.press("Save")
	f := s.timelined("the end of the run", func(f timelineFacts) bool { return f.Runs > 0 && !f.Going && f.Activities > 0 })
	if f.Conflicts != 1 {
		s.t.Errorf("the run left %+v", f)
	}
	s.picture("ran", "Save begins a run with the new settings")
	s.key("Escape")
	s.at("timeline")
	s.press("Initiate Sync")
	if again := s.timelined("the end of the next run", func(now timelineFacts) bool { return now.Runs > f.Runs && !now.Going }); again.Activities != f.Activities {
		s.t.Errorf("the same meetings again: %+v, then %+v", f, again)
	}
	s.picture("timeline", "the Timeline: companies, their meetings, one Activity")
}

// resolve chooses one of the twins. The meetings that failed for it are tried again at once.
func (s *meetingsTour) resolve() {
	before := s.now().Timeline
	s.press("Directory")
	s.at("timeline/directory")
	s.press("Users of Gong")
	s.at("timeline/users")
	s.picture("users", "the users of Gong, and who of them is in conflict")
	s.press("Show")
	s.to(rowsFocus)
	s.key("Down", "Return")
	s.until("the window of the suggestion", func(f facts) bool { return f.Dialog && f.Focus == rowsFocus })
	s.picture("suggested", "Suggested User: who has a claim, and a recommendation")
	s.key("Return")
	s.timelined("no conflict, and more Activities", func(f timelineFacts) bool {
		return f.Conflicts == 0 && !f.Going && f.Runs > before.Runs && f.Activities > before.Activities
	})
	s.key("Escape")
	s.key("Escape")
	s.at("timeline")
}

// download takes the log of the latest run home.
func (s *meetingsTour) download(home string) {
	s.press("Execution log")
	s.at("timeline/log")
	s.to(rowsFocus)
	s.picture("log", "the execution log: every run, by date and status")
	s.key("Home", "Return")
	s.until("the run", func(f facts) bool { return strings.HasPrefix(f.Route, "timeline/log/") })
	s.to(rowsFocus)
	s.picture("run", "a run: what became of each meeting, and why")
	s.press("Download .xlsx")
	s.until("the dialog", func(f facts) bool { return f.Dialog })
	s.press("Choose this folder")
	s.until("the page", func(f facts) bool { return !f.Dialog })
	pattern := filepath.Join(home, "tamtam_execution_log_*.xlsx")
	var rows [][]string
	s.until(pattern, func(facts) bool {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) != 1 {
			return false
		}
		workbook, err := excelize.OpenFile(paths[0])
		if err != nil {
			return false
		}
		defer workbook.Close()
		rows, err = workbook.GetRows("Execution Log")
		return err == nil
	})
	if len(rows) < 2 || rows[0][0] != "Run ID" || !slices.ContainsFunc(rows[1:], func(row []string) bool { return slices.Contains(row, "Created") }) {
		s.t.Errorf("the workbook holds %d rows; the first is %q", len(rows), rows[0])
	}
	s.key("Escape")
	s.at("timeline/log")
	s.key("Escape")
	s.at("timeline")
}

// activity opens the Activity of a call whose transcript is here, and goes there and back.
func (s *meetingsTour) activity() {
	s.to(rowsFocus) // of the feed, which has it when the page is entered
	s.key("Home", "Return")
	s.press("Transcript")
	s.until("the call", func(f facts) bool { return strings.HasPrefix(f.Route, "review/") && f.Review.Open != "" })
	s.picture("linked", "the transcript of the meeting, with its Activity beside it")
	s.begins("Timeline")
	s.until("the Activity", func(f facts) bool { return strings.HasPrefix(f.Route, "timeline") })
}

// lighten looks at the screens in the light theme.
func (s *meetingsTour) lighten() {
	s.key("ctrl+comma")
	s.until("the settings", func(f facts) bool { return strings.HasPrefix(f.Route, "settings") })
	s.to("System") // the proxy's
	s.key("Tab")
	s.to("System") // the theme's, behind it
	s.key("Right")
	s.until("the light theme", func(f facts) bool { return f.Look.Mode == light })
	s.key("ctrl+3")
	s.at("timeline")
	s.picture("light-timeline", "the Timeline in the light theme")
	s.click(935, 32) // its settings; those of the rail are called so, too
	s.at("timeline/settings")
	s.picture("light-filters", "its settings in the light theme")
	s.key("Escape")
	s.at("timeline")
	s.press("Execution log")
	s.at("timeline/log")
	s.picture("light-log", "its log in the light theme")
}

package opened_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	core_opened "tamtam/core/opened"
	"tamtam/core/store"
	"tamtam/ui"
	"tamtam/ui/look"
	"tamtam/ui/opened"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

var now = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

type clock struct{}

func (clock) Now() time.Time                             { return now }
func (clock) Sleep(context.Context, time.Duration) error { return nil }

// world keeps opened files in memory and notes every call.
type world struct {
	sets    []opened.Set
	result  core_opened.Result
	listErr error
	openErr error
	going   func(ctx context.Context, report func(read, total int64)) // while files are being opened
	log     []string
}

func (w *world) note(format string, args ...any) { w.log = append(w.log, fmt.Sprintf(format, args...)) }

func (w *world) did(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(w.log, want) {
		t.Errorf("did %q, want %q", w.log, want)
	}
	w.log = nil
}

func (w *world) List(context.Context) ([]opened.Set, error) { return slices.Clone(w.sets), w.listErr }

func (w *world) Open(ctx context.Context, paths []string, report func(read, total int64)) (core_opened.Result, error) {
	w.note("open %s", strings.Join(paths, " "))
	if w.going != nil {
		w.going(ctx, report)
	}
	if err := ctx.Err(); err != nil {
		return core_opened.Result{}, core.E(core.Canceled, "open", err)
	}
	if w.openErr == nil {
		w.sets = append(w.sets, set("new", w.result.Dataset.Name, paths, 2, 0))
	}
	return w.result, w.openErr
}

func (w *world) Close(_ context.Context, id core.DatasetID) error {
	w.note("close %s", id)
	w.sets = slices.DeleteFunc(w.sets, func(s opened.Set) bool { return s.ID == id })
	return nil
}

func set(id, name string, paths []string, transcripts, calls int) opened.Set {
	s := opened.Set{ID: core.DatasetID(id), Name: name, Paths: paths, When: now.Add(-3 * time.Hour)}
	if calls > 0 {
		s.Files = append(s.Files, store.File{Type: core.Calls, Records: calls})
	}
	s.Files = append(s.Files, store.File{Type: core.Transcripts, Records: transcripts})
	return s
}

func full() *world {
	return &world{sets: []opened.Set{
		set("s1", "from afar (11 files)", []string{"/media/stick/from afar/gong_calls_20260409_120000.txt", "/media/stick/from afar/gong_transcripts_20260409_120000.txt"}, 2098, 2134),
		set("s2", "gong_transcripts_20250101_000000.txt", []string{"/home/ina/Documents/gong_transcripts_20250101_000000.txt"}, 12, 0),
	}, result: clean()}
}

func clean() core_opened.Result {
	return core_opened.Result{
		Dataset: store.Dataset{ID: "new", Name: "gong_new.txt"}, Records: map[core.DataType]int{core.Transcripts: 2},
		Files: []core_opened.File{{Name: "gong_new.txt", Path: "/x/gong_new.txt", Facts: core_opened.Facts{Records: 2}}},
	}
}

func troubled() core_opened.Result {
	r := clean()
	r.Dataset.Name = "mixed (4 files)"
	r.Files = append(r.Files,
		core_opened.File{Name: "gong_transcripts_20240101_000000.txt", Facts: core_opened.Facts{Records: 98, Partly: 1, Lost: 1, Others: 3, Repairs: []core_opened.Repair{core_opened.Windows1252, core_opened.LineEnds}, Problems: []core_opened.Problem{
			{Line: 212, Kind: "Transcript", Reason: "a turn's time is not hh:mm:ss"}, {Line: 4711, Reason: "a record begins with === KIND ID ===", Whole: true},
		}}},
		core_opened.File{Name: "holiday.jpg", Err: core.E(core.Invalid, "read", nil)},
		core_opened.File{Name: "renewals.zip/gong_scorecards.txt", Err: core.E(core.Locked, "open", core_opened.ErrEncrypted)},
		core_opened.File{Name: "gong_users.txt", Facts: core_opened.Facts{Records: 40, Repairs: []core_opened.Repair{core_opened.UTF16}}},
	)
	return r
}

type screen struct {
	*uitest.Screen
	world *world
	page  *opened.Page
}

func open(t testing.TB, mode look.Mode, w *world, runner task.Runner) *screen {
	t.Helper()
	s := &screen{Screen: uitest.NewScreen(t, mode), world: w}
	if runner == nil {
		runner = s.Runner
	}
	s.page = opened.New(opened.Needs{Files: w, Clock: clock{}, Clipboard: s.Clip, Runner: runner, Stage: s.Stage, Routes: opened.Routes{
		Search: func() { w.note("search") }, Review: func() { w.note("review") }, Back: func() { w.note("back") },
		PickFile:   func(_, _ string, picked func(string)) { picked("/x/gong_new.txt") },
		PickFolder: func(_ string, picked func(string)) { picked("/x") },
	}})
	s.Open(s.page)
	t.Cleanup(s.page.Leave)
	return s
}

func TestPictures(t *testing.T) {
	for _, p := range []struct {
		name  string
		world func() *world
		then  func(s *screen)
	}{
		{"empty", func() *world { return &world{} }, nil},
		{"full", full, nil},
		{"error", func() *world {
			return &world{listErr: core.E(core.Broken, "list", errors.New("a page is damaged"))}
		}, nil},
		{"opened", full, func(s *screen) { s.Tap("Open a file…") }},
		{"partial", func() *world {
			w := full()
			w.result = troubled()
			return w
		}, func(s *screen) { s.Tap("Open a folder…") }},
		{"largest", func() *world {
			w := full()
			w.result = troubled()
			return w
		}, func(s *screen) {
			s.Tap("Open a folder…")
			s.Write(look.Largest)
		}},
		{"nothing", func() *world {
			w := &world{result: troubled(), openErr: core.E(core.Invalid, "open", nil)}
			w.result.Files, w.result.Records = w.result.Files[2:3], nil
			return w
		}, func(s *screen) { s.Tap("Open a folder…") }},
	} {
		t.Run(p.name, func(t *testing.T) {
			uitest.Both(t, func(t *testing.T, mode look.Mode) {
				s := open(t, mode, p.world(), nil)
				if p.then != nil {
					p.then(s)
				}
				s.Golden(p.name)
			})
		})
	}
}

func TestOpening(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		w := full()
		w.going = func(_ context.Context, report func(read, total int64)) { report(120_000_000, 500_000_000) }
		step := &task.Step{}
		s := open(t, mode, w, step)
		step.Release(0)
		s.page.Open([]string{"/x"})
		step.Advance(time.Second)
		for step.Waiting() > 1 {
			step.Release(step.Waiting() - 1)
		}
		s.Settle()
		s.MustShow("Reading: 120 MB of 500 MB")
		s.Golden("opening")
	})
}

func TestFilesAreOpenedByDialogAndByDropping(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, nil)
	s.Tap("Open a file…")
	s.MustShow("“gong_new.txt” is open: 2 records.")
	s.page.Command(ui.ToCreate)
	s.page.Drop([]string{"/a", "/b"})
	w.did(t, "open /x/gong_new.txt", "open /x/gong_new.txt", "open /a /b")
	s.Tap("Search")
	s.Tap("Read")
	w.did(t, "search", "review")
	s.Tap("Put away")
	s.MustNotShow("is open: 2 records")
}

// What is dropped while files are being opened waits for them, and is not lost.
func TestWhatIsDroppedMeanwhileIsOpenedBehind(t *testing.T) {
	w, step := full(), &task.Step{}
	s := open(t, uitest.Light, w, step)
	step.Release(0)
	s.page.Open([]string{"/a"})
	s.page.Open([]string{"/b"})
	s.page.Open([]string{"/c"})
	w.did(t, "open /a")
	for step.Waiting() > 0 {
		step.Release(0)
	}
	w.did(t, "open /b /c")
}

func TestOpeningIsCancelled(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, nil)
	w.going = func(context.Context, func(int64, int64)) {
		s.Settle()
		s.Tap("Cancel")
	}
	s.page.Open([]string{"/a"})
	s.Settle()
	s.MustShow("Cancelled: nothing was opened.")
	s.MustNotShow("gong_new.txt", "Reading")
}

// Opening goes on while another page is shown, and is told when one comes back.
func TestOpeningGoesOnBehindOtherPages(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, nil)
	w.going = func(context.Context, func(int64, int64)) { s.page.Leave() }
	s.page.Open([]string{"/a"})
	s.page.Enter(t.Context())
	s.Settle()
	s.MustShow("“gong_new.txt” is open: 2 records.", "2 transcripts")
}

func TestWhatCouldNotBeReadIsTold(t *testing.T) {
	w := full()
	w.result = troubled()
	s := open(t, uitest.Light, w, nil)
	s.Tap("Open a folder…")
	s.MustShow("Of 3 files not everything could be read.", "Line 212: a turn's time is not hh:mm:ss; left out of the transcript.", "holiday.jpg: not read", "renewals.zip/gong_scorecards.txt: not read", "It needs a password.")
	s.Tap("Copy report")
	for _, want := range []string{"“mixed (4 files)” is open: 2 records. Of 3 files not everything could be read.\n", "gong_users.txt: 40 records. Put right: UTF-16.\n", "  And 3 more like these.\n"} {
		if !strings.Contains(s.Clip.Text, want) {
			t.Errorf("%q does not say %q", s.Clip.Text, want)
		}
	}
}

func TestFilesAreClosedAndOpenedAgain(t *testing.T) {
	w := full()
	s := open(t, uitest.Light, w, nil)
	s.Key(fyne.KeyDown)
	s.Key(fyne.KeyDelete)
	s.MustShow("“gong_transcripts_20250101_000000.txt” is closed.")
	s.Tap("Undo")
	w.did(t, "close s2", "open /home/ina/Documents/gong_transcripts_20250101_000000.txt")
	s.page.Command(ui.ToClose)
	w.did(t, "back")
}

func TestAListThatCannotBeReadIsReadAgain(t *testing.T) {
	w := full()
	w.listErr = core.E(core.Broken, "list", nil)
	s := open(t, uitest.Light, w, nil)
	s.MustShow("What is open could not be listed.")
	w.listErr = nil
	s.Tap("Try again")
	s.MustShow("from afar (11 files)")
}

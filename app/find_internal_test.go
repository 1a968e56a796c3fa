package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/marks"
	"tamtam/core/search"
	"tamtam/core/store"
	"tamtam/core/text"
	"tamtam/ui/find"
	"tamtam/ui/settings"
)

// speak puts transcripts into a dataset in which these words are said, a call each, beside what is there.
func speak(t *testing.T, s *store.Store, id core.DatasetID, calls map[string]string) {
	t.Helper()
	err := s.Stage(id, func(stage *store.Stage) error {
		for call, words := range calls {
			r := text.New("Transcript", call)
			r.Set("Title", "Call "+call)
			r.Set("Started", "2026-04-08 14:30:00 UTC")
			r.Set("URL", "https://x.gong.io/call?id="+call)
			r.Say(text.Turn{At: 12 * time.Second, Speaker: "Jane Doe", Affiliation: "External", Lines: []string{words}})
			if err := stage.Put(s.Encode(core.Transcripts, datatype.SortOf(core.Transcripts, r), r)); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		_, _, err = s.Finish(id, core.Transcripts, store.Ending{
			Header: func(int) text.Header { return text.Header{Title: "Transcripts", Description: "x"} },
			Keep:   func(string, []byte) bool { return true },
		})
	}
	if err != nil {
		t.Fatal(err)
	}
}

func newCalls(t *testing.T, s *store.Store, name string) core.DatasetID {
	t.Helper()
	d, err := s.CreateDataset(store.Dataset{Name: name, Types: core.DataTypes(), Period: core.Last(30)})
	if err != nil {
		t.Fatal(err)
	}
	return d.ID
}

func TestEverythingIsSearchedByKeyboard(t *testing.T) {
	w := newWorld(t, t.TempDir())
	id := newCalls(t, w.store, "Renewals")
	speak(t, w.store, id, map[string]string{"101": "What about pricing?", "102": "Nothing new"})
	w.shell.Go("datasets")
	w.Shortcut(fyne.KeyK, fyne.KeyModifierShortcutDefault)
	w.Type("pricing")
	w.Runner.Advance(time.Second)
	w.Settle()
	w.MustShow("1 call", "Call 101", "What about ")
	w.Shortcut(fyne.KeyC, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift)
	if got := w.app.Clipboard().Content(); !strings.Contains(got, "“What about pricing?”\nJane Doe (External), in “Call 101”, 2026-04-08, at 00:00:12\nhttps://x.gong.io/call?id=101") {
		t.Errorf("copied %q", got)
	}
	if recent, err := w.searches.Recent(t.Context()); err != nil || !slices.Equal(recent, []string{"pricing"}) {
		t.Errorf("remembered %q (%v)", recent, err)
	}
	w.Key(fyne.KeyEscape)
	if got := w.shell.Route(); got != "datasets" {
		t.Errorf("Esc leads to %q", got)
	}
	w.Shortcut(fyne.KeyK, fyne.KeyModifierShortcutDefault)
	w.MustShow("1 call", "Call 101") // as it was left
}

// What a search finds that it did not find before is counted after each run that changed something, and told of once.
func TestSavedSearchesAreCountedAfterRuns(t *testing.T) {
	p := opened(t, t.TempDir())
	defer p.close()
	id := newCalls(t, p.store, "Renewals")
	speak(t, p.store, id, map[string]string{"101": "pricing", "102": "nothing"})
	saved, err := p.searches.Save(t.Context(), find.Saved{Name: "Prices", Query: "pricing"})
	if err != nil {
		t.Fatal(err)
	}
	var told []freshHits
	p.searches.tell(func(h freshHits) { told = append(told, h) })
	run := func(changes store.Changes) {
		t.Helper()
		p.searches.ended(runEnd(store.BySchedule, nil, fine(core.Transcripts, changes)))
		p.chores.Wait()
	}
	fresh := func() int {
		t.Helper()
		all, err := p.searches.Saved(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return all[0].New
	}
	run(store.Changes{Added: 2})
	if len(told) > 0 || fresh() != 0 {
		t.Errorf("told of %+v, %d new, although all was looked at when it was saved", told, fresh())
	}
	speak(t, p.store, id, map[string]string{"103": "pricing", "104": "pricing", "102": "pricing after all"})
	run(store.Changes{})
	if len(told) > 0 {
		t.Errorf("told of %+v after a run that changed nothing", told)
	}
	run(store.Changes{Added: 2, Changed: 1})
	run(store.Changes{Changed: 1})
	if len(told) != 1 || told[0].More != 3 || told[0].Name != "Prices" || fresh() != 3 {
		t.Fatalf("told of %+v, %d new", told, fresh())
	}
	speak(t, p.store, id, map[string]string{"105": "pricing"})
	run(store.Changes{Added: 1})
	if len(told) != 2 || told[1].More != 1 || told[1].New != 4 {
		t.Errorf("told of %+v", told)
	}
	restore, err := p.searches.Delete(t.Context(), saved.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := restore(t.Context()); err != nil || fresh() != 4 {
		t.Errorf("brought back it has %d new (%v)", fresh(), err)
	}
	speak(t, p.store, id, map[string]string{"106": "pricing"})
	run(store.Changes{Added: 1})
	if len(told) != 3 || told[2].More != 1 || told[2].New != 5 {
		t.Errorf("told of %+v", told)
	}
	if err := p.searches.Looked(t.Context(), saved.ID); err != nil || fresh() != 0 {
		t.Errorf("after the look %d are new (%v)", fresh(), err)
	}
}

// What another program brought is counted when this one begins, and told of once.
func TestSavedSearchesAreCountedAtTheBeginning(t *testing.T) {
	home := t.TempDir()
	var id core.DatasetID
	begin := func(then func(p *program)) (told []freshHits) {
		t.Helper()
		p := opened(t, home)
		p.searches.tell(func(h freshHits) { told = append(told, h) })
		if err := p.searches.begin(); err != nil {
			t.Fatal(err)
		}
		p.chores.Wait()
		then(p)
		if err := p.close(); err != nil {
			t.Fatal(err)
		}
		return told
	}
	begin(func(p *program) {
		id = newCalls(t, p.store, "Renewals")
		speak(t, p.store, id, map[string]string{"101": "pricing"})
		if _, err := p.searches.Save(t.Context(), find.Saved{Name: "Prices", Query: "pricing"}); err != nil {
			t.Fatal(err)
		}
	})
	ctl := opened(t, home)
	speak(t, ctl.store, id, map[string]string{"102": "pricing", "103": "nothing"})
	if err := ctl.close(); err != nil {
		t.Fatal(err)
	}
	told := begin(func(p *program) {
		if all, err := p.searches.Saved(t.Context()); err != nil || all[0].New != 1 {
			t.Errorf("saved are %+v, %v", all, err)
		}
	})
	if len(told) != 1 || told[0].More != 1 || told[0].After.Report.Trigger != store.ByPerson {
		t.Errorf("told of %+v", told)
	}
	if told := begin(func(*program) {}); len(told) > 0 {
		t.Errorf("told again of %+v", told)
	}
}

func TestWhoeverWatchesIsToldInTheWindow(t *testing.T) {
	w := newWorld(t, t.TempDir())
	id := newCalls(t, w.store, "Renewals")
	speak(t, w.store, id, map[string]string{"101": "pricing"})
	saved, err := w.searches.Save(t.Context(), find.Saved{Name: "Prices", Query: "pricing"})
	if err != nil {
		t.Fatal(err)
	}
	w.shell.Go("datasets")
	hits := freshHits{ID: saved.ID, Name: "Prices", New: 3, More: 1, After: runEnd(store.ByPerson, nil)}
	w.tellOfHits(hits)
	w.Settle()
	w.MustShow("“Prices” finds 1 new call, 3 in all that you have not looked at.")
	w.Tap("Show")
	w.Runner.Advance(time.Second)
	w.Settle()
	if got := w.shell.Route(); got != findRoute {
		t.Errorf("leads to %q", got)
	}
	w.MustShow("1 call", "Call 101")
}

func TestTheDesktopIsToldOfHitsOnce(t *testing.T) {
	p := opened(t, t.TempDir())
	defer p.close()
	n, sent := desktopNotes(t, p)
	by := func(trigger store.Trigger) freshHits {
		return freshHits{Name: "Prices", New: 2, More: 2, After: runEnd(trigger, nil)}
	}
	if n.hits(by(store.ByPerson)) {
		t.Error("the desktop is told although somebody watches")
	}
	if !n.hits(by(store.BySchedule)) {
		t.Error("nobody is told")
	}
	note := <-sent
	if note.Title != "Prices" || note.Content != "“Prices” finds 2 new calls." {
		t.Errorf("told %q, %q", note.Title, note.Content)
	}
	p.background.SetNotes(settings.NoteNothing)
	if !n.hits(by(store.BySchedule)) || toldOf(n, sent) {
		t.Error("told although notes are not wanted")
	}
}

// What a person made of calls can be searched for.
func TestWhatAPersonMadeOfCallsIsSearched(t *testing.T) {
	p := opened(t, t.TempDir())
	defer p.close()
	id := newCalls(t, p.store, "Renewals")
	speak(t, p.store, id, map[string]string{"101": "pricing", "102": "pricing"})
	if _, err := p.store.UpdateMarks("102", tagged("follow-up")); err != nil {
		t.Fatal(err)
	}
	r, err := p.searches.Search(t.Context(), "tag:follow-up", search.Options{})
	if err != nil || r.Total != 1 || r.Calls[0].Call.ID != "102" {
		t.Errorf("found %+v (%v)", r, err)
	}
	if all, err := p.searches.Complete(t.Context(), "tag:", 4, search.Options{}); err != nil || len(all) == 0 {
		t.Errorf("completions %+v (%v)", all, err)
	}
}

func tagged(tag string) func(*marks.Marks) error {
	return func(m *marks.Marks) error { return m.Tag(tag) }
}

// Whatever page is shown, files that are dropped onto the window and that it does not take are opened, read and searched.
func TestDroppedExportsAreOpenedAndSearched(t *testing.T) {
	w := newWorld(t, t.TempDir())
	w.shell.Go("settings")
	path := filepath.Join(t.TempDir(), "gong_transcripts_20260409_120000.txt")
	content := "Gong Transcripts\r\nAll\r\n\r\nData type: transcripts\r\n\r\n=== Transcript 7 ===\r\nTitle: Found on a stick\r\n\r\n[00:00:01] Jane\r\n    What about pricing?\r\n[1] x\r\n"
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	w.window.dropExported([]string{path})
	w.Settle()
	w.MustShow("“gong_transcripts_20260409_120000.txt” is open: 1 record. Not all of it could be read.", "Line 11: a turn's time is not hh:mm:ss", "1 transcript")
	w.Tap("Search")
	w.Type("pricing")
	w.Runner.Advance(time.Second)
	w.Settle()
	w.MustShow("Found on a stick")
	w.shell.Go("datasets")
	w.MustNotShow("gong_transcripts_20260409_120000.txt")
	w.shell.Go(openedRoute)
	w.Tap("Close (Del)")
	w.Settle()
	if all, err := w.store.Opened(); err != nil || len(all) > 0 {
		t.Errorf("open are %v (%v)", all, err)
	}
	w.Tap("Undo")
	if all, err := w.store.Opened(); err != nil || len(all) != 1 {
		t.Errorf("open again are %v (%v)", all, err)
	}
}

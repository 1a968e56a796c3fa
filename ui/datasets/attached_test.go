package datasets_test

import (
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/attach"
	"tamtam/core/store"
	"tamtam/ui/datasets"
	"tamtam/ui/uitest"
)

// attachedTo gives a dataset a folder with files in every state, a folder whose drive is away, and a single file.
func attachedTo(e datasets.Entry) datasets.Entry {
	day := 24 * time.Hour
	e.Sources = []store.Source{
		{ID: "s2", Path: "/home/ina/Budget.md", Seen: now},
		{ID: "s1", Path: "/home/ina/Drive/Customer notes", Folder: true, Seen: now},
		{ID: "s3", Path: "/media/stick/Contracts", Folder: true, Seen: now.Add(-3 * day), Offline: now.Add(-2 * day), Trouble: store.Gone},
	}
	file := func(id core.AttachedID, source core.SourceID, name string, lines int, bytes int64) store.Attached {
		return store.Attached{
			ID: id, Source: source, Name: name, Path: "/home/ina/Drive/Customer notes/" + name, Lines: lines, Bytes: bytes, Size: bytes,
			Form: store.AsText, Format: "plain", Body: string(id), Modified: now.Add(-5 * day), Added: now.Add(-4 * day),
		}
	}
	minutes, pricing := file("a1", "s1", "2026/Minutes of March.docx", 212, 18_400), file("a2", "s1", "pricing.csv", 1_480, 96_000)
	pricing.Changed = now.Add(-3 * time.Minute)
	scan := file("a3", "s1", "Signed contract.pdf", 0, 2_400_000)
	scan.Form, scan.Trouble = store.AsIs, store.NoText
	film := file("a4", "s1", "Workshop.mp4", 0, 0)
	film.Form, film.Body, film.Trouble, film.Size = store.NotKept, "", store.TooLarge, 3<<30
	old := file("a5", "s1", "old agenda.txt", 12, 800)
	old.Vanished = now.Add(-day)
	plan := file("a6", "s2", "Budget.md", 82, 6_100)
	plan.Path = "/home/ina/Budget.md"
	e.Attached = []store.Attached{plan, minutes, old, pricing, scan, film}
	return e
}

func withFiles() *world {
	w := only(attachedTo(entry("d1", "Renewals", core.Calls, core.Transcripts)))()
	w.shelf.text = func(core.AttachedID) (datasets.Text, error) { return longNote("Budget of the quarter"), nil }
	return w
}

var attachPictures = []picture{
	{name: "view-attached", page: view, world: withFiles, wide: true, then: func(s *screen) { s.Tap("Budget.md") }},
	{name: "view-attached-vanished", page: view, world: withFiles, then: func(s *screen) { s.Tap("old agenda.txt") }},
	{name: "view-attached-trouble", page: view, world: withFiles, then: func(s *screen) {
		s.Tap("pricing.csv")
		s.Key(fyne.KeyDown)
	}},
	{name: "view-attached-offline", page: view, world: withFiles, then: func(s *screen) {
		for range 9 {
			s.Key(fyne.KeyDown)
		}
	}},
	{name: "view-attached-error", page: view, world: func() *world {
		w := withFiles()
		w.shelf.text = func(core.AttachedID) (datasets.Text, error) {
			return nil, core.E(core.Broken, "open the attached file", errors.New("a page is damaged"))
		}
		return w
	}, then: func(s *screen) { s.Tap("Budget.md") }},
	{name: "view-attached-reading", page: view, world: func() *world {
		w := only(entry("d1", "Renewals", core.Calls, core.Transcripts))()
		w.entries[0].Sources = []store.Source{{ID: "s1", Path: "/home/ina/Drive/Customer notes", Folder: true}}
		w.shelf.progress = &attach.Progress{Done: 1200, Total: 3400}
		return w
	}, then: func(s *screen) { s.Tap("Customer notes") }},
	{name: "view-attached-remove", page: view, world: withFiles, then: func(s *screen) {
		s.Tap("Budget.md")
		s.Tap("Remove from the dataset")
	}},
	{name: "edit-attached", page: edit, world: withFiles},
	{name: "view-files-only", page: view, world: filesOnly},
	{name: "list-files-only", page: list, world: func() *world {
		w := full()
		w.entries, w.running = append(filesOnly().entries, w.entries[0]), map[core.DatasetID]datasets.Run{}
		return w
	}},
	{name: "new-files-only", page: create, world: func() *world { return newWorld().unconnected() }, then: func(s *screen) {
		s.page.(*datasets.Edit).Drop([]string{"/home/ina/Drive/Customer notes", "/home/ina/Budget.md"})
		s.Enter("Name", "Notes")
	}},
	{name: "copy-attached", page: copying, world: func() *world {
		w := withFiles()
		w.estimate = guess
		return w
	}},
}

func TestAttachedFilesAreShown(t *testing.T) {
	w := withFiles()
	s := open(t, uitest.Light, w, view)
	s.MustShow("Customer notes", "5 files · watched", "Minutes of March.docx", "212 lines · added 4 days ago", "Customer notes/2026")
	s.Tap("pricing.csv")
	s.MustShow("# Budget of the quarter", "1,480 lines · changed 3 minutes ago")
	s.Key(fyne.KeyDown) // the contract
	s.MustShow("No text in it", "as from a scanner", "Show in its folder")
	s.MustNotShow("# Budget of the quarter")
	for range 6 {
		s.Key(fyne.KeyUp)
	}
	s.MustShow("Gong transcripts")
}

func TestAttachedFilesAreReadAnewWhenTheyChange(t *testing.T) {
	w := withFiles()
	s := open(t, uitest.Light, w, view)
	s.Tap("Budget.md")
	w.shelf.text = func(core.AttachedID) (datasets.Text, error) { return longNote("Another budget"), nil }
	e := &w.entries[0]
	e.Attached[0].Body, e.Attached[0].Changed, e.Attached[0].Lines = "other", now, 7
	s.Pass(2 * time.Second)
	s.MustShow("# Budget of the quarter") // nobody said that anything changed
	w.shelf.changes++
	s.Pass(2 * time.Second)
	s.MustShow("# Another budget", "7 lines · changed just now")
	s.MustNotShow("# Budget of the quarter")
	e.Attached, e.Sources = nil, nil
	w.shelf.changes++
	s.Pass(2 * time.Second)
	s.MustShow("Gong calls")
	s.MustNotShow("Budget.md", "Customer notes")
}

func TestAttachedFilesAreRemoved(t *testing.T) {
	w := withFiles()
	s := open(t, uitest.Light, w, view)
	s.Tap("pricing.csv")
	s.Tap("Remove from the dataset")
	s.MustShow("Remove “pricing.csv”?", "The file on your disk stays.")
	s.Tap("Remove")
	w.did(t, "detach file d1 a2")
	s.MustNotShow("1,480 lines")
	s.Tap("Customer notes")
	s.Tap("Remove from the dataset")
	s.MustShow("with all that was read from it")
	s.Tap("Remove")
	w.did(t, "detach d1 s1")
}

func TestFilesAreAttachedFromTheForm(t *testing.T) {
	w := withFiles()
	s := open(t, uitest.Light, w, edit)
	drop := s.page.(*datasets.Edit).Drop
	drop([]string{"/home/ina/Drive/Customer notes", "/home/ina/new.pdf", "/home/ina/new.pdf"})
	s.Settle()
	s.MustShow("new.pdf")
	s.Tap("Remove Budget.md")
	s.Tap("Save changes")
	w.did(t, "update d1 Renewals [calls transcripts] "+core.Last(90).String()+" 100", "detach d1 s2", `attach d1 ["/home/ina/new.pdf"]`, "to saved d1")
}

func TestFilesAreAttachedFromTheView(t *testing.T) {
	w := withFiles()
	s := open(t, uitest.Light, w, view)
	s.page.(*datasets.View).Drop([]string{"/home/ina/new.pdf"})
	s.Settle()
	w.did(t, `attach d1 ["/home/ina/new.pdf"]`)
	w.shelf.err = core.Errorf(core.Invalid, "attach", "it is neither a file nor a folder")
	s.page.(*datasets.View).Drop([]string{"/dev/null"})
	s.Settle()
	s.MustShow("It could not be attached")
}

package attach

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

func TestAFolderIsKeptCurrent(t *testing.T) {
	k := newDesk(t)
	k.write("plan.md", "# Plan\n")
	k.write("sub/deep/prices.csv", "a,b\n")
	k.write("film.mp4", "\x00\x00\x01\xff\x00")
	k.write("broken.docx", "not Word")
	k.add(k.folder)
	k.refresh(Result{Added: 4, Troubled: 1})
	for name, want := range map[string]string{
		"plan.md": "# Plan\n", "sub/deep/prices.csv": "a,b\n", "film.mp4": "\x00\x00\x01\xff\x00", "broken.docx": "not Word",
	} {
		if got := k.text(name); got != want {
			t.Errorf("%s: got %q", name, got)
		}
	}
	if a := k.file("broken.docx"); a.Form != store.AsIs || a.Trouble != store.Faulty {
		t.Errorf("broken.docx: %+v", a)
	}
	if a := k.file("film.mp4"); a.Form != store.AsIs || a.Trouble != store.NoTrouble {
		t.Errorf("film.mp4: %+v", a)
	}
	before := k.Changes(k.id)
	k.refresh(Result{Same: 4, Troubled: 1})
	if k.Changes(k.id) != before {
		t.Error("nothing changed, but it is told")
	}

	plan := k.file("plan.md")
	k.write("plan.md", "# Plan B\n")
	k.refresh(Result{Changed: 1, Same: 3, Troubled: 1})
	if a := k.file("plan.md"); a.ID != plan.ID || a.Changed.IsZero() || k.text("plan.md") != "# Plan B\n" {
		t.Errorf("changed: %+v", a)
	}
	touched := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(k.folder, "plan.md"), touched, touched); err != nil {
		t.Fatal(err)
	}
	k.refresh(Result{Same: 3, Troubled: 1})
	k.refresh(Result{Same: 4, Troubled: 1})

	k.rename("plan.md", "sub/renamed.txt")
	k.refresh(Result{Renamed: 1, Same: 3, Troubled: 1})
	if a := k.file("sub/renamed.txt"); a.ID != plan.ID || k.text("sub/renamed.txt") != "# Plan B\n" {
		t.Errorf("renamed: %+v", a)
	}
	k.rename("film.mp4", "film.txt") // another kind: read anew
	k.refresh(Result{Renamed: 1, Same: 3, Troubled: 2})
	if a := k.file("film.txt"); a.Trouble != store.Faulty {
		t.Errorf("renamed to another kind: %+v", a)
	}

	k.remove("sub")
	k.refresh(Result{Vanished: 2, Same: 2, Troubled: 2})
	if a := k.file("sub/renamed.txt"); a.Vanished.IsZero() || k.text("sub/renamed.txt") != "# Plan B\n" {
		t.Errorf("vanished: %+v", a)
	}
	k.write("sub/renamed.txt", "# Plan B\n")
	k.refresh(Result{Returned: 1, Same: 2, Troubled: 2})
	if a := k.file("sub/renamed.txt"); !a.Vanished.IsZero() || a.ID != plan.ID {
		t.Errorf("returned: %+v", a)
	}
	k.write("sub/deep/prices.csv", "other\n")
	k.refresh(Result{Changed: 1, Returned: 1, Same: 3, Troubled: 2})
}

func TestWhatIsPassedOver(t *testing.T) {
	k := newDesk(t)
	for _, name := range []string{
		".DS_Store", ".git/config", "~$plan.docx", "a.tmp", "~WRL0001.tmp", "b.part", "c.crdownload", "Thumbs.db", "desktop.ini", "plan.md~", ".x.icloud",
	} {
		k.write(name, "x")
	}
	k.write("kept.txt", "kept\n")
	k.write("notes.gdoc", "{}")
	if err := os.Symlink(k.folder, filepath.Join(k.folder, "circle")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(k.folder, "kept.txt"), filepath.Join(k.folder, "link.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(k.folder, "nowhere"), filepath.Join(k.folder, "dangling.txt")); err != nil {
		t.Fatal(err)
	}
	k.add(k.folder)
	k.refresh(Result{Added: 3, Troubled: 1})
	if a := k.file("notes.gdoc"); a.Form != store.NotKept || a.Trouble != store.OnlineOnly {
		t.Errorf("a stand-in: %+v", a)
	}
	if got := k.text("link.txt"); got != "kept\n" {
		t.Errorf("through a link: %q", got)
	}
	k.refresh(Result{Same: 3, Troubled: 1})
}

func TestADriveThatIsUnplugged(t *testing.T) {
	k := newDesk(t)
	k.write("plan.md", "# Plan\n")
	k.add(k.folder)
	k.refresh(Result{Added: 1})
	away := k.folder + " away"
	if err := os.Rename(k.folder, away); err != nil {
		t.Fatal(err)
	}
	k.refresh(Result{Offline: 1})
	if source := k.source(); source.Offline.IsZero() || source.Trouble != store.Gone {
		t.Errorf("unplugged: %+v", source)
	}
	since := k.source().Offline
	if err := os.Mkdir(k.folder, 0o700); err != nil { // the place where it is plugged in
		t.Fatal(err)
	}
	k.refresh(Result{Offline: 1})
	if source := k.source(); !source.Offline.Equal(since) {
		t.Errorf("still unplugged: %+v", source)
	}
	if a := k.file("plan.md"); !a.Vanished.IsZero() || k.text("plan.md") != "# Plan\n" {
		t.Errorf("meanwhile: %+v", a)
	}
	if err := os.Remove(k.folder); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(away, k.folder); err != nil {
		t.Fatal(err)
	}
	k.refresh(Result{Same: 1})
	if source := k.source(); !source.Offline.IsZero() || source.Trouble != store.NoTrouble {
		t.Errorf("plugged in again: %+v", source)
	}
}

func TestASingleFile(t *testing.T) {
	k := newDesk(t)
	k.write("plan.md", "# Plan\n")
	k.write("other.md", "other\n")
	path := filepath.Join(k.folder, "plan.md")
	k.add(path)
	k.refresh(Result{Added: 1})
	k.remove("plan.md")
	k.refresh(Result{Vanished: 1})
	k.refresh(Result{})
	k.write("plan.md", "# Plan\n")
	k.refresh(Result{Returned: 1})
	k.remove("")
	k.refresh(Result{Offline: 1})
	if a := k.file("plan.md"); !a.Vanished.IsZero() {
		t.Errorf("vanished with its folder: %+v", a)
	}
}

func TestARemovedFileStaysAway(t *testing.T) {
	k := newDesk(t)
	k.write("a.md", "a\n")
	k.write("b.md", "b\n")
	k.add(k.folder)
	k.refresh(Result{Added: 2})
	if err := k.store.RemoveAttached(k.id, k.file("a.md").ID); err != nil {
		t.Fatal(err)
	}
	k.refresh(Result{Same: 1})
	k.add(k.folder)
	k.refresh(Result{Added: 1, Same: 1})
}

// TestAFileThatIsBeingWritten is read once it rests.
func TestAFileThatIsBeingWritten(t *testing.T) {
	k := newDesk(t)
	k.write("plan.md", "half")
	written := time.Now().Add(-time.Second)
	if err := os.Chtimes(filepath.Join(k.folder, "plan.md"), written, written); err != nil {
		t.Fatal(err)
	}
	k.clock.now = written.Add(time.Second)
	k.add(k.folder)
	looks := 0
	k.clock.slept = func() { // each look finds it longer, until the third
		if looks++; looks < 3 {
			k.write("plan.md", fmt.Sprint("half", looks))
			if err := os.Chtimes(filepath.Join(k.folder, "plan.md"), k.clock.now, k.clock.now); err != nil {
				t.Error(err)
			}
		}
	}
	k.refresh(Result{Added: 1})
	if got := k.text("plan.md"); got != "half2\n" || looks != 3 {
		t.Errorf("got %q after %d looks", got, looks)
	}
	k.clock.slept = func() {
		if err := os.Chtimes(filepath.Join(k.folder, "plan.md"), k.clock.now, k.clock.now); err != nil {
			t.Error(err)
		}
	}
	k.clock.slept()
	k.refresh(Result{Writing: 1})
}

func TestFilesThatCannotBeRead(t *testing.T) {
	k := newDesk(t)
	k.write("small.md", "small\n")
	k.write("huge.md", "")
	if err := os.Truncate(filepath.Join(k.folder, "huge.md"), store.MostAttached+1); err != nil {
		t.Fatal(err)
	}
	k.add(k.folder)
	k.refresh(Result{Added: 2, Troubled: 1})
	if a := k.file("huge.md"); a.Form != store.NotKept || a.Trouble != store.TooLarge {
		t.Errorf("too large: %+v", a)
	}
	k.refresh(Result{Same: 2, Troubled: 1})
	k.write("huge.md", "small now\n")
	k.refresh(Result{Changed: 1, Same: 1})
	if got := k.text("huge.md"); got != "small now\n" {
		t.Errorf("got %q", got)
	}
}

func TestAFolderOfTooMuch(t *testing.T) {
	k := newDesk(t)
	k.most = limits{files: 3, bytes: 12}
	for i := range 5 {
		k.write(fmt.Sprintf("%d.md", i), "12345\n")
	}
	k.add(k.folder)
	k.refresh(Result{Added: 3, Troubled: 1})
	if a := k.file("2.md"); a.Trouble != store.TooMany || a.Form != store.NotKept {
		t.Errorf("what has no room: %+v", a)
	}
	if source := k.source(); source.Trouble != store.TooMany {
		t.Errorf("%+v", source)
	}
	k.remove("0.md") // what was left out moves up, in the order of names
	k.refresh(Result{Added: 1, Vanished: 1, Same: 1, Troubled: 2})
}

// TestOurOwnFoldersAreLeftOut: what datasets are written to must not come into them again.
func TestOurOwnFoldersAreLeftOut(t *testing.T) {
	k := newDesk(t)
	k.write("mirror/gong_calls.txt", "calls\n")
	k.write("a.md", "a\n")
	d, err := k.store.Dataset(k.id)
	if err != nil {
		t.Fatal(err)
	}
	d.Mirror = filepath.Join(k.folder, "mirror")
	if err := k.store.UpdateDataset(d); err != nil {
		t.Fatal(err)
	}
	k.add(k.folder, filepath.Dir(k.store.Path()))
	k.refresh(Result{Added: 1})
}

func TestAddRefuses(t *testing.T) {
	k := newDesk(t)
	k.write("a.md", "a\n")
	if _, err := k.Add(k.id, filepath.Join(k.folder, "a.md"), filepath.Join(k.folder, "none")); !core.Is(err, core.Invalid) {
		t.Errorf("a path that is not there: %v", err)
	}
	if _, err := k.Add(k.id, os.DevNull); !core.Is(err, core.Invalid) {
		t.Errorf("a device: %v", err)
	}
	if all, err := k.store.Sources(k.id); err != nil || len(all) != 0 {
		t.Errorf("something was attached: %+v, %v", all, err)
	}
	if _, err := k.Add("other", k.folder); !core.Is(err, core.NotFound) {
		t.Errorf("a dataset that is not there: %v", err)
	}
}

// TestRefreshIsStopped keeps what was taken over until then, and the next one does the rest.
func TestRefreshIsStopped(t *testing.T) {
	k := newDesk(t)
	for i := range 450 {
		k.write(fmt.Sprintf("%03d.md", i), fmt.Sprint(i))
	}
	k.add(k.folder)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	stopping := &stopsAfter{Store: k.store, stop: stop}
	other := New(stopping, Options{Clock: k.clock})
	if _, err := other.Refresh(ctx, k.id); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	files, err := k.store.AttachedFiles(k.id)
	if err != nil || len(files) != togetherFiles {
		t.Fatalf("%d files were kept, %v", len(files), err)
	}
	k.refresh(Result{Added: 450 - togetherFiles, Same: togetherFiles})
	files, _ = k.store.AttachedFiles(k.id)
	if !slices.IsSortedFunc(files, func(a, b store.Attached) int { return slices.Compare([]string{a.Name}, []string{b.Name}) }) || len(files) != 450 {
		t.Errorf("%d files", len(files))
	}
}

// stopsAfter stops whoever reads once something was kept.
type stopsAfter struct {
	*store.Store
	stop func()
}

func (s *stopsAfter) KeepAttached(id core.DatasetID, readings ...store.Reading) ([]store.Attached, error) {
	defer s.stop()
	return s.Store.KeepAttached(id, readings...)
}

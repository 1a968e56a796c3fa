package pick_test

import (
	"context"
	"path"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/pick"
	"tamtam/ui/uitest"
)

// disk is a few folders in memory.
type disk map[string][]string

func (d disk) Nearest(_ context.Context, p string) string {
	for p != "/" {
		if _, ok := d[p]; ok {
			return p
		}
		p = path.Dir(p)
	}
	return p
}

func (d disk) List(_ context.Context, p string) ([]string, error) {
	names, ok := d[p]
	if !ok {
		return nil, core.Errorf(core.Other, "list the folder", "raw words")
	}
	return names, nil
}

func (d disk) Files(_ context.Context, p string) ([]string, error) {
	if p == "/home/jane/Documents" {
		return []string{"acme-ca.pem", "minutes.txt"}, nil
	}
	return nil, nil
}

func (d disk) Make(_ context.Context, parent, name string) (string, error) {
	if slices.Contains(d[parent], name) {
		return "", core.Errorf(core.Invalid, "make the folder", "there is a folder of this name already")
	}
	d[parent] = append(d[parent], name)
	d[path.Join(parent, name)] = nil
	return path.Join(parent, name), nil
}

func home() disk {
	return disk{
		"/": {"home", "root"}, "/home": {"jane"}, "/home/jane": {"Desktop", "Documents", "Downloads", "Music", "Pictures"},
		"/home/jane/Documents": {"Contracts", "Gong"}, "/home/jane/Documents/Gong": nil,
	}
}

func open(t *testing.T, mode look.Mode, d disk, start string) (w *uitest.Window, picked *[]string) {
	t.Helper()
	w, picked = uitest.New(t, mode), new([]string)
	w.Show(kit.NewGround(look.Rail))
	pick.Folder(t.Context(), pick.Needs{Folders: d, Runner: w.Runner, Stage: w.Stage}, start, func(p string) { *picked = append(*picked, p) })
	w.Settle()
	return w, picked
}

// enter taps a folder twice.
func enter(w *uitest.Window, name string) {
	w.Tap(name)
	w.Tap(name)
	w.Runner.Advance(time.Second)
	w.Settle()
}

func TestPictures(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		t.Run("folders", func(t *testing.T) {
			w, _ := open(t, mode, home(), "/home/jane")
			w.Golden("folders")
			enter(w, "Documents")
			enter(w, "Gong")
			w.Golden("empty")
			w.Tap("New folder")
			w.Golden("new")
		})
		t.Run("error", func(t *testing.T) {
			w, _ := open(t, mode, home(), "/")
			enter(w, "root")
			w.Golden("error")
			w.MustNotShow("raw words")
		})
	})
}

func TestAFolderIsChosenByMouse(t *testing.T) {
	w, picked := open(t, uitest.Light, home(), "/home/jane/Documents/none/of/these")
	w.MustShow("/home/jane/Documents", "Contracts")
	w.Tap("The folder above")
	enter(w, "Music")
	w.MustShow("The folder could not be opened.", "Pictures")
	enter(w, "Documents")
	w.Tap("Gong")
	w.Tap("Choose this folder")
	if !slices.Equal(*picked, []string{"/home/jane/Documents/Gong"}) {
		t.Errorf("picked %q", *picked)
	}
}

func TestAFolderIsChosenByKeyboard(t *testing.T) {
	w, picked := open(t, uitest.Light, home(), "/home/jane")
	w.Key(fyne.KeyDown)
	w.Key(fyne.KeyReturn)
	w.MustShow("Contracts")
	w.Key(fyne.KeyBackspace)
	w.MustShow("Desktop")
	w.Key(fyne.KeyEscape)
	w.MustNotShow("Choose a folder")
	if len(*picked) != 0 {
		t.Errorf("picked %q", *picked)
	}
}

func TestANewFolderIsMadeAndOpened(t *testing.T) {
	w, picked := open(t, uitest.Light, home(), "/home/jane/Documents")
	w.Tap("New folder")
	w.Key(fyne.KeyReturn)
	w.MustShow("Enter a name for the new folder.")
	w.Type("Gong")
	w.Key(fyne.KeyReturn)
	w.MustShow("There is a folder of this name already.")
	w.Type(" text")
	w.Key(fyne.KeyReturn)
	w.MustShow("/home/jane/Documents/Gong text")
	w.Tap("Choose this folder")
	if !slices.Equal(*picked, []string{"/home/jane/Documents/Gong text"}) {
		t.Errorf("picked %q", *picked)
	}
}

func openFile(t *testing.T, mode look.Mode) (w *uitest.Window, picked *[]string) {
	t.Helper()
	w, picked = uitest.New(t, mode), new([]string)
	w.Resize(1024, 700)
	pick.File(t.Context(), pick.Needs{Folders: home(), Runner: w.Runner, Stage: w.Stage}, "Choose a CA file", "/home/jane", func(p string) {
		*picked = append(*picked, p)
	})
	w.Settle()
	return w, picked
}

func TestPictureOfFiles(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		w, _ := openFile(t, mode)
		enter(w, "Documents")
		w.Tap("acme-ca.pem")
		w.Golden("files")
	})
}

func TestAFileIsChosen(t *testing.T) {
	w, picked := openFile(t, uitest.Light)
	w.Tap("Choose this file") // a folder is no file
	enter(w, "Documents")
	w.Tap("Choose this file")
	w.Tap("Gong")
	w.Tap("Choose this file")
	if w.MustShow("Choose a CA file"); len(*picked) != 0 {
		t.Fatalf("picked %q", *picked)
	}
	w.Tap("acme-ca.pem")
	w.Tap("Choose this file")
	w.MustNotShow("Choose a CA file")
	w, again := openFile(t, uitest.Light)
	enter(w, "Documents")
	enter(w, "minutes.txt")
	*picked = append(*picked, *again...)
	if want := []string{"/home/jane/Documents/acme-ca.pem", "/home/jane/Documents/minutes.txt"}; !slices.Equal(*picked, want) {
		t.Errorf("picked %q", *picked)
	}
}

package autostart

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/adrg/xdg"

	"tamtam/core"
)

// The formats of other systems have no way in from outside on this one.

// memory is a registry.
type memory struct {
	texts   map[string]string
	numbers map[string][]byte
	err     error
}

func (m memory) text(key, name string) (string, bool, error) {
	v, ok := m.texts[key+"|"+name]
	return v, ok, m.err
}

func (m memory) binary(key, name string) ([]byte, bool, error) {
	v, ok := m.numbers[key+"|"+name]
	return v, ok, m.err
}

func (m memory) setText(key, name, value string) error {
	m.texts[key+"|"+name] = value
	return m.err
}

func (m memory) remove(key, name string) error {
	delete(m.texts, key+"|"+name)
	delete(m.numbers, key+"|"+name)
	return m.err
}

// places makes an empty place of each system below a folder.
func places(folder string) map[string]place {
	return map[string]place{
		"Linux":   desktop{filepath.Join(folder, "config", "autostart", "io.tamtam.Tamtam.desktop"), "Tamtam"},
		"macOS":   agent{filepath.Join(folder, "Library", "LaunchAgents", "io.tamtam.Tamtam.plist"), "io.tamtam.Tamtam"},
		"Windows": runKey{memory{texts: map[string]string{}, numbers: map[string][]byte{}}, "Tamtam"},
	}
}

func TestEverySystemIsTurnedOnAndOff(t *testing.T) {
	for name, at := range places(t.TempDir()) {
		t.Run(name, func(t *testing.T) {
			l := &Login{at}
			is := func(when string, want bool) {
				t.Helper()
				if on, err := l.On(); on != want || err != nil {
					t.Fatalf("%s: on %v, %v", when, on, err)
				}
			}
			is("before", false)
			for range 2 {
				if err := l.Set(false, Command{}); err != nil {
					t.Fatal(err)
				}
			}
			is("never on, turned off", false)
			for range 2 {
				if err := l.Set(true, Command{Program: "/opt/Tamtam & Co/tamtam", Args: []string{"-background"}}); err != nil {
					t.Fatal(err)
				}
			}
			is("turned on", true)
			if e, _ := at.read(); e.program != "/opt/Tamtam & Co/tamtam" {
				t.Errorf("starts %q", e.program)
			}
			if err := l.Set(false, Command{}); err != nil {
				t.Fatal(err)
			}
			is("turned off", false)
		})
	}
}

func TestFilesAreTheirOwnersAndComplete(t *testing.T) {
	folder := t.TempDir()
	for name, at := range places(folder) {
		if err := at.write(Command{Program: "/opt/tamtam"}); err != nil {
			t.Fatal(name, err)
		}
	}
	var names []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == folder {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is open to others: %v", path, info.Mode())
		}
		if !d.IsDir() {
			names = append(names, d.Name())
		}
		return nil
	})
	if err != nil || len(names) != 2 {
		t.Errorf("files %q, %v", names, err)
	}
}

func TestAMovedProgramIsRepaired(t *testing.T) {
	for name, at := range places(t.TempDir()) {
		t.Run(name, func(t *testing.T) {
			l, folder := &Login{at}, t.TempDir()
			old, moved := filepath.Join(folder, "old"), Command{Program: filepath.Join(folder, "new place", "tamtam"), Args: []string{"-background"}}
			repairs := func(when string, want bool, program string) {
				t.Helper()
				did, err := l.Repair(moved)
				if e, _ := at.read(); did != want || err != nil || e.program != program {
					t.Fatalf("%s: repaired %v, %v; starts %q", when, did, err, e.program)
				}
			}
			repairs("off", false, "")
			if err := os.WriteFile(old, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := l.Set(true, Command{Program: old}); err != nil {
				t.Fatal(err)
			}
			repairs("another installation", false, old)
			if err := os.Remove(old); err != nil {
				t.Fatal(err)
			}
			repairs("moved", true, moved.Program)
			repairs("in place", false, moved.Program)
		})
	}
}

func TestWhatAPersonSwitchedOffIsNotRepaired(t *testing.T) {
	path := filepath.Join(t.TempDir(), "autostart", "tamtam.desktop")
	if err := writeFile(path, []byte("[Desktop Entry]\nExec=/gone/tamtam\nHidden=true\n")); err != nil {
		t.Fatal(err)
	}
	if did, err := (&Login{desktop{path, "Tamtam"}}).Repair(Command{Program: "/opt/tamtam"}); did || err != nil {
		t.Errorf("repaired %v, %v", did, err)
	}
}

func TestRefusalsAreSaidInWords(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "config"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	taken := filepath.Join(folder, "taken", "tamtam.desktop", "below")
	if err := os.MkdirAll(taken, 0o700); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		place   place
		program string
		kind    core.Kind
	}{
		"a file in place of the folder":    {desktop{filepath.Join(folder, "config", "autostart", "t.desktop"), "Tamtam"}, "/t", core.Invalid},
		"a folder in place of the file":    {desktop{filepath.Dir(taken), "Tamtam"}, "/t", core.Invalid},
		"a registry that refuses":          {runKey{memory{texts: map[string]string{}, err: fs.ErrPermission}, "Tamtam"}, "/t", core.Invalid},
		"a registry that fails":            {runKey{memory{texts: map[string]string{}, err: errors.New("no")}, "Tamtam"}, "/t", core.Other},
		"a program that is found by $PATH": {desktop{filepath.Join(folder, "t.desktop"), "Tamtam"}, "tamtam", core.Invalid},
		"a path of two lines":              {desktop{filepath.Join(folder, "t.desktop"), "Tamtam"}, "/a\nHidden=x", core.Invalid},
	}
	for name, test := range tests {
		if err := (&Login{test.place}).Set(true, Command{Program: test.program}); !core.Is(err, test.kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
	left, err := os.ReadDir(filepath.Join(folder, "taken"))
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestTheEntryIsThePersonsOwn(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	if err := New(Options{ID: "io.tamtam.Tamtam", Name: "Tamtam"}).Set(true, Command{Program: "/opt/tamtam"}); err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(os.Getenv("XDG_CONFIG_HOME"), "autostart", "*"))
	if err != nil || len(found) != 1 || filepath.Base(found[0]) != "io.tamtam.Tamtam.desktop" {
		t.Errorf("found %q, %v", found, err)
	}
}

// FuzzParse: whatever stands in a file of that name, it is read without a panic, and what is on names a program.
func FuzzParse(f *testing.F) {
	for _, at := range maps.All(places("")) {
		if d, ok := at.(desktop); ok {
			text, _ := desktopEntry(d.name, Command{Program: `/o "p\t/t`})
			f.Add(text)
		}
	}
	f.Add(string(agentList("t", Command{Program: "/t"})))
	f.Fuzz(func(t *testing.T, text string) {
		list, _ := parseAgent([]byte(text))
		for _, e := range []entry{parseDesktop(text), list} {
			if e.on && e.program == "" {
				t.Errorf("%+v", e)
			}
		}
		lineProgram(text)
	})
}

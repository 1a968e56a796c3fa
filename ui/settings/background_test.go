package settings_test

import (
	"context"
	"testing"

	"tamtam/core"
	"tamtam/core/tray"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/settings"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// desk is the desktop and the system, and what was chosen for them. Its zero value has a tray.
type desk struct {
	now     settings.InBackground
	no      bool // there is no tray, and lacks says why
	lacks   tray.State
	readErr error
	setErr  error
	sets    []bool
}

func (d *desk) Background(context.Context) (settings.InBackground, error) {
	now := d.now
	now.Tray = tray.Shown
	if d.no {
		now.Tray = d.lacks
	}
	return now, d.readErr
}

func (d *desk) SetAtLogin(_ context.Context, on bool) error {
	d.sets = append(d.sets, on)
	if d.setErr == nil {
		d.now.AtLogin = on
	}
	return d.setErr
}

func (d *desk) SetClosing(c settings.Closing) { d.now.Closing = c }
func (d *desk) SetNotes(n settings.Notes)     { d.now.Notes = n }

func without(s tray.State) desk { return desk{no: true, lacks: s} }

func TestPicturesOfTheBackground(t *testing.T) {
	chosen := desk{now: settings.InBackground{Closing: settings.KeepOnClose, AtLogin: true, Notes: settings.NoteChanges}}
	refused := desk{setErr: core.Errorf(core.Invalid, "have the program start at login", "you have no permission to change what starts at login")}
	unread := desk{readErr: core.E(core.Broken, "read what starts at login", nil)}
	pictures := map[string]struct {
		desk desk
		do   func(*uitest.Window)
	}{
		"background":           {chosen, nil},
		"background-no-tray":   {without(tray.NoWatcher), nil},
		"background-no-panel":  {without(tray.NoHost), nil},
		"background-no-bus":    {without(tray.NoBus), nil},
		"background-no-answer": {without(tray.Unknown), nil},
		"background-refused":   {refused, func(w *uitest.Window) { w.Tap("Start") }},
		"background-unread":    {unread, nil},
	}
	for name, picture := range pictures {
		t.Run(name, func(t *testing.T) {
			uitest.Both(t, func(t *testing.T, mode look.Mode) {
				w := show(t, mode, &program{desk: picture.desk}, nil)
				if picture.do != nil {
					picture.do(w)
				}
				w.Golden(name)
			})
		})
	}
}

func TestWhatGoesOnInTheBackgroundIsChosen(t *testing.T) {
	p := &program{}
	w := show(t, uitest.Light, p, nil)
	w.MustShow("Asks once a dataset has a schedule; quits until then.")
	w.Tap("Keep syncing")
	w.MustShow("Tamtam stays in the tray, and syncs go on.")
	w.Tap("Start")
	w.Tap("After every sync with changes")
	if want := (settings.InBackground{Closing: settings.KeepOnClose, AtLogin: true, Notes: settings.NoteChanges}); p.desk.now != want {
		t.Errorf("%+v", p.desk.now)
	}
	w.Tap("Quit")
	w.Tap("Do not start")
	w.Tap("Never")
	if want := (settings.InBackground{Closing: settings.QuitOnClose, Notes: settings.NoteNothing}); p.desk.now != want {
		t.Errorf("%+v", p.desk.now)
	}
}

// The choice at login is the system's: what it refused is not shown as chosen.
func TestARefusedStartAtLoginIsNotShownAsChosen(t *testing.T) {
	p := &program{desk: desk{setErr: core.Errorf(core.Full, "have the program start at login", "raw words")}}
	w := show(t, uitest.Light, p, nil)
	w.Tap("Start")
	w.MustShow("The start at login was not changed. There is no space left on the disk.")
	if _, chosen := w.Find("Do not start").(*kit.Segments); !chosen {
		t.Error("what was refused is chosen")
	}
	w.MustNotShow("raw words")
	p.desk.setErr = nil
	w.Tap("Start")
	w.MustNotShow("was not changed")
}

// A person who changes their mind while the system is being asked gets what they chose last.
func TestTheLastChoiceAtLoginHolds(t *testing.T) {
	var step task.Step
	p := &program{}
	w := show(t, uitest.Light, p, &step)
	for step.Waiting() > 0 {
		step.Release(0)
	}
	w.Tap("Start")
	w.Tap("Do not start")
	for step.Waiting() > 0 {
		step.Release(0)
	}
	if n := len(p.desk.sets); n == 0 || p.desk.sets[n-1] || p.desk.now.AtLogin {
		t.Errorf("asked for %v", p.desk.sets)
	}
}

func TestADesktopThatGetsATrayIsLookedAtAgain(t *testing.T) {
	p := &program{desk: without(tray.NoWatcher)}
	w := show(t, uitest.Light, p, nil)
	w.MustShow("GNOME does with the extension", "Closing the window ends Tamtam and its syncs.")
	p.desk.no = false
	w.Tap("Look again")
	w.MustNotShow("GNOME does with the extension", "Closing the window ends Tamtam and its syncs.")
}

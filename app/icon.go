package app

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/systray"

	"tamtam/assets"
	"tamtam/core/tray"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// menuGap is the time between two looks at what the tray's menu should say. The toolkit makes the menu anew for every change, which a
// person may see who has it open.
const menuGap = 2 * time.Second

// icon is the program's icon in the tray. It belongs to the UI goroutine.
type icon struct {
	*session
	tray desktop.App
	line string // that the menu shows now
}

// newIcon makes the icon, or nil where it cannot be shown. The toolkit takes it only before the application runs; on Linux it waits for a
// tray then, and comes back when the panel is started anew. Without a bus it would start one, and for one that hangs it would wait for ever.
func newIcon(s *session) *icon {
	app, ok := s.app.(desktop.App)
	if !ok {
		return nil
	}
	if state := s.entry.options.desk.tray(s.root); state == tray.NoBus || state == tray.Unknown {
		return nil
	}
	i := &icon{session: s, tray: app}
	app.SetSystemTrayIcon(assets.App)
	if runtime.GOOS != "darwin" { // where a click on an icon opens its menu
		// The toolkit's own way, SetSystemTrayWindow, would show and hide the window behind the session's back.
		systray.SetOnTapped(func() { s.runner.Go(s.root, nil, s.raise) })
	}
	app.SetSystemTrayMenu(i.menu())
	return i
}

// follow keeps the menu of an open program up to date.
func (i *icon) follow() {
	i.draw()
	task.Every(i.root, i.runner, menuGap, i.draw)
}

func (i *icon) draw() {
	task.DoContext(i.root, i.runner, func(context.Context) (string, error) { return i.window.planned(), nil }, func(line string, _ error) {
		line = cmp.Or(i.window.working(), line)
		if line != i.line {
			i.line = line
			i.tray.SetSystemTrayMenu(i.menu())
		}
	})
}

func (i *icon) menu() *fyne.Menu {
	open := fyne.NewMenuItem("Open Tamtam", i.raise)
	quit := fyne.NewMenuItem("Quit", i.quit)
	quit.IsQuit = true   // else the toolkit adds one of its own
	if i.window == nil { // there is no database
		return fyne.NewMenu(programName, open, fyne.NewMenuItemSeparator(), quit)
	}
	line := fyne.NewMenuItem(i.line, nil)
	line.Disabled = true
	all := fyne.NewMenuItem("Refresh all now", i.window.refreshAllNow)
	return fyne.NewMenu(programName, open, all, line, fyne.NewMenuItemSeparator(), quit)
}

// working says what is being refreshed or, while nothing is, that the Timeline is being synced; "" for nothing. How far it is changes in few steps,
// for each makes a new menu.
func (w *window) working() string {
	if names, share := w.underWay(); len(names) > 0 {
		return sayRefreshing(names, inSteps(share))
	}
	if p, going := w.meetings.Progress(); going {
		return saySyncingTimeline(p.Stopping, inSteps(p.Share()))
	}
	return ""
}

// inSteps is a share in steps of a tenth; one that is not known stays negative.
func inSteps(share float64) float64 { return math.Floor(share*10) / 10 }

// planned says what the schedule runs next, and has the desktop tell when that waits for a person. It reads the database.
func (w *window) planned() string {
	next, ok := w.nextOfAll()
	switch {
	case !ok:
		return sayNothingPlanned
	case waits(w.schedule.Waits(next.Dataset)):
		w.notes.waits(next)
		return sayWaiting(next.Name)
	}
	return sayPlan(next.Name, next.At, w.clock.Now())
}

// refreshAllNow refreshes all datasets, as the tray's menu asks.
func (w *window) refreshAllNow() {
	task.DoContext(w.root, w.runner, func(context.Context) (int, error) { return w.refreshAll() }, func(_ int, err error) {
		if err != nil {
			w.log.Error("refresh all", "err", err)
			w.shell.Stage().Toast(kit.Bad, say.Error(err, sayNotRefreshed).Line())
		}
	})
}

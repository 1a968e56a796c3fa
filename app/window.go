package app

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/ui"
	"tamtam/ui/activity"
	"tamtam/ui/connect"
	"tamtam/ui/datasets"
	"tamtam/ui/find"
	"tamtam/ui/kit"
	uiopened "tamtam/ui/opened"
	"tamtam/ui/pick"
	reviewui "tamtam/ui/review"
	"tamtam/ui/say"
	"tamtam/ui/settings"
	"tamtam/ui/task"
	timelineui "tamtam/ui/timeline"
	"tamtam/ui/welcome"
)

// window is the shell with its pages over a program.
type window struct {
	*program
	app        fyne.App
	window     fyne.Window
	runner     task.Runner
	appearance *appearance
	notes      *notes
	shell      *ui.Shell
	found      *find.Page       // nil before the first search
	calls      *reviewui.Page   // nil before calls are looked at
	activities *timelineui.Page // nil before the Timeline is looked at
	exported   *uiopened.Page   // nil before the first time that exported files were looked at
	synced     *meetingSyncs
	version    string
	shown      *standing // by the status bar; nil before the first look
	locked     bool      // the passphrase was asked for at the start, and is still wanted
}

// newWindow fills a window of the application; begin shows the first page in it.
func newWindow(p *program, a fyne.App, over fyne.Window, runner task.Runner, version string) *window {
	w := &window{program: p, app: a, window: over, runner: runner, version: version, appearance: newAppearance(p.settings, a)}
	a.SetIcon(assets.App)
	w.shell = ui.New(w.window, ui.Options{Runner: runner, Root: p.root, State: memory{p.settings}, Sections: w.sections(), Quit: a.Quit, Search: findRoute, Dropped: w.dropExported})
	w.shell.Status().OnConnection = func() { w.shell.Go("settings/integrations") }
	w.shell.Status().OnJob = func() { w.shell.Go(w.jobRoute()) }
	w.notes = newNotes(p.background, a.SendNotification)
	w.runs.onEnd(w.notes.ended)
	w.searches.tell(w.tellOfHits)
	w.synced = newMeetingSyncs(w.meetings)
	w.meetings.onEnd(w.tellOfMeetings)
	w.runs.onEnd(w.callsChanged)
	w.shell.Status().OnNext = func() { w.shell.Go("datasets") }
	return w
}

// close leaves the page and remembers the window. It may be called twice.
func (w *window) close() { w.shell.Close() }

func (w *window) sections() []ui.Section {
	return []ui.Section{
		{Route: "datasets", Title: "Datasets", Icon: assets.Datasets, Open: w.datasets},
		{Route: reviewRoute, Title: "Review", Icon: assets.Review, Open: w.review},
		{Route: timelineRoute, Title: "Timeline", Icon: assets.Timeline, Open: w.timeline},
		{Route: "activity", Title: "Activity", Icon: assets.Activity, Open: w.activity},
		{Route: "settings", Title: "Settings", Icon: assets.Settings, Bottom: true, Open: func(string) ui.Page { return settings.New(w.settingsNeeds()) }},
		{Route: openedRoute, Title: "Opened files", Hidden: true, Open: w.openedPage},
		{Route: findRoute, Title: "Search", Hidden: true, Open: w.findPage},
		{Route: "welcome", Title: "Welcome", Hidden: true, Open: func(string) ui.Page { return welcome.New(w.welcomeNeeds()) }},
	}
}

// datasets makes the page of a route: "", "new", "copy/ID", "edit/ID", "sync/ID", "history/ID", "check/ID", "awaited/ID", "ID".
func (w *window) datasets(rest string) ui.Page {
	needs := w.datasetNeeds()
	verb, id, _ := strings.Cut(rest, "/")
	switch {
	case rest == "":
		return datasets.NewList(needs)
	case rest == "new":
		return datasets.NewEdit(needs)
	case verb == "copy":
		return datasets.CopyOf(needs, core.DatasetID(id))
	case verb == "edit":
		return datasets.EditOf(needs, core.DatasetID(id))
	case verb == "history":
		return activity.HistoryOf(w.activityNeeds(), core.DatasetID(id))
	case verb == "sync":
		return datasets.SyncOf(needs, core.DatasetID(id))
	case verb == "check":
		return datasets.NewCheck(needs, core.DatasetID(id))
	case verb == "awaited":
		return datasets.NewAwaited(needs, core.DatasetID(id))
	}
	return datasets.NewView(needs, core.DatasetID(rest))
}

func (w *window) datasetNeeds() datasets.Needs {
	to := func(prefix string) func(core.DatasetID) {
		return func(id core.DatasetID) { w.shell.Go("datasets/" + prefix + string(id)) }
	}
	return datasets.Needs{
		Datasets: library{w.program}, Estimates: library{w.program}, Runs: w.runs, Plans: plans{w.program}, Checks: w.checks,
		Exports: shelf{w.program}, Connections: sources{w.program}, Sources: files{w.program},
		Memory: w.shell, Clock: w.clock, Runner: w.runner, Stage: w.shell.Stage(),
		Routes: datasets.Routes{
			List: func() { w.shell.Go("datasets") }, New: func() { w.shell.Go("datasets/new") },
			Copy: to("copy/"), Open: to(""), Edit: to("edit/"), Sync: to("sync/"), Check: to("check/"), Awaited: to("awaited/"), History: to("history/"),
			Saved: func(id core.DatasetID) { w.shell.Replace("datasets/" + string(id)) },
			Back: func() {
				if !w.shell.Back() {
					w.shell.Replace("datasets")
				}
			},
			Retitle: func() { w.shell.Retitle() }, PickFolder: w.pickFolder, PickFile: w.pickFile,
			Connect: w.connect, Unlock: w.unlock, Settings: func() { w.shell.Go("settings/integrations") },
		},
	}
}

func (w *window) settingsNeeds() settings.Needs {
	return settings.Needs{
		Accounts: integrations{w.program}, Appearance: w.appearance, Storage: disk{w.program}, Network: road{w.program}, Background: w.background, Clipboard: w.app.Clipboard(),
		About: settings.About{Version: w.version, Folder: w.places.home, Log: w.places.logs},
		Routes: settings.Routes{
			Connect: w.connect, Unlock: w.unlock, ChangeVault: w.changeVault, SyncMeetings: w.offerMeetings,
			Sample: func(done func()) { w.sampleThen(done) },
			Reveal: func(path string) { w.reveal(path) }, PickCAFile: w.pickCAFile,
		},
		Clock: w.clock, Runner: w.runner, Stage: w.shell.Stage(),
	}
}

func (w *window) welcomeNeeds() welcome.Needs {
	first := func() { w.shell.Replace("datasets/new") }
	return welcome.Needs{
		Accounts: sampling{w.program}, Connect: func() { w.connect("", first) }, Sampled: first, Open: w.openExported, Runner: w.runner, Stage: w.shell.Stage(),
	}
}

func (w *window) connectNeeds(id core.ConnectionID, saved func()) connect.Needs {
	kind, name := "", ""
	if id != "" {
		if c, err := w.store.Connection(id); err == nil {
			kind, name = c.Kind, c.Name
		}
	}
	return connect.Needs{
		Target: auth.Target{ID: id}, Kind: kind, Name: name, Accounts: connecting{w.program}, Clock: w.clock, Runner: w.runner, Stage: w.shell.Stage(),
		Clipboard: w.app.Clipboard(), OpenURL: w.openExternal, OpenLogin: w.openLogin,
		Offer: w.meetingsNext(id),
		Saved: func() {
			w.locked = false // whatever was saved has opened the vault
			w.lookAtConnection()
			saved()
		},
	}
}

// connect opens the dialog that gives a connection other credentials, or makes another connection when id is "".
func (w *window) connect(id core.ConnectionID, saved func()) {
	connect.Open(w.root, w.connectNeeds(id, saved))
}

func (w *window) unlock(unlocked func()) { connect.Unlock(w.root, w.connectNeeds("", unlocked)) }

func (w *window) changeVault(changed func()) {
	connect.ChangeVault(w.root, w.connectNeeds("", changed))
}

// sampleThen begins to use the simulated account.
func (w *window) sampleThen(done func()) {
	task.DoContext(w.root, w.runner, func(ctx context.Context) (bool, error) { return true, sampling{w.program}.Sample(ctx) }, func(_ bool, err error) {
		if err != nil {
			w.shell.Stage().Toast(kit.Bad, say.Error(err, saySampleFailed).Line())
			return
		}
		w.lookAtConnection()
		done()
	})
}

func (w *window) reveal(path string) {
	task.DoContext(w.root, w.runner, func(ctx context.Context) (bool, error) { return true, reveal(ctx, path) }, func(_ bool, err error) {
		if err != nil {
			w.shell.Stage().Toast(kit.Bad, say.Error(err, sayNotShown).Line())
		}
	})
}

func (w *window) pickFolder(start string, picked func(string)) {
	if start == "" {
		start = documents()
	}
	pick.Folder(w.root, pick.Needs{Folders: folders{}, Runner: w.runner, Stage: w.shell.Stage()}, start, picked)
}

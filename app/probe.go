package app

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/directory"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui/find"
	"tamtam/ui/look"
	"tamtam/ui/review"
	"tamtam/ui/task"
)

// probeGap is how often the facts are written. It is longer than the toolkit takes between two looks at mouse and keyboard.
const probeGap = 40 * time.Millisecond

// facts are what a test of the real window asks for, so that it need not guess from pixels. They are written as a line of JSON each time.
type facts struct {
	// Beat counts the lines. Between two of them the toolkit has looked at mouse and keyboard, however slow the machine is: what was pressed
	// before a line was written has been dealt with two lines later.
	Beat  int    `json:"beat"`
	Route string `json:"route"`
	Title string `json:"title"`
	// Focus is the label of what has the focus, or its type.
	Focus string `json:"focus"`
	// Dialog tells that one is open.
	Dialog bool `json:"dialog"`
	// Connection is "", "api-key", "oauth" or "sample".
	Connection string `json:"connection"`
	Datasets   int    `json:"datasets"`
	Files      int    `json:"files"`
	Records    int    `json:"records"`
	// Running is the number of imports under way.
	Running int `json:"running"`
	// Hidden tells that the window is not shown.
	Hidden bool         `json:"hidden"`
	Look   look.Options `json:"look"`
	Width  float32      `json:"width"`
	Height float32      `json:"height"`
	// Review and Find are of the screen of the calls and of the search, once they were opened.
	Review *review.Facts `json:"review,omitempty"`
	Find   *find.Facts   `json:"find,omitempty"`
	// Opened is how many sets of exported files are open.
	Opened int `json:"opened"`
	// Timeline is what is kept of it.
	Timeline timelineFacts `json:"timeline"`
}

// timelineFacts count what the Timeline keeps.
type timelineFacts struct {
	Companies  int `json:"companies"`
	Persons    int `json:"persons"`
	Users      int `json:"users"`
	Activities int `json:"activities"`
	// Conflicts are the users of Gong who may be several users.
	Conflicts int `json:"conflicts"`
	Runs      int `json:"runs"`
	// Going tells that a run is under way.
	Going bool `json:"going"`
}

// watched writes the facts into a file until the program ends, unless the path is "".
func (w *window) watched(path string, hidden func() bool) error {
	if path == "" {
		return nil
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return core.E(core.Other, "open the probe's file", err)
	}
	beat, encoder := 0, json.NewEncoder(file)
	task.Every(w.root, w.runner, probeGap, func() {
		now := w.facts()
		beat++
		now.Beat, now.Hidden = beat, hidden()
		_ = encoder.Encode(now) // a test that waits for it says so
	})
	return nil
}

func (w *window) facts() facts {
	f := facts{
		Route: w.shell.Route(), Title: w.window.Title(), Focus: focusName(w.window.Canvas().Focused()), Dialog: w.shell.Stage().Modal(),
		Running: len(w.runs.all()), Look: w.appearance.Look(), Width: w.window.Canvas().Size().Width, Height: w.window.Canvas().Size().Height,
	}
	if w.calls != nil {
		of := w.calls.Facts()
		f.Review = &of
	}
	if w.found != nil {
		of := w.found.Facts()
		f.Find = &of
	}
	f.Timeline = w.timelineFacts()
	if all, err := w.store.Opened(); err == nil {
		f.Opened = len(all)
	}
	if all, err := w.accounts(); err == nil && len(all) > 0 {
		f.Connection = all[0].Kind
	}
	all, err := w.store.Datasets()
	if err != nil {
		return f
	}
	f.Datasets = len(all)
	for _, d := range all {
		files, err := w.store.Files(d.ID)
		if err != nil {
			continue
		}
		f.Files += len(files)
		for _, file := range files {
			f.Records += file.Records
		}
	}
	return f
}

func (w *window) timelineFacts() (f timelineFacts) {
	_, f.Going = w.meetings.Progress()
	_ = w.store.ViewTimeline("count the Timeline", func(t *store.Timeline) error { // a test that waits for it says so
		d, err := directory.StateOf(t)
		if err != nil {
			return err
		}
		mappings, err := t.Mappings()
		if err != nil {
			return err
		}
		runs, err := t.Runs()
		if err != nil {
			return err
		}
		f.Companies, f.Persons, f.Users, f.Activities, f.Runs = len(d.Companies), len(d.Persons), len(d.Users), len(t.Feed("")), len(runs)
		for _, m := range mappings {
			if m.Status == timeline.Conflict {
				f.Conflicts++
			}
		}
		return nil
	})
	return f
}

func focusName(o fyne.Focusable) string {
	if o == nil {
		return ""
	}
	if named, ok := o.(fyne.Accessible); ok && named.AccessibilityLabel() != "" {
		return named.AccessibilityLabel()
	}
	return fmt.Sprintf("%T", o)
}

package app

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/importer"
	"tamtam/core/schedule"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/say"
	"tamtam/ui/settings"
)

// notedSetting keeps the troubles that were told of, by dataset: one is told of once, also over the end of the program.
const notedSetting = "noted"

// mostNotes bounds those that wait while the desktop takes none.
const mostNotes = 16

// notes tells a person who does not look at the window what became of syncs. They hold a dataset's name and counts, and nothing else of a
// customer's. Its methods may be called from any goroutine.
type notes struct {
	*background
	send func(*fyne.Notification) // may block for as long as the desktop's service does

	mu      sync.Mutex
	noted   map[core.DatasetID]string
	waiting []*fyne.Notification
	sending bool
}

func newNotes(b *background, send func(*fyne.Notification)) *notes {
	n := &notes{background: b, send: send, noted: map[core.DatasetID]string{}}
	n.settings.get(notedSetting, &n.noted)
	if n.noted == nil {
		n.noted = map[core.DatasetID]string{}
	}
	return n
}

// ended hears of every run.
func (n *notes) ended(e ended) {
	n.mu.Lock()
	defer n.mu.Unlock()
	chosen := n.now().Notes
	switch trouble := troubleOf(e); {
	case trouble != "":
		if n.noted[e.Dataset] == trouble {
			return
		}
		if chosen != settings.NoteNothing && n.unseen(e) {
			n.remember(e.Dataset, trouble)
			n.post(noteOfTrouble(e))
		}
	case e.Report.ID != "" && e.End.Fate == schedule.Retry:
		n.passing(e)
	case e.Report.ID == "" || e.End.Fate != schedule.Handled: // it is not over
	default:
		n.remember(e.Dataset, "")
		if note := noteOfChanges(e); note != nil && chosen == settings.NoteChanges && n.unseen(e) {
			n.post(note)
		}
	}
}

// mostPassing is for how long troubles that pass by themselves, such as a network that is away, may follow each other untold.
const mostPassing = 24 * time.Hour

// passing hears of a run that the schedule tries again by itself. Since when it does is noted, until that has been so for too long.
func (n *notes) passing(e ended) {
	const first = "not since "
	word, counting := strings.CutPrefix(n.noted[e.Dataset], first)
	since, err := time.Parse(time.RFC3339, word)
	switch {
	case n.noted[e.Dataset] == "" || counting && err != nil:
		n.remember(e.Dataset, first+e.Report.Begun.Format(time.RFC3339))
	case counting && e.Report.Begun.Sub(since) >= mostPassing && n.now().Notes != settings.NoteNothing && n.unseen(e):
		n.remember(e.Dataset, "it does not pass")
		n.post(noteOfTrouble(e))
	}
}

// waits hears, again and again, that a scheduled run waits for a person. Who has the window open is told there.
func (n *notes) waits(run schedule.Upcoming) {
	const trouble = "it waits for a person"
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.noted[run.Dataset] == trouble || n.now().Notes == settings.NoteNothing || !n.away.Load() {
		return
	}
	n.remember(run.Dataset, trouble)
	n.post(note(humane.Short(run.Name, noteLetters)+" could not be refreshed", sayNeedsPerson))
}

// unseen tells runs that nobody watches: those of the schedule, and a person's while the window is hidden.
func (n *notes) unseen(e ended) bool { return e.Report.Trigger != store.ByPerson || n.away.Load() }

func (n *notes) remember(id core.DatasetID, trouble string) {
	if n.noted[id] == trouble {
		return
	}
	n.noted[id] = trouble
	if trouble == "" {
		delete(n.noted, id)
	}
	n.settings.set(notedSetting, maps.Clone(n.noted))
}

// post has a note sent. The desktop's service may never answer: so nothing waits for it, neither the run nor the end of the program.
func (n *notes) post(note *fyne.Notification) {
	n.waiting = append(n.waiting, note)
	n.waiting = n.waiting[max(0, len(n.waiting)-mostNotes):]
	if n.sending {
		return
	}
	n.sending = true
	go n.drain()
}

// drain sends what waits, one after the other.
func (n *notes) drain() {
	for {
		n.mu.Lock()
		if len(n.waiting) == 0 {
			n.sending = false
			n.mu.Unlock()
			return
		}
		next := n.waiting[0]
		n.waiting = n.waiting[1:]
		n.mu.Unlock()
		n.send(next)
	}
}

// troubleOf names what a person should hear of a run, so that the same is told once; "" for nothing. What the schedule tries again by itself
// is no trouble, nor is a missing permission, which a dataset's screens tell.
func troubleOf(e ended) string {
	if e.Report.ID == "" || e.End.Fate != schedule.Handled {
		return ""
	}
	if e.Report.Failure != nil {
		if e.Report.Failure.Kind == core.Canceled {
			return ""
		}
		return e.Report.Failure.Kind.String()
	}
	var failed []string
	for _, t := range e.Report.Types {
		if importer.Outcome(t.Outcome) == importer.Failed {
			failed = append(failed, string(t.Type)+": "+kindOf(t.Failure).String())
		}
	}
	return strings.Join(failed, ", ")
}

func kindOf(f *store.Failure) core.Kind {
	if f == nil {
		return core.Other
	}
	return f.Kind
}

func noteOfTrouble(e ended) *fyne.Notification {
	failure, failed := e.Report.Failure, 0
	for _, t := range e.Report.Types {
		if importer.Outcome(t.Outcome) == importer.Failed {
			failed++
			if failure == nil {
				failure = t.Failure
			}
		}
	}
	name := humane.Short(e.Name, noteLetters)
	title := name + " could not be refreshed"
	if e.Report.Failure == nil && failed < len(e.Report.Types) {
		title = fmt.Sprintf("%s: %d of %s could not be refreshed", name, failed, humane.Count(len(e.Report.Types), "file", "files"))
	}
	// By its kind alone: the text of an error is not made for others who see the screen.
	problem := say.Error(core.E(kindOf(failure), "refresh", nil), "")
	return note(title, problem.Body())
}

// noteOfChanges is nil when nothing has changed.
func noteOfChanges(e ended) *fyne.Notification {
	var parts []string
	for _, t := range e.Report.Types {
		if words := say.Changes(t.Changes); words != "" {
			parts = append(parts, datatype.Of(t.Type).Title+": "+words)
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return note(humane.Short(e.Name, noteLetters)+" is up to date", strings.Join(parts, "; ")+".")
}

// noteLetters is how much of a dataset's name a note has room for.
const noteLetters = 60

func note(title, content string) *fyne.Notification {
	if runtime.GOOS == "windows" {
		title, content = forPowerShell(title), forPowerShell(content)
	}
	return fyne.NewNotification(title, content)
}

// forPowerShell takes out of a text what PowerShell acts on within double quotes: Fyne 2.8.1 puts notifications of Windows into a script,
// quoted as Go quotes. PowerShell takes the printer's double quotes for quotes, too ("about_Quoting_Rules").
func forPowerShell(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case slices.Contains([]rune{'"', '“', '”', '„', '`'}, r):
			return '\''
		case r == '$':
			return '＄'
		case r == '\\':
			return '/'
		}
		return r
	}, text)
}

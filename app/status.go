package app

import (
	"context"
	"time"

	"tamtam/core/gong"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// How often the status bar looks at the running imports, which is in memory, and at the rest, which is in the database.
const (
	jobGap  = 250 * time.Millisecond
	restGap = 2 * time.Second
)

// jobName is how many letters of a dataset's name the status bar has room for.
const jobName = 32

// standing is what the status bar says of the connections.
type standing struct {
	accounts int // of Gong
	troubled int // of these
	// name and kind are of the only one.
	name, kind string
	sample     bool
	locked     bool // until the passphrase is entered
	offline    bool // the last request met nobody
	requests   int
	next       time.Time // when the schedule wants a run next; zero without a schedule
}

// standing looks at the connections and the day's requests.
func (a *program) standing() (s standing, err error) {
	all, err := a.connections.List()
	if err != nil {
		return s, err
	}
	s.accounts, s.sample = len(all), a.sampleInUse()
	for _, c := range all {
		s.name, s.kind = c.Name, sayKind(c.Kind)
		kind, _, err := a.connections.Trouble(c.ID)
		if err != nil {
			return s, err
		}
		if refused(c, kind).Mend != say.MendNothing {
			s.troubled++
		}
	}
	if s.accounts > 0 {
		s.offline = a.network.Offline()
		s.requests, err = a.store.Requests(a.today())
	}
	if first, ok := a.nextOfAll(); ok {
		s.next = first.At
	}
	return s, err
}

// follow keeps the status bar up to date. It draws only what has changed: every change repaints the window.
func (w *window) follow() {
	words, share := "", -1.0
	task.Every(w.root, w.runner, jobGap, func() {
		text, part := w.job()
		if text != words || part != share {
			words, share = text, part
			w.shell.Status().Job(text, part)
		}
	})
	w.lookAtConnection()
	task.Every(w.root, w.runner, restGap, w.lookAtConnection)
}

// job is what is being imported and synced, in words, and how much of it is done, negative while unknown: of the imports, where there are any.
func (w *window) job() (string, float64) {
	names, share := w.underWay()
	words := sayJob(names, max(0, share))
	switch p, going := w.meetings.Progress(); {
	case !going:
		return words, share
	case words == "":
		return sayMeetingsJob(p), p.Share()
	default:
		return words + " · " + sayMeetingsJob(p), share
	}
}

// jobRoute is where the running job is shown.
func (w *window) jobRoute() string {
	if names, _ := w.underWay(); len(names) == 0 {
		if _, going := w.meetings.Progress(); going {
			return timelineRoute + "/log"
		}
	}
	return "activity"
}

// underWay names the datasets that are being imported, and tells how much of it all is done, negative while unknown.
func (w *window) underWay() (names []string, share float64) {
	done, all := 0, 0
	for _, id := range w.runs.all() {
		run, going := w.runs.Run(id)
		if !going {
			continue
		}
		names = append(names, "“"+humane.Short(w.runs.name(id), jobName)+"”")
		done += min(run.Snapshot.Requests, run.Snapshot.Expected)
		all += run.Snapshot.Expected
	}
	if len(names) == 0 || all == 0 {
		return names, -1
	}
	return names, min(0.99, float64(done)/float64(all))
}

// lookAtConnection reads the connections and the day's requests and shows them if they have changed.
func (w *window) lookAtConnection() {
	task.DoContext(w.root, w.runner, func(context.Context) (standing, error) { return w.standing() }, func(s standing, err error) {
		s.locked = w.locked && s.accounts > 0
		if err != nil {
			return
		}
		w.shell.Status().Next(sayNext(s.next, w.clock.Now()))
		if w.shown != nil && *w.shown == s {
			return
		}
		w.shown = &s
		tone := kit.Good
		switch {
		case s.troubled > 0:
			tone = kit.Bad
		case s.locked || s.offline:
			tone = kit.Warn
		case s.accounts == 0 && s.sample:
			tone = kit.Accent
		case s.accounts == 0:
			tone = kit.Neutral
		}
		w.shell.Status().Connection(tone, sayConnection(s))
		if s.accounts == 0 {
			s.requests = -1
		}
		w.shell.Status().Requests(s.requests, gong.DailyQuota)
	})
}

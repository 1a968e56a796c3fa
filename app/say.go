package app

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui/humane"
)

// The sentences that belong to no page.

const (
	sayNoDisplay   = "Tamtam needs a graphical desktop, and DISPLAY is not set: start it on a desktop (on a remote machine through ssh -X), or use tamtamctl, which needs none."
	sayDisplayShut = "Tamtam needs a graphical desktop, and the one that DISPLAY names cannot be opened: start it on a desktop (on a remote machine through ssh -X), or use tamtamctl, which needs none."
	sayNoWindow    = "Tamtam could not open its window: the display offers no OpenGL 2 or newer. Install a graphics driver or Mesa's software rendering (libgl1-mesa-dri), or use tamtamctl, which needs no window."
	sayRunning     = "Tamtam is running already."
	sayMute        = "Use its window. If it has none, or does not answer, end it and try again."
	sayOccupied    = "Wait until it has ended, then try again."
	sayNotOpened   = "The database could not be opened"

	sayKeep = "Your datasets have a schedule, and it runs only while Tamtam does. Tamtam can stay in the tray and go on syncing; its icon there opens this window and quits. The settings, under Sync, can change this at any time."

	sayNothingPlanned = "No sync is planned"
	sayNeedsPerson    = "Open Tamtam: the account waits to be unlocked or connected."
	sayNotRefreshed   = "The datasets could not be refreshed"

	sayNotSynced = "Gong's meetings were not synced"
	sayLogTells  = "The execution log of the Timeline tells why."

	saySampleFailed = "The sample account could not be started"
	sayNotShown     = "The folder could not be shown"
	sayNoBrowser    = "The browser could not be opened. The address is "
)

// sayKind is how a connection signs in, in a word.
func sayKind(kind string) string {
	if kind == auth.KindOAuth {
		return "OAuth"
	}
	return "API key"
}

// sayAccount tells an account by what it calls itself and how Tamtam signs in.
func sayAccount(c store.Connection) string {
	if c.ID == core.SampleConnection {
		return "Made-up people and calls, on this computer"
	}
	return cmp.Or(c.Account, host(c.BaseURL)) + " · " + sayKind(c.Kind)
}

// sayConnection is the left end of the status bar.
func sayConnection(s standing) string {
	switch {
	case s.accounts == 0 && s.sample:
		return "Sample data: simulated account"
	case s.accounts == 0:
		return "Gong: not connected"
	case s.troubled > 0 && s.accounts > 1:
		return fmt.Sprintf("Gong: %d of %d accounts need attention", s.troubled, s.accounts)
	case s.troubled > 0:
		return "Gong: needs attention"
	case s.locked:
		return "Gong: locked"
	case s.offline:
		return "Gong: offline"
	case s.accounts > 1:
		return fmt.Sprintf("Gong: %d accounts", s.accounts)
	}
	return "Gong: " + s.name + " · " + s.kind
}

// sayJob is the running imports in a few words.
func sayJob(names []string, share float64) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("Importing %s, %s", names[0], humane.Percent(share))
	}
	return fmt.Sprintf("Importing %d datasets, %s", len(names), humane.Percent(share))
}

// sayMeetingsFailed is how many of a run's meetings failed.
func sayMeetingsFailed(r timeline.Run) string {
	return "Timeline: " + humane.Number(r.Failed) + " of " + humane.Count(r.Success+r.Failed+r.Skipped, "meeting", "meetings") + " failed"
}

// sayMeetingsJob is a run of the Timeline that goes on, in a few words.
func sayMeetingsJob(p timeline.Progress) string {
	switch {
	case p.Stopping:
		return "Timeline: stopping"
	case p.All == 0:
		return "Timeline: syncing meetings"
	case p.All > p.Done:
		return "Timeline: " + humane.Number(p.Done) + " of " + humane.Count(p.All, "meeting", "meetings")
	}
	return "Timeline: " + humane.Count(p.Done, "meeting", "meetings")
}

// sayNext is when the schedule wants a run next: "next sync in 2 h".
func sayNext(at, now time.Time) string {
	switch {
	case at.IsZero():
		return ""
	case at.Before(now):
		return "a sync is due"
	}
	return "next sync " + humane.In(at, now)
}

// host is the address without its scheme.
func host(base string) string {
	_, host, _ := strings.Cut(base, "://")
	return host
}

// sayRefreshing is the tray's line while datasets are refreshed; share is negative while unknown.
func sayRefreshing(names []string, share float64) string {
	what := names[0]
	if len(names) > 1 {
		what = humane.Count(len(names), "dataset", "datasets")
	}
	if share < 0 {
		return "Refreshing " + what
	}
	return "Refreshing " + what + ", " + humane.Percent(share)
}

// saySyncingTimeline is the tray's line while a run of the Timeline goes on; share is negative while unknown.
func saySyncingTimeline(stopping bool, share float64) string {
	switch {
	case stopping:
		return "Stopping the sync of the Timeline"
	case share < 0:
		return "Syncing the Timeline"
	}
	return "Syncing the Timeline, " + humane.Percent(share)
}

// sayWaiting is the tray's line about a sync that waits for a person.
func sayWaiting(name string) string {
	return "Waiting for you: " + humane.Short(name, jobName)
}

// sayPlan is the tray's line about the next sync.
func sayPlan(name string, at, now time.Time) string {
	name, at = humane.Short(name, jobName), at.In(now.Location())
	switch {
	case !at.After(now):
		return "Next sync: " + name + ", soon"
	case at.Sub(now) < 24*time.Hour && at.Day() == now.Day():
		return "Next sync: " + name + ", today " + at.Format("15:04")
	case at.Sub(now) < 7*24*time.Hour:
		return "Next sync: " + name + ", " + at.Format("Monday 15:04")
	}
	return "Next sync: " + name + ", " + humane.Date(at)
}

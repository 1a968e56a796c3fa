package app

import (
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/meetings"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/settings"
)

// meetingsNoted stands for the Timeline among the datasets whose troubles were told of.
const meetingsNoted core.DatasetID = "timeline"

// meetingTrouble names what a person should hear of a run of the Timeline, so that the same is told once; "" for nothing. What a person has
// stopped is no trouble.
func meetingTrouble(r meetings.Report, err error) string {
	switch {
	case r.Run.ID == "" && silent(err), r.Run.Message == timeline.Stopped:
		return ""
	case r.Run.ID == "":
		return core.KindOf(err).String()
	case r.Run.Status == timeline.Failed, r.Run.Status == timeline.PartialSuccess:
		return string(r.Run.Status) + ": " + r.Run.Message
	}
	return ""
}

// meetings hears of every run of the Timeline. True says that the window is to tell of it: somebody may look at that. Who does not is told by
// the desktop. A trouble of the slots is told of once, until a run succeeds.
func (n *notes) meetings(r meetings.Report, err error) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	trouble := meetingTrouble(r, err)
	if trouble == "" {
		if r.Run.Status == timeline.Success {
			n.remember(meetingsNoted, "")
		}
		return false
	}
	away := n.away.Load()
	if away && n.now().Notes == settings.NoteNothing {
		return false
	}
	if scheduled := r.Run.Trigger == timeline.BySchedule || r.Run.Trigger == timeline.ByCatchUp; scheduled {
		if n.noted[meetingsNoted] == trouble {
			return false
		}
		n.remember(meetingsNoted, trouble)
	}
	if away {
		n.post(noteOfMeetings(r, err))
	}
	return !away
}

// noteOfMeetings holds counts and the rules' own messages, and nothing of a customer's.
func noteOfMeetings(r meetings.Report, err error) *fyne.Notification {
	switch {
	case r.Run.ID == "":
		return note(sayNotSynced, say.Error(core.E(core.KindOf(err), "sync", nil), "").Body())
	case r.Run.Message != "":
		return note(sayNotSynced, say.Sentence(r.Run.Message))
	}
	return note(sayMeetingsFailed(r.Run), sayLogTells)
}

// tellOfMeetings tells of a run that could not begin or failed, as a whole or in part. The screens of the runs show it themselves.
func (w *window) tellOfMeetings(r meetings.Report, err error) {
	if !w.notes.meetings(r, err) {
		return
	}
	w.runner.Go(w.root, nil, func() {
		here := w.shell.Route()
		if strings.HasPrefix(here, timelineRoute+"/settings") || strings.HasPrefix(here, timelineRoute+"/log") {
			return
		}
		switch run := timelineRoute + "/log/" + string(r.Run.ID); {
		case r.Run.ID == "":
			w.shell.Stage().ToastWith(kit.Bad, say.Error(err, sayNotSynced).Line(), "Show", func() { w.shell.Go(timelineRoute + "/settings") })
		case r.Run.Message != "":
			w.shell.Stage().ToastWith(kit.Bad, sayNotSynced+". "+say.Sentence(r.Run.Message), "Open the run", func() { w.shell.Go(run) })
		default:
			w.shell.Stage().ToastWith(kit.Warn, sayMeetingsFailed(r.Run)+".", "Open the run", func() { w.shell.Go(run) })
		}
	})
}

package activity

import (
	"context"
	"slices"
	"strconv"
	"time"

	"tamtam/assets"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
)

// entry is a row of the list: a run of a dataset, or one of the Timeline, whose report holds what both have.
type entry struct {
	store.RunReport
	meetings *timeline.Run // nil for a dataset's
}

func entryOf(r timeline.Run) entry {
	trigger := store.ByPerson
	switch r.Trigger {
	case timeline.BySchedule:
		trigger = store.BySchedule
	case timeline.ByCatchUp:
		trigger = store.CatchUp
	}
	return entry{store.RunReport{ID: r.ID, Trigger: trigger, Slot: r.Slot, Begun: r.Started, Ended: r.Ended}, &r}
}

// entries are all runs that are known, those of the Timeline where they stand in time.
func (p *List) entries() []entry {
	all := make([]entry, 0, p.known())
	meetings := p.meetings
	for _, r := range p.all {
		for len(meetings) > 0 && meetings[0].Started.After(r.Begun) {
			all, meetings = append(all, entryOf(meetings[0])), meetings[1:]
		}
		all = append(all, entry{r, nil})
	}
	for _, r := range meetings {
		all = append(all, entryOf(r))
	}
	return all
}

// known is how many runs are known.
func (p *List) known() int { return len(p.all) + len(p.meetings) }

// readMeetings reads the runs of the Timeline; a dataset's history has none.
func (p *List) readMeetings(ctx context.Context) ([]timeline.Run, error) {
	if p.of != "" {
		return nil, nil
	}
	return p.needs.Meetings.Runs(ctx)
}

// meetingsNow is the run of the Timeline that goes on; nil for none.
func (p *List) meetingsNow() *timeline.Progress {
	if p.of == "" {
		if m, ok := p.needs.Meetings.Going(); ok {
			return &m
		}
	}
	return nil
}

// meetingsChanged tells whether a run of the Timeline has begun or ended, or one that goes on is not among those that are known yet.
func (p *List) meetingsChanged(now *timeline.Progress) bool {
	switch {
	case now == nil || p.meeting == nil:
		return now != p.meeting
	case !now.Since.Equal(p.meeting.Since):
		return true
	}
	return !slices.ContainsFunc(p.meetings, func(r timeline.Run) bool { return now.Of(r) })
}

// standing is how a run is, or how it ended.
func (p *List) standing(e entry) standing {
	if e.meetings != nil {
		return standingOfMeetings(*e.meetings, p.meeting)
	}
	g, going := p.going.of(e.RunReport)
	return standingOf(e.RunReport, g, going)
}

func standingOfMeetings(r timeline.Run, m *timeline.Progress) standing {
	switch {
	case m.Of(r) && m.Stopping:
		return standing{words: "Stopping", tone: kit.Accent, icon: assets.Sync, going: true, share: max(0, m.Share())}
	case m.Of(r):
		share := max(0, m.Share())
		return standing{words: "Running " + humane.Percent(share), tone: kit.Accent, icon: assets.Sync, going: true, share: share}
	case r.Status == timeline.InProgress, r.Message == timeline.Interrupted:
		return standing{words: "Interrupted", tone: kit.Warn, icon: assets.Warning}
	case r.Message == timeline.Stopped:
		return standing{words: "Cancelled", tone: kit.Warn, icon: assets.Cancel}
	case r.Status == timeline.Failed:
		return standing{words: "Failed", tone: kit.Bad, icon: assets.Error}
	case r.Status == timeline.PartialSuccess:
		return standing{words: "Partly failed", tone: kit.Warn, icon: assets.Warning}
	}
	return standing{words: "Complete", tone: kit.Good, icon: assets.Check, whole: true}
}

// meetingsOf is how many meetings a run has looked at.
func meetingsOf(r timeline.Run) int { return r.Success + r.Failed + r.Skipped }

// cellsOfMeetings are a run of the Timeline in a list of runs; see cells.
func cellsOfMeetings(e entry, s standing) []string {
	return []string{
		e.Begun.UTC().Format(time.RFC3339), sayTimeline, sayMeetings, sayTrigger(e.RunReport), seconds(e.RunReport), "", strconv.Itoa(meetingsOf(*e.meetings)), "", "", "", s.words,
	}
}

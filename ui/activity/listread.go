package activity

import (
	"context"
	"slices"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui/task"
)

type page struct {
	reports  []store.RunReport
	meetings []timeline.Run
	names    map[core.DatasetID]string
	whole    bool // there are no older reports
}

// read reads the newest runs, so many of them.
func (p *List) read(most int) {
	task.Do(p.scope, func(ctx context.Context) (got page, err error) {
		if got.names, err = p.needs.History.Names(ctx); err == nil {
			got.reports, err = p.needs.History.Reports(ctx, p.of, "", most)
		}
		if err == nil {
			got.meetings, err = p.readMeetings(ctx)
		}
		got.whole = len(got.reports) < most
		return got, err
	}, func(got page, err error) {
		if err != nil {
			p.fail(err)
			return
		}
		first := !p.loaded
		p.loaded, p.names, p.err, p.going = true, got.names, nil, goingsOf(p.needs.Runs)
		p.meetings, p.meeting = got.meetings, p.meetingsNow()
		p.merge(got)
		p.offerDatasets()
		p.show()
		p.needs.Routes.Retitle()
		if first {
			p.focus()
		}
		if p.older {
			p.readOlder()
		}
	})
}

// merge puts the newest runs in the place of those known.
func (p *List) merge(got page) {
	if got.whole {
		p.all, p.older = got.reports, false
		return
	}
	oldest := got.reports[len(got.reports)-1].ID
	i := slices.IndexFunc(p.all, func(r store.RunReport) bool { return r.ID < oldest })
	if i < 0 {
		p.all, p.older = got.reports, true
		return
	}
	p.all = append(got.reports, p.all[i:]...)
}

// readOlder reads what comes behind the runs that are known, page by page.
func (p *List) readOlder() {
	last := p.all[len(p.all)-1].ID
	task.Do(p.scope, func(ctx context.Context) ([]store.RunReport, error) {
		return p.needs.History.Reports(ctx, p.of, last, olderPage)
	}, func(reports []store.RunReport, err error) {
		switch {
		case err != nil:
			p.err = err
		case len(p.all) == 0 || p.all[len(p.all)-1].ID != last:
			return // another reading was quicker
		default:
			p.all = append(p.all, reports...)
			p.older = len(reports) == olderPage
			if p.older {
				p.readOlder()
			}
		}
		p.show()
	})
}

// look follows the runs, and itself after a while: often while there is a run.
func (p *List) look() {
	now, meeting := goingsOf(p.needs.Runs), p.meetingsNow()
	if started(p.going, now) || !p.reported(now) || p.meetingsChanged(meeting) {
		p.read(max(firstPage, p.oldestGoing()+1)) // takes them, too: a run without its end would seem interrupted
	} else if len(now) > 0 || meeting != nil {
		p.going, p.meeting = now, meeting
		p.rows.Refresh()
	}
	p.lookAgain()
}

func (p *List) lookAgain() {
	if p.again != nil {
		p.again()
	}
	gap := lookIdle
	if (len(p.going) > 0 || p.meeting != nil) && p.reported(p.going) && !p.meetingsChanged(p.meeting) {
		gap = lookBusy
	}
	p.again = p.scope.After(gap, p.look)
}

// reported tells whether the runs under way have their reports yet: some wait for the keychain before they begin one.
func (p *List) reported(all goings) bool {
	for id := range all {
		has := slices.ContainsFunc(p.all, func(r store.RunReport) bool {
			_, going := all.of(r)
			return r.Dataset == id && going
		})
		if !has && (p.of == "" || p.of == id) {
			return false
		}
	}
	return true
}

// started tells whether runs have begun or ended.
func started(before, after goings) bool {
	if len(before) != len(after) {
		return true
	}
	for id, g := range after {
		if was, ok := before[id]; !ok || !was.Since.Equal(g.Since) {
			return true
		}
	}
	return false
}

// oldestGoing is the place in all of the oldest run that was under way, or -1.
func (p *List) oldestGoing() int {
	for i := len(p.all) - 1; i >= 0; i-- {
		if _, was := p.going.of(p.all[i]); was {
			return i
		}
	}
	return -1
}

package meetings

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

// run is one run under way.
type run struct {
	syncer  *Syncer
	source  Source
	options Options

	report   Report
	settings timeline.Settings
	rules    *timeline.Rules
	problem  error // of the settings, which ends the run before anything is read
	tally    timeline.Tally

	mappings map[core.UserID]timeline.Mapping // as they are kept
	owners   map[core.UserID]*timeline.GongUser
	made     map[core.UserID]timeline.User // the users that were made for owners
	failed   map[core.CallID]store.FailedCall
	seen     map[core.CallID]bool
	again    []timeline.Call // those to be tried once more (M5)
	done     int
}

// begin reads what decisions follow from, and notes that the run is in progress.
func (r *run) begin() error {
	now := r.syncer.clock.Now().UTC()
	read := func(t *store.Timeline) (err error) {
		if r.settings, err = t.Settings(); err != nil {
			return err
		}
		if r.options.Settings != nil && r.options.DryRun {
			r.settings = *r.options.Settings
		}
		if !r.settings.Enabled && !r.options.DryRun {
			return errOff
		}
		last, err := r.lastWindow(t)
		if err != nil {
			return err
		}
		if err := r.prepare(t, now); err != nil {
			return err
		}
		r.report.Run = timeline.Run{Trigger: r.options.Trigger, Slot: r.options.Slot, Started: now, Status: timeline.InProgress}
		r.report.Run.From, r.report.Run.To = timeline.Window(r.settings, last, now)
		return nil
	}
	if r.options.DryRun {
		return r.syncer.store.ViewTimeline(opRun, read)
	}
	return r.syncer.store.UpdateTimeline(opRun, func(t *store.Timeline) (err error) {
		if err := read(t); err != nil {
			return err
		}
		if err := t.Expire(now); err != nil {
			return err
		}
		r.report.Run, err = t.BeginRun(r.report.Run)
		return err
	})
}

// lastWindow is up to when the last run read that read all its pages.
func (r *run) lastWindow(t *store.Timeline) (to time.Time, err error) {
	runs, err := t.Runs()
	for _, one := range runs {
		if one.Complete && one.To.After(to) {
			to = one.To
		}
	}
	return to, err
}

// prepare reads the directory, the mappings and what failed before.
func (r *run) prepare(t *store.Timeline, now time.Time) error {
	d, err := t.Directory()
	if err != nil {
		return err
	}
	all, err := t.Mappings()
	if err != nil {
		return err
	}
	r.mappings = make(map[core.UserID]timeline.Mapping, len(all))
	for _, m := range all {
		r.mappings[m.GongUser] = m
	}
	counts, err := t.Authored()
	if err != nil {
		return err
	}
	types, err := t.ActivityTypes()
	if err != nil {
		return err
	}
	failed, err := t.Failed()
	if err != nil {
		return err
	}
	r.failed = make(map[core.CallID]store.FailedCall, len(failed))
	generation := t.Generation()
	midnight := r.options.Slot.Equal(core.DayOf(now).Start()) && !r.options.Slot.IsZero()
	for _, f := range failed {
		changed, chosen := f.Generation != generation, r.mappings[f.Owner].Manual
		young := now.Sub(f.Start) < timeline.Expiry
		if !f.Final && (young && (midnight || changed) || chosen && changed) { // of an owner whom a person has mapped, however old
			r.failed[f.ID] = f
		}
	}
	r.rules, r.problem = timeline.NewRules(r.settings, types, d, all, func(id timeline.GSID) int { return counts[id] }, now)
	return nil
}

// all does the whole run; the error is what ended it early.
func (r *run) all(ctx context.Context) error {
	if r.problem != nil {
		return r.problem
	}
	if err := r.readOwners(ctx); err != nil {
		return err
	}
	if err := r.match(); err != nil {
		return err
	}
	if err := r.window(ctx); err != nil {
		return err
	}
	if err := r.onceMore(ctx); err != nil {
		return err
	}
	// The next window begins here only now: of calls that wait to be tried once more, those older than timeline.Expiry are asked about by no other.
	r.report.Run.Complete = true
	if err := r.failedBefore(ctx); err != nil {
		return err
	}
	return r.onceMore(ctx)
}

// readOwners reads Gong's users.
func (r *run) readOwners(ctx context.Context) error {
	r.owners = map[core.UserID]*timeline.GongUser{}
	for page, err := range r.source.Users(ctx) {
		if err != nil {
			return err
		}
		for _, g := range page.Items {
			u := userOf(g)
			r.owners[u.ID] = &u
		}
	}
	return nil
}

// match finds for every user of Gong how they stand to the directory's users.
func (r *run) match() error {
	var changed []timeline.Mapping
	ids := make([]core.UserID, 0, len(r.owners))
	for id := range r.owners {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		if m := r.rules.Author(timeline.Call{Owner: id}, r.owners[id]).Mapping; m.GongUser != "" && r.note(&m) {
			changed = append(changed, m)
		}
	}
	if len(changed) == 0 || r.options.DryRun {
		return nil
	}
	return r.syncer.store.UpdateTimeline(opRun, func(t *store.Timeline) error {
		for _, m := range changed {
			if err := t.PutMapping(m); err != nil {
				return err
			}
		}
		return nil
	})
}

// note keeps a mapping in mind, and tells whether it is another one than before.
func (r *run) note(m *timeline.Mapping) bool {
	before := r.mappings[m.GongUser]
	m.Updated = before.Updated
	if *m == before {
		return false
	}
	m.Updated = r.report.Run.Started
	r.mappings[m.GongUser] = *m
	return true
}

// window reads the calls of the window. When Gong's place in the list has expired it goes on from the start of the last call.
func (r *run) window(ctx context.Context) error {
	from := r.report.Run.From
	for {
		last := from
		err := r.pages(ctx, gong.CallsFilter{From: from, To: r.report.Run.To, Selector: selector()}, &last)
		if !errors.Is(err, gong.ErrCursorExpired) || !last.After(from) {
			return err
		}
		from = last
	}
}

// failedBefore asks again about calls that failed before, if something has changed that may help them, and in every slot at midnight.
func (r *run) failedBefore(ctx context.Context) error {
	var ids []core.CallID
	for id := range r.failed {
		if !r.seen[id] {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	var last time.Time
	return r.pages(ctx, gong.CallsFilter{IDs: ids, Selector: selector()}, &last)
}

// pages takes the calls of a list page by page, and notes the start of the last one.
func (r *run) pages(ctx context.Context, f gong.CallsFilter, last *time.Time) error {
	for page, err := range r.source.CallsExtensive(ctx, f) {
		if err != nil {
			return err
		}
		var calls []timeline.Call
		for _, g := range page.Items {
			c := callOf(g)
			if *last = c.Started; !r.seen[c.ID] {
				r.seen[c.ID] = true
				calls = append(calls, c)
			}
		}
		if err := r.page(calls, 1); err != nil {
			return err
		}
		if r.done += len(calls); r.options.Progress != nil {
			r.options.Progress(r.done, max(r.done, page.Total))
		}
	}
	return nil
}

// pageOf is how many calls are tried once more in one transaction.
const pageOf = 100

// onceMore makes the users that were missing, and tries the calls of their owners that wait for it once more.
func (r *run) onceMore(ctx context.Context) error {
	waiting := r.again
	if r.again = nil; len(waiting) == 0 {
		return nil
	}
	owners := map[core.UserID]bool{}
	err := r.write(func(t *store.Timeline) error {
		for _, c := range waiting {
			if !owners[c.Owner] {
				owners[c.Owner] = true
				if err := r.makeUser(t, r.rules.Author(c, r.owners[c.Owner])); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for calls := range slices.Chunk(waiting, pageOf) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.page(calls, 2); err != nil {
			return err
		}
	}
	return nil
}

// write calls fn in a transaction, which a dry run does not commit.
func (r *run) write(fn func(*store.Timeline) error) error {
	if r.options.DryRun {
		return r.syncer.store.ViewTimeline(opRun, fn)
	}
	return r.syncer.store.UpdateTimeline(opRun, fn)
}

// makeUser makes the IC user of an owner, once in a run.
func (r *run) makeUser(t *store.Timeline, a timeline.AuthorResult) error {
	owner := a.Mapping.GongUser
	if _, is := r.made[owner]; is {
		return nil
	}
	u := *a.User
	u.GSID, u.Created, u.Modified = timeline.GSID(core.NewID()), r.report.Run.Started, r.report.Run.Started
	m := a.Mapping
	m.User, m.Status = u.GSID, timeline.Created
	r.made[owner] = u
	r.note(&m)
	if r.options.DryRun {
		return nil
	}
	if err := t.PutUser(u); err != nil {
		return err
	}
	return t.PutMapping(m)
}

// end tells how the run ended, and keeps that.
func (r *run) end(aborted error) (Report, error) {
	now := r.syncer.clock.Now().UTC()
	one := &r.report.Run
	r.tally.Aborted = aborted != nil
	one.Status, one.Success, one.Failed, one.Skipped = r.tally.Status(), r.tally.Success, r.tally.Failed, r.tally.Skipped
	one.Ended, one.FileCreated = now, now
	if aborted != nil {
		one.Message = sentence(aborted)
	}
	for _, m := range r.mappings {
		if m.Status == timeline.Conflict {
			r.report.Conflicts = append(r.report.Conflicts, m)
		}
	}
	slices.SortFunc(r.report.Conflicts, func(a, b timeline.Mapping) int { return cmp.Compare(a.GongUser, b.GongUser) })
	if r.options.DryRun {
		return r.report, ours(aborted)
	}
	err := r.syncer.store.UpdateTimeline(opRun, func(t *store.Timeline) error { return t.PutRun(*one) })
	return r.report, errors.Join(ours(aborted), err)
}

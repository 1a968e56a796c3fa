package meetings

import (
	"cmp"
	"context"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

const opResolve = "resolve the Activity again"

// Resolve finds company and author of an Activity anew, from what Gong says of its call now and from the directory as it is: the one way by which
// they change, and only a person goes it. The filters are not asked, since the Activity is there. A user is made for an owner who has none, as a run
// does.
//
// message is that of the log (M3, M4, M6, M7, M8, S1) when there is no company or no author now: the Activity is as before then. core.NotFound when
// Gong has no such call any more, or there is no such Activity.
func (s *Syncer) Resolve(ctx context.Context, source Source, id core.CallID) (a timeline.Activity, message string, err error) {
	now := s.clock.Now().UTC()
	r := &run{syncer: s, source: source, made: map[core.UserID]timeline.User{}}
	r.report.Run.Started = now
	err = s.store.ViewTimeline(opResolve, func(t *store.Timeline) (err error) {
		if r.settings, err = t.Settings(); err != nil {
			return err
		}
		return r.prepare(t, now)
	})
	if err = cmp.Or(err, r.problem); err != nil {
		return a, "", err
	}
	c, err := Find(ctx, source, id)
	if err != nil {
		return a, "", err
	}
	if c.Private {
		return a, timeline.S1, nil
	}
	if err := r.readOwners(ctx); err != nil {
		return a, "", err
	}
	company, author := timeline.ResolveCompany(c, r.rules.Directory(), r.settings), r.rules.Author(c, r.owners[c.Owner])
	if author.Outcome == timeline.AuthorMissing { // it is made at once
		author.Message = ""
	}
	if message = cmp.Or(company.Message, author.Message); message != "" {
		return a, message, nil
	}
	err = s.store.UpdateTimeline(opResolve, func(t *store.Timeline) error {
		known := false
		if a, known, err = t.Activity(id); err != nil {
			return err
		}
		if !known || a.State != timeline.Current {
			return core.Errorf(core.NotFound, opResolve, "there is no Activity of the call")
		}
		a.Author = author.User.GSID
		if a.Author == "" {
			if err := r.makeUser(t, author); err != nil {
				return err
			}
			a.Author = r.made[c.Owner].GSID
		}
		a.Company, a.Associated, a.Hash = company.Company, company.Associated, "" // so that the attendees are looked up again, too
		a, _ = r.rules.Refill(a, c, now)
		return t.PutActivity(a)
	})
	return a, "", err
}

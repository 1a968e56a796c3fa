package meetings

import (
	"slices"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

// page decides what becomes of some calls and keeps that, all in one transaction. What it counts and keeps in mind counts once that was committed.
func (r *run) page(calls []timeline.Call, attempt int) error {
	var entries []timeline.Entry
	var ignored []timeline.CRMSystem
	var again []timeline.Call
	err := r.write(func(t *store.Timeline) error {
		for _, c := range calls {
			o, err := r.decide(t, c, attempt)
			if err != nil {
				return err
			}
			if err := r.keep(t, o); err != nil {
				return err
			}
			entries = append(entries, o.entry)
			ignored = append(ignored, o.decision.Company.Ignored...)
			if o.decision.Retry && attempt == 1 {
				again = append(again, c)
			}
		}
		r.warn(ignored)
		if r.options.DryRun {
			return nil
		}
		one := r.report.Run
		one.Success, one.Failed, one.Skipped = r.tally.Success, r.tally.Failed, r.tally.Skipped
		return t.PutRun(one)
	})
	if err != nil {
		return err
	}
	for _, e := range entries {
		if attempt > 1 {
			r.tally.Failed-- // the first attempt's
		}
		r.tally.Add(e.Status)
	}
	r.again = append(r.again, again...)
	if r.options.DryRun {
		r.report.Entries = append(r.report.Entries, entries...)
	}
	return nil
}

// warn adds one line for each system whose accounts were passed over.
func (r *run) warn(ignored []timeline.CRMSystem) {
	for _, system := range ignored {
		if line := timeline.IgnoredSystem(system); !slices.Contains(r.report.Run.Warnings, line) {
			r.report.Run.Warnings = append(r.report.Run.Warnings, line)
		}
	}
}

// outcome is what becomes of one call.
type outcome struct {
	call     timeline.Call
	decision timeline.Decision
	entry    timeline.Entry
	activity *timeline.Activity // to be kept; nil for none
}

// decide finds what becomes of a call. A call whose Activity is known keeps its company and author, and no filter is asked about it again.
func (r *run) decide(t *store.Timeline, c timeline.Call, attempt int) (outcome, error) {
	o := outcome{call: c, entry: r.entry(c, attempt)}
	a, known, err := t.Activity(c.ID)
	if err != nil {
		return o, err
	}
	if known {
		r.refill(&o, a)
		return o, nil
	}
	o.decision = r.rules.Decide(c, r.owners[c.Owner])
	author := r.author(&o.decision)
	o.entry.Status, o.entry.Message = o.decision.Status, o.decision.Message
	if c.Private {
		return o, nil
	}
	r.tell(&o.entry, o.decision.Company.Company, author)
	if o.decision.Status != timeline.EntrySuccess {
		return o, nil
	}
	if author == nil { // U4
		if err := r.makeUser(t, o.decision.Author); err != nil {
			return o, err
		}
		made := r.made[c.Owner]
		author = &made
		r.tell(&o.entry, o.decision.Company.Company, author)
	}
	made := r.rules.Make(c, o.decision, author.GSID, timeline.GSID(core.NewID()), r.report.Run.Started)
	o.activity, o.entry.Activity, o.entry.Action = &made, made.ID, timeline.CreatedActivity
	return o, nil
}

// author is the author as far as there is one: a user of the directory, or one that was made in this run.
func (r *run) author(d *timeline.Decision) *timeline.User {
	switch d.Author.Outcome {
	case timeline.AuthorKnown:
		return d.Author.User
	case timeline.AuthorNew, timeline.AuthorMissing:
		made, is := r.made[d.Author.Mapping.GongUser]
		if !is {
			return nil
		}
		if d.Retry {
			d.Status, d.Message, d.Retry = timeline.EntrySuccess, "", false
		}
		return &made
	}
	return nil
}

// refill brings a known Activity up to date.
func (r *run) refill(o *outcome, a timeline.Activity) {
	now, action := r.rules.Refill(a, o.call, r.report.Run.Started)
	switch {
	case o.call.Private:
		o.entry.Status, o.entry.Message = timeline.EntrySkipped, timeline.S1
	case a.State == timeline.Tombstone:
		o.entry.Status, o.entry.Message = timeline.EntrySkipped, timeline.S3
	default:
		o.entry.Status, o.entry.Action, o.entry.Activity = timeline.EntrySuccess, action, a.ID
		r.tell(&o.entry, a.Company, r.user(a.Author))
		o.entry.Author = a.Author
	}
	if action == timeline.UpdatedActivity {
		o.activity = &now
	}
}

func (r *run) user(id timeline.GSID) *timeline.User {
	if u := r.rules.Directory().User(id); u != nil {
		return u
	}
	for _, u := range r.made {
		if u.GSID == id {
			return &u
		}
	}
	return nil
}

// entry begins the line of a call. Of a private one it holds the id only.
func (r *run) entry(c timeline.Call, attempt int) timeline.Entry {
	e := timeline.Entry{Run: r.report.Run.ID, CallID: c.ID, Attempt: attempt, Action: timeline.NoAction}
	if c.Private {
		return e
	}
	e.Title, e.URL, e.Owner = c.Title, c.URL, c.Owner
	if e.Start = c.Started; e.Start.IsZero() {
		e.Start = c.Scheduled
	}
	if owner := r.owners[c.Owner]; owner != nil {
		e.OwnerName, e.OwnerEmail = owner.Name(), owner.Email
	}
	return e
}

// tell names company and author in a line.
func (r *run) tell(e *timeline.Entry, company timeline.GSID, author *timeline.User) {
	e.Company = company
	if c := r.rules.Directory().Company(company); c != nil {
		e.CompanyName = c.Name
	}
	if author != nil {
		e.Author, e.AuthorName, e.License = author.GSID, author.Name(), author.License
	}
}

// keep writes what becomes of a call.
func (r *run) keep(t *store.Timeline, o outcome) error {
	if m := o.decision.Author.Mapping; m.GongUser != "" && o.decision.Author.Outcome != timeline.AuthorNew && o.decision.Author.Outcome != timeline.AuthorMissing {
		if r.note(&m) && !r.options.DryRun {
			if err := t.PutMapping(m); err != nil {
				return err
			}
		}
	}
	if r.options.DryRun {
		return nil
	}
	if o.activity != nil {
		if err := t.PutActivity(*o.activity); err != nil {
			return err
		}
	}
	if err := t.AddEntry(o.entry); err != nil {
		return err
	}
	if o.entry.Status != timeline.EntryFailed {
		return t.DropFailed(o.call.ID)
	}
	return t.PutFailed(store.FailedCall{
		ID: o.call.ID, Message: o.entry.Message, Owner: o.call.Owner, Start: o.entry.Start, First: r.report.Run.Started, Generation: t.Generation(),
		Final: o.decision.Company.Final,
	})
}

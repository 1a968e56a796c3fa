package importer

import (
	"context"
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/store"
	"tamtam/core/text"
)

// account is what the run knows of the account's calls: what was known before, corrected by what it reads. Only the calls part writes it.
type account struct {
	calls map[gong.ID]store.KnownCall
	met   map[gong.ID]bool
	asked map[core.CallID]store.Asked
	// fresh tells that nothing was known before.
	fresh bool
}

// learnCalls loads what is known of the calls. What the run does not read again holds for what points at calls, too.
func (r *run) learnCalls() error {
	calls, met, known, err := r.store.KnownCalls(r.dataset.ID)
	if err != nil {
		return err
	}
	r.account = account{calls: make(map[gong.ID]store.KnownCall, len(calls)), met: make(map[gong.ID]bool, len(met)), fresh: !known}
	for _, c := range calls {
		r.account.calls[gong.ID(c.ID)] = c
		if met[c.ID] || !r.state.whole() {
			r.privacy.learn(r.hidden(c), gong.ID(c.ID))
		}
	}
	for id := range met {
		r.account.met[gong.ID(id)] = true
	}
	r.account.asked, err = r.store.AskedCalls(r.dataset.ID)
	return err
}

// knowledge makes what is to be known of a call; before is what was known.
func (c *conversations) knowledge(call gong.Call, links []datatype.Link) (now, before store.KnownCall) {
	m := &call.MetaData
	before = c.account.calls[m.ID]
	now = store.KnownCall{ID: core.CallID(m.ID), Started: m.Started.UTC(), Private: m.IsPrivate.True()}
	if !c.hidden(now) {
		now.Title, now.Objects = text.CleanLine(string(m.Title)), before.Objects
		if links != nil {
			now.Objects = nil
			for _, l := range links {
				now.Objects = append(now.Objects, l.Key())
			}
		}
	}
	return now, before
}

// hidden tells whether a call is left out because it is private.
func (r *run) hidden(k store.KnownCall) bool { return k.Private && !r.state.Private }

// register returns what commits the knowledge of calls, and what then holds in memory. linked tells that the links are those of the calls as
// they are now.
func (c *conversations) register(calls []gong.Call, linked bool) (commit func(*store.Stage) error, kept func()) {
	type change struct {
		now, before store.KnownCall
		links       []datatype.Link
	}
	changes := make([]change, len(calls))
	for n, call := range calls {
		var links []datatype.Link
		if linked {
			links = append([]datatype.Link{}, datatype.Links(call)...)
		}
		changes[n].now, changes[n].before = c.knowledge(call, links)
		if !c.hidden(changes[n].now) {
			changes[n].links = links
		}
	}
	commit = func(s *store.Stage) error {
		for _, ch := range changes {
			if err := s.PutCall(ch.now, ch.before); err != nil {
				return err
			}
			for _, object := range ch.before.Objects {
				if slices.Contains(ch.now.Objects, object) {
					continue
				}
				if err := s.DropLink(object, string(ch.now.ID)); err != nil {
					return err
				}
			}
			for _, l := range ch.links {
				if err := s.PutLink(l.Key(), l.CallID, datatype.AppendLink(nil, l)); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return commit, func() {
		for _, ch := range changes {
			id := gong.ID(ch.now.ID)
			c.account.calls[id], c.account.met[id] = ch.now, true
			c.privacy.learn(c.hidden(ch.now), id)
		}
	}
}

// unmet lists the calls that should have been read and were not, the oldest first.
func (c *conversations) unmet() []store.KnownCall {
	var all []store.KnownCall
	for id, k := range c.account.calls {
		if !c.account.met[id] && c.state.reads(k.Started) {
			all = append(all, k)
		}
	}
	slices.SortFunc(all, func(a, b store.KnownCall) int {
		if order := a.Started.Compare(b.Started); order != 0 {
			return order
		}
		return slices.Compare([]byte(a.ID), []byte(b.ID))
	})
	return all
}

// settle forgets the calls that Gong does not have any more. A list that changes while it is paged through can miss a call, so each is asked
// for once more by its id.
func (c *conversations) settle(ctx context.Context) error {
	unmet := c.unmet()
	c.beyond = map[core.CallID]bool{}
	oldest := c.oldest()
	for _, k := range unmet {
		c.beyond[k.ID] = c.outside(k.Started, oldest)
	}
	doubtful := slices.DeleteFunc(slices.Clone(unmet), func(k store.KnownCall) bool { return !k.Gone.IsZero() || c.beyond[k.ID] })
	if len(doubtful) > 0 && !c.plain {
		c.progress.plan("gone", pagesOf(len(doubtful)))
		if err := c.askAgain(ctx, idsOfKnown(doubtful), oldest); err != nil {
			return err
		}
		unmet = slices.DeleteFunc(unmet, func(k store.KnownCall) bool { return c.account.met[gong.ID(k.ID)] })
	}
	return c.forget(unmet)
}

// oldest is the start of the oldest call that the limit leaves in; zero where it leaves all in.
func (c *conversations) oldest() (oldest time.Time) {
	if !c.cut() || c.place.Selected < c.state.Limit {
		return oldest
	}
	for id := range c.account.met {
		if k := c.account.calls[id]; !c.hidden(k) && (oldest.IsZero() || k.Started.Before(oldest)) {
			oldest = k.Started
		}
	}
	return oldest
}

// outside tells whether a call that began then lies outside of what the dataset asks for: of its dates, or beyond the oldest that its limit
// leaves in.
func (c *conversations) outside(started, oldest time.Time) bool {
	return !c.state.Dates.Contains(started) || started.Before(oldest)
}

// askAgain reads calls by their ids. Those that have moved to where the dataset asks for none are not met by that.
func (c *conversations) askAgain(ctx context.Context, ids []core.CallID, oldest time.Time) error {
	for page, err := range c.client.CallsExtensive(ctx, gong.CallsFilter{IDs: ids, Selector: gong.Everything()}) {
		if err != nil {
			return err
		}
		calls := slices.DeleteFunc(page.Items, func(call gong.Call) bool {
			m := &call.MetaData
			c.beyond[core.CallID(m.ID)] = c.outside(m.Started.Time, oldest)
			return c.beyond[core.CallID(m.ID)]
		})
		if err := c.readPage(ctx, c.open(calls), nil); err != nil {
			return err
		}
	}
	return nil
}

func idsOfKnown(calls []store.KnownCall) []core.CallID {
	ids := make([]core.CallID, len(calls))
	for n, k := range calls {
		ids[n] = k.ID
	}
	return ids
}

// forget commits that calls are gone: from what is known, or where the dataset keeps what Gong deletes, as a note.
func (c *conversations) forget(gone []store.KnownCall) error {
	now := c.state.Begun
	for page := range slices.Chunk(gone, 500) {
		err := c.store.Stage(c.dataset.ID, func(s *store.Stage) error {
			for _, k := range page {
				if c.keepsDeleted(k) {
					noted := k
					if noted.Gone.IsZero() {
						noted.Gone = now
					}
					if err := s.SetCall(noted, k); err != nil {
						return err
					}
					continue
				}
				for _, object := range k.Objects {
					if err := s.DropLink(object, string(k.ID)); err != nil {
						return err
					}
				}
				if err := s.DropCall(k); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, k := range page {
			if !c.keepsDeleted(k) {
				delete(c.account.calls, gong.ID(k.ID))
			} else if k.Gone.IsZero() {
				k.Gone = now
				c.account.calls[gong.ID(k.ID)] = k
			}
		}
	}
	return nil
}

// keepsDeleted tells whether a call that Gong has deleted stays, marked.
func (c *conversations) keepsDeleted(k store.KnownCall) bool {
	return c.dataset.KeepDeleted && !c.hidden(k) && !c.beyond[k.ID]
}

// stays tells whether a record that is made of a call which was not met stays: it lies where the run has not read.
func (c *conversations) stays(id string, sort []byte) bool {
	return !c.state.reads(datatype.TimeOf(sort)) && !c.hidden(c.account.calls[gong.ID(text.UnescapeID(id))])
}

// deleted tells whether a record that the run should have met and did not is one that Gong has deleted. Otherwise the call has become
// private, or the dataset does not ask for it any more.
func (c *conversations) deleted(id string, _ []byte) bool {
	k, known := c.account.calls[gong.ID(text.UnescapeID(id))]
	return known && !c.hidden(k)
}

// hiddenCalls counts the private calls that are left out of the period.
func (c *conversations) hiddenCalls() int {
	n := 0
	for _, k := range c.account.calls {
		if c.hidden(k) && k.Gone.IsZero() {
			n++
		}
	}
	return n
}

package importer

import (
	"context"
	"slices"
	"sync"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/text"
)

// privacy knows which calls are private: what points at one is left out of every file, unless private calls were asked for. The zero value
// knows none. It is safe for concurrent use.
type privacy struct {
	mu    sync.Mutex
	calls map[gong.ID]bool // what this run has learned: true for private
	past  map[gong.ID]bool // calls that were private when an earlier run learned of them
	// unsure tells that calls could not be asked about because of a failure.
	unsure bool
}

// recall notes calls that were private for an earlier run, until this one learns better.
func (p *privacy) recall(private []gong.ID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.past = map[gong.ID]bool{}
	for _, id := range private {
		p.past[id] = true
	}
}

// learn notes whether calls are private.
func (p *privacy) learn(private bool, calls ...gong.ID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.calls == nil {
		p.calls = map[gong.ID]bool{}
	}
	for _, id := range calls {
		p.calls[id] = private
	}
}

// hides tells whether the call is private, as far as is known.
func (p *privacy) hides(id gong.ID) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if private, known := p.calls[id]; known {
		return private
	}
	return p.past[id]
}

// private lists the calls that are private as far as is known, by id.
func (p *privacy) private() []gong.ID {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []gong.ID
	for id, private := range p.calls {
		if private {
			all = append(all, id)
		}
	}
	for id := range p.past {
		if _, known := p.calls[id]; !known {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	return all
}

// knows tells whether this run has learned of the call.
func (p *privacy) knows(id gong.ID) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, known := p.calls[id]
	return known
}

// learnPrivacy finds out about reviewed calls that lie outside what the run has read: a call may be reviewed months later. A key that may
// not read calls cannot know; Gong then shows the review and hides the call.
func (r *run) learnPrivacy(ctx context.Context, reviews []gong.AnsweredScorecard) {
	if r.state.Private {
		return
	}
	asked := map[gong.ID]bool{}
	ids := []core.CallID{}
	for _, a := range reviews {
		if a.CallID == "" || asked[a.CallID] || r.privacy.knows(a.CallID) {
			continue
		}
		if call, held := r.record(core.Calls, a.CallID); held {
			r.privacy.learn(call.Value("Private") != "", a.CallID) // held, since private calls were asked for once
			continue
		}
		asked[a.CallID] = true
		ids = append(ids, core.CallID(a.CallID))
	}
	if len(ids) > 0 {
		r.progress.plan("privacy", r.progress.planned()["privacy"]+1)
	}
	for page, err := range r.client.CallsExtensive(ctx, gong.CallsFilter{IDs: ids}) {
		if err != nil {
			r.privacy.unsure = r.privacy.unsure || !core.Is(err, core.Denied)
			return
		}
		for _, c := range page.Items {
			r.privacy.learn(c.MetaData.IsPrivate.True(), c.MetaData.ID)
		}
	}
}

// waits tells whether a review is of a call that may be private for all that is known, because asking has failed. It is left out then until
// a run that can know, unless it was there before.
func (r *run) waits(a gong.AnsweredScorecard) bool {
	if r.state.Private || !r.privacy.unsure || a.CallID == "" || r.privacy.knows(a.CallID) {
		return false
	}
	_, before := r.record(core.AnsweredScorecards, a.AnsweredScorecardID)
	return !before
}

// record is a record that this dataset holds, staged or visible.
func (r *run) record(t core.DataType, id gong.ID) (record text.Record, held bool) {
	body, held, err := r.store.Record(r.dataset.ID, t, text.EscapeID(string(id)))
	if err != nil || !held {
		return text.Record{}, false
	}
	record, err = text.Parse(body)
	return record, err == nil
}

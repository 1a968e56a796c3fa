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
	calls map[gong.ID]bool // true for private
	// unsure tells that calls could not be asked about because of a failure.
	unsure bool
}

// learn notes calls that are private and calls that are not.
func (p *privacy) learn(private []gong.ID, open []gong.Call) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.calls == nil {
		p.calls = map[gong.ID]bool{}
	}
	for _, id := range private {
		p.calls[id] = true
	}
	for _, c := range open {
		p.calls[c.MetaData.ID] = false
	}
}

// hides tells whether the call is known to be private.
func (p *privacy) hides(id gong.ID) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls[id]
}

// private lists the calls known to be private, by id.
func (p *privacy) private() []gong.ID {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []gong.ID
	for id, private := range p.calls {
		if private {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	return all
}

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
		if a.CallID == "" || asked[a.CallID] || r.privacy.knows(a.CallID) || r.holds(a.CallID) {
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
			if c.MetaData.IsPrivate.True() {
				r.privacy.learn([]gong.ID{c.MetaData.ID}, nil)
			} else {
				r.privacy.learn(nil, []gong.Call{c})
			}
		}
	}
}

// holds tells whether the dataset holds the call's record, which a private one would not have.
func (r *run) holds(id gong.ID) bool {
	_, ok, err := r.store.Record(r.dataset.ID, core.Calls, text.EscapeID(string(id)))
	return ok && err == nil
}

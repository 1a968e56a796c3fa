package export

import (
	"cmp"
	"time"

	"tamtam/core/digest"
	"tamtam/core/redact"
	"tamtam/core/text"
)

// Conversation is a call to export. Either record may be nil: of a call that has no transcript yet, and where calls may not be read.
type Conversation struct {
	Call, Transcript *text.Record
}

// head is what both records of a call say of it.
type head struct {
	id, title, url string
	started        time.Time
	duration       time.Duration
}

func (c Conversation) head() (h head) {
	for _, r := range []*text.Record{c.Call, c.Transcript} {
		if r == nil {
			continue
		}
		d := digest.Of(*r)
		h.id, h.title, h.url = cmp.Or(h.id, string(d.ID)), cmp.Or(h.title, d.Title), cmp.Or(h.url, d.URL)
		if h.started.IsZero() {
			h.started = d.Started
		}
		h.duration = cmp.Or(h.duration, d.Duration)
	}
	h.url = web(h.url)
	return h
}

// name is what people call the call.
func (h head) name() string { return cmp.Or(h.title, "Call "+h.id) }

func (c Conversation) turns() []text.Turn {
	if c.Transcript == nil {
		return nil
	}
	return c.Transcript.Turns
}

// fields are the call's, then those that only the transcript has; without the title, which stands above them.
func (c Conversation) fields() (all []text.Field) {
	has := map[string]bool{"Title": true}
	for _, r := range []*text.Record{c.Call, c.Transcript} {
		if r == nil {
			continue
		}
		for _, f := range r.Fields {
			if key := f.Key; !has[key] || r == c.Transcript && key == talkTime {
				all = append(all, f)
				has[key] = true
			}
		}
	}
	return all
}

// talkTime stands in both records: a call's leaves out the people from outside, a transcript's has everybody.
const talkTime = "Talk time"

func redactCall(r *redact.Redactor, c Conversation) Conversation {
	redacted := func(from *text.Record) *text.Record {
		if from == nil || r == nil {
			return from
		}
		to := r.Record(*from)
		return &to
	}
	return Conversation{redacted(c.Call), redacted(c.Transcript)}
}

package gong

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"time"

	"tamtam/core"
)

// idsPerRequest is how many ids a request carries. Production use shows that 100 work; Gong names no limit.
const idsPerRequest = 100

// CallsFilter selects calls by the time they started and by workspace, or by id. The zero value selects all.
type CallsFilter struct {
	// From is the first instant, To the first instant after: Gong compares them with the call's start. Zero for no bound.
	From, To time.Time
	// WorkspaceID is the workspace; "" for all. Not used beside IDs, which know their own.
	WorkspaceID core.WorkspaceID
	// IDs are the calls; nil for those that the rest selects. An empty list that is not nil selects nothing, and asks nothing.
	IDs []core.CallID
	// Selector says what to tell of each call; the zero value is its MetaData alone.
	Selector Selector
}

// TranscriptsFilter selects transcripts as CallsFilter selects calls.
type TranscriptsFilter struct {
	From, To    time.Time
	WorkspaceID core.WorkspaceID
	IDs         []core.CallID
}

// Selector is Gong's contentSelector. Links to recordings are not among it: they need a scope of their own, without which Gong
// refuses the whole page, and die after hours.
type Selector struct {
	Context       string        `json:"context,omitempty"`       // None, Basic (links only), Extended (with fields); "" is None
	ContextTiming []string      `json:"contextTiming,omitempty"` // Now, TimeOfCall; nil is Now
	ExposedFields ExposedFields `json:"exposedFields,omitzero"`
}

// ExposedFields says which blocks of a call to send.
type ExposedFields struct {
	Parties       bool                `json:"parties,omitempty"`
	Content       ContentFields       `json:"content,omitzero"`
	Interaction   InteractionFields   `json:"interaction,omitzero"`
	Collaboration CollaborationFields `json:"collaboration,omitzero"`
}

// ContentFields says which parts of CallContent to send.
type ContentFields struct {
	Structure          bool `json:"structure,omitempty"`
	Topics             bool `json:"topics,omitempty"`
	Trackers           bool `json:"trackers,omitempty"`
	TrackerOccurrences bool `json:"trackerOccurrences,omitempty"` // only beside Trackers
	Brief              bool `json:"brief,omitempty"`
	Outline            bool `json:"outline,omitempty"`
	Highlights         bool `json:"highlights,omitempty"`
	CallOutcome        bool `json:"callOutcome,omitempty"`
	KeyPoints          bool `json:"keyPoints,omitempty"`
}

// InteractionFields says which parts of CallInteraction to send.
type InteractionFields struct {
	Speakers               bool `json:"speakers,omitempty"`
	Video                  bool `json:"video,omitempty"`
	PersonInteractionStats bool `json:"personInteractionStats,omitempty"`
	Questions              bool `json:"questions,omitempty"`
}

// CollaborationFields says which parts of CallCollaboration to send.
type CollaborationFields struct {
	PublicComments bool `json:"publicComments,omitempty"`
}

// Everything selects all that a Call can hold, the CRM's fields as they are now.
func Everything() Selector {
	return Selector{
		Context:       "Extended",
		ContextTiming: []string{"Now"},
		ExposedFields: ExposedFields{
			Parties: true,
			Content: ContentFields{
				Structure: true, Topics: true, Trackers: true, TrackerOccurrences: true, Brief: true, Outline: true, Highlights: true,
				CallOutcome: true, KeyPoints: true,
			},
			Interaction:   InteractionFields{Speakers: true, Video: true, PersonInteractionStats: true, Questions: true},
			Collaboration: CollaborationFields{PublicComments: true},
		},
	}
}

// CallsExtensive lists calls with all that the selector asks for, oldest first. Scope api:calls:read:extensive.
func (c *Client) CallsExtensive(ctx context.Context, f CallsFilter) iter.Seq2[Page[Call], error] {
	return byIDs(f.IDs, func(ids []core.CallID) iter.Seq2[Page[Call], error] {
		return pages(ctx, c, list[Call]{
			op: "list calls", method: http.MethodPost, path: "/v2/calls/extensive", layout: layout[Call]{key: "calls"},
			body: map[string]any{"filter": callFilter(f.From, f.To, f.WorkspaceID, ids), "contentSelector": f.Selector},
		})
	})
}

// Transcripts lists what was said, by the calls' start or by their ids. Calls that have no transcript, or none yet, are missing.
// Scope api:calls:read:transcript.
func (c *Client) Transcripts(ctx context.Context, f TranscriptsFilter) iter.Seq2[Page[CallTranscript], error] {
	return byIDs(f.IDs, func(ids []core.CallID) iter.Seq2[Page[CallTranscript], error] {
		return pages(ctx, c, list[CallTranscript]{
			op: "list transcripts", method: http.MethodPost, path: "/v2/calls/transcript", layout: layout[CallTranscript]{key: "callTranscripts"},
			body: map[string]any{"filter": callFilter(f.From, f.To, f.WorkspaceID, ids)},
		})
	})
}

// Calls lists the heads of calls, oldest first. For web conferences its times are compared with the time a call was scheduled for,
// unlike those of CallsExtensive: the same dates may give slightly different sets. Scope api:calls:read:basic.
func (c *Client) Calls(ctx context.Context, from, to time.Time, workspace core.WorkspaceID) iter.Seq2[Page[CallMetaData], error] {
	query := url.Values{}
	setQuery(query, "fromDateTime", instant(from))
	setQuery(query, "toDateTime", instant(to))
	setQuery(query, "workspaceId", string(workspace))
	return pages(ctx, c, list[CallMetaData]{
		op: "list calls", method: http.MethodGet, path: "/v2/calls", query: query, layout: layout[CallMetaData]{key: "calls"},
	})
}

func callFilter(from, to time.Time, workspace core.WorkspaceID, ids []core.CallID) map[string]any {
	filter := map[string]any{}
	set(filter, "fromDateTime", instant(from))
	set(filter, "toDateTime", instant(to))
	if len(ids) > 0 {
		filter["callIds"] = ids
	} else {
		set(filter, "workspaceId", string(workspace))
	}
	return filter
}

// byIDs asks for ids a hundred at a time. When Gong says 400 to a batch, it asks for half as many from then on, because Gong's limit
// is not written anywhere; a single id that is refused is an error. Without ids it asks once.
func byIDs[T any](ids []core.CallID, ask func(ids []core.CallID) iter.Seq2[Page[T], error]) iter.Seq2[Page[T], error] {
	if ids == nil {
		return ask(nil)
	}
	return func(yield func(Page[T], error) bool) {
		if len(ids) == 0 {
			yield(Page[T]{Last: true}, nil)
			return
		}
		size := idsPerRequest
		for rest := ids; len(rest) > 0; {
			batch := rest[:min(size, len(rest))]
			done, refused := askBatch(ask(slices.Clip(batch)), len(batch) == len(rest), len(batch) > 1, yield)
			switch {
			case refused:
				size = len(batch) / 2
			case done:
				return
			default:
				rest = rest[len(batch):]
			}
		}
	}
}

// askBatch yields the pages of one batch. done tells that the sequence has ended, refused that Gong said 400 to the first page and
// the batch may be split.
func askBatch[T any](batch iter.Seq2[Page[T], error], last, mayRefuse bool, yield func(Page[T], error) bool) (done, refused bool) {
	first := true
	for page, err := range batch {
		if err != nil {
			if first && mayRefuse && core.Is(err, core.Invalid) && !errors.Is(err, ErrCursorExpired) {
				return false, true
			}
			yield(Page[T]{}, err)
			return true, false
		}
		first = false
		page.Last = page.Last && last
		if !yield(page, nil) {
			return true, false
		}
	}
	return false, false
}

func set(filter map[string]any, key, value string) {
	if value != "" {
		filter[key] = value
	}
}

func setQuery(query url.Values, key, value string) {
	if value != "" {
		query.Set(key, value)
	}
}

package app

import (
	"context"

	"tamtam/core/export"
	"tamtam/core/review"
	"tamtam/core/search"
	"tamtam/ui/find"
)

// citations write hits down with their source.
type citations struct{}

var _ find.Citations = citations{}

func (citations) Citation(_ context.Context, call *review.Call, hit search.Hit) (string, error) {
	return export.Citation(export.Quote{
		Text: hit.Text, Speaker: hit.Speaker, Side: hit.Side, Title: call.Title, Started: call.Started, At: hit.At, URL: export.LinkAt(call.URL, hit.At),
	}), nil
}

package app

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tamtam/core/review"
	"tamtam/core/search"
	"tamtam/core/text"
	"tamtam/ui/find"
)

// citations write hits down with their source.
type citations struct{}

var _ find.Citations = citations{}

func (citations) Citation(_ context.Context, call *review.Call, hit search.Hit) (string, error) {
	by := hit.Speaker
	if hit.Side != "" {
		by += " (" + hit.Side + ")"
	}
	source := fmt.Sprintf("%s, in “%s”, %s, at %s", by, call.Title, call.Started.UTC().Format(time.DateOnly), text.Offset(hit.At))
	return strings.TrimSpace("“" + hit.Text + "”\n" + source + "\n" + call.URL), nil
}

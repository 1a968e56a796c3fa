package gong_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/gong"
)

// spaces is a body without an end.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestAnEndlessBodyEnds(t *testing.T) {
	network := script(func() (*http.Response, error) {
		resp := says(200, "")
		resp.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"users":[`), spaces{}))
		return resp, nil
	})
	_, err := read(client(t, network, gong.Options{}).Users(t.Context()))
	if !core.Is(err, core.Broken) || !strings.Contains(err.Error(), "larger than") || len(network.requests()) != 1 {
		t.Errorf("got %v after %d requests", err, len(network.requests()))
	}
}

func TestTheCountersKeepTheirNames(t *testing.T) {
	var names gong.ActivityCounters
	for i, stat := range names.Stats() {
		network := always(200, fmt.Sprintf(`{"usersAggregateActivity":[{"userAggregateActivity":[{%q:7}]}]}`, stat.Name))
		users := items(t, client(t, network, gong.Options{}).ActivityByPeriod(t.Context(), core.Day{}, core.Day{}, gong.ByDay))
		for j, got := range users[0].UserAggregateActivity[0].Stats() {
			if got.Name != names.Stats()[j].Name || (got.Value == "7") != (i == j) {
				t.Errorf("%s arrives as %s %q", stat.Name, got.Name, got.Value)
			}
		}
	}
}

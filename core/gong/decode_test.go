package gong_test

import (
	"fmt"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/gong"
)

func TestAnEndlessListEnds(t *testing.T) {
	_, err := read(client(t, always(200, `{"users":[`+strings.Repeat(`{},`, 100_001)+`{}]}`), gong.Options{}).Users(t.Context()))
	if !core.Is(err, core.Broken) {
		t.Errorf("got %v", err)
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

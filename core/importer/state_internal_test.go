package importer

import "testing"

// TestARunOfAnEarlierVersionBeginsAnew: its pages keep nothing of what is known of their calls.
func TestARunOfAnEarlierVersionBeginsAnew(t *testing.T) {
	earlier := `{"Types":["calls"],"Period":{"Days":30},"Limit":0,"Begun":"2026-04-09T12:00:00Z","Done":{},"Calls":{"calls":{"From":"2026-04-01T08:00:00Z","Selected":100,"Total":300}}}`
	if readable([]byte(earlier), new(state)) {
		t.Error("it is gone on with")
	}
}

package timeline_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"tamtam/core"
	"tamtam/core/timeline"
)

// TestM1M2 are the rows of the messages that are said on opening: the texts are those of the rules, letter by letter.
func TestM1M2(t *testing.T) {
	const (
		m1      = "This Video/Meeting Link has failed to load."
		m2      = "The Trackers have failed to load."
		down    = "Gong is experiencing temporary downtime"
		deleted = "The corresponding meeting recording has been deleted from Gong"
		boxes   = "The API request results and Separate phrases checkboxes are not selected in Gong admin settings"
		unheard = "No words mentioned in the trackers were recognized by Gong in the call"
		m11     = "Gong connection is not authorized."
		scope   = "Missing Gong scope api:calls:read:extensive."
	)
	kind := func(k core.Kind) error { return core.E(k, "list calls", errors.New("as told")) }
	says := func(message string, reasons ...string) timeline.NotLoaded {
		return timeline.NotLoaded{Message: message, Reasons: reasons}
	}
	tests := []struct {
		name                string
		err                 error
		recording, trackers timeline.NotLoaded
	}{
		{"no network", kind(core.Offline), says(m1, down), says(m2, down)},
		{"429 after retries", kind(core.Busy), says(m1, down), says(m2, down)},
		{"5xx", kind(core.Broken), says(m1, down), says(m2, down)},
		{"timeout", context.DeadlineExceeded, says(m1, down), says(m2, down)},
		{"no connection", errors.New("no account is connected"), says(m1, down), says(m2, down)},
		{"404 or absent", kind(core.NotFound), says(m1, deleted), says(m2, deleted)},
		{"401", kind(core.Unauthorized), says(m11), says(m11)},
		{"403", kind(core.Denied), says(m11), says(m11)},
		{"a scope is missing", &core.Error{Kind: core.Denied, Scope: "api:calls:read:extensive"}, says(scope), says(scope)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := timeline.RecordingNotLoaded(test.err); !reflect.DeepEqual(got, test.recording) {
				t.Errorf("recording: %q, want %q", got, test.recording)
			}
			if got := timeline.TrackersNotLoaded(test.err); !reflect.DeepEqual(got, test.trackers) {
				t.Errorf("trackers: %q, want %q", got, test.trackers)
			}
		})
	}
	if got, want := timeline.TrackersNotLoaded(nil), says(m2, boxes, unheard); !reflect.DeepEqual(got, want) {
		t.Errorf("a call without trackers: %q, want %q", got, want)
	}
}

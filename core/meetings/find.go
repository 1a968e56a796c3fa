package meetings

import (
	"context"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/timeline"
)

// Find asks Gong for a call, with all that the Timeline follows of it; core.NotFound when Gong has none of the id any more.
func Find(ctx context.Context, source Source, id core.CallID) (timeline.Call, error) {
	for page, err := range source.CallsExtensive(ctx, gong.CallsFilter{IDs: []core.CallID{id}, Selector: selector()}) {
		if err != nil {
			return timeline.Call{}, err
		}
		for _, g := range page.Items {
			if c := callOf(g); c.ID == id {
				return c, nil
			}
		}
	}
	return timeline.Call{}, core.Errorf(core.NotFound, "find the call", "Gong has no call of the id")
}

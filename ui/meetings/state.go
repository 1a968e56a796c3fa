package meetings

import (
	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
)

// standing is how a run is, or how it ended, in a few words.
type standing struct {
	words string
	tone  kit.Tone
	icon  fyne.Resource
}

// of is what is known of a run that is under way; nil for one that is not. A run without an end that began before what goes on was killed.
func of(g *Going, r timeline.Run) *Going {
	if g == nil || r.Status != timeline.InProgress || r.Started.Before(g.Since) {
		return nil
	}
	return g
}

func standingOf(r timeline.Run, g *Going) standing {
	switch {
	case g != nil && g.Stopping:
		return standing{"Stopping", kit.Accent, assets.Sync}
	case g != nil:
		return standing{sayGoing(*g), kit.Accent, assets.Sync}
	case r.Status == timeline.InProgress:
		return standing{timeline.Interrupted, kit.Warn, assets.Warning}
	}
	return endedAs(r.Status)
}

func endedAs(s timeline.RunStatus) standing {
	switch s {
	case timeline.Success:
		return standing{string(s), kit.Good, assets.Check}
	case timeline.PartialSuccess:
		return standing{string(s), kit.Warn, assets.Warning}
	}
	return standing{string(s), kit.Bad, assets.Error}
}

package meetings

import (
	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// standing is how a run is, or how it ended, in a few words.
type standing struct {
	words string
	tone  kit.Tone
	icon  fyne.Resource
}

// of is what is known of a run that is under way; nil for one that is not.
func of(g *timeline.Progress, r timeline.Run) *timeline.Progress {
	if !g.Of(r) {
		return nil
	}
	return g
}

func standingOf(r timeline.Run, g *timeline.Progress) standing {
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

// glance is the next look of a screen at the runs.
type glance struct{ cancel func() }

// look has fn called in a while, sooner while a run goes on, in place of the look that was to come.
func (g *glance) look(s *task.Scope, going *timeline.Progress, fn func()) {
	g.stop()
	gap := lookIdle
	if going != nil {
		gap = lookBusy
	}
	g.cancel = s.After(gap, fn)
}

// stop takes the look away that was to come.
func (g *glance) stop() {
	if g.cancel != nil {
		g.cancel()
	}
}

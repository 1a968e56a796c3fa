package meetings

import (
	"context"
	"errors"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

// sentence is what the log says of what ended a run early.
func sentence(err error) string {
	refused, is := timeline.Refused(err)
	switch kind := core.KindOf(err); {
	case errors.Is(err, context.Canceled) || kind == core.Canceled:
		return timeline.Stopped
	case is:
		return refused
	case kind == core.Invalid: // the settings
		return core.CauseOf(err)
	case kind == core.Full:
		return "There is no space left on the disk."
	case errors.Is(err, store.ErrDamaged):
		return "The database is damaged."
	}
	return timeline.M9
}

// ours is the error of what ended a run early if it is the database's, nil if it is Gong's, the settings' or the person's: those are said in the log.
func ours(err error) error {
	if core.Is(err, core.Full) || errors.Is(err, store.ErrDamaged) || core.Is(err, core.Locked) {
		return err
	}
	return nil
}

package say

import (
	"errors"
	"io/fs"

	"tamtam/core"
	"tamtam/core/store"
)

// Database makes a Problem of why the database could not be opened.
func Database(err error, happened string) Problem {
	p := Error(err, happened)
	_, path := errors.AsType[*fs.PathError](err)
	switch {
	case errors.Is(err, store.ErrHeld):
		p.Cause, p.Next = "Another Tamtam holds the database.", "Close it, or wait until it has ended, then try again."
	case errors.Is(err, store.ErrNewer):
		p.Cause, p.Next = "It was written by a newer version of Tamtam.", "Install that version or a later one; nothing was changed."
	case errors.Is(err, store.ErrForeign):
		p.Cause, p.Next = "The file in its place is not a database of Tamtam's.", "Move that file elsewhere and start again; nothing was changed."
	case errors.Is(err, store.ErrEmpty), errors.Is(err, store.ErrTruncated), errors.Is(err, store.ErrDamaged):
		p.Cause = "The file is damaged: it is cut short or holds something that cannot be read."
		p.Next = "Restore a backup into its place, or move it elsewhere to begin anew; nothing was changed."
	case path && core.Is(err, core.Other):
		p.Cause, p.Next = "Its folder or its file cannot be used: "+core.CauseOf(err)+".", "Make it readable and writable, or use another folder."
	}
	return p
}

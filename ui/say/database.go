package say

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

// Database makes a Problem of why the database could not be opened.
func Database(err error, happened string) Problem {
	p := Error(err, happened)
	_, path := errors.AsType[*fs.PathError](err)
	switch {
	case errors.Is(err, store.ErrHeld):
		p.Cause, p.Next = "The database is in use by "+Holder(err)+".", "Close it, or wait until it has ended, then try again."
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

// Holder says within a sentence who holds the database, by an error with a store.HeldError in its chain: "Tamtam (process 4711, since 14:02)";
// "another Tamtam" where that is not known. The time is that of this machine's zone, with its day when that is not the same.
func Holder(err error) string {
	held, ok := errors.AsType[*store.HeldError](err)
	if !ok || held.Holder.Program == "" {
		return "another Tamtam"
	}
	since, found := held.Holder.Since.Local(), held.Found.Local()
	layout := "15:04"
	if since.Format(time.DateOnly) != found.Format(time.DateOnly) {
		layout = "2 Jan 2006, 15:04"
	}
	return fmt.Sprintf("%s (process %d, since %s)", held.Holder.Program, held.Holder.PID, since.Format(layout))
}

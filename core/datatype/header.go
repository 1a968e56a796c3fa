package datatype

import (
	"strconv"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/text"
)

// Facts are what a file's header says beside its type.
type Facts struct {
	// BaseURL is the account's address in Gong's API; Workspaces are the names of those that were read.
	BaseURL    string
	Workspaces []string
	// Generated is when the content was made.
	Generated time.Time
	// Dates are the period's, for a type that a period selects.
	Dates core.Dates
	// Records is how many stand in the file.
	Records int
	// Limit is the limit that cut the list, 0 when nothing was cut; Total is how many there are in Gong, 0 when not known.
	Limit, Total int
	// Private is how many private calls were left out.
	Private int
	// Notes say what else a reader must know, a line each: NoteNoCRM, NoteNoInteraction.
	Notes []string
}

// What headers note. The first stands in every file of CRM objects by itself.
const (
	noteCRM = "objects linked to the calls that period and limit select"
	// NoteNoCRM is for a file of CRM objects that is empty because no call has any.
	NoteNoCRM = "this Gong account has no CRM data on its calls"
	// NoteNoInteraction is for user stats when the permission for interaction statistics is missing.
	NoteNoInteraction = "without interaction statistics, which need the scope " + scopeInteraction
	// NoteNoNames is for transcripts when the permission to read calls is missing.
	NoteNoNames = "without the speakers' names, which need the scope " + scopeCalls
	// NoteReviewsWait is for answered scorecards when nobody could say whether some of the reviewed calls are private.
	NoteReviewsWait = "without reviews of calls that could not be looked up; the next import brings them"
)

// Header makes the header of a type's file.
func Header(t Type, f Facts) text.Header {
	h := text.Header{Title: t.Title, Description: t.Description}
	h.Add("Data type", string(t.ID))
	h.Add("Source", source(f))
	h.Add("Generated", text.Time(f.Generated))
	if t.ID.Dated() {
		h.Add("Period", f.Dates.String())
	}
	h.Add("Records", records(t, f))
	if f.Private > 0 {
		h.Add("Private", strconv.Itoa(f.Private)+" left out")
	}
	if t.ID.CRM() {
		h.Add("Note", noteCRM)
	}
	for _, note := range f.Notes {
		h.Add("Note", note)
	}
	h.Add("Format", text.Format)
	return h
}

// fewWorkspaces is how many are named in a header.
const fewWorkspaces = 3

func source(f Facts) string {
	names := make([]string, 0, len(f.Workspaces))
	for _, w := range f.Workspaces {
		if w = text.CleanLine(w); w != "" {
			names = append(names, text.Quote(w))
		}
	}
	switch n := len(names); {
	case n == 0:
		return f.BaseURL
	case n == 1:
		return f.BaseURL + " (workspace " + names[0] + ")"
	case n <= fewWorkspaces:
		return f.BaseURL + " (workspaces " + strings.Join(names, ", ") + ")"
	default:
		more := strconv.Itoa(n - fewWorkspaces)
		return f.BaseURL + " (workspaces " + strings.Join(names[:fewWorkspaces], ", ") + " and " + more + " more)"
	}
}

func records(t Type, f Facts) string {
	s := strconv.Itoa(f.Records)
	if f.Limit == 0 {
		return s
	}
	s += " (limit " + strconv.Itoa(f.Limit)
	if t.ByTime {
		s += ", newest first"
	}
	if f.Total > 0 {
		s += "; " + strconv.Itoa(f.Total) + " in Gong"
	}
	return s + ")"
}

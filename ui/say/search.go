package say

import "fmt"

// Notice says what of a query was not understood: kind is a search.NoticeKind, part the part of the query.
func Notice(kind, part string) string {
	switch kind {
	case "no date":
		return fmt.Sprintf("%s: a day is 2026-04-08, 2026-04, 2026, today, yesterday or 30d.", part)
	case "no side":
		return fmt.Sprintf("%s: a side is internal or external.", part)
	case "no value":
		return fmt.Sprintf("%s: has: knows note, star, tag, highlight, transcript and tracker.", part)
	case "no dataset":
		return fmt.Sprintf("No dataset has %s in its name.", part)
	case "open quote":
		return "The quotation mark is not closed; the phrase goes to the end."
	case "too long":
		return fmt.Sprintf("Only the first %s words are searched for; the rest is left out.", part)
	case "unreadable":
		return fmt.Sprintf("Of the transcripts found, %s cannot be read: the database is damaged there. Import the dataset again.", part)
	case "nothing yet":
		return fmt.Sprintf("%s needs a value.", part)
	}
	return part
}

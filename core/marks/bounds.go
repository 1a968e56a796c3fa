package marks

// The bounds of what is kept. What is beyond them is refused with a sentence.
const (
	MaxNote       = 64 << 10 // bytes of a note or a comment
	MaxTag        = 64       // runes of a tag
	MaxPassage    = 10_000   // runes of a passage
	MaxTags       = 100      // of a call
	MaxNotes      = 1_000    // of a call
	MaxHighlights = 2_000    // of a call
	MaxQuotes     = 5_000    // in the basket
	MaxSearches   = 500      // saved
	MaxQuery      = 4 << 10  // bytes of a query
	MaxHistory    = 100      // searches that are remembered
)

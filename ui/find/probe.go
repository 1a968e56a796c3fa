package find

// Facts are what a test of the real window asks of the search, so that it need not guess from pixels.
type Facts struct {
	// Query is what was asked, Answered that what is shown is its answer.
	Query    string `json:"query"`
	Answered bool   `json:"answered"`
	// Calls is how many calls were found.
	Calls int `json:"calls"`
	// Completions is how many are offered at the cursor.
	Completions int `json:"completions"`
	// Saved is how many searches are kept.
	Saved int `json:"saved"`
}

// Facts tells what is shown now.
func (p *Page) Facts() Facts {
	return Facts{Query: p.query, Answered: p.answered, Calls: p.found.total, Completions: len(p.completer.all), Saved: len(p.saved)}
}

package review

import "tamtam/core"

// Facts are what a test of the real window asks of the calls, so that it need not guess from pixels.
type Facts struct {
	// Listed is how many calls the list shows, Filters how many filters it shows them through.
	Listed  int `json:"listed"`
	Filters int `json:"filters"`
	// Open is the call whose transcript is shown, "" while there is none; Top the turn at its upper edge.
	Open core.CallID `json:"open"`
	Top  int         `json:"top"`
	// Selected is the text that is selected in it.
	Selected string `json:"selected"`
	// Query was found in it so often, Hit is the one that is looked at, from 1.
	Query string `json:"query"`
	Hit   int    `json:"hit"`
	Hits  int    `json:"hits"`
	// What the person made of it.
	Starred    bool     `json:"starred"`
	Tags       []string `json:"tags"`
	Notes      int      `json:"notes"`
	Highlights int      `json:"highlights"`
	// Phrases is how many passages are marked because trackers heard them.
	Phrases int `json:"phrases"`
}

// Facts tells what is shown now.
func (p *Page) Facts() Facts {
	f := Facts{Listed: len(p.list.shown), Filters: len(chipsOf(p.list.query, p.names))}
	r := p.reading
	if r.call == nil || r.call.ID != r.id {
		return f
	}
	f.Open, f.Top = r.id, r.text.Top().Turn
	_, f.Selected = r.text.Selection()
	f.Query, f.Hit, f.Hits = r.text.Found()
	f.Starred, f.Tags, f.Notes, f.Highlights = r.marks.Star, r.marks.Tags, len(r.marks.Notes), len(r.marks.Highlights)
	f.Phrases = len(r.phrases)
	return f
}

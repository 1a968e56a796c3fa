package export

import "tamtam/core/marks"

// Cited is a quote of a person's basket as it is cited: its link leads to the moment.
func Cited(q marks.Quote) Quote {
	return Quote{
		Text: q.Text, Speaker: q.Speaker, Side: q.Side, Title: q.Title, Started: q.Started, At: q.At, URL: LinkAt(q.URL, q.At), Comment: q.Comment,
	}
}

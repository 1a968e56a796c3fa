package review_test

import (
	"sync"
	"testing"

	"tamtam/core"
	"tamtam/core/review"
)

// TestManyReadAtOnce has everybody ask a new catalogue for what is made when it is first asked for, while a dataset changes.
func TestManyReadAtOnce(t *testing.T) {
	r, id := everything(t)
	calls, transcripts := golden(t, core.Calls), golden(t, core.Transcripts)
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			for range 3 {
				c, err := r.desk.Calls(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				order := []review.Order{review.ByTitle, review.ByCompany, review.ByDate, review.ByDuration}[n%4]
				got := c.Pick(review.Filter{Words: "acme"}, order, n < 4, nil)
				if len(got) == 0 || len(c.Choices(review.Filter{}, review.Ranges{}, made).People) == 0 || len(c.Company("Acme Inc").Calls) != 1 {
					t.Errorf("%d calls are left", len(got))
				}
				if one, err := r.desk.Open(t.Context(), acme); err != nil || len(one.Turns) != 7 {
					t.Errorf("%d turns, %v", len(one.Turns), err)
				}
			}
		})
	}
	for n := range 6 {
		r.put(id, core.Calls, calls[:1+n%2]...)
		r.put(id, core.Transcripts, transcripts[:1+n%3]...)
	}
	all.Wait()
}

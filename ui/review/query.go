package review

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"

	"tamtam/core/review"
)

// query is what the list shows: which calls, in which order. It is remembered as it is.
type query struct {
	Filter review.Filter `json:"filter,omitzero"`
	// Days is a period that ends today; it is kept as such, for tomorrow it is another one. 0 leaves the filter's own days.
	Days       int          `json:"days,omitempty"`
	Order      review.Order `json:"order,omitempty"`
	Descending bool         `json:"descending,omitempty"`
}

// newestFirst is the order before a person has chosen one.
func newestFirst() query { return query{Order: review.ByDate, Descending: true} }

// at is the filter on a day: a period of days ends with it.
func (q query) at(now time.Time) review.Filter {
	f := q.Filter
	if q.Days > 0 {
		last := lastDays(q.Days, now)
		f.From, f.To = last.From, last.To
	}
	return f
}

// lastDays are so many days that end with today.
func lastDays(n int, now time.Time) review.Period {
	y, m, d := now.Local().Date()
	return review.Period{From: time.Date(y, m, d-n+1, 0, 0, 0, 0, now.Local().Location())}
}

// narrows tells whether any call may be left out.
func (q query) narrows() bool { return q.Days > 0 || !reflect.DeepEqual(q.Filter, review.Filter{}) }

// cleared is the query that leaves nothing out, in the same order.
func (q query) cleared() query { return query{Order: q.Order, Descending: q.Descending} }

// sorting is an order with its words.
type sorting struct {
	words      string
	order      review.Order
	descending bool
}

var sortings = []sorting{
	{"Newest first", review.ByDate, true},
	{"Oldest first", review.ByDate, false},
	{"By title", review.ByTitle, false},
	{"By company", review.ByCompany, false},
	{"Longest first", review.ByDuration, true},
	{"Shortest first", review.ByDuration, false},
}

// sorted is the place of the query's order among the sortings.
func (q query) sorted() int {
	return max(0, slices.IndexFunc(sortings, func(s sorting) bool { return s.order == q.Order && s.descending == q.Descending }))
}

// toggled is a list with a value that it lacked, or without one that it had. The list given stays as it is.
func toggled[T comparable](list []T, value T) []T {
	if i := slices.Index(list, value); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	return append(slices.Clone(list), value)
}

// queryKey is where the query is remembered.
const queryKey = "review/query"

// recallQuery is the query that was remembered. One that cannot be read, such as a later version's, is forgotten.
func recallQuery(m Memory) query {
	q := newestFirst()
	text := m.Recall(queryKey)
	if text == "" {
		return q
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&q); err != nil {
		return newestFirst()
	}
	return q
}

func (q query) remember(m Memory) {
	if text, err := json.Marshal(q); err == nil {
		m.Remember(queryKey, string(text))
	}
}

package gongsim

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// pageSize is Gong's; it cannot be changed.
const pageSize = 100

// cursor is the payload of the signed token that stands for the rest of a sequence of pages. The names follow a decoded one of Gong's;
// After and Question are ours.
type cursor struct {
	PageSize   int    `json:"pageSize"`
	Total      int    `json:"total"`
	PageNumber int    `json:"pageNumber"`
	Exp        int64  `json:"exp"`
	After      string `json:"after"`    // the last item seen, so that changes in between neither repeat nor skip the others
	Question   string `json:"question"` // fingerprint of the request that the sequence belongs to
}

const cursorHead = "eyJhbGciOiJIUzI1NiJ9"

func (s *Sim) sign(c cursor) string {
	payload, err := json.Marshal(c)
	if err != nil {
		panic(err)
	}
	text := cursorHead + "." + base64.RawURLEncoding.EncodeToString(payload)
	return text + "." + s.signature(text)
}

func (s *Sim) signature(text string) string {
	h := hmac.New(sha256.New, []byte("gongsim "+decimal(s.o.Seed)))
	h.Write([]byte(text))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// verify reads a cursor that came back. It must be ours, still alive, and belong to the same question.
func (s *Sim) verify(token, question string) (cursor, *problem) {
	var c cursor
	text, signature, ok := cutLast(token, ".")
	if !ok || !hmac.Equal([]byte(signature), []byte(s.signature(text))) {
		return c, fail(http.StatusBadRequest, "failed to verify cursor")
	}
	_, payload, _ := strings.Cut(text, ".")
	raw, err := base64.RawURLEncoding.DecodeString(payload)
	if err != nil || json.Unmarshal(raw, &c) != nil {
		return c, fail(http.StatusBadRequest, "failed to verify cursor")
	}
	if s.o.Clock.Now().UnixMilli() >= c.Exp {
		return c, expired()
	}
	if c.Question != question {
		return c, fail(http.StatusBadRequest, "failed to verify cursor: the request differs from the one it belongs to")
	}
	return c, nil
}

func expired() *problem { return fail(http.StatusBadRequest, "cursor has expired") }

func cutLast(text, sep string) (before, after string, found bool) {
	i := strings.LastIndex(text, sep)
	if i < 0 {
		return "", text, false
	}
	return text[:i], text[i+len(sep):], true
}

// records is Gong's envelope of a page.
type records struct {
	TotalRecords      int    `json:"totalRecords"`
	CurrentPageSize   int    `json:"currentPageSize"`
	CurrentPageNumber int    `json:"currentPageNumber"`
	Cursor            string `json:"cursor,omitempty"`
}

// turnPage cuts the asked page out of all items, which are in order. Mark names an item's place; after tells whether an item lies
// behind the place that a mark names.
func turnPage[T any](s *Sim, a *asked, items []T, mark func(T) string, after func(T, string) bool) ([]T, records, *problem) {
	c := cursor{PageSize: pageSize, Total: len(items), Exp: s.o.Clock.Now().Add(s.o.CursorLife).UnixMilli(), Question: a.question()}
	if token := a.cursor(); token != "" {
		var p *problem
		if c, p = s.verify(token, c.Question); p != nil {
			return nil, records{}, p
		}
		c.PageNumber++
		for len(items) > 0 && !after(items[0], c.After) {
			items = items[1:]
		}
	}
	r := records{TotalRecords: c.Total, CurrentPageNumber: c.PageNumber}
	if len(items) > pageSize {
		items = items[:pageSize]
		c.After = mark(items[pageSize-1])
		r.Cursor = s.sign(c)
	}
	r.CurrentPageSize = len(items)
	return items, r, nil
}

// turnCalls pages calls by start and number.
func turnCalls(s *Sim, a *asked, calls []entry) ([]entry, records, *problem) {
	mark := func(e entry) string {
		return strconv.FormatInt(e.started, 10) + "." + strconv.FormatInt(int64(e.n), 10)
	}
	return turnPage(s, a, calls, mark, func(e entry, place string) bool {
		started, n, _ := strings.Cut(place, ".")
		t, _ := strconv.ParseInt(started, 10, 64)
		k, _ := strconv.ParseInt(n, 10, 64)
		return e.started > t || e.started == t && int64(e.n) > k
	})
}

// turnRows pages anything whose place is its number in the list.
func turnRows[T any](s *Sim, a *asked, rows []T) ([]T, records, *problem) {
	numbers := make([]int, len(rows))
	for i := range numbers {
		numbers[i] = i
	}
	page, r, p := turnPage(s, a, numbers, strconv.Itoa, func(n int, place string) bool {
		last, _ := strconv.Atoi(place)
		return n > last
	})
	if p != nil {
		return nil, r, p
	}
	found := make([]T, len(page))
	for i, n := range page {
		found[i] = rows[n]
	}
	return found, r, nil
}

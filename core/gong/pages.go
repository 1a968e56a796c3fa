package gong

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"time"

	"tamtam/core"
)

// Page is one page of a list. Gong's pages hold up to a hundred items.
type Page[T any] struct {
	Items []T
	// Total is how many items the whole list has, by Gong's count; of the ids of one request where the list is asked for by ids.
	Total int
	// Uncounted tells that Gong did not count: Total is then how many have come, and one more when a page follows.
	Uncounted bool
	// Last tells that no page follows.
	Last bool
	// TimeZone is the company's own, such as "US/Pacific", on pages of statistics that tell it.
	TimeZone string
}

// cutRetries is how often a page is asked for again because its body broke off. Failures before the body are repeated elsewhere.
const cutRetries = 2

// list is a list of Gong's: how to ask for it, how to read it.
type list[T any] struct {
	op     string
	method string
	path   string
	query  url.Values
	body   map[string]any // nil for none
	raw    []byte         // a body that has no place for a cursor, instead of body
	layout layout[T]
}

// at is the request for the page behind the cursor: the identical request plus the cursor, as Gong demands.
func (l list[T]) at(cursor string) (request, error) {
	r := request{op: l.op, method: l.method, path: l.path, query: l.query, body: l.raw}
	if l.body == nil {
		if cursor != "" {
			r.query = maps.Clone(l.query)
			if r.query == nil {
				r.query = url.Values{}
			}
			r.query.Set("cursor", cursor)
		}
		return r, nil
	}
	body := l.body
	if cursor != "" {
		body = maps.Clone(l.body)
		body["cursor"] = cursor
	}
	var err error
	r.body, err = json.Marshal(body)
	return r, err
}

// pages yields the pages of a list in Gong's order, each when it has arrived whole. An error ends it. A list without items is one
// empty page. It may be ranged over several times; each time asks anew.
func pages[T any](ctx context.Context, c *Client, l list[T]) iter.Seq2[Page[T], error] {
	return func(yield func(Page[T], error) bool) {
		seen := 0
		for cursor := ""; ; {
			page, next, err := fetch(ctx, c, l, cursor)
			if err == nil && next != "" && next == cursor {
				err = &core.Error{Kind: core.Broken, Op: l.op, Err: fmt.Errorf("%s %s: Gong sends the same page again and again", l.method, l.path)}
			}
			if err != nil {
				yield(Page[T]{}, err)
				return
			}
			if seen += len(page.Items); page.Uncounted {
				page.Total = seen
				if !page.Last {
					page.Total++
				}
			}
			if !yield(page, nil) || page.Last {
				return
			}
			cursor = next
		}
	}
}

// all reads a list to its end.
func all[T any](ctx context.Context, c *Client, l list[T]) ([]T, error) {
	var items []T
	for page, err := range pages(ctx, c, l) {
		if err != nil {
			return nil, err
		}
		items = append(items, page.Items...)
	}
	return items, nil
}

// fetch reads one page, again when its body breaks off.
func fetch[T any](ctx context.Context, c *Client, l list[T], cursor string) (page Page[T], next string, err error) {
	r, err := l.at(cursor)
	if err != nil {
		return page, "", core.E(core.Other, l.op, err)
	}
	for attempt := 0; ; attempt++ {
		page, next, err = once(ctx, c, r, l.layout)
		if _, broke := errors.AsType[*brokenOff](err); !broke || attempt >= c.retries || ctx.Err() != nil {
			break
		}
		if c.backoff.wait(ctx, attempt, 0) != nil {
			break
		}
	}
	if err != nil {
		return page, "", r.failed(ctx, err, c.backoff.clock.Now())
	}
	return page, next, nil
}

// brokenOff is a failure of an answer's body that another try may mend.
type brokenOff struct{ error }

func (b *brokenOff) Unwrap() error { return b.error }

func once[T any](ctx context.Context, c *Client, r request, l layout[T]) (page Page[T], next string, err error) {
	resp, err := c.send(ctx, r)
	if err != nil {
		return page, "", err
	}
	defer discard(resp)
	if resp.StatusCode != http.StatusOK {
		why := complain(resp)
		if resp.StatusCode == http.StatusNotFound && why.empty() {
			return Page[T]{Last: true}, "", nil
		}
		return page, "", refusal(resp.StatusCode, why, ClockOff(resp, c.backoff.clock.Now()))
	}
	if err := isJSON(resp); err != nil {
		return page, "", err
	}
	items, env, err := l.read(&boundedBody{r: resp.Body, left: biggestBody, seen: &trafficOf(ctx).Bytes})
	switch {
	case err == nil:
	case errors.Is(err, errJSON), errors.Is(err, errShape), errors.Is(err, errNotGong), errors.Is(err, errTooBig):
		return page, "", &core.Error{Kind: core.Broken, RequestID: env.requestID, Err: err}
	default:
		return page, "", &brokenOff{err}
	}
	if kept, ok := resp.Body.(interface{ accept() }); ok {
		kept.accept()
	}
	next = string(env.records.Cursor)
	return Page[T]{
		Items: items, Total: max(int(env.records.TotalRecords.Int()), len(items)), Uncounted: !env.records.TotalRecords.Known(),
		Last: next == "", TimeZone: string(env.timeZone),
	}, next, nil
}

// failed gives an error its last form: what was done, method and path; never a host, a query or a body.
func (r request) failed(ctx context.Context, err error, now time.Time) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return core.E(core.Canceled, r.op, ctx.Err())
	}
	e := failure(err, now)
	e.Op = r.op
	where := r.method + " " + r.path
	if e.Err == nil {
		e.Err = errors.New(where)
	} else {
		e.Err = fmt.Errorf("%s: %w", where, e.Err)
	}
	return e
}

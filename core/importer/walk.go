package importer

import (
	"context"
	"errors"
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
)

// A limit takes the newest calls although Gong lists the oldest first. So windows of time are walked back from the end of the period, each
// as wide as it takes to hold windowCalls calls at the density seen so far.
const (
	// windowCalls is how many calls a window aims at: two of Gong's pages, held in memory until it is known which are the newest.
	windowCalls = 190
	// windowMost is how many calls a window may turn out to hold before a narrower one is tried.
	windowMost = 3 * windowCalls
	// narrowest and widest bound the width of a window.
	narrowest = time.Minute
	widest    = 100 * 366 * 24 * time.Hour
)

// errTooMany ends the reading of a sequence that holds more calls than the limit allows.
var errTooMany = errors.New("more calls than the limit")

// walk reads the newest calls of the period, as many as the limit allows, window by window.
func (c *conversations) walk(ctx context.Context) error {
	if c.place.Before.IsZero() {
		if c.place.Before = c.state.Dates.End(); c.place.Before.IsZero() {
			c.place.Before = core.DayOf(c.state.Begun).Add(2).Start() // nothing started later than now, whatever the clocks say
		}
	}
	width := scaled(c.state.Begun.Sub(c.place.Oldest), c.aim(), c.place.Total)
	for c.place.Selected < c.state.Limit && c.place.Before.After(c.place.Oldest) {
		start := c.place.Before.Add(-width)
		if start.Before(c.place.Oldest) {
			start = c.place.Oldest
		}
		span := c.place.Before.Sub(start)
		calls, total, err := c.window(ctx, start, c.place.Before)
		switch {
		case errors.Is(err, errTooMany):
			width = scaled(span, c.aim(), total)
			continue
		case errors.Is(err, gong.ErrCursorExpired) && span > narrowest:
			width = max(span/2, narrowest)
			continue
		case err != nil:
			return err
		}
		if err := c.keepWindow(ctx, calls, start); err != nil {
			return err
		}
		width = min(scaled(span, c.aim(), total), scaled(span, 8, 1))
	}
	return ctx.Err()
}

// aim is how many calls the next window should hold: what the limit still allows, and some to spare for private ones.
func (c *conversations) aim() int {
	return min((c.state.Limit-c.place.Selected)*6/5+10, windowCalls)
}

// scaled is the width that holds about the wanted number of calls where the span holds total.
func scaled(span time.Duration, wanted, total int) time.Duration {
	width := float64(span) * float64(wanted) / float64(max(total, 1)) // may be more than a Duration holds
	return max(time.Duration(min(width, float64(widest))), narrowest)
}

// window reads all calls from start until before end, unless it turns out to be far too wide: errTooMany then, with their number.
func (c *conversations) window(ctx context.Context, start, end time.Time) (calls []gong.Call, total int, err error) {
	f := gong.CallsFilter{From: start, To: end, Selector: gong.Everything()}
	for page, err := range c.list(ctx, f) {
		if err != nil {
			return nil, 0, err
		}
		total = page.Total
		if total > windowMost && end.Sub(start) > 2*narrowest {
			return nil, total, errTooMany
		}
		calls = append(calls, page.Items...)
	}
	return calls, total, nil
}

// keepWindow commits the newest calls of a window, as many as the limit still allows. The place moves with the last of its pages, so a
// window that was cut off is read again.
func (c *conversations) keepWindow(ctx context.Context, calls []gong.Call, start time.Time) error {
	calls = c.newestOpen(calls)
	for len(calls) > 100 {
		if err := c.readPage(ctx, calls[:100], nil); err != nil {
			return err
		}
		calls = calls[100:]
	}
	c.place.Before = start
	return c.readPage(ctx, calls, c.savePlace)
}

// newestOpen returns the newest calls that may be imported, as many as the limit still allows, and counts the private ones among them.
func (c *conversations) newestOpen(calls []gong.Call) []gong.Call {
	slices.SortStableFunc(calls, func(a, b gong.Call) int { return b.MetaData.Started.Compare(a.MetaData.Started.Time) })
	var kept []gong.Call
	for _, call := range calls {
		if c.place.Selected+len(kept) == c.state.Limit {
			break
		}
		kept = append(kept, c.open([]gong.Call{call})...)
	}
	return kept
}

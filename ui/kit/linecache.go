package kit

import (
	"context"
	"slices"

	"tamtam/ui/task"
)

const (
	cacheLines  = 256 // lines loaded at a time
	cacheChunks = 64  // loads kept
)

// LineCache is a TextSource over a text that is slow to read: it loads pieces off the UI goroutine, when they come into view,
// and keeps the latest.
type LineCache struct {
	// OnLoad is called when lines have come: TextView.Refresh.
	OnLoad func()
	// OnError is called when lines could not be read; they are not asked for again.
	OnError func(error)

	scope  *task.Scope
	length int
	load   func(ctx context.Context, first, count int) ([]string, error)
	chunks map[int][]string // nil while on its way
	order  []int            // loaded chunks, the one used longest ago first
}

var _ TextSource = (*LineCache)(nil)

// NewLineCache returns a source of length lines. load reads count lines from first, off the UI goroutine, several at a time
// perhaps.
func NewLineCache(scope *task.Scope, length int, load func(ctx context.Context, first, count int) ([]string, error)) *LineCache {
	return &LineCache{scope: scope, length: length, load: load, chunks: make(map[int][]string)}
}

// Len is the number of lines.
func (c *LineCache) Len() int { return c.length }

// Line is line i, if it is here; else it is sent for.
func (c *LineCache) Line(i int) (text string, ready bool) {
	n := i / cacheLines
	lines, asked := c.chunks[n]
	if !asked {
		c.fetch(n)
		lines = c.chunks[n] // a runner for tests has it by now
	}
	if i%cacheLines >= len(lines) {
		return "", false
	}
	if last := len(c.order) - 1; last >= 0 && c.order[last] != n {
		c.order = append(slices.DeleteFunc(c.order, func(other int) bool { return other == n }), n)
	}
	return lines[i%cacheLines], true
}

func (c *LineCache) fetch(n int) {
	c.chunks[n] = nil
	first := n * cacheLines
	count := min(cacheLines, c.length-first)
	asking := true // until fetch returns: its caller then sees the lines, and OnLoad would call back into it
	task.Do(c.scope, func(ctx context.Context) ([]string, error) { return c.load(ctx, first, count) },
		func(lines []string, err error) {
			if err != nil {
				if c.OnError != nil {
					c.OnError(err)
				}
				return
			}
			c.keep(n, lines)
			if !asking && c.OnLoad != nil {
				c.OnLoad()
			}
		})
	asking = false
}

func (c *LineCache) keep(n int, lines []string) {
	c.chunks[n] = lines
	c.order = append(c.order, n)
	if len(c.order) > cacheChunks {
		delete(c.chunks, c.order[0])
		c.order = slices.Delete(c.order, 0, 1)
	}
}

package importer

import (
	"context"
	"iter"

	"tamtam/core/gong"
)

// prefetched is a sequence of pages read one ahead of their user, so that a page is made into text while the next one travels.
type prefetched struct{ items chan result }

type result struct {
	gong.Page[gong.Call]
	err error
}

func ahead(ctx context.Context, pages iter.Seq2[gong.Page[gong.Call], error]) prefetched {
	p := prefetched{items: make(chan result)}
	go func() {
		defer close(p.items)
		for page, err := range pages {
			select {
			case p.items <- result{page, err}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return p
}

// wait stops the reading ahead and returns when it has ended.
func (p prefetched) wait(stop context.CancelFunc) {
	stop()
	for range p.items { //nolint:revive // drained until its goroutine closes it
	}
}

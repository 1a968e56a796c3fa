package app

import (
	"context"
	"sync"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/datasets"
)

// checks are the comparisons of datasets with Gong under way: one per dataset at a time. They belong to the program, as runs do. The result
// of a dataset's latest one is kept among the settings, under checkSetting.
type checks struct {
	*program

	mu    sync.Mutex
	going map[core.DatasetID]*checking
	wg    sync.WaitGroup
}

var _ datasets.Checks = (*checks)(nil)

// checking is one comparison.
type checking struct {
	datasets.Checking
	cancel context.CancelFunc
	done   chan struct{}
}

func newChecks(a *program) *checks { return &checks{program: a, going: map[core.DatasetID]*checking{}} }

func (c *checks) Start(id core.DatasetID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.going[id] != nil || c.root.Err() != nil {
		return
	}
	ctx, cancel := context.WithCancel(vault.Attended(c.root)) // a person pressed a button, and can cancel
	one := &checking{cancel: cancel, done: make(chan struct{})}
	c.going[id] = one
	c.wg.Go(func() {
		defer close(one.done)
		defer cancel()
		c.check(ctx, id, one)
		c.mu.Lock()
		delete(c.going, id)
		c.mu.Unlock()
	})
}

func (c *checks) Cancel(id core.DatasetID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if one := c.going[id]; one != nil {
		one.Stopping = true
		one.cancel()
	}
}

func (c *checks) Check(id core.DatasetID) (datasets.Checking, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	one := c.going[id]
	if one == nil {
		return datasets.Checking{}, false
	}
	return one.Checking, true
}

// check compares and keeps what was found. One that was cancelled leaves what was known before.
func (c *checks) check(ctx context.Context, id core.DatasetID, one *checking) {
	found, err := c.compare(ctx, id, func(done, all int) {
		c.mu.Lock()
		defer c.mu.Unlock()
		one.Done, one.All = done, all
	})
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		c.log.Error("a completeness check failed", "dataset", string(id), "err", err)
	}
	if err := c.keep(id, found, err); err != nil {
		c.log.Error("a completeness check was not kept", "dataset", string(id), "err", err)
	}
}

func (c *checks) compare(ctx context.Context, id core.DatasetID, progress func(done, all int)) (importer.Check, error) {
	d, err := c.store.Dataset(id)
	if err != nil {
		return importer.Check{}, err
	}
	connection, err := c.connectionOf(d)
	if err != nil {
		return importer.Check{}, err
	}
	client, err := c.clients.of(ctx, connection.ID)
	if err != nil {
		return importer.Check{}, err
	}
	return c.importer.Check(ctx, client, id, progress)
}

// stop cancels a dataset's comparison and waits for its end.
func (c *checks) stop(ctx context.Context, id core.DatasetID) error {
	c.Cancel(id)
	c.mu.Lock()
	one := c.going[id]
	c.mu.Unlock()
	if one == nil {
		return nil
	}
	select {
	case <-one.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// wait waits for all comparisons, whose root has ended, for at most so long.
func (c *checks) wait(most time.Duration) {
	if !within(most, &c.wg) {
		c.log.Warn("a completeness check did not stop in time")
	}
}

// keptCheck is what is kept of a dataset's checks.
type keptCheck struct {
	// Found is what the latest one found that came to its end; nil when none did.
	Found *importer.Check `json:"found,omitempty"`
	// Failures are why types could not be compared, by type: an error has no JSON of its own.
	Failures map[core.DataType]*store.Failure `json:"failures,omitempty"`
	// Failure is why the latest check failed as a whole; nil when it did not.
	Failure *store.Failure `json:"failure,omitempty"`
}

func checkSetting(id core.DatasetID) string { return "check." + string(id) }

// keep replaces what is known of a dataset's checks. One that failed leaves what the one before found.
func (c *checks) keep(id core.DatasetID, found importer.Check, err error) error {
	if _, err := c.store.Dataset(id); err != nil {
		return err
	}
	var kept keptCheck
	if err != nil {
		if _, err := c.store.Setting(checkSetting(id), &kept); err != nil {
			return err
		}
		kept.Failure = store.FailureOf(err)
		return c.store.SetSetting(checkSetting(id), kept)
	}
	kept.Found, kept.Failures = &found, map[core.DataType]*store.Failure{}
	for i, t := range found.Types {
		if t.Err != nil {
			kept.Failures[t.Type] = store.FailureOf(t.Err)
			found.Types[i].Err = nil
		}
	}
	return c.store.SetSetting(checkSetting(id), kept)
}

func (c *checks) Last(_ context.Context, id core.DatasetID) (*importer.Check, error) {
	var kept keptCheck
	if _, err := c.store.Setting(checkSetting(id), &kept); err != nil {
		return nil, err
	}
	if kept.Found != nil {
		for i, t := range kept.Found.Types {
			kept.Found.Types[i].Err = kept.Failures[t.Type].Err()
		}
	}
	return kept.Found, kept.Failure.Err()
}

// forget drops what is known of a dataset that is gone.
func (c *checks) forget(id core.DatasetID) error {
	return c.store.SetSetting(checkSetting(id), keptCheck{})
}

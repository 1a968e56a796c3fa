package app

import (
	"context"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/datasets"
)

// library answers the screens of datasets.
type library struct{ *program }

var (
	_ datasets.Datasets  = library{}
	_ datasets.Estimates = library{}
)

func (l library) All(ctx context.Context) ([]datasets.Entry, error) {
	all, err := l.store.Datasets()
	if err != nil {
		return nil, err
	}
	accounts, err := l.accounts()
	if err != nil {
		return nil, err
	}
	entries := make([]datasets.Entry, 0, len(all))
	for _, d := range all {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		e, err := l.entry(accounts, d)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

func (l library) One(_ context.Context, id core.DatasetID) (datasets.Entry, error) {
	d, err := l.store.Dataset(id)
	if err != nil {
		return datasets.Entry{}, err
	}
	accounts, err := l.accounts()
	if err != nil {
		return datasets.Entry{}, err
	}
	e, err := l.entry(accounts, d)
	if err != nil {
		return e, err
	}
	calls, err := l.importer.Awaited(id)
	for _, c := range calls {
		if c.Over {
			e.Without++
		} else {
			e.Awaited++
		}
	}
	return e, err
}

func (l library) entry(accounts []store.Connection, d store.Dataset) (datasets.Entry, error) {
	e := datasets.Entry{Dataset: d}
	var err error
	if e.Connection, err = l.sourceOf(accounts, d); err != nil {
		return e, err
	}
	if e.Files, err = l.store.Files(d.ID); err != nil {
		return e, err
	}
	if e.Sources, err = l.store.Sources(d.ID); err != nil {
		return e, err
	}
	if e.Attached, err = l.store.AttachedFiles(d.ID); err != nil {
		return e, err
	}
	e.Due, _ = l.nextDue(d.ID)
	e.MirrorErr = l.mirrors.problem(d.ID)
	e.Last, e.Err, err = l.runs.last(d)
	return e, err
}

func (l library) Create(_ context.Context, d store.Dataset) (store.Dataset, error) {
	if err := prepareMirror("", &d.Mirror); err != nil {
		return d, err
	}
	return l.store.CreateDataset(d)
}

// Update ends a run that asks for other data than the dataset does now: it would go on by what was chosen before.
func (l library) Update(ctx context.Context, d store.Dataset) error {
	before, err := l.store.Dataset(d.ID)
	if err != nil {
		return err
	}
	if err := prepareMirror(before.Mirror, &d.Mirror); err != nil {
		return err
	}
	if !before.Alike(d) {
		if err := l.runs.stop(ctx, d.ID); err != nil {
			return err
		}
	}
	if err := l.store.UpdateDataset(d); err != nil {
		return err
	}
	l.schedule.Wake()
	l.mirrors.soon(d.ID)
	return nil
}

func (l library) Empties(_ context.Context, d store.Dataset) (bool, error) { return l.store.Empties(d) }

func (l library) Delete(ctx context.Context, id core.DatasetID) error {
	if err := l.runs.stop(ctx, id); err != nil {
		return err
	}
	if err := l.checks.stop(ctx, id); err != nil {
		return err
	}
	if err := l.store.DeleteDataset(id); err != nil {
		return err
	}
	return l.checks.forget(id)
}

func (l library) Lines(_ context.Context, id core.DatasetID, t core.DataType) (datasets.Lines, error) {
	lines, err := l.store.OpenLines(id, t)
	if err != nil {
		return nil, err // not a Lines that holds a nil
	}
	return lines, nil
}

func (l library) Estimate(ctx context.Context, d store.Dataset, answer func(importer.TypeEstimate)) (importer.Cost, error) {
	c, err := l.connectionOf(d)
	if err != nil {
		return importer.Cost{}, err
	}
	client, err := l.clients.of(ctx, c.ID)
	if err != nil {
		return importer.Cost{}, err
	}
	return l.importer.Estimate(ctx, client, d, rate(c.ID), answer)
}

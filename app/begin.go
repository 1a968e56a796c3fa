package app

import (
	"context"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// begin shows the first page: where the person was last, or the welcome of a first run. Credentials under a passphrase are unlocked first,
// since whatever the person wants to do next will need them.
func (w *window) begin() {
	w.follow()
	type start struct {
		first  bool
		locked bool // by a passphrase
	}
	task.DoContext(w.root, w.runner, func(ctx context.Context) (s start, err error) {
		connections, err := w.connections.List()
		if err != nil {
			return s, err
		}
		all, err := w.store.Datasets()
		if err != nil {
			return s, err
		}
		s.first = len(connections) == 0 && len(all) == 0 && !w.sampleInUse()
		s.locked = sources{w.program}.Shut(ctx).Mend == say.MendUnlock
		return s, nil
	}, func(s start, err error) {
		switch {
		case err != nil:
			w.log.Error("the start", "err", err)
			w.shell.Go("datasets")
		case s.first:
			w.shell.Go("welcome")
		case w.shell.LastRoute() == "" || w.shell.LastRoute() == "welcome":
			w.shell.Go("datasets")
		default:
			w.shell.Go(w.shell.LastRoute())
		}
		if s.locked {
			w.locked = true
			w.lookAtConnection()
			w.unlock(func() { w.shell.Replace(w.shell.Route()) }) // the page below says that they are locked
		}
	})
}

// sampleName is the dataset that a start with sample data fills.
const sampleName = "Sample"

// beginSample shows the dataset of sample data, being imported.
func (w *window) beginSample() {
	w.follow()
	task.DoContext(w.root, w.runner, func(ctx context.Context) (core.DatasetID, error) {
		if err := (sampling{w.program}).Sample(ctx); err != nil {
			return "", err
		}
		d, err := w.store.DatasetNamed(sampleName)
		if core.Is(err, core.NotFound) {
			d, err = w.store.CreateDataset(store.Dataset{
				Name: sampleName, Description: "Made-up people and calls", Connection: core.SampleConnection, Types: core.DataTypes(), Period: core.Last(365),
				Limit: sampleLimit,
			})
		}
		return d.ID, err
	}, func(id core.DatasetID, err error) {
		if err != nil {
			w.shell.Go("datasets")
			w.shell.Stage().Toast(kit.Bad, say.Error(err, saySampleFailed).Line())
			return
		}
		w.lookAtConnection()
		w.runs.Start(id, importer.Options{})
		w.shell.Go("datasets")
		w.shell.Go("datasets/" + string(id))
	})
}

// sampleLimit is the limit per type that a person would find in the form.
const sampleLimit = 100

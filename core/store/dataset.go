package store

import (
	"cmp"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
	"tamtam/core/text"
)

// Dataset is what a person chose: which of Gong's data, of which time, how much of it.
type Dataset struct {
	ID          core.DatasetID    `json:"id"`
	Name        string            `json:"name"`
	Description string            `json:"description,omitempty"`
	Connection  core.ConnectionID `json:"connection,omitempty"`
	Types       []core.DataType   `json:"types"`
	Period      core.Period       `json:"period"`
	// Limit is the most records of each type; 0 is no limit.
	Limit int `json:"limit"`
	// IncludePrivate imports private calls, too.
	IncludePrivate bool `json:"includePrivate,omitempty"`
	// Sync is how the dataset keeps itself current.
	Sync core.Sync `json:"sync,omitzero"`
	// KeepDeleted keeps, and marks, records that Gong has deleted.
	KeepDeleted bool `json:"keepDeleted,omitempty"`
	// Mirror is the folder in which the current files stand as real ones; "" for none.
	Mirror  string    `json:"mirror,omitempty"`
	Created time.Time `json:"created"`
	// From is the first day of a relative period, fixed when the dataset was first imported; zero before.
	From core.Day `json:"from,omitzero"`
	// Opened are the exported files that the dataset was read from, where it was not imported: it is read like any other, and stands in no
	// list of datasets.
	Opened []string `json:"opened,omitempty"`
}

// Dates returns the days that an import on the day today covers: a relative period keeps the first day of its first import, so nothing
// falls out as time goes by. A first day that has not come yet is that of a clock that was wrong, and does not count.
func (d Dataset) Dates(today core.Day) core.Dates {
	dates := d.Period.On(today)
	if d.Period.Days > 0 && !d.From.IsZero() && !today.Before(d.From) {
		dates.From = d.From
	}
	return dates
}

// Alike tells whether imports of the two ask Gong for the same, so that an unfinished one can be gone on with.
func (d Dataset) Alike(other Dataset) bool {
	return d.selects(other) && slices.Equal(core.SortDataTypes(d.Types), core.SortDataTypes(other.Types))
}

// selects tells whether the two take the same records of a type.
func (d Dataset) selects(other Dataset) bool {
	return d.Connection == other.Connection && d.Period == other.Period && d.Limit == other.Limit && d.IncludePrivate == other.IncludePrivate
}

// CreateDataset keeps a new dataset and returns it with its id. The name must be new and not empty: core.Invalid otherwise.
func (s *Store) CreateDataset(d Dataset) (Dataset, error) {
	d.ID, d.Created, d.From = core.DatasetID(core.NewID()), s.clock.Now().UTC(), core.Day{}
	err := s.update("create the dataset", func(tx *bolt.Tx) error {
		if err := checkDataset(tx, &d); err != nil {
			return err
		}
		b, err := dug(tx.Bucket(datasetsBucket), []byte(d.ID))
		if err != nil {
			return err
		}
		if err := startTimetable(b, core.Sync{}, d.Sync, s.clock.Now()); err != nil {
			return err
		}
		return putJSON(b, aboutKey, d)
	})
	if err != nil {
		return Dataset{}, err
	}
	return d, nil
}

// UpdateDataset replaces what a person chose for a dataset; Created and From stay as they are. A changed period begins anew; files of types
// no longer chosen are removed. When other data are asked for than before, an unfinished run is forgotten: what it has staged would be
// lacking for a type that is taken out and put back. So none may be under way. A dataset that goes to another account is emptied: what two
// companies say never stands in one dataset.
func (s *Store) UpdateDataset(d Dataset) error {
	return s.update("change the dataset", func(tx *bolt.Tx) error {
		if err := checkDataset(tx, &d); err != nil {
			return err
		}
		b, err := dataset(tx, d.ID)
		if err != nil {
			return err
		}
		var before Dataset
		if _, err := getJSON(b, aboutKey, &before); err != nil {
			return err
		}
		d.Created, d.From = before.Created, before.From
		if before.Period != d.Period {
			d.From = core.Day{}
		}
		if !before.Alike(d) {
			if err := endRun(b); err != nil {
				return err
			}
		}
		if !before.selects(d) {
			if err := rereadFiles(b); err != nil {
				return err
			}
		}
		other, err := otherAccount(tx, before.Connection, d.Connection)
		if err != nil {
			return err
		}
		if other {
			d.From = core.Day{}
			if err := empty(b); err != nil {
				return err
			}
		}
		for _, t := range before.Types {
			if !slices.Contains(d.Types, t) {
				if err := drop(b.Bucket(filesBucket), []byte(t)); err != nil {
					return err
				}
			}
		}
		if err := startTimetable(b, before.Sync, d.Sync, s.clock.Now()); err != nil {
			return err
		}
		return putJSON(b, aboutKey, d)
	})
}

// empty removes all that a dataset has imported.
func empty(b *bolt.Bucket) error {
	if err := endRun(b); err != nil {
		return err
	}
	if err := b.Delete(knownKey); err != nil {
		return err
	}
	for _, name := range [][]byte{filesBucket, linksBucket, callsBucket, touchedBucket, askedBucket, reportsBucket, changesBucket} {
		if err := drop(b, name); err != nil {
			return err
		}
	}
	return nil
}

// rereadFiles forgets up to when the files were read: the next run reads them whole.
func rereadFiles(b *bolt.Bucket) error {
	return forEach(b.Bucket(filesBucket), func(t, _ []byte) error {
		file := dig(b, filesBucket, t)
		var f File
		if ok, err := getJSON(file, headKey, &f); err != nil || !ok {
			return err
		}
		f.Through, f.Deep = time.Time{}, time.Time{}
		return putJSON(file, headKey, f)
	})
}

// checkDataset tidies a dataset's name and types and refuses what cannot be kept.
func checkDataset(tx *bolt.Tx, d *Dataset) error {
	const op = "keep the dataset"
	d.Name = text.CleanLine(d.Name) // it is shown in a line, and found again by what is kept of it
	d.Types = core.SortDataTypes(d.Types)
	switch {
	case d.Name == "":
		return core.Errorf(core.Invalid, op, "a dataset needs a name")
	case d.Limit < 0:
		return core.Errorf(core.Invalid, op, "a limit cannot be negative")
	}
	all, err := datasets(tx)
	if err != nil {
		return err
	}
	for _, other := range all {
		if other.ID != d.ID && strings.EqualFold(other.Name, d.Name) {
			return core.Errorf(core.Invalid, op, "there is a dataset of this name already")
		}
	}
	return nil
}

// Dataset returns the dataset with the id, or core.NotFound.
func (s *Store) Dataset(id core.DatasetID) (d Dataset, err error) {
	err = s.view("read the dataset", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		_, err = getJSON(b, aboutKey, &d)
		return err
	})
	return d, err
}

// DatasetNamed returns the dataset of a name, upper and lower case alike, or core.NotFound.
func (s *Store) DatasetNamed(name string) (Dataset, error) {
	all, err := s.Datasets()
	if err != nil {
		return Dataset{}, err
	}
	clean := text.CleanLine(name)
	for _, d := range all {
		if strings.EqualFold(d.Name, clean) {
			return d, nil
		}
	}
	return Dataset{}, core.Errorf(core.NotFound, "find the dataset", "there is no dataset named %q", name)
}

// Datasets returns all datasets by name, but for opened files.
func (s *Store) Datasets() ([]Dataset, error) { return s.listed(false) }

// Opened returns the datasets that were read from exported files, by name.
func (s *Store) Opened() ([]Dataset, error) { return s.listed(true) }

func (s *Store) listed(opened bool) (all []Dataset, err error) {
	err = s.view("list the datasets", func(tx *bolt.Tx) error {
		all, err = datasets(tx)
		return err
	})
	return slices.DeleteFunc(all, func(d Dataset) bool { return (d.Opened != nil) != opened }), err
}

// datasets are all of them, opened files included.
func datasets(tx *bolt.Tx) ([]Dataset, error) {
	var all []Dataset
	top := tx.Bucket(datasetsBucket)
	err := top.ForEachBucket(func(id []byte) error {
		var d Dataset
		if _, err := getJSON(top.Bucket(id), aboutKey, &d); err != nil {
			return err
		}
		all = append(all, d)
		return nil
	})
	slices.SortFunc(all, func(a, b Dataset) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return all, err
}

// FixFrom keeps the first day of a relative period at the first import. Later days change nothing; an earlier one takes the place of that
// of a clock that was wrong.
func (s *Store) FixFrom(id core.DatasetID, from core.Day) error {
	return s.update("keep the dataset's first day", func(tx *bolt.Tx) error {
		b, err := dataset(tx, id)
		if err != nil {
			return err
		}
		var d Dataset
		if _, err := getJSON(b, aboutKey, &d); err != nil || d.Period.Days == 0 || !d.From.IsZero() && !from.Before(d.From) {
			return err
		}
		d.From = from
		return putJSON(b, aboutKey, d)
	})
}

// DeleteDataset removes a dataset with all its files.
func (s *Store) DeleteDataset(id core.DatasetID) error {
	return s.update("delete the dataset", func(tx *bolt.Tx) error {
		if _, err := dataset(tx, id); err != nil {
			return err
		}
		return tx.Bucket(datasetsBucket).DeleteBucket([]byte(id))
	})
}

package attach

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

const (
	// settle is how long a file must not have changed before it is read: what is being written has the time of now.
	settle = 2 * time.Second
	// patience is how often Refresh looks again at files that are being written, settle apart.
	patience = 4
)

// Result is what a Refresh found.
type Result struct {
	// Added, Changed and Renamed count files with content or names that are new, Vanished those that are not there any more, Returned those that
	// are there again, Same those that are as they were.
	Added, Changed, Renamed, Vanished, Returned, Same int
	// Troubled counts the files of which there is no text where one should be, or nothing at all.
	Troubled int
	// Writing counts files that were still being written at the end; they are left as they were.
	Writing int
	// Offline counts sources that are not there as a whole.
	Offline int
	looked  []looked
}

// looked is a source with the folders in which changes of it show.
type looked struct {
	source  store.Source
	folders []string
}

// Refresh compares all sources of a dataset with the disk and takes over what changed. What cannot be read is noted with the file or
// the source and hinders no other; an error is that of the database or of ctx. What was taken over until then stays.
func (s *Sources) Refresh(ctx context.Context, id core.DatasetID) (Result, error) {
	end, err := s.turn(ctx, id)
	if err != nil {
		return Result{}, err
	}
	defer end()
	defer s.setProgress(id, Progress{}, false)
	before := s.Changes(id)
	defer func() {
		if s.Changes(id) != before {
			s.taken(id)
		}
	}()
	if err := s.database.SweepAttached(id); err != nil {
		return Result{}, err
	}
	var all Result
	for round := 1; ; round++ {
		p := &pass{Sources: s, id: id, first: round == 1, result: &all}
		all.Writing, all.Troubled, all.Offline, all.looked = 0, 0, 0, nil
		if err := p.run(ctx); err != nil {
			return all, err
		}
		if all.Writing == 0 || round == patience {
			return all, nil
		}
		if err := s.clock.Sleep(ctx, settle); err != nil {
			return all, err
		}
	}
}

func (s *Sources) setProgress(id core.DatasetID, p Progress, going bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if going {
		s.progress[id] = p
	} else {
		delete(s.progress, id)
	}
}

// pass looks once at all sources of a dataset.
type pass struct {
	*Sources
	id       core.DatasetID
	first    bool
	result   *Result
	avoid    []string
	progress Progress
	readings []store.Reading // to be kept together
	waiting  int             // their bytes in memory
	marks    []store.Attached
}

// together bounds what is kept in one transaction.
const (
	togetherFiles = 200
	togetherBytes = 4 << 20
)

func (p *pass) run(ctx context.Context) (err error) {
	sources, err := p.database.Sources(p.id)
	if err != nil || len(sources) == 0 {
		return err
	}
	kept, err := p.database.AttachedFiles(p.id)
	if err != nil {
		return err
	}
	if p.avoid, err = p.ours(); err != nil {
		return err
	}
	for _, source := range sources {
		own := slices.DeleteFunc(slices.Clone(kept), func(a store.Attached) bool { return a.Source != source.ID })
		if err := p.source(ctx, source, own); err != nil {
			return err
		}
	}
	return p.flush()
}

// ours are folders that are never taken into a dataset: the database's own, and those that datasets are written to.
func (p *pass) ours() ([]string, error) {
	avoid := []string{filepath.Dir(p.database.Path())}
	all, err := p.database.Datasets()
	if err != nil {
		return nil, err
	}
	for _, d := range all {
		if d.Mirror != "" {
			avoid = append(avoid, d.Mirror)
		}
	}
	return avoid, nil
}

// source looks at one source; own is what is kept of it.
func (p *pass) source(ctx context.Context, source store.Source, own []store.Attached) error {
	w, err := look(ctx, source, len(own) > 0, p.avoid, p.most.files)
	if err != nil {
		return err
	}
	now := p.clock.Now().UTC()
	before := source
	source.Trouble = w.trouble
	if !w.offline {
		source.Offline, source.Seen = time.Time{}, now
	} else if source.Offline.IsZero() {
		source.Offline = now
	}
	if before.Trouble == store.Unwatched && source.Trouble == store.NoTrouble {
		source.Trouble = store.Unwatched // only the watcher knows
	}
	if w.offline {
		p.result.Offline++
	} else if err := p.compare(ctx, source, own, w.files, now); err != nil {
		return err
	}
	if before.Trouble != source.Trouble || before.Offline != source.Offline {
		p.changed(p.id)
	}
	p.result.looked = append(p.result.looked, looked{source, w.folders})
	if err := p.database.SetSource(p.id, source); err != nil && !core.Is(err, core.NotFound) {
		return err
	}
	return nil
}

// compare takes over how the files of a source are now.
func (p *pass) compare(ctx context.Context, source store.Source, own []store.Attached, files []found, now time.Time) error {
	known := map[string]store.Attached{}
	var bytes int64
	for _, a := range own {
		known[a.Path] = a
		bytes += a.Bytes
	}
	files = slices.DeleteFunc(files, func(f found) bool { return slices.Contains(source.Without, f.name) })
	p.progress.Total += len(files)
	missing := missingOf(own, files)
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.progress.Done++
		p.setProgress(p.id, p.progress, true)
		before, isKnown := known[f.path]
		delta, err := p.file(ctx, source, before, isKnown, f, missing, p.most.bytes-bytes)
		if err != nil {
			return err
		}
		bytes += delta
	}
	for _, a := range missing.left() {
		if a.Vanished.IsZero() && gone(a.Path) {
			a.Vanished = now
			p.result.Vanished++
			if err := p.mark(a); err != nil {
				return err
			}
		}
	}
	return nil
}

// mark notes a change that leaves the content as it is.
func (p *pass) mark(a store.Attached) error {
	if p.marks = append(p.marks, a); len(p.marks) < togetherFiles {
		return nil
	}
	return p.flush()
}

// keep notes a reading.
func (p *pass) keep(r store.Reading) error {
	p.readings = append(p.readings, r)
	if r.Content != nil {
		p.waiting += r.Content.Waiting()
	}
	if len(p.readings) < togetherFiles && p.waiting < togetherBytes {
		return nil
	}
	return p.flush()
}

// flush writes what was noted.
func (p *pass) flush() error {
	if len(p.readings)+len(p.marks) == 0 {
		return nil
	}
	if len(p.marks) > 0 {
		if err := p.database.MarkAttached(p.id, p.marks...); err != nil {
			return err
		}
	}
	if len(p.readings) > 0 {
		if _, err := p.database.KeepAttached(p.id, p.readings...); err != nil {
			return err
		}
	}
	p.readings, p.marks, p.waiting = nil, nil, 0
	p.changed(p.id)
	return nil
}

// lost are the files of a source that were not found, by size, since one that was renamed has its size still.
type lost map[int64][]store.Attached

func missingOf(own []store.Attached, files []found) lost {
	there := map[string]bool{}
	for _, f := range files {
		there[f.path] = true
	}
	l := lost{}
	for _, a := range own {
		if !there[a.Path] {
			l[a.Size] = append(l[a.Size], a)
		}
	}
	return l
}

// take finds the lost file with the content, and takes it out.
func (l lost) take(size int64, hash string) (a store.Attached, ok bool) {
	n := slices.IndexFunc(l[size], func(a store.Attached) bool { return a.Hash == hash })
	if n < 0 {
		return a, false
	}
	a = l[size][n]
	l[size] = slices.Delete(l[size], n, n+1)
	return a, true
}

func (l lost) left() (all []store.Attached) {
	for _, files := range l {
		all = append(all, files...)
	}
	slices.SortFunc(all, func(a, b store.Attached) int { return cmp.Compare(a.Path, b.Path) })
	return all
}

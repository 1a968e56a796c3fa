package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"tamtam/core"
)

// FileName is the database's name in its folder.
const FileName = "tamtam.db"

// lockWait is how long Open waits for another process to let go of the file: a closing window needs a moment.
const lockWait = time.Second

// Store is an open database. Make it with Open, end it with Close.
type Store struct {
	db    *bolt.DB
	clock core.Clock
	codec *codec
	// faults counts the reads and writes that met damage, so that a caller can ask for a check.
	faults atomic.Int64
}

// Options are what Open needs beside the path; the zero value is good.
type Options struct {
	// Clock tells when things happened; the machine's clock when nil.
	Clock core.Clock
}

// Open opens the database file in the folder, making both when they do not exist. Its errors are core.Locked (another process holds the
// file), core.Broken with ErrEmpty, ErrTruncated, ErrForeign, ErrNewer or ErrDamaged, and core.Full.
func Open(folder string, o Options) (*Store, error) {
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, wrap("make the database folder", err)
	}
	path := filepath.Join(folder, FileName)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := create(path, o.Clock); err != nil {
			return nil, err
		}
	}
	if err := inspect(path); err != nil {
		return nil, err
	}
	s := &Store{clock: o.Clock, codec: newCodec()}
	if err := s.open(path); err != nil {
		return nil, err
	}
	if err := s.migrate(path, migrations); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Store) open(path string) (err error) {
	defer s.guard("open the database", &err)()
	s.db, err = bolt.Open(path, 0o600, options())
	if errors.Is(err, berrors.ErrTimeout) {
		return core.Errorf(core.Locked, "open the database", "another Tamtam holds it")
	}
	return err
}

func options() *bolt.Options {
	return &bolt.Options{Timeout: lockWait, FreelistType: bolt.FreelistMapType}
}

// create makes the first database under another name and gives it its own name when it is complete: a file that bears the name and is
// empty has therefore lost what it held.
func create(path string, clock core.Clock) error {
	const op = "make the database"
	temporary, err := os.MkdirTemp(filepath.Dir(path), "new-")
	if err != nil {
		return wrap(op, err)
	}
	defer os.RemoveAll(temporary)
	fresh := filepath.Join(temporary, FileName)
	db, err := bolt.Open(fresh, 0o600, options())
	if err != nil {
		return wrap(op, err)
	}
	err = db.Update(func(tx *bolt.Tx) error { return initialise(tx, clock.Now()) })
	if err := errors.Join(err, db.Close()); err != nil {
		return wrap(op, err)
	}
	// Link refuses to replace what a second process made meanwhile; not every file system has links.
	if err := os.Link(fresh, path); err != nil && !errors.Is(err, fs.ErrExist) {
		return wrap(op, os.Rename(fresh, path))
	}
	return nil
}

// Close waits for transactions to end and closes the file.
func (s *Store) Close() error {
	if s.db == nil {
		return nil
	}
	return wrap("close the database", s.db.Close())
}

// Path is the file's path.
func (s *Store) Path() string { return s.db.Path() }

// Size is the file's length in bytes.
func (s *Store) Size() (int64, error) {
	info, err := os.Stat(s.db.Path())
	if err != nil {
		return 0, wrap("measure the database", err)
	}
	return info.Size(), nil
}

// view reads in one transaction. What fn takes out of it must be copied.
func (s *Store) view(op string, fn func(tx *bolt.Tx) error) (err error) {
	defer s.guard(op, &err)()
	return s.db.View(fn)
}

// update writes in one transaction: all of what fn does, or nothing.
func (s *Store) update(op string, fn func(tx *bolt.Tx) error) (err error) {
	defer s.guard(op, &err)()
	return s.db.Update(fn)
}

// guard turns a panic of bbolt, or a fault in the mapped file, into an error. A truncated file would otherwise end the process by
// SIGBUS, a page of zeros by a failed assertion; bbolt rolls its transaction back in both cases.
func (s *Store) guard(op string, err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if p := recover(); p != nil {
			s.faults.Add(1)
			*err = core.E(core.Broken, op, fmt.Errorf("%w: %v", ErrDamaged, p))
			return
		}
		*err = wrap(op, *err)
	}
}

// wrap gives an error its kind; one that has a kind keeps it.
func wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*core.Error](err); ok {
		return err
	}
	switch {
	case isFull(err):
		return core.E(core.Full, op, err)
	case core.Is(err, core.Canceled):
		return err
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return core.E(core.Broken, op, fmt.Errorf("%w: %w", ErrDamaged, err))
	}
	return core.E(core.Other, op, err)
}

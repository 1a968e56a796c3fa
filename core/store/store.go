package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"tamtam/core"
)

// FileName is the database's name in its folder.
const FileName = "tamtam.db"

const (
	// lockWait is how long Open waits for another process to let go of the file: a closing window needs a moment.
	lockWait = time.Second
	// growth is the step in which the file gets longer.
	growth = 1 << 20
	// mapped is how much address space the file is mapped into, whatever its length. When a file outgrows its mapping, bbolt maps it anew,
	// and until the last reader has ended, the writer waits and every new reader behind it: a slow export would stop the window.
	mapped = 16 << 30
)

// Store is an open database. Make it with Open, end it with Close.
type Store struct {
	db    *bolt.DB
	file  *os.File // bbolt's own, to let go of the lock when bbolt cannot
	path  string
	clock core.Clock
	codec *codec
	noted *os.File // tells others who holds the database; nil where nobody is told
	// indexing is full while somebody makes or tidies an index.
	indexing chan struct{}
	// health is what damage has left of bbolt's state in memory; see transact.
	health atomic.Int32
}

// Options are what Open needs beside the path; the zero value is good.
type Options struct {
	// Clock tells when things happened; the machine's clock when nil.
	Clock core.Clock
	// Program names who opens the database to others who want it meanwhile, as Holder.Program; "" tells them nothing.
	Program string
	// atOnce refuses without waiting.
	atOnce bool
}

// Open opens the database file in the folder, making both when they do not exist. Its errors are core.Locked with ErrHeld in a HeldError
// (another process has held the file for a second), core.Broken with ErrEmpty, ErrTruncated, ErrForeign, ErrNewer or ErrDamaged, core.Full,
// and fs.ErrPermission. Opening writes nothing to a file that needs no migration. A file with one broken meta page is what a power cut
// leaves: it is opened as it was before its last transaction.
func Open(folder string, o Options) (*Store, error) { return open(folder, o, migrations) }

func open(folder string, o Options, steps []migration) (*Store, error) {
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, wrap("make the database folder", err)
	}
	s := &Store{path: filepath.Join(folder, FileName), clock: o.Clock, codec: newCodec(), indexing: make(chan struct{}, 1)}
	if _, err := os.Stat(s.path); errors.Is(err, fs.ErrNotExist) {
		if err := create(s.path, o.Clock, len(steps)+1); err != nil {
			return nil, err
		}
	}
	if err := inspect(s.path); err != nil {
		return nil, err
	}
	patience := lockWait
	if o.atOnce {
		patience = 1 // bbolt takes 0 for without end
	}
	if err := s.open(mapped, patience); errors.Is(err, syscall.ENOMEM) {
		err = s.open(0, patience) // address space is limited
		if err != nil {
			return nil, err
		}
	} else if err != nil {
		return nil, err
	}
	s.note(o.Program)
	if err := s.migrate(steps); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	sweep(folder)
	return s, nil
}

func (s *Store) open(mapped int64, patience time.Duration) (err error) {
	defer func() {
		if err != nil && s.file != nil {
			_ = release(s.file) // bbolt does it, but not when it panics
		}
	}()
	defer s.guard("open the database", &err)()
	o := options()
	o.Timeout = patience
	if strconv.IntSize == 64 && runtime.GOOS != "windows" { // there the file would grow to that length
		o.InitialMmapSize = int(mapped)
	}
	o.OpenFile = func(name string, flag int, mode os.FileMode) (*os.File, error) {
		var err error
		s.file, err = os.OpenFile(name, flag&^os.O_CREATE, mode)
		return s.file, err
	}
	s.db, err = bolt.Open(s.path, 0o600, o)
	if errors.Is(err, berrors.ErrTimeout) {
		return s.held()
	}
	if err == nil {
		s.db.AllocSize = growth
	}
	return err
}

func options() *bolt.Options {
	return &bolt.Options{Timeout: lockWait, FreelistType: bolt.FreelistMapType}
}

// Close waits for transactions to end and closes the file.
func (s *Store) Close() error {
	if s.db == nil {
		return nil
	}
	s.unnote()
	if s.health.Load()&stuck != 0 { // bbolt would wait for ever for the locks that it lost
		return wrap("close the database", release(s.file))
	}
	return wrap("close the database", s.db.Close())
}

// Path is the file's path.
func (s *Store) Path() string { return s.path }

// Size is the file's length in bytes.
func (s *Store) Size() (int64, error) {
	info, err := os.Stat(s.path)
	if err != nil {
		return 0, wrap("measure the database", err)
	}
	return info.Size(), nil
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
	case core.IsFull(err):
		return core.E(core.Full, op, err)
	case core.Is(err, core.Canceled):
		return err
	case errors.Is(err, errValue), errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum),
		errors.Is(err, berrors.ErrVersionMismatch):
		return core.E(core.Broken, op, damaged(err))
	}
	return core.E(core.Other, op, err)
}

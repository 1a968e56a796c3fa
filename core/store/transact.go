package store

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	bolt "go.etcd.io/bbolt"

	"tamtam/core"
)

// What damage can leave of bbolt's state in memory: any of these, or 0 for a sound one.
const (
	readOnly = int32(1 << iota) // a commit panicked: the list of free pages in memory is not to be trusted
	stuck                       // bbolt panicked while it held its locks: whoever asks for them waits for ever
)

// view reads in one transaction. What fn takes out of it must be copied.
func (s *Store) view(op string, fn func(tx *bolt.Tx) error) error { return s.transact(op, false, fn) }

// update writes in one transaction: all of what fn does, or nothing.
func (s *Store) update(op string, fn func(tx *bolt.Tx) error) error { return s.transact(op, true, fn) }

// transact does by hand what bbolt's View and Update do. Those read the list of free pages again after a panic, which on a damaged file
// can panic again while the writer's lock is held: everybody after that would wait for ever.
func (s *Store) transact(op string, writable bool, fn func(tx *bolt.Tx) error) (err error) {
	if health := s.health.Load(); health&stuck != 0 || health != 0 && writable {
		return core.E(core.Broken, op, ErrDamaged)
	}
	defer s.guard(op, &err)()
	left := stuck // by a panic now
	defer func() { s.health.Or(left) }()
	tx, err := s.db.Begin(writable)
	if err != nil {
		left = 0
		return err
	}
	after := int32(0)
	defer func() {
		_ = tx.Rollback() // does nothing after a commit
		left = after
	}()
	if err := fn(tx); err != nil || !writable {
		return err
	}
	after = readOnly
	err = tx.Commit()
	after = 0
	return err
}

// guard turns a panic of bbolt, or a fault in the mapped file, into an error: a page of zeros makes bbolt fail an assertion, a file that
// was cut short while open would end the process by SIGBUS. A panic in a caller's own code is passed on.
func (s *Store) guard(op string, err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		p := recover()
		switch {
		case p == nil:
			*err = wrap(op, *err)
		case callersPanic():
			panic(p)
		default:
			*err = core.E(core.Broken, op, damaged(fmt.Errorf("%v", p)))
		}
	}
}

func damaged(cause error) error { return fmt.Errorf("%w: %w", ErrDamaged, cause) }

// callersPanic tells, during a panic, whether code of Tamtam outside this package raised it.
func callersPanic() bool {
	var counters [64]uintptr
	frames := runtime.CallersFrames(counters[:runtime.Callers(0, counters[:])])
	panicking := false
	for {
		frame, more := frames.Next()
		switch {
		case frame.Function == "runtime.gopanic":
			panicking = true
		case panicking && !strings.HasPrefix(frame.Function, "runtime."):
			return strings.HasPrefix(frame.Function, "tamtam/") && !strings.HasPrefix(frame.Function, "tamtam/core/store.")
		}
		if !more {
			return false
		}
	}
}

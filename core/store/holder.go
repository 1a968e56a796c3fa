package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tamtam/core"
)

const (
	// noteName is the file beside the database that tells who has it open. Only whoever holds the database writes or removes it.
	noteName = ".tamtam-holder"
	// notePrefix begins the name of a note that is not complete yet.
	notePrefix = noteName + "-"
	// mostNote bounds what is read of a note, in bytes.
	mostNote = 1 << 10
	// mostProgram bounds what a note says of the program, in bytes.
	mostProgram = 64
)

// Holder is who has a database open. It holds no customer text, so it may be logged.
type Holder struct {
	// Program is what a person calls the program, and what it was asked to do: "Tamtam", "tamtamctl import".
	Program string `json:"program"`
	// PID is the number of its process.
	PID int `json:"pid"`
	// Since is when it opened the database.
	Since time.Time `json:"since"`
}

// sound tells whether a note can be shown: it is written by us or by another version of us, or else by nobody who should be quoted.
func (h Holder) sound() bool {
	strange := func(r rune) bool { return r < ' ' || r > '~' }
	return h.Program != "" && len(h.Program) <= mostProgram && !strings.ContainsFunc(h.Program, strange) && h.PID > 0 && !h.Since.IsZero()
}

// HeldError is ErrHeld with who holds the database.
type HeldError struct {
	// Holder is the zero value when it is not known: an older version tells nothing, and a disk that is full keeps no note.
	Holder Holder
	// Found is when the database was found held.
	Found time.Time
}

// Error names program and process.
func (e *HeldError) Error() string {
	if e.Holder.Program == "" {
		return ErrHeld.Error()
	}
	return fmt.Sprintf("%s (process %d) holds the database", e.Holder.Program, e.Holder.PID)
}

// Unwrap returns ErrHeld.
func (e *HeldError) Unwrap() error { return ErrHeld }

// held is the error of an Open that was refused.
func (s *Store) held() error {
	e := &HeldError{Found: s.clock.Now()}
	text, err := readNote(s.notePath())
	var h Holder
	if err == nil && json.Unmarshal(text, &h) == nil && h.sound() {
		e.Holder = h
	}
	return core.E(core.Locked, "open the database", e)
}

func (s *Store) notePath() string { return filepath.Join(filepath.Dir(s.path), noteName) }

// note tells others who has the database. The database's lock is held; where no note can be left, others do not learn who holds it.
func (s *Store) note(program string) {
	if program == "" {
		return
	}
	text, err := json.Marshal(Holder{Program: program, PID: os.Getpid(), Since: s.clock.Now()})
	if err == nil {
		s.noted, _ = leaveNote(s.notePath(), text)
	}
}

// unnote takes the note back. The database's lock must still be held: the next to hold it leaves a note of its own.
func (s *Store) unnote() {
	if s.noted == nil {
		return
	}
	_ = os.Remove(s.notePath()) // a note that stays is not believed once its file is closed
	_ = s.noted.Close()
	s.noted = nil
}

// waitGap is the time between two looks at a database that is waited for.
const waitGap = 100 * time.Millisecond

// OpenWhenFree is Open for whoever would rather wait than be refused: it tries until nobody else holds the database, or until ctx ends, which
// gives core.Canceled. When the database is not free within the second that Open waits as well, it calls held, once, with a HeldError in the
// chain of its argument; held may be nil. Of several that wait, each gets its turn; which one is next is not determined.
func OpenWhenFree(ctx context.Context, folder string, o Options, held func(error)) (*Store, error) {
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	o.atOnce = true
	for waited := time.Duration(0); ; waited += waitGap {
		if err := ctx.Err(); err != nil {
			return nil, core.E(core.Canceled, "wait for the database", err)
		}
		s, err := Open(folder, o)
		if !errors.Is(err, ErrHeld) {
			return s, err
		}
		if waited == lockWait && held != nil {
			held(err)
		}
		_ = o.Clock.Sleep(ctx, waitGap) // that ctx has ended is seen above
	}
}

package autostart

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/adrg/xdg"

	"tamtam/core"
)

// Command is what is started.
type Command struct {
	// Program is the absolute path of the executable.
	Program string
	// Args follow it, as the program is to see them.
	Args []string
}

// Options name the entry. Both are required.
type Options struct {
	// ID names the entry's file: "com.example.Program".
	ID string
	// Name is what the system shows to the person.
	Name string
}

// Login is the entry of a program among those that start at login. Its methods read and write files or the registry.
type Login struct{ place place }

// entry is what a system's place says.
type entry struct {
	exists  bool
	on      bool   // the system would start it
	program string // "" when it cannot be told
}

// place is where one system keeps an entry.
type place interface {
	// read returns the zero entry when there is none.
	read() (entry, error)
	// write makes the entry, in the place of any other, and switches it on.
	write(c Command) error
	// remove may find nothing to remove.
	remove() error
}

// New returns the entry on this computer.
func New(o Options) *Login {
	switch runtime.GOOS {
	case "windows":
		return &Login{runKey{currentUser(), o.Name}}
	case "darwin":
		return &Login{agent{filepath.Join(xdg.Home, "Library", "LaunchAgents", o.ID+".plist"), o.ID}}
	}
	return &Login{desktop{filepath.Join(xdg.ConfigHome, "autostart", o.ID+".desktop"), o.Name}}
}

// On tells whether the system starts the program at login: the entry exists, and nobody has switched it off. The error is core.Broken when
// the entry cannot be understood.
func (l *Login) On() (bool, error) {
	e, err := l.place.read()
	return e.on, failed("read what starts at login", err)
}

// Set makes the entry with the command, or removes it. The error is core.Invalid, with words for the person, when the system refuses the
// entry or cannot express the command, and core.Full when the disk is.
func (l *Login) Set(on bool, c Command) error {
	if !on {
		return failed("remove the program from what starts at login", l.place.remove())
	}
	const op = "have the program start at login"
	if !filepath.IsAbs(c.Program) || hasControl(c.Program) || hasControl(strings.Join(c.Args, "")) {
		return core.Errorf(core.Invalid, op, "the system cannot start this program by its path")
	}
	return failed(op, l.place.write(c))
}

// Repair gives an entry that is on the command anew if the program that it names is not there any more, and tells whether it did.
func (l *Login) Repair(c Command) (bool, error) {
	e, err := l.place.read()
	if err != nil || !e.on || e.program == "" || e.program == c.Program {
		return false, failed("read what starts at login", err)
	}
	if _, err := os.Stat(e.program); !errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	err = l.Set(true, c)
	return err == nil, err
}

// hasControl finds characters that end a line or a text in one of the formats.
func hasControl(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f })
}

// failed gives an error its kind; one that has a kind keeps it. Paths stay out of what the person reads.
func failed(op string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*core.Error](err); ok {
		return err
	}
	switch {
	case core.IsFull(err):
		return core.E(core.Full, op, err)
	case errors.Is(err, fs.ErrPermission):
		return core.Errorf(core.Invalid, op, "you have no permission to change what starts at login")
	case errors.Is(err, errNotFolder), errors.Is(err, fs.ErrExist):
		return core.Errorf(core.Invalid, op, "something else stands in the place where the system keeps what starts at login")
	}
	return core.E(core.Other, op, err)
}

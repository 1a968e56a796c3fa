package app

import (
	"context"
	"errors"
	"time"

	"tamtam/core/instance"
	"tamtam/core/store"
)

// programName is what the window is called to other programs that want the database.
const programName = "Tamtam"

// errShown means that there is another start, whose window has come forward in place of this one's if anybody wants to see one.
var errShown = errors.New("the window that is open was shown")

const (
	// handing is how long a start tries to hand over to a window that has the database open.
	handing = 8 * time.Second
	// attempts bounds how often it asks: a window that is just opening does not answer yet, one that is just closing not any more.
	attempts = 4
)

// entry is the way into the database.
type entry struct {
	places  places
	options programOptions
	// quiet leaves a window that is open alone: the system starts the program at login, and nobody asked for it.
	quiet bool
}

// open opens the program, or has the window that has its database open come forward: its error is errShown then. While a window holds the
// database that does not answer, it tries both again for some seconds.
func (e entry) open(ctx context.Context) (*program, error) {
	if e.quiet {
		p, err := open(e.places, e.options)
		if mayBeWindow(err) {
			return nil, errShown
		}
		return p, err
	}
	within, cancel := context.WithTimeout(ctx, handing)
	defer cancel()
	for attempt := 1; ; attempt++ {
		if instance.Ask(within, e.places.home) == nil {
			return nil, errShown
		}
		p, err := open(e.places, e.options)
		if err == nil && ctx.Err() != nil { // nobody wants it any more
			return nil, errors.Join(ctx.Err(), p.close())
		}
		if !mayBeWindow(err) || attempt == attempts || within.Err() != nil {
			return p, err
		}
	}
}

// mayBeWindow tells whether a window holds the database, as far as that is known.
func mayBeWindow(err error) bool {
	held, ok := errors.AsType[*store.HeldError](err)
	return ok && (held.Holder.Program == programName || held.Holder.Program == "")
}

// listen has the window come forward when another start asks for it. A window that cannot be asked is no reason not to start.
func (s *session) listen() *instance.Listener {
	l, err := instance.Listen(s.entry.places.home, func(ctx context.Context) error {
		shown := make(chan struct{})
		s.runner.Go(ctx, nil, func() {
			s.raise()
			close(shown)
		})
		select {
		case <-shown:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	if err != nil {
		s.entry.options.log.Warn("other starts cannot hand over to this one", "err", err)
		return nil
	}
	return l
}

// granting is how long a window manager may take to bring the window forward.
const granting = 250 * time.Millisecond

// raise brings the window forward. Some window managers do not let a program take the focus from another, but give it to a window that
// appears; that is the second choice, for a window that is taken away and shown anew is no longer maximised.
func (s *session) raise() {
	if s.root.Err() != nil { // the window is closed: the toolkit calls from anywhere then
		return
	}
	if s.hidden {
		s.appear()
	}
	s.screen.RequestFocus()
	s.runner.After(granting, func() {
		if s.root.Err() == nil && !s.front {
			s.screen.Hide()
			s.screen.Show()
		}
	})
}

package app

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"tamtam/core"
	"tamtam/core/attach"
	"tamtam/core/auth"
	"tamtam/core/gong"
	"tamtam/core/importer"
	"tamtam/core/network"
	"tamtam/core/review"
	"tamtam/core/schedule"
	"tamtam/core/store"
	"tamtam/core/vault"
)

// keeping is how long the renewal of a login may take when the program ends: without Gong's answer the login would be lost. No window is
// there any more to wait for it.
const keeping = 10 * time.Second

// farewell is how long a run may take to stop when the program ends: the importer's own promise.
const farewell = time.Second

// program is an open database and what works on it, without a window.
type program struct {
	places      places
	log         *slog.Logger
	clock       core.Clock
	store       *store.Store
	network     *network.Network
	connections *auth.Connections
	importer    *importer.Importer
	settings    *keeper
	sample      *sample
	clients     *clients
	runs        *runs
	background  *background
	checks      *checks
	mirrors     *mirrors
	indexing    *indexing
	searches    *searches
	meetings    *meetingRuns
	desk        *review.Desk
	schedule    *schedule.Schedule
	attached    *attach.Sources
	chores      sync.WaitGroup

	root context.Context // ends when the program does
	end  context.CancelFunc
}

// programOptions are what open needs beside the places; the zero value is the real world.
type programOptions struct {
	clock core.Clock
	vault vault.Options
	log   *slog.Logger
	desk  desk
	// network has its Clock from clock.
	network network.Options
}

// open opens the database and makes the services. Nobody is asked anything yet: not Gong, not the keychain.
func open(p places, o programOptions) (*program, error) {
	if o.clock == nil {
		o.clock = core.SystemClock{}
	}
	if o.log == nil {
		o.log = slog.New(slog.DiscardHandler)
	}
	db, err := store.Open(p.home, store.Options{Clock: o.clock, Program: programName})
	if err != nil {
		return nil, err
	}
	o.network.Clock = o.clock
	way, err := network.Open(db, o.network)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if err := way.Problem(); err != nil {
		o.log.Warn("the network settings are not fully in effect", "err", err)
	}
	shared := gong.Options{Clock: o.clock, Transport: way, Limiters: gong.NewLimiters(o.clock, gong.Rate), Quota: db}
	a := &program{
		places: p, log: o.log, clock: o.clock, store: db, importer: importer.New(db, o.clock), settings: newKeeper(db, o.log),
		network: way, connections: auth.New(db, auth.Options{Network: shared, Vault: o.vault}),
	}
	a.root, a.end = context.WithCancel(context.Background())
	a.sample = newSample(o.clock)
	a.clients = newClients(a.connections, a.sample, shared)
	a.runs, a.checks = newRuns(a), newChecks(a)
	a.background = newBackground(a, o)
	a.runs.onEnd(a.goOn)
	a.mirrors, a.indexing = newMirrors(a), newIndexing(a)
	a.desk = review.New(db)
	a.searches = newSearches(a)
	a.meetings = newMeetingRuns(a)
	a.schedule = schedule.New(db, &attendant{program: a}, schedule.Options{Clock: o.clock, Log: o.log})
	a.attached = attach.New(db, attach.Options{Clock: o.clock, Log: o.log, Taken: a.mirrors.soon})
	return a, nil
}

// close stops everything and closes the database. What does not stop in time is left behind; the database is whole all the same.
func (a *program) close() error {
	a.end()
	a.runs.wait(farewell)
	a.checks.wait(farewell)
	a.meetings.wait(farewell)
	if !within(farewell, &a.chores) {
		a.log.Warn("a chore did not end in time")
	}
	kept, cancel := context.WithTimeout(context.Background(), keeping)
	defer cancel()
	a.connections.Close(kept)
	a.sample.stop()
	a.settings.close()
	a.clients.close()
	err := a.store.Close()
	if err != nil {
		a.log.Error("the database was not closed", "err", err)
	}
	return err
}

// today is the UTC day on which requests are counted.
func (a *program) today() core.Day { return core.DayOf(a.clock.Now()) }

// silent tells failures that nobody needs to hear of: what was cancelled ended as it should.
func silent(err error) bool {
	return err == nil || core.Is(err, core.Canceled) || errors.Is(err, context.Canceled)
}

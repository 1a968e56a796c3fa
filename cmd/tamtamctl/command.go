package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong"
	"tamtam/core/network"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/say"
)

// command is one call of the program: its arguments, and what it has opened so far.
type command struct {
	world
	arguments
	name        string // of the verb
	found       string // the dataset that was named, once it is found
	answered    bool
	refused     bool // the database could not be opened
	loggingIn   bool // through the browser
	input       *bufio.Reader
	store       *store.Store
	connections *auth.Connections
	way         *network.Network
	network     gong.Options
}

// farewell is how long a renewal of a login that is under way may take when the program ends: as long as its request. Without its answer the
// login would be lost.
const farewell = 35 * time.Second

// open opens the database and, with it, the connections. With --wait it waits, until ctx ends, for whoever holds the database.
func (c *command) open(ctx context.Context) error {
	if c.store != nil {
		return nil
	}
	rate, err := c.rate()
	if err != nil {
		return err
	}
	home := c.flags["home"]
	if home == "" {
		home = store.DefaultFolder()
	}
	o := store.Options{Program: "tamtamctl " + c.name}
	if c.has("wait") {
		c.store, err = store.OpenWhenFree(ctx, home, o, func(err error) {
			fmt.Fprintf(c.err, "Waiting for the database: it is in use by %s.\n", say.Holder(err))
		})
	} else {
		c.store, err = store.Open(home, o)
	}
	if err != nil {
		c.refused = true
		return err
	}
	if c.way, err = network.Open(c.store, network.Options{}); err != nil {
		return err
	}
	if err := c.way.Problem(); err != nil {
		fmt.Fprintln(c.err, "the network settings are not fully in effect:", core.CauseOf(err))
	}
	c.network = gong.Options{Limiters: gong.NewLimiters(core.SystemClock{}, rate), Quota: c.store, Transport: c.way}
	c.connections = auth.New(c.store, auth.Options{
		Network: c.network, Vault: vault.Options{Passphrase: core.NewSecret(c.env("TAMTAM_PASSPHRASE"))},
	})
	return nil
}

func (c *command) close() {
	if c.way != nil {
		c.way.CloseIdleConnections()
	}
	if c.store != nil {
		ctx, cancel := context.WithTimeout(context.Background(), farewell)
		defer cancel()
		c.connections.Close(ctx)
		if err := c.store.Close(); err != nil {
			fmt.Fprintln(c.err, "the database was not closed cleanly:", err)
		}
	}
}

// rate is the number of requests a second; 0 is no limit. gong.New refuses more than Gong allows for any but a loopback host.
func (c *command) rate() (rate float64, err error) {
	text, ok := c.flags["rate"]
	if !ok {
		return gong.Rate, nil
	}
	rate, ok = rateOf(text)
	if !ok {
		return 0, usagef("--rate takes a number of requests a second, not %q", text)
	}
	return rate, nil
}

func rateOf(text string) (rate float64, ok bool) {
	rate, err := strconv.ParseFloat(text, 64)
	return rate, err == nil && rate >= 0 && !math.IsInf(rate, 0)
}

// dataset opens the database and finds the dataset that the first name says.
func (c *command) dataset(ctx context.Context) (store.Dataset, error) {
	if err := c.open(ctx); err != nil {
		return store.Dataset{}, err
	}
	d, err := c.store.DatasetNamed(c.words[0])
	c.found = d.Name
	return d, err
}

// client makes the client of a dataset's connection.
func (c *command) client(ctx context.Context, d store.Dataset) (*gong.Client, store.Connection, error) {
	connection, err := c.through(d)
	if err != nil {
		return nil, connection, err
	}
	credential, base, err := c.connections.Open(ctx, connection.ID)
	if err != nil {
		return nil, connection, err
	}
	o := c.network
	o.OnBase = func(base gong.BaseURL) {
		if err := c.connections.Moved(connection.ID, base); err != nil {
			fmt.Fprintln(c.err, "the account's new address was not kept:", err)
		}
	}
	client, err := gong.New(base, credential, o)
	return client, connection, err
}

// answer writes v as JSON when that was asked for, else the text.
func (c *command) answer(v any, text string) error {
	if c.answered = true; !c.json {
		_, err := fmt.Fprint(c.out, text)
		return written(err)
	}
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	return written(e.Encode(v))
}

// complain says on standard error what did not work.
func (c *command) complain(err error, happened string) say.Problem {
	problem := c.problem(err, happened)
	fmt.Fprintf(c.err, "%s\nDetails: %s\n", problem.Line(), problem.Details)
	return problem
}

// failure is the answer of a verb that has no other.
type failure struct {
	Error string `json:"error"`
	Kind  string `json:"kind"` // of core.Kind, or "usage"
}

// answerFailure writes the failure where JSON was asked for and nothing else was answered.
func (c *command) answerFailure(f failure) {
	if c.json && !c.answered {
		_ = c.answer(f, "") // there is nothing left to tell it by
	}
}

// written gives a failure to write the answer its kind.
func written(err error) error {
	if err != nil && core.IsFull(err) {
		return core.E(core.Full, "write the answer", err)
	}
	return err
}

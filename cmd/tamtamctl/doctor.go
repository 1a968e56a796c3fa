package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui/say"
)

type doctorAnswer struct {
	OK       bool           `json:"ok"`
	Version  string         `json:"version"`
	Go       string         `json:"go"`
	System   string         `json:"system"`
	Database databaseAnswer `json:"database"`
	Keychain keychainAnswer `json:"keychain"`
	Network  networkAnswer  `json:"network"`
	// Connections are tested with a few requests each.
	Connections []connectionAnswer `json:"connections"`
	// Requests were sent to Gong today (UTC), of gong.DailyQuota.
	Requests int `json:"requestsToday"`
}

type databaseAnswer struct {
	Path     string   `json:"path"`
	Bytes    int64    `json:"bytes"`
	Schema   int      `json:"schema"`
	Datasets int      `json:"datasets"`
	Records  int      `json:"records"`
	Text     int64    `json:"textBytes"`
	Problems []string `json:"problems"`
}

type keychainAnswer struct {
	Kind  string `json:"kind"`
	State string `json:"state"`
}

type connectionAnswer struct {
	Name    string `json:"name"`
	BaseURL string `json:"baseURL"`
	State   string `json:"state"`            // "works", or the kind of failure
	Reason  string `json:"reason,omitempty"` // what stands in the way, and what to do
	Granted int    `json:"granted"`
}

func doctor(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	a := doctorAnswer{OK: true, Version: version(), Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	if err := c.examine(&a.Database); err != nil {
		return 0, err
	}
	a.OK = len(a.Database.Problems) == 0
	status := c.connections.Vault(ctx)
	a.Keychain = keychainAnswer{Kind: status.Kind.String(), State: string(status.State)}
	all, err := c.connections.List()
	if err != nil {
		return 0, err
	}
	if a.Network, err = c.networkNow(ctx); err != nil {
		return 0, err
	}
	a.Connections = []connectionAnswer{}
	for _, one := range all {
		line := c.try(ctx, one)
		a.OK = a.OK && line.State == "works"
		a.Connections = append(a.Connections, line)
	}
	a.Network.ClockOff = int64(c.way.ClockOff() / time.Second) // as the connections have shown
	a.OK = a.OK && a.Network.Problem == "" && a.Network.ClockOff == 0
	if a.Requests, err = c.store.Requests(core.DayOf(core.SystemClock{}.Now())); err != nil {
		return 0, err
	}
	code := exitDone
	if !a.OK {
		code = exitFailed
	}
	return code, c.answer(a, a.text())
}

func (c *command) examine(d *databaseAnswer) error {
	report, err := c.store.Check()
	if err != nil {
		return err
	}
	d.Path, d.Datasets, d.Records, d.Text = c.store.Path(), report.Datasets, report.Records, report.Bytes
	d.Problems = append([]string{}, report.Problems...)
	if d.Bytes, err = c.store.Size(); err != nil {
		return err
	}
	d.Schema, err = c.store.Schema()
	return err
}

func (c *command) try(ctx context.Context, one store.Connection) connectionAnswer {
	line := connectionAnswer{Name: one.Name, BaseURL: one.BaseURL, State: "works"}
	report, err := c.connections.Retest(ctx, one.ID, nil)
	if err != nil {
		line.State = core.KindOf(err).String()
		if o, ok := errors.AsType[*core.Obstacle](err); ok {
			cause, next := say.Obstacle(o)
			line.Reason = cause + " " + inCommands(next)
		}
		return line
	}
	line.Granted = report.Granted()
	return line
}

func (a doctorAnswer) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Tamtam %s, %s, %s\n", a.Version, a.Go, a.System)
	d := a.Database
	fmt.Fprintf(&b, "Database: %s, %d bytes, schema %d; %d datasets, %d records, %d bytes of text\n", d.Path, d.Bytes, d.Schema, d.Datasets, d.Records, d.Text)
	for _, p := range d.Problems {
		fmt.Fprintf(&b, "  problem: %s\n", p)
	}
	fmt.Fprintf(&b, "Keychain: %s, %s\n", a.Keychain.Kind, a.Keychain.State)
	b.WriteString(a.Network.text())
	for _, one := range a.Connections {
		fmt.Fprintf(&b, "Connection: %s (%s) %s, %d data types granted\n", one.Name, one.BaseURL, one.State, one.Granted)
		if one.Reason != "" {
			fmt.Fprintf(&b, "  %s\n", one.Reason)
		}
	}
	if len(a.Connections) == 0 {
		b.WriteString("Connection: none\n")
	}
	fmt.Fprintf(&b, "Requests today: %d\n", a.Requests)
	if a.OK {
		b.WriteString("All is well.\n")
	}
	return b.String()
}

// version is what the program was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return s.Value[:12]
		}
	}
	return info.Main.Version
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/datatype"
	"tamtam/core/store"
)

// mostSecret bounds a secret, in bytes.
const mostSecret = 4096

type grantAnswer struct {
	Type    core.DataType `json:"type"`
	Granted bool          `json:"granted"`
	Scope   string        `json:"scope,omitempty"`
	Reason  string        `json:"reason,omitempty"`
}

type connectAnswer struct {
	BaseURL    string        `json:"baseURL"`
	Workspaces []string      `json:"workspaces"`
	Scopes     []string      `json:"scopes,omitempty"` // granted to a login
	Types      []grantAnswer `json:"types"`
	Saved      bool          `json:"saved"`
	Connection string        `json:"connection,omitempty"` // its name, when it was saved
}

func connect(ctx context.Context, c *command) (int, error) {
	if c.has("oauth") {
		return logIn(ctx, c)
	}
	if !c.has("access-key") {
		return 0, usagef("connect needs --access-key KEY, or --oauth with --client-id ID")
	}
	secret, err := c.secret(ctx, "TAMTAM_ACCESS_SECRET")
	if err != nil {
		return 0, err
	}
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	to, err := c.target()
	if err != nil {
		return 0, err
	}
	key := auth.APIKey{BaseURL: c.flags["base-url"], AccessKey: c.flags["access-key"], Secret: secret}
	report, err := c.connections.Test(ctx, key, nil)
	if err != nil {
		return 0, err
	}
	return c.connected(ctx, report, nil, func() (store.Connection, error) { return c.connections.Save(ctx, to, key, report) })
}

// connected saves a credential that was tested, unless that is not wanted, and answers what it may do.
func (c *command) connected(ctx context.Context, report auth.Report, scopes []string, save func() (store.Connection, error)) (int, error) {
	answer := connectAnswer{BaseURL: report.BaseURL, Workspaces: report.Workspaces, Scopes: scopes}
	var b strings.Builder
	fmt.Fprintf(&b, "%s answers", report.BaseURL)
	if len(report.Workspaces) > 0 {
		fmt.Fprintf(&b, " (%s)", strings.Join(report.Workspaces, ", "))
	}
	b.WriteString("\n")
	for _, g := range report.Grants {
		line := grantAnswer{Type: g.Type, Granted: g.Granted, Scope: g.Scope, Reason: grantReason(g)}
		answer.Types = append(answer.Types, line)
		state := "granted"
		if !g.Granted {
			state = "not granted"
		}
		if line.Reason != "" {
			state += ", " + line.Reason
		}
		fmt.Fprintf(&b, "  %-20s %s\n", datatype.Of(g.Type).Title, state)
	}
	if !c.has("no-save") {
		saved, err := save()
		if err != nil {
			return 0, err
		}
		if err := c.connections.LearnRoles(ctx, saved.ID); err != nil {
			fmt.Fprintln(c.err, "the users' roles could not be read; users are imported without them:", core.KindOf(err))
		}
		answer.Saved, answer.Connection = true, saved.Name
		fmt.Fprintf(&b, "Saved as %q, %s.\n", saved.Name, c.connections.Vault(ctx).Kind.Words())
	}
	return exitDone, c.answer(answer, b.String())
}

func grantReason(g auth.Grant) string {
	switch {
	case g.Err != nil:
		return "it could not be tested: " + core.KindOf(g.Err).String()
	case !g.Granted && g.Scope != "":
		return "the key lacks " + g.Scope
	case !g.Granted:
		return "Gong does not permit it"
	case g.Lacks != "":
		return "in part: the key lacks " + g.Lacks
	}
	return ""
}

// target is the connection that gets the credentials: the one that is named, a new one of that name, or the only one there is, so that its
// datasets go on. Where nothing is saved it does not matter.
func (c *command) target() (auth.Target, error) {
	if c.has("no-save") {
		return auth.Target{}, nil
	}
	name, given, err := c.named()
	if err != nil {
		return auth.Target{}, err
	}
	if given {
		one, err := c.store.ConnectionNamed(name)
		if core.Is(err, core.NotFound) {
			return auth.Target{Name: name}, nil
		}
		return auth.Target{ID: one.ID}, err
	}
	one, _, err := c.chosen()
	return auth.Target{ID: one.ID}, err
}

// secret reads a secret from the environment or the first line of standard input, never from the command line, which every user of the
// machine can see. It ends with ctx.
func (c *command) secret(ctx context.Context, variable string) (core.Secret, error) {
	const op = "read the secret"
	secret := c.env(variable)
	if secret == "" {
		line, err := c.firstLine(ctx)
		switch {
		case ctx.Err() != nil:
			return core.Secret{}, core.E(core.Canceled, op, ctx.Err())
		case err != nil && !errors.Is(err, io.EOF):
			return core.Secret{}, core.E(core.Other, op, err)
		}
		secret = strings.TrimSpace(line)
	}
	switch {
	case secret == "":
		return core.Secret{}, usagef("a secret is needed in %s or on standard input", variable)
	case len(secret) > mostSecret:
		return core.Secret{}, usagef("the secret is longer than %d bytes", mostSecret)
	}
	return core.NewSecret(secret), nil
}

// firstLine reads a line of standard input, or returns when ctx ends. The reader then waits on; the program ends without it.
func (c *command) firstLine(ctx context.Context) (string, error) {
	var line string
	var err error
	lines, read := c.lines(), make(chan struct{})
	go func() {
		defer close(read)
		line, err = lines.ReadString('\n')
	}()
	select {
	case <-read:
		return line, err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func disconnect(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	connection, ok, err := c.chosen()
	if err == nil && !ok {
		err = errUnconnected()
	}
	if err != nil {
		return 0, err
	}
	if err := c.connections.Disconnect(ctx, connection.ID); err != nil {
		return 0, err
	}
	where := "To revoke the key itself: in Gong, Company Settings > API."
	if connection.Kind == auth.KindOAuth {
		where = "To revoke the consent itself: in Gong, Company Settings > Ecosystem."
	}
	return exitDone, c.answer(map[string]any{"disconnected": connection.Name},
		fmt.Sprintf("Disconnected from %s. The stored credentials are removed, the datasets stay.\n%s\n", connection.Name, where))
}

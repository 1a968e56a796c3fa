package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/datatype"
)

// mostSecret bounds the secret read from standard input.
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
	Types      []grantAnswer `json:"types"`
	Saved      bool          `json:"saved"`
}

func connect(ctx context.Context, c *command) (int, error) {
	if !c.has("access-key") {
		return 0, usagef("connect needs --access-key KEY")
	}
	secret, err := c.secret()
	if err != nil {
		return 0, err
	}
	if err := c.open(); err != nil {
		return 0, err
	}
	key := auth.APIKey{BaseURL: c.flags["base-url"], AccessKey: c.flags["access-key"], Secret: secret}
	report, err := c.connections.Test(ctx, key, nil)
	if err != nil {
		return 0, err
	}
	answer := connectAnswer{BaseURL: report.BaseURL, Workspaces: report.Workspaces}
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
		id, err := c.replaced()
		if err != nil {
			return 0, err
		}
		saved, err := c.connections.Save(ctx, auth.Target{ID: id}, key, report)
		if err != nil {
			return 0, err
		}
		if err := c.connections.LearnRoles(ctx, saved.ID); err != nil {
			fmt.Fprintln(c.err, "the users' roles could not be read; users are imported without them:", core.KindOf(err))
		}
		answer.Saved = true
		fmt.Fprintf(&b, "Saved. %s\n", c.connections.Vault(ctx).Kind.Words())
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

// replaced is the connection that a new key replaces: the only one there is, so that its datasets go on with the new key.
func (c *command) replaced() (core.ConnectionID, error) {
	all, err := c.connections.List()
	if err != nil || len(all) == 0 {
		return "", err
	}
	return all[0].ID, nil
}

// secret reads the access key's secret from the environment or the first line of standard input, never from the command line, which
// every user of the machine can see.
func (c *command) secret() (core.Secret, error) {
	secret := c.env("TAMTAM_ACCESS_SECRET")
	if secret == "" {
		line, err := bufio.NewReader(io.LimitReader(c.in, mostSecret)).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return core.Secret{}, core.E(core.Other, "read the secret", err)
		}
		secret = strings.TrimSpace(line)
	}
	if secret == "" {
		return core.Secret{}, usagef("connect needs the secret in TAMTAM_ACCESS_SECRET or on standard input")
	}
	return core.NewSecret(secret), nil
}

func disconnect(ctx context.Context, c *command) (int, error) {
	if err := c.open(); err != nil {
		return 0, err
	}
	connection, err := c.connection("")
	if err != nil {
		return 0, err
	}
	if err := c.connections.Disconnect(ctx, connection.ID); err != nil {
		return 0, err
	}
	return exitDone, c.answer(map[string]any{"disconnected": connection.Name},
		fmt.Sprintf("Disconnected from %s. The stored credentials are removed, the datasets stay.\n"+
			"To revoke the key itself: in Gong, Company Settings > API.\n", connection.Name))
}

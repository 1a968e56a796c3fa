package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/pkg/browser"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong"
	"tamtam/core/oauth"
	"tamtam/core/store"
)

// logIn connects an account through the browser.
func logIn(ctx context.Context, c *command) (int, error) {
	if !c.has("client-id") {
		return 0, usagef("connect --oauth needs --client-id ID")
	}
	base, err := gong.ParseBaseURL(c.flag("base-url", gong.DefaultBase))
	if err != nil {
		return 0, err
	}
	secret, err := c.secret(ctx, "TAMTAM_CLIENT_SECRET")
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
	app := oauth.App{ClientID: c.flags["client-id"], Secret: secret, Redirect: c.flag("redirect", oauth.DefaultRedirects()[0])}
	login, err := c.connections.Login(ctx, app, base)
	if err != nil {
		return 0, err
	}
	defer login.Close()
	c.loggingIn = true
	if err := c.consent(ctx, login); err != nil {
		return 0, err
	}
	report, err := login.Test(ctx, nil)
	if err != nil {
		return 0, err
	}
	return c.connected(ctx, report, login.Scopes(), func() (store.Connection, error) { return login.Save(ctx, to, report) })
}

// consent shows where the access is allowed, and waits until it is. What is pasted meanwhile is taken for the address that the browser was
// sent to.
func (c *command) consent(ctx context.Context, login *auth.Login) error {
	link := c.out
	if c.json { // standard output is for the answer
		link = c.err
	}
	fmt.Fprintln(c.err, "Allow the access in a browser, as a technical administrator of Gong, at:")
	fmt.Fprintln(link, login.Address())
	if err := login.Listening(); err != nil {
		fmt.Fprintf(c.err, "The browser's answer cannot come in by itself: %s.\n", core.CauseOf(err))
		fmt.Fprintln(c.err, "The page that it ends on cannot be shown, but its address is what is needed.")
	}
	fmt.Fprintf(c.err, "If the browser ends on a page that it cannot show, paste that page's address here. Waiting until %s.\n",
		login.Until().Format(time.TimeOnly))
	if !c.has("no-browser") {
		c.browse(login)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go c.paste(ctx, login)
	return login.Wait(ctx)
}

// browse opens the system's browser, with the short address when there is one: others can read command lines.
func (c *command) browse(login *auth.Login) {
	address := login.Local()
	if address == "" {
		address = login.Address()
	}
	browser.Stdout, browser.Stderr = io.Discard, io.Discard
	go func() { // it waits for the browser
		if browser.OpenURL(address) != nil {
			fmt.Fprintln(c.err, "No browser could be opened; open the address yourself.")
		}
	}()
}

// paste takes lines of standard input for the login until one fits. It ends with the input, or with the program.
func (c *command) paste(ctx context.Context, login *auth.Login) {
	for {
		line, err := c.lines().ReadString('\n')
		if line = strings.TrimSpace(line); line != "" && ctx.Err() == nil {
			switch fault := login.Paste(line); {
			case fault == nil:
				return
			case errors.Is(fault, oauth.ErrBareCode):
				fmt.Fprintln(c.err, "This is only a code. Paste the whole address, which shows that it answers this attempt.")
			default:
				fmt.Fprintf(c.err, "This does not fit: %s.\n", core.CauseOf(fault))
			}
		}
		if err != nil {
			return
		}
	}
}

// lines is standard input, read line by line by whoever needs one.
func (c *command) lines() *bufio.Reader {
	if c.input == nil {
		c.input = bufio.NewReaderSize(c.in, mostLine)
	}
	return c.input
}

// mostLine is how much of standard input is read ahead.
const mostLine = 16 << 10

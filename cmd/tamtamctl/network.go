package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/network"
	"tamtam/ui/say"
)

type networkAnswer struct {
	Proxy    network.Proxy `json:"proxy"`
	ProxyURL string        `json:"proxyURL"` // under "manual"
	Via      string        `json:"via"`      // the proxy through which Gong is reached now, without a password; "" for none
	CAFile   string        `json:"caFile"`
	Problem  string        `json:"problem,omitempty"` // why the settings are not fully in effect
	ClockOff int64         `json:"clockOffSeconds"`   // how far this computer's clock is ahead of Gong's, as far as it is known
}

func showNetwork(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	a, err := c.networkNow(ctx)
	if err != nil {
		return 0, err
	}
	return exitDone, c.answer(a, a.text())
}

func setNetwork(ctx context.Context, c *command) (int, error) {
	if len(c.flags["proxy"]) == 0 && len(c.flags["ca-file"]) == 0 {
		return 0, usagef("network set needs --proxy or --ca-file, with a value")
	}
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	s := c.way.Settings()
	switch proxy := c.flags["proxy"]; proxy {
	case "":
	case string(network.System), string(network.None):
		s.Proxy = network.Proxy(proxy)
	default:
		s.Proxy, s.ProxyURL = network.Manual, proxy
	}
	switch path := c.flags["ca-file"]; path {
	case "":
	case "none":
		s.CAFile = ""
	default:
		var err error
		if s.CAFile, err = filepath.Abs(path); err != nil {
			return 0, core.E(core.Invalid, "find the CA file", err)
		}
	}
	if err := c.way.Set(s); err != nil {
		return 0, err
	}
	return showNetwork(ctx, c)
}

// networkNow is what is in effect, and where that leads to for Gong's own address.
func (c *command) networkNow(ctx context.Context) (networkAnswer, error) {
	s := c.way.Settings()
	a := networkAnswer{Proxy: s.Proxy, ProxyURL: s.ProxyURL, CAFile: s.CAFile}
	if a.Proxy != network.Manual {
		a.ProxyURL = ""
	}
	if err := c.way.Problem(); err != nil {
		a.Problem = core.CauseOf(err)
	}
	base, err := gong.ParseBaseURL(gong.DefaultBase)
	if err != nil {
		return a, err
	}
	if a.Via, err = c.way.Via(ctx, base); err != nil && a.Problem == "" {
		a.Problem = core.CauseOf(err)
	}
	return a, nil
}

func (a networkAnswer) text() string {
	var b strings.Builder
	via, file := "no proxy", "no CA file"
	if a.Via != "" {
		via = a.Via
	}
	if a.CAFile != "" {
		file = "CA file " + a.CAFile
	}
	fmt.Fprintf(&b, "Network: proxy %s, Gong is reached through %s; %s\n", a.Proxy, via, file)
	if a.Problem != "" {
		fmt.Fprintf(&b, "  problem: %s\n", a.Problem)
	}
	if a.ClockOff != 0 {
		fmt.Fprintf(&b, "  problem: %s\n", say.Clock(time.Duration(a.ClockOff)*time.Second))
	}
	return b.String()
}

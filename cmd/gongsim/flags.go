package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
)

const usage = `gongsim: a simulated Gong account on a loopback port.

The first line on standard output tells where it listens and which key it takes, the second how to connect by OAuth 2.0:
  gongsim url=http://127.0.0.1:41234 key=simkey secret=simsecret
  gongsim oauth authorize=http://127.0.0.1:41234/oauth2/authorize token=http://127.0.0.1:41234/oauth2/generate-customer-token client-id=simclient client-secret=simclientsecret tenant=http://127.0.0.1:41234

Flags:
`

// flags are what the command line says.
type flags struct {
	addr, key, secret string
	options           gongsim.Options
	scopes, deny      []string
	faults            []gongsim.Fault
	log               bool
	app               gongsim.App
	tenant            string // the address of the tenant's host; none when empty
	consent           bool
}

func parse(args []string, stderr io.Writer, clock core.Clock) (flags, error) {
	f := flags{options: gongsim.Options{Clock: clock}}
	o := &f.options
	set := flag.NewFlagSet("gongsim", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.Usage = func() {
		fmt.Fprint(stderr, usage)
		set.PrintDefaults()
	}
	set.StringVar(&f.addr, "addr", "127.0.0.1:0", "loopback `address` to listen on; port 0 takes a free one")
	set.IntVar(&o.Calls, "calls", 100, "`number` of calls, 10 to 20,000 and more")
	set.IntVar(&o.Users, "users", 40, "`number` of users")
	set.IntVar(&o.Workspaces, "workspaces", 2, "`number` of workspaces")
	set.Uint64Var(&o.Seed, "seed", 1, "`number` that makes the company; the same makes the same")
	set.IntVar(&o.WordsPerMinute, "words", 155, "`words` spoken per minute; 190 makes 8,500 words of a 45-minute call")
	set.DurationVar(&o.Span, "span", 365*24*time.Hour, "how far the calls reach back (`duration`, such as 2160h)")
	now := set.String("now", "", "the company's present, as `time` (2026-04-09T12:00:00Z) at which its calendar stands still; the machine's time if empty")
	set.Float64Var(&o.Limits.PerSecond, "rate", 3, "allowed `requests` per second; 0 turns all limits off unless --daily is given")
	set.IntVar(&o.Limits.PerDay, "daily", 10_000, "allowed `requests` per UTC day; 0 turns the limit off")
	set.StringVar(&f.key, "key", gongsim.DefaultKey, "access `key`")
	set.StringVar(&f.secret, "secret", gongsim.DefaultSecret, "`secret` of the access key")
	scopes := set.String("scopes", "", "the `scopes` that the key has and the OAuth client can be granted, comma-separated; all if empty")
	deny := set.String("deny", "", "`scopes` that both lack, comma-separated")
	crm := set.String("crm", "salesforce", "customer `system` on the calls: salesforce, generic or none")
	set.DurationVar(&o.CursorLife, "cursor-life", time.Hour, "how long a sequence of pages may take (`duration`)")
	f.oauth(set)
	set.BoolVar(&f.log, "log", false, "write a line per request to standard error")
	set.Func("fault", "let requests fail: `kind[,path=/v2/...][,after=N][,count=N]`, and delay=5s for slow, location=URL for redirect, retry-after=N for 429; a path that ends in * is a beginning; may be repeated; kinds: "+kinds(), func(text string) error {
		fault, err := parseFault(text)
		f.faults = append(f.faults, fault)
		return err
	})
	if err := set.Parse(args); err != nil {
		return f, err
	}
	if set.NArg() > 0 {
		return f, fmt.Errorf("%q is not a flag", set.Arg(0))
	}
	daily := false
	set.Visit(func(given *flag.Flag) { daily = daily || given.Name == "daily" })
	if o.Limits.PerSecond == 0 && !daily {
		o.Limits.PerDay = 0
	}
	var err error
	f.scopes, f.deny = split(*scopes), split(*deny)
	if o.CRM, err = parseCRM(*crm); err == nil {
		err = f.check(*now)
	}
	return f, err
}

func (f *flags) check(now string) error {
	if err := loopback(f.addr); err != nil {
		return fmt.Errorf("--addr: %w", err)
	}
	if f.tenant != "" {
		if err := loopback(f.tenant); err != nil {
			return fmt.Errorf("--tenant: %w", err)
		}
	}
	if f.options.StrictHosts && f.tenant == "" {
		return errors.New("--strict-hosts needs --tenant")
	}
	if f.options.ExpiresIn < time.Second {
		return errors.New("--expires-in must be 1 or more")
	}
	for _, scope := range append(slices.Clone(f.scopes), f.deny...) {
		if !slices.Contains(gongsim.Scopes(), scope) {
			return fmt.Errorf("no scope %q; the scopes are %s", scope, strings.Join(gongsim.Scopes(), ", "))
		}
	}
	if f.options.Calls < 1 || f.options.Users < 1 || f.options.Workspaces < 1 || f.options.WordsPerMinute < 1 {
		return errors.New("--calls, --users, --workspaces and --words must be 1 or more")
	}
	if now != "" {
		var err error
		if f.options.Now, err = time.Parse(time.RFC3339, now); err != nil {
			return fmt.Errorf("--now: %w", err)
		}
	}
	return nil
}

func loopback(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return errors.New("only loopback addresses are served")
	}
	return nil
}

// account makes the simulated account of the flags.
func (f *flags) account() *gongsim.Sim {
	sim := gongsim.New(f.options)
	if f.key != gongsim.DefaultKey {
		sim.Revoke(gongsim.DefaultKey)
	}
	sim.AddKey(f.key, f.secret, f.scopes...)
	if f.app.ClientID != gongsim.DefaultClientID {
		sim.RemoveApp(gongsim.DefaultClientID)
	}
	f.app.Scopes = f.scopes
	sim.AddApp(f.app)
	sim.AutoConsent(f.consent)
	sim.Deny(f.deny...)
	for _, fault := range f.faults {
		sim.Fail(fault)
	}
	return sim
}

func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

func parseCRM(name string) (gongsim.CRM, error) {
	switch name {
	case "salesforce":
		return gongsim.Salesforce, nil
	case "generic":
		return gongsim.GenericCRM, nil
	case "none":
		return gongsim.NoCRM, nil
	}
	return 0, fmt.Errorf("--crm: %q is not salesforce, generic or none", name)
}

func kinds() string {
	var names []string
	for _, k := range gongsim.FaultKinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, " ")
}

func parseFault(text string) (gongsim.Fault, error) {
	kind, rest, _ := strings.Cut(text, ",")
	fault := gongsim.Fault{Kind: gongsim.FaultKind(kind)}
	if !slices.Contains(gongsim.FaultKinds(), fault.Kind) {
		return fault, fmt.Errorf("%q is no kind of fault", kind)
	}
	for _, part := range split(rest) {
		name, value, _ := strings.Cut(part, "=")
		var err error
		switch name {
		case "path":
			fault.Path = value
		case "after":
			fault.After, err = strconv.Atoi(value)
		case "count":
			fault.Count, err = strconv.Atoi(value)
		case "delay":
			fault.Delay, err = time.ParseDuration(value)
		case "retry-after":
			fault.RetryAfter = value
		case "location":
			fault.Location = value
		default:
			err = fmt.Errorf("%q is not path, after, count, delay, retry-after or location", name)
		}
		if err != nil {
			return fault, err
		}
	}
	return fault, nil
}

package gong

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"tamtam/core"
)

// Options are what a Client may be given beside its address and its credential. The zero value is good for one client alone.
type Options struct {
	// Transport reaches the network; nil for a NewTransport of the client's own.
	Transport http.RoundTripper
	// Clock tells the time for all waiting; nil for the machine's.
	Clock core.Clock
	// Limiter spaces the requests; nil for that of Limiters, else for one of the client's own at Rate.
	Limiter *Limiter
	// Limiters are shared by all clients of a process, so that those of one company share a Limiter.
	Limiters *Limiters
	// Quota counts the requests of a day; nil for no count.
	Quota Quota
	// Ceiling is the count at which Quota refuses; 0 for DailyQuota.
	Ceiling int
	// Recent answers what was asked under Keep a moment ago; nil for none.
	Recent *Recent
	// Retries is how often a failed request is repeated; 0 for five times, less than 0 for never.
	Retries int
	// OnBase hears of another host of Gong's that Gong redirected to, to be used from then on. It is called by the goroutine that
	// made the request, and should return soon.
	OnBase func(BaseURL)
}

// Client asks one Gong account. It is safe for concurrent use.
type Client struct {
	base    BaseURL
	baseMu  sync.Mutex
	onBase  func(BaseURL)
	chain   http.RoundTripper
	end     http.RoundTripper
	backoff backoff
	retries int // of answers that broke off
}

// New makes a client for the account at base. It sends nothing.
func New(base BaseURL, credential Credential, o Options) (*Client, error) {
	if base == (BaseURL{}) {
		return nil, core.Errorf(core.Foreign, "connect", "no base URL")
	}
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	if o.Transport == nil {
		o.Transport = NewTransport(TransportOptions{Clock: o.Clock})
	}
	switch {
	case o.Limiter != nil:
	case o.Limiters != nil:
		o.Limiter = o.Limiters.of(base)
	default:
		o.Limiter = NewLimiter(o.Clock, Rate)
	}
	if o.Limiter.full > Rate && !base.Loopback() {
		return nil, core.Errorf(core.Invalid, "connect", "more than %.1f requests a second are for a simulated account on this machine only", Rate)
	}
	if o.Ceiling == 0 {
		o.Ceiling = DailyQuota
	}
	switch {
	case o.Retries == 0:
		o.Retries = defaultRetries
	case o.Retries < 0:
		o.Retries = 0
	}
	b := backoff{clock: o.Clock, random: rand.Float64}
	return &Client{
		base: base, onBase: o.OnBase, end: o.Transport, backoff: b, retries: min(o.Retries, cutRetries), chain: chain(credential, o, b),
	}, nil
}

// chain puts the stations of a request's way in their order. A kept answer costs nothing; a repetition waits without holding a
// slot, takes its own turn and counts, be it for a failure or a renewed credential; the credential comes last.
func chain(credential Credential, o Options, b backoff) http.RoundTripper {
	var rt http.RoundTripper = authorizer{credential, o.Transport}
	rt = deadline{requestTime, rt}
	rt = counted{quota: o.Quota, ceiling: o.Ceiling, clock: o.Clock, next: rt}
	rt = limited{o.Limiter, rt}
	rt = slotted{o.Limiter.slots, rt}
	rt = renewing{credential, rt}
	rt = &retrying{retries: o.Retries, backoff: b, next: rt}
	return remembering{o.Recent, rt}
}

// Base is the address in use: the one given to New, or a later one that Gong redirected to.
func (c *Client) Base() BaseURL {
	c.baseMu.Lock()
	defer c.baseMu.Unlock()
	return c.base
}

// CloseIdleConnections closes the connections that wait for further requests, if the transport can.
func (c *Client) CloseIdleConnections() {
	if t, ok := c.end.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

// request is one request, before it has a host.
type request struct {
	op     string // "list calls"
	method string
	path   string
	query  url.Values
	body   []byte // JSON; nil for none
}

// send sends the request and follows a redirect to another of Gong's hosts once. The caller closes the answer's body.
func (c *Client) send(ctx context.Context, r request) (*http.Response, error) {
	for redirected := false; ; redirected = true {
		base := c.Base()
		httpRequest, err := r.to(ctx, base)
		if err != nil {
			return nil, err
		}
		resp, err := c.chain.RoundTrip(httpRequest)
		if err != nil || resp.StatusCode < 300 || resp.StatusCode > 399 {
			return resp, err
		}
		discard(resp)
		if redirected {
			return nil, errLoop
		}
		if err := c.adopt(base, resp.Header.Get("Location")); err != nil {
			return nil, err
		}
	}
}

func (r request) to(ctx context.Context, base BaseURL) (*http.Request, error) {
	var body io.Reader // a plain nil when there is none, not a nil *bytes.Reader
	if r.body != nil {
		body = bytes.NewReader(r.body)
	}
	httpRequest, err := http.NewRequestWithContext(ctx, r.method, base.at(r.path, r.query).String(), body)
	if err != nil {
		return nil, err
	}
	if r.body != nil {
		httpRequest.Header.Set("Content-Type", "application/json")
	}
	httpRequest.Header.Set("Accept", "application/json")
	httpRequest.Header.Set("User-Agent", "Tamtam")
	return httpRequest, nil
}

// adopt takes the host of a redirect for the account's own. Gong answers so on its general host when an account lives elsewhere.
// Nobody else may send us, and with us the credential, anywhere: the host must pass the same rule as one that a person enters,
// and neither leave this machine nor come to it.
func (c *Client) adopt(from BaseURL, location string) error {
	if location == "" {
		return errNoLocation
	}
	u, err := from.at("/", nil).Parse(location)
	if err != nil {
		return errNoLocation
	}
	to, err := ParseBaseURL((&url.URL{Scheme: u.Scheme, Host: u.Host}).String())
	if err != nil || to.Loopback() != from.Loopback() {
		return core.Errorf(core.Foreign, "", "it redirects to a host that is not Gong's")
	}
	if to == from {
		return errLoop
	}
	c.baseMu.Lock()
	changed := c.base != to
	c.base = to
	c.baseMu.Unlock()
	if changed && c.onBase != nil {
		c.onBase(to)
	}
	return nil
}

// isJSON judges the answer's content type; a missing one is left to the decoder.
func isJSON(resp *http.Response) error {
	header := resp.Header.Get("Content-Type")
	if header == "" {
		return nil
	}
	media, _, err := mime.ParseMediaType(header)
	switch {
	case err != nil:
		return errType
	case media == "application/json", strings.HasSuffix(media, "+json"):
		return nil
	case media == "text/html", media == "application/xhtml+xml":
		return errHTML
	}
	return errType
}

// instant writes a time as Gong's filters take it; "" for no bound.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.999Z07:00")
}

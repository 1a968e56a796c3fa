package network

import (
	"context"
	"mime"
	"net/http"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
)

// checkTime bounds a Check.
const checkTime = 20 * time.Second

// Finding is what a Check has found.
type Finding struct {
	Host string
	// Via is the proxy, without its user's name and password; "" for none.
	Via string
	// Err is why the host was not reached, or nil. Its chain holds a core.Obstacle where the network is the reason.
	Err error
	// ClockOff is how far this computer's clock is ahead of the host's, less than 0 when it is behind; 0 when it is right or nobody answered.
	ClockOff time.Duration
}

// Check tries to reach Gong once, without a credential. Any answer that can be Gong's counts, a refusal too.
func (n *Network) Check(ctx context.Context, base gong.BaseURL) Finding {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	f := Finding{}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, base.String()+"/v2/workspaces", nil)
	if err != nil {
		f.Err = core.E(core.Other, "reach Gong", err)
		return f
	}
	f.Host = r.URL.Host
	if f.Via, f.Err = n.Via(ctx, base); f.Err != nil {
		return f
	}
	resp, err := n.RoundTrip(r)
	if err != nil {
		f.Err = err
		return f
	}
	resp.Body.Close()
	f.ClockOff = n.ClockOff()
	if portal(resp) {
		o := &core.Obstacle{What: core.Portal}
		f.Err = core.E(o.Kind(), "reach Gong", o)
	}
	return f
}

// portal tells an answer that a network gives in place of Gong's: Gong refuses who brings no credential, by 401 and JSON.
func portal(resp *http.Response) bool {
	media, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	switch {
	case resp.StatusCode == http.StatusNetworkAuthenticationRequired: // RFC 6585, 6
		return true
	case resp.StatusCode < 400:
		return media != "application/json"
	}
	return false
}

package gong

import (
	"context"
	"net/http"
	"strings"

	"tamtam/core"
)

// Credential puts itself on requests. It is asked right before each one leaves, after all waiting, so that a token which expires is
// still good; what it writes is seen by the network only.
type Credential interface {
	// Authorize sets the request's Authorization header. It may wait for a token; an error ends the request and is not retried.
	Authorize(ctx context.Context, r *http.Request) error
}

// APIKey is an access key and its secret, which a technical administrator made in Gong. It sees the whole company.
type APIKey struct {
	AccessKey string
	Secret    core.Secret
}

var _ Credential = APIKey{}

// Authorize sets HTTP Basic authorization.
func (k APIKey) Authorize(_ context.Context, r *http.Request) error {
	if k.AccessKey == "" || k.Secret.IsZero() || strings.Contains(k.AccessKey, ":") {
		return core.Errorf(core.Invalid, "", "the access key or its secret is empty or malformed")
	}
	r.SetBasicAuth(k.AccessKey, k.Secret.Reveal())
	return nil
}

// authorizer is the last station before the network.
type authorizer struct {
	credential Credential
	next       http.RoundTripper
}

func (a authorizer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	if err := a.credential.Authorize(r.Context(), r); err != nil { //nolint:contextcheck // the request's own
		return nil, final{err}
	}
	return a.next.RoundTrip(r)
}

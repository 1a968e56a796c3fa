package gong

import (
	"bytes"
	"context"
	"io"
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

// Renewer is a Credential that can be renewed when Gong refuses it.
type Renewer interface {
	Credential
	// Renew is told which Authorization header Gong has refused, and sees to it that Authorize writes another. An error ends the request.
	Renew(ctx context.Context, refused string) error
	// Accepted is told which header Gong has taken, whatever it answered.
	Accepted(used string)
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

// RoundTrip leaves in the answer the request as it was sent.
func (a authorizer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	if err := a.credential.Authorize(r.Context(), r); err != nil { //nolint:contextcheck // the request's own
		return nil, final{err}
	}
	resp, err := a.next.RoundTrip(r)
	if resp != nil {
		resp.Request = r
	}
	return resp, err
}

// renewing asks once more with a renewed credential when Gong refuses the one that it was given. A refusal for want of a permission, or for
// a dead cursor, has the same status and says nothing about the credential.
type renewing struct {
	credential Credential
	next       http.RoundTripper
}

func (t renewing) RoundTrip(r *http.Request) (*http.Response, error) {
	renewer, ok := t.credential.(Renewer)
	if !ok {
		return t.next.RoundTrip(r)
	}
	for renewed := false; ; renewed = true {
		again, err := fresh(r)
		if err != nil {
			return nil, err
		}
		resp, err := t.next.RoundTrip(again)
		if err != nil {
			return nil, err
		}
		used := resp.Request.Header.Get("Authorization")
		refused, err := refuses(resp)
		switch {
		case err != nil:
			return nil, err
		case !refused:
			renewer.Accepted(used)
			return resp, nil
		case renewed:
			return resp, nil
		}
		discard(resp)
		if err := renewer.Renew(r.Context(), used); err != nil {
			return nil, final{err}
		}
	}
}

// refuses tells whether an answer refuses the credential itself. The answer's body can be read afterwards.
func refuses(resp *http.Response) (bool, error) {
	if resp.StatusCode != http.StatusUnauthorized {
		return false, nil
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, mostComplaint))
	if err != nil {
		resp.Body.Close()
		return false, err
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{bytes.NewReader(body), resp.Body}
	return !scopeText.Match(body) && !cursorText.Match(body), nil
}

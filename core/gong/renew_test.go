package gong_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"

	"tamtam/core"
	"tamtam/core/gong"
)

// tokens is a credential that can be renewed: "Bearer 0", "Bearer 1" and so on.
type tokens struct {
	mu       sync.Mutex
	n        int
	err      error // of Renew
	refused  []string
	accepted []string
}

var _ gong.Renewer = (*tokens)(nil)

func (c *tokens) Authorize(_ context.Context, r *http.Request) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	r.Header.Set("Authorization", fmt.Sprintf("Bearer %d", c.n))
	return nil
}

func (c *tokens) Renew(_ context.Context, refused string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.refused = append(c.refused, refused)
	c.n++
	return c.err
}

func (c *tokens) Accepted(used string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.accepted = append(c.accepted, used)
}

func TestARefusedCredentialIsRenewedOnce(t *testing.T) {
	const dead, scope, cursor = "Unauthorized", "You don't have permission to use 'api:workspaces:read'", "cursor has expired"
	gone := core.Errorf(core.Unauthorized, "renew the login", "gone")
	tests := map[string]struct {
		refusals []string // what is answered with 401, one after the other; then success
		err      error
		kind     core.Kind
		refused  []string
		accepted []string
	}{
		"good":                   {nil, nil, -1, nil, []string{"Bearer 0"}},
		"dead":                   {[]string{dead}, nil, -1, []string{"Bearer 0"}, []string{"Bearer 1"}},
		"dead again":             {[]string{dead, dead}, nil, core.Unauthorized, []string{"Bearer 0"}, nil},
		"a missing permission":   {[]string{scope}, nil, core.Denied, nil, []string{"Bearer 0"}},
		"a dead cursor":          {[]string{cursor}, nil, core.Invalid, nil, []string{"Bearer 0"}},
		"it cannot be renewed":   {[]string{dead}, gone, core.Unauthorized, []string{"Bearer 0"}, nil},
		"dead, then not allowed": {[]string{dead, scope}, nil, core.Denied, []string{"Bearer 0"}, []string{"Bearer 1"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			network := &stub{answer: func(n int, _ *http.Request) (*http.Response, error) {
				if n < len(test.refusals) {
					return says(http.StatusUnauthorized, fmt.Sprintf(`{"requestId":"r","errors":[%q]}`, test.refusals[n])), nil
				}
				return says(http.StatusOK, `{"requestId":"r","workspaces":[]}`), nil
			}}
			credential := &tokens{err: test.err}
			client, err := gong.New(mustBase(t, gong.DefaultBase), credential, gong.Options{Transport: network})
			if err != nil {
				t.Fatal(err)
			}
			_, err = client.Workspaces(t.Context())
			if test.kind < 0 && err != nil || test.kind >= 0 && !core.Is(err, test.kind) {
				t.Errorf("got %v", err)
			}
			if !slices.Equal(credential.refused, test.refused) || !slices.Equal(credential.accepted, test.accepted) {
				t.Errorf("refused %v, accepted %v", credential.refused, credential.accepted)
			}
			for n, r := range network.sent {
				if want := fmt.Sprintf("Bearer %d", n); r.header.Get("Authorization") != want {
					t.Errorf("request %d bears %q", n, r.header.Get("Authorization"))
				}
			}
		})
	}
}

package say_test

import (
	"testing"

	"tamtam/core"
	"tamtam/core/oauth"
	"tamtam/ui/say"
)

func TestLogin(t *testing.T) {
	tests := map[string]struct {
		err  error
		want string
	}{
		"declined": {core.E(core.Denied, "log in", oauth.ErrDeclined), "The access was not allowed in Gong."},
		"late":     {core.E(core.Canceled, "log in", oauth.ErrNoAnswer), "No answer came from the browser in time."},
		"client":   {core.E(core.Unauthorized, "exchange the code", oauth.ErrClient), "Gong does not know this integration."},
		"code":     {core.E(core.Unauthorized, "exchange the code", oauth.ErrSpent), "Gong did not accept the answer of its own page."},
		"foreign":  {core.Errorf(core.Foreign, "read base URL", "x"), "Gong could not be connected."},
		"offline":  {core.Errorf(core.Offline, "exchange the code", "x"), "Gong could not be connected."},
	}
	for name, test := range tests {
		p := say.Login(test.err)
		if p.Headline != test.want || p.Cause == "" || p.Next == "" || p.Details != test.err.Error() {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

package main

import (
	"errors"
	"flag"
	"net/url"
	"strconv"
	"time"

	"tamtam/core/gong/gongsim"
)

// oauth declares the flags of the simulated OAuth 2.0.
func (f *flags) oauth(set *flag.FlagSet) {
	o := &f.options
	f.app.Name, o.ExpiresIn = "Tamtam", 24*time.Hour
	set.StringVar(&f.app.ClientID, "client-id", gongsim.DefaultClientID, "`ID` of the OAuth client")
	set.StringVar(&f.app.Secret, "client-secret", gongsim.DefaultClientSecret, "`secret` of the OAuth client")
	set.Func("redirect", "an `address` that the OAuth client may be sent back to, in place of /callback on the ports 48271 to 48273 of this machine; may be repeated", func(text string) error {
		if u, err := url.Parse(text); err != nil || u.Scheme == "" || u.Host == "" || u.Fragment != "" {
			return errors.New("no absolute address")
		}
		f.app.Redirects = append(f.app.Redirects, text)
		return nil
	})
	set.Func("expires-in", "how many `seconds` an access token is valid (default 86400)", func(text string) error {
		n, err := strconv.ParseInt(text, 10, 32)
		o.ExpiresIn = time.Duration(n) * time.Second
		return err
	})
	set.BoolVar(&o.RefreshGrace, "refresh-grace", false, "take the last spent refresh token until something made from it was used")
	set.BoolVar(&f.consent, "auto-consent", false, "let the authorize page consent at once, without a click")
	set.BoolFunc("tenant", "serve a host for the customer, too, and let the token endpoint name it; --tenant=127.0.0.1:41235 chooses its address", func(text string) error {
		if f.tenant = text; text == "true" {
			f.tenant = "127.0.0.1:0"
		}
		return nil
	})
	set.BoolVar(&o.StrictHosts, "strict-hosts", false, "with --tenant: access tokens are sent on to the customer's host (307), which has no OAuth endpoints")
}

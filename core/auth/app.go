package auth

import (
	"context"
	"net/url"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/oauth"
)

// The place of the remembered app: of what may be read, in the settings; of its secret, for the vault.
const (
	appSetting = "oauth.app"
	appBucket  = "oauth"
	appKey     = "app"
)

// keptApp is what was entered last to connect through the browser.
type keptApp struct {
	ClientID string `json:"clientID"`
	Redirect string `json:"redirect"`
	BaseURL  string `json:"baseURL"`
	Sealed   []byte `json:"sealed,omitempty"`
}

// RememberApp keeps what was entered to connect through the browser, so that nobody needs to enter it again when it did not work the first
// time. The secret is sealed; where it cannot be, it is not kept.
func (c *Connections) RememberApp(ctx context.Context, app oauth.App, base gong.BaseURL) error {
	kept := keptApp{ClientID: app.ClientID, Redirect: app.Redirect, BaseURL: base.String()}
	if v, err := c.safe.open(ctx); err == nil && !app.Secret.IsZero() {
		kept.Sealed = v.Seal(appBucket, appKey, []byte(app.Secret.Reveal()))
	}
	return c.store.SetSetting(appSetting, kept)
}

// RememberedApp returns what was entered last to connect through the browser, and the address of the account; the default redirect address
// and Gong's own address when nothing was. The secret is empty when it cannot be opened now.
func (c *Connections) RememberedApp(ctx context.Context) (oauth.App, gong.BaseURL, error) {
	kept := keptApp{Redirect: oauth.DefaultRedirects()[0], BaseURL: gong.DefaultBase}
	if _, err := c.store.Setting(appSetting, &kept); err != nil {
		return oauth.App{}, gong.BaseURL{}, err
	}
	base, err := gong.ParseBaseURL(kept.BaseURL)
	if err != nil {
		return oauth.App{}, gong.BaseURL{}, err
	}
	app := oauth.App{ClientID: kept.ClientID, Redirect: kept.Redirect}
	if len(kept.Sealed) == 0 {
		return app, base, nil
	}
	if v, err := c.safe.open(ctx); err == nil {
		if plain, err := v.Open(appBucket, appKey, kept.Sealed); err == nil {
			app.Secret = core.NewSecret(string(plain))
		}
	}
	return app, base, nil
}

// AppFor returns what a connection would be logged in with again: what was entered last, as RememberedApp has it, unless the connection is a
// login through another integration; then it is that one. The secret is empty when it cannot be opened now. An empty id, and one that is not
// there, stand for a new connection.
func (c *Connections) AppFor(ctx context.Context, id core.ConnectionID) (oauth.App, gong.BaseURL, error) {
	app, base, err := c.RememberedApp(ctx)
	if err != nil || id == "" {
		return app, base, err
	}
	connection, err := c.store.Connection(id)
	if core.Is(err, core.NotFound) || err == nil && connection.OAuth == nil {
		return app, base, nil
	}
	if err != nil {
		return oauth.App{}, gong.BaseURL{}, err
	}
	o := connection.OAuth
	own, err := loginBase(o.Token)
	if err != nil {
		return oauth.App{}, gong.BaseURL{}, err
	}
	if o.ClientID == app.ClientID && own == base {
		return app, base, nil // its secret may be newer
	}
	app = oauth.App{ClientID: o.ClientID, Redirect: o.Redirect}
	var secrets sealedLogin
	if err := c.unseal(ctx, connection, &secrets); err == nil {
		app.Secret = core.NewSecret(secrets.ClientSecret)
	}
	return app, own, nil
}

// loginBase is the address of the accounts that a token endpoint is for: a simulated account has both on one host, Gong has not.
func loginBase(token string) (gong.BaseURL, error) {
	if u, err := url.Parse(token); err == nil {
		if base, err := gong.ParseBaseURL(u.Scheme + "://" + u.Host); err == nil {
			return base, nil
		}
	}
	return gong.ParseBaseURL(gong.DefaultBase)
}

// forgetAppSecret removes the remembered secret; the client id and the redirect address are none and stay.
func (c *Connections) forgetAppSecret() error {
	var kept keptApp
	if ok, err := c.store.Setting(appSetting, &kept); err != nil || !ok || len(kept.Sealed) == 0 {
		return err
	}
	kept.Sealed = nil
	return c.store.SetSetting(appSetting, kept)
}

// appSealed tells whether a secret of a remembered app is in the database.
func appSealed(setting func(string, any) (bool, error)) (bool, error) {
	var kept keptApp
	_, err := setting(appSetting, &kept)
	return len(kept.Sealed) > 0, err
}

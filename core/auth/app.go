package auth

import (
	"context"

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

package connect

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/oauth"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// appForm holds the fields of the integration that a company has registered with Gong for logins through the browser.
type appForm struct {
	object *fyne.Container

	id       *kit.Entry
	secret   *kit.SecretEntry
	redirect *kit.Entry
	fields   struct{ id, secret, redirect *kit.FormField }
	advanced *advanced
	// kept is the integration that was used last. Its secret is never put into a field: leaving the field empty stands for it.
	kept oauth.App
	full bool // there is no room for a hint

	changed func() // something was edited
	grown   func() // the form may need another height
}

func newAppForm(openURL func(string), changed, grown func()) *appForm {
	f := &appForm{id: kit.NewEntry(), secret: kit.NewSecretEntry(), redirect: kit.NewEntry(), changed: changed, grown: grown}
	f.redirect.SetText(oauth.DefaultRedirects()[0])
	f.fields.id = kit.NewFormField("Client ID", f.id, "")
	f.fields.secret = kit.NewFormField("Client secret", f.secret, "")
	f.fields.redirect = kit.NewFormField("Redirect address", f.redirect, sayRedirect)
	f.advanced = newAdvanced(saySimulated, grown)
	watch(f.edited, f.id, f.secret.Entry, f.redirect, f.advanced.base)
	f.object = kit.Column(3, f.fields.id, f.fields.secret, f.fields.redirect,
		kit.Line(0, f.advanced.button, kit.Spring(), openPage(openURL)), f.advanced.field)
	return f
}

// crowd leaves the hint out, or not.
func (f *appForm) crowd(full bool) {
	f.full = full
	f.hint()
}

// hint says what the redirect address is.
func (f *appForm) hint() {
	hint := sayRedirect
	switch {
	case f.full:
		hint = ""
	case len(f.redirects()) == 1:
		hint = sayRedirectOwn
	}
	if f.fields.redirect.Hint != hint {
		f.fields.redirect.Hint = hint
		f.fields.redirect.Refresh()
	}
}

// remember fills in what was entered last, unless the person has begun to type.
func (f *appForm) remember(app oauth.App, base string) {
	f.kept = app
	if app.ClientID == "" || f.id.Text != "" || f.secret.Text() != "" {
		return
	}
	f.id.SetText(app.ClientID)
	f.redirect.SetText(app.Redirect)
	f.advanced.set(base)
	f.promise()
}

// keepsSecret tells that the field of the secret may stay empty.
func (f *appForm) keepsSecret() bool {
	return f.kept.ClientID != "" && strings.TrimSpace(f.id.Text) == f.kept.ClientID
}

// promise says in the empty field whose secret would be used.
func (f *appForm) promise() {
	text := ""
	if f.keepsSecret() {
		text = sayKeptSecret
	}
	if f.secret.Entry.PlaceHolder != text {
		f.secret.Entry.SetPlaceHolder(text)
	}
}

func (f *appForm) edited() {
	unblame(f.fields.id, f.fields.secret, f.fields.redirect, f.advanced.field)
	f.promise()
	f.hint()
	f.changed()
}

// entered is the integration and the address of its accounts, if both are complete; else what is missing is said beside its field. The secret
// is empty when the one that was kept is meant and not known yet.
func (f *appForm) entered() (app oauth.App, base string, complete bool) {
	app = oauth.App{
		ClientID: strings.TrimSpace(f.id.Text), Secret: core.NewSecret(strings.TrimSpace(f.secret.Text())), Redirect: strings.TrimSpace(f.redirect.Text),
	}
	base = strings.TrimSpace(f.advanced.base.Text)
	complete = true
	lack := func(is bool, say func(string), sentence string) {
		if is {
			say(sentence)
			complete = false
		}
	}
	if app.Secret.IsZero() && f.keepsSecret() {
		app.Secret = f.kept.Secret
	}
	lack(app.ClientID == "", f.fields.id.SetError, sayNoID)
	lack(app.Secret.IsZero() && !f.keepsSecret(), f.fields.secret.SetError, sayNoClientSecret)
	_, err := oauth.ParseRedirect(app.Redirect)
	lack(err != nil, f.fields.redirect.SetError, say.Error(err, "").Cause)
	_, err = gong.ParseBaseURL(base)
	lack(err != nil, f.advanced.blame, sayBadBase)
	f.grown()
	return app, base, complete
}

// redirects are the addresses to register: the one that was entered, or the defaults together.
func (f *appForm) redirects() []string {
	defaults := oauth.DefaultRedirects()
	entered, err := oauth.ParseRedirect(f.redirect.Text)
	if err != nil || slices.Contains(defaults, entered.String()) {
		return defaults
	}
	return []string{entered.String()}
}

func (f *appForm) blamed() []blamed {
	return []blamed{
		{f.fields.id, f.id}, {f.fields.secret, f.secret.Entry}, {f.fields.redirect, f.redirect}, {f.advanced.field, f.advanced.base},
	}
}

func (f *appForm) enable(on bool) { enable(on, f.id, f.secret.Entry, f.redirect, f.advanced.base) }

// forget empties the fields.
func (f *appForm) forget() {
	f.kept = oauth.App{}
	forget(f.id, f.secret.Entry)
}

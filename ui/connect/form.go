package connect

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong"
	"tamtam/core/vault"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
)

// form is the left half: what is entered, where it will be kept, and how the test went.
type form struct {
	object fyne.CanvasObject

	key      *kit.Entry
	secret   *kit.SecretEntry
	base     *kit.Entry
	fields   struct{ key, secret, base *kit.FormField }
	where    *kit.Paragraph
	advanced *kit.Button
	place    *place
	result   *fyne.Container

	changed func() // something was edited
	grown   func() // the form may need another height
}

func newForm(openURL func(string), changed, grown func()) *form {
	f := &form{
		key: kit.NewEntry(), secret: kit.NewSecretEntry(), base: kit.NewEntry(), where: kit.NewMutedParagraph(sayWhere),
		result: container.NewStack(), changed: changed, grown: grown,
	}
	f.place = newPlace(grown)
	f.base.SetText(gong.DefaultBase)
	f.fields.key = kit.NewFormField("Access Key", f.key, "")
	f.fields.secret = kit.NewFormField("Access Key Secret", f.secret, sayOnce)
	f.fields.base = kit.NewFormField("API base URL", f.base, sayBase)
	f.fields.base.Hide()
	f.advanced = kit.NewQuiet("Advanced", assets.Forward, f.toggle)
	f.result.Hide()
	for _, entry := range []*kit.Entry{f.key, f.secret.Entry, f.base} {
		entry.OnChanged = func(string) { f.edited() }
	}
	open := kit.NewQuiet("Open it in Gong", assets.OpenExternal, func() { openURL(apiPage) })
	f.object = kit.Column(3, f.where, f.fields.key, f.fields.secret,
		kit.Line(0, f.advanced, kit.Spring(), open), f.fields.base, f.place.object, kit.Spring(), f.result)
	return f
}

// keep shows where the credentials will be kept. Asking for a passphrase takes the room of the first hint: 700 high must do.
func (f *form) keep(s vault.Status) {
	f.place.set(s)
	f.where.Hidden = f.place.asks()
	f.grown()
}

func (f *form) toggle() {
	if f.fields.base.Visible() {
		f.fields.base.Hide()
		f.advanced.SetIcon(look.Themed(assets.Forward))
	} else {
		f.fields.base.Show()
		f.advanced.SetIcon(look.Themed(assets.Down))
		kit.Focus(f.base) // a button that is pressed loses the focus to nobody
	}
	f.grown()
}

func (f *form) edited() {
	for _, field := range []*kit.FormField{f.fields.key, f.fields.secret, f.fields.base} {
		field.SetError("")
	}
	f.silence()
	f.changed()
}

// entered is the key, if it is complete; else what is missing is said beside its field.
func (f *form) entered() (auth.APIKey, bool) {
	key := auth.APIKey{
		BaseURL: strings.TrimSpace(f.base.Text), AccessKey: strings.TrimSpace(f.key.Text), Secret: core.NewSecret(strings.TrimSpace(f.secret.Text())),
	}
	complete := true
	lack := func(field *kit.FormField, is bool, sentence string) {
		if is {
			field.SetError(sentence)
			complete = false
		}
	}
	lack(f.fields.key, key.AccessKey == "", sayNoKey)
	lack(f.fields.secret, key.Secret.IsZero(), sayNoSecret)
	_, err := gong.ParseBaseURL(key.BaseURL)
	lack(f.fields.base, err != nil, sayBadBase)
	if err != nil && !f.fields.base.Visible() {
		f.toggle()
	}
	f.grown()
	return key, complete
}

// enable lets the fields be edited or not.
func (f *form) enable(on bool) {
	entries := []*kit.Entry{f.key, f.secret.Entry, f.base, f.place.phrase.Entry, f.place.again.Entry}
	for _, entry := range entries {
		if on {
			entry.Enable()
		} else {
			entry.Disable()
		}
	}
}

// problem says what went wrong.
func (f *form) problem(p say.Problem) {
	parts := []fyne.CanvasObject{kit.NewBanner(kit.Bad, p.Line())}
	if p.Details != "" {
		parts = append(parts, kit.NewDetails(p.Details, fyne.CurrentApp().Clipboard()))
	}
	f.say(kit.Column(1, parts...))
}

// news says something else about the test.
func (f *form) news(tone kit.Tone, sentence string) { f.say(kit.NewBanner(tone, sentence)) }

func (f *form) say(o fyne.CanvasObject) {
	f.result.Objects = []fyne.CanvasObject{o}
	f.result.Show()
	f.result.Refresh()
	f.grown()
}

func (f *form) silence() {
	if f.result.Visible() {
		f.result.Hide()
		f.grown()
	}
}

// forget empties the fields.
func (f *form) forget() {
	for _, entry := range []*kit.Entry{f.key, f.secret.Entry, f.place.phrase.Entry, f.place.again.Entry} {
		entry.OnChanged = nil
		entry.SetText("")
	}
}

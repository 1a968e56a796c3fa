package connect

import (
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/gong"
	"tamtam/ui/kit"
)

// form holds the fields of an API key.
type form struct {
	object *fyne.Container

	key      *kit.Entry
	secret   *kit.SecretEntry
	fields   struct{ key, secret *kit.FormField }
	where    *kit.Paragraph
	advanced *advanced

	changed func() // something was edited
	grown   func() // the form may need another height
}

func newForm(openURL func(string), changed, grown func()) *form {
	f := &form{key: kit.NewEntry(), secret: kit.NewSecretEntry(), where: kit.NewMutedParagraph(sayWhere), changed: changed, grown: grown}
	f.fields.key = kit.NewFormField("Access Key", f.key, "")
	f.fields.secret = kit.NewFormField("Access Key Secret", f.secret, sayOnce)
	f.advanced = newAdvanced(sayBase, grown)
	watch(f.edited, f.key, f.secret.Entry, f.advanced.base)
	f.object = kit.Column(3, f.where, f.fields.key, f.fields.secret,
		kit.Line(0, f.advanced.button, kit.Spring(), openPage(openURL)), f.advanced.field)
	return f
}

func (f *form) edited() {
	unblame(f.fields.key, f.fields.secret, f.advanced.field)
	f.changed()
}

// entered is the key, if it is complete; else what is missing is said beside its field.
func (f *form) entered() (auth.APIKey, bool) {
	key := auth.APIKey{
		BaseURL:   strings.TrimSpace(f.advanced.base.Text),
		AccessKey: strings.TrimSpace(f.key.Text), Secret: core.NewSecret(strings.TrimSpace(f.secret.Text())),
	}
	complete := true
	lack := func(is bool, say func(string), sentence string) {
		if is {
			say(sentence)
			complete = false
		}
	}
	lack(key.AccessKey == "", f.fields.key.SetError, sayNoKey)
	lack(key.Secret.IsZero(), f.fields.secret.SetError, sayNoSecret)
	_, err := gong.ParseBaseURL(key.BaseURL)
	lack(err != nil, f.advanced.blame, sayBadBase)
	f.grown()
	return key, complete
}

func (f *form) blamed() []blamed {
	return []blamed{{f.fields.key, f.key}, {f.fields.secret, f.secret.Entry}, {f.advanced.field, f.advanced.base}}
}

func (f *form) enable(on bool) { enable(on, f.key, f.secret.Entry, f.advanced.base) }

// forget empties the fields.
func (f *form) forget() { forget(f.key, f.secret.Entry) }

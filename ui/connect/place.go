package connect

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/vault"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// leastPhrase is the least number of characters of a new passphrase.
const leastPhrase = 8

// place is the part of the form that says where the credentials will be kept, and asks for a passphrase where there is no keychain.
type place struct {
	object *fyne.Container

	status vault.Status
	known  bool
	words  *kit.Paragraph
	phrase *kit.SecretEntry
	again  *kit.SecretEntry
	fields struct{ phrase, again *kit.FormField }
	ask    *fyne.Container
	retry  *kit.Button
	grown  func()
}

func newPlace(grown func()) *place {
	p := &place{words: kit.NewMutedParagraph(""), phrase: kit.NewSecretEntry(), again: kit.NewSecretEntry(), grown: grown}
	p.fields.phrase = kit.NewFormField("Passphrase", p.phrase, "")
	p.fields.again = kit.NewFormField("Once more", p.again, "")
	watch(func() { unblame(p.fields.phrase, p.fields.again) }, p.phrase.Entry, p.again.Entry)
	p.retry = kit.NewQuiet("Try the keychain again", assets.Retry, nil)
	p.ask = kit.Column(2, kit.Grid(36, p.fields.phrase, p.fields.again), kit.Line(0, p.retry, kit.Spring()))
	p.object = kit.Column(2, kit.TopLine(2, kit.NewIconSized(assets.Lock, look.Muted, 4.5), kit.Grow(p.words)), p.ask)
	p.ask.Hide()
	p.words.Set(sayFinding)
	return p
}

// set shows what is known of the vault.
func (p *place) set(s vault.Status) {
	p.status, p.known = s, true
	p.words.Set(sayPlace(s))
	p.words.Color = look.Muted
	p.ask.Hidden = !p.asks()
	if p.asks() {
		p.words.Color = ""
		p.words.Set(sayWithout(s))
		p.fields.again.Hidden = !p.chooses()
		p.retry.Hidden = !p.chooses()
		p.retry.Enable()
		p.fields.phrase.Hint = ""
		if p.chooses() {
			p.fields.phrase.Hint = sayLeast
		}
	}
	p.object.Refresh()
}

// asking shows that the keychain is asked once more. The passphrase can be given all the same: nobody need answer the keychain.
func (p *place) asking() {
	p.words.Set(sayAsking)
	p.retry.Disable()
	p.object.Refresh()
}

// asks tells whether a passphrase is needed before anything can be kept. A first use without a key yet is no obstacle.
func (p *place) asks() bool {
	if !p.known {
		return false
	}
	switch p.status.State {
	case vault.Found, vault.Missing, vault.Canceled, vault.Damaged:
		return false
	}
	return true
}

// chooses tells that the passphrase would be a new one. Where something is sealed under a keychain's key, only that keychain helps; Protect
// then says so.
func (p *place) chooses() bool { return p.asks() && p.status.Kind != vault.KindPassphrase }

// entered is the passphrase: empty when none is asked for. ok is false, and the reason said, when it cannot be used.
func (p *place) entered() (phrase core.Secret, ok bool) {
	if !p.asks() {
		return core.Secret{}, true
	}
	text := p.phrase.Text()
	switch {
	case text == "":
		p.blame(sayNoPhrase)
	case p.chooses() && utf8.RuneCountInString(text) < leastPhrase:
		p.blame(sayShort)
	case p.chooses() && text != p.again.Text():
		p.differ(sayDiffers)
	default:
		return core.NewSecret(text), true
	}
	p.grown()
	return core.Secret{}, false
}

func (p *place) blame(sentence string)  { p.fields.phrase.SetError(sentence) }
func (p *place) differ(sentence string) { p.fields.again.SetError(sentence) }

func (p *place) blamed() []blamed {
	return []blamed{{p.fields.phrase, p.phrase.Entry}, {p.fields.again, p.again.Entry}}
}

func (p *place) enable(on bool) { enable(on, p.phrase.Entry, p.again.Entry) }

// forget empties the fields.
func (p *place) forget() { forget(p.phrase.Entry, p.again.Entry) }

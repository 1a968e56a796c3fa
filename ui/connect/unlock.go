package connect

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/vault"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// Unlock asks for the passphrase that protects the credentials, until it is right or the person closes the dialog. Of the needs it uses
// Accounts.Protect, Runner, Stage, and Saved, which it tells when the passphrase was right.
func Unlock(ctx context.Context, n Needs) {
	scope := task.NewScope(ctx, n.Runner)
	phrase := kit.NewSecretEntry()
	field := kit.NewFormField("Passphrase", phrase, "")
	words := kit.TopLine(3, kit.NewIcon(assets.Lock, look.AccentText), kit.Grow(kit.NewParagraph(sayUnlock)))
	d := &kit.Dialog{
		Title: "Unlock the credentials", Content: kit.Column(3, words, field), Confirm: verbUnlock, Cancel: "Later", Width: 110,
		Focus: phrase.Entry, OnClose: func() { scope.End(); forget(phrase.Entry) },
	}
	watch(func() { unblame(field) }, phrase.Entry)
	d.OnConfirm = func() bool {
		if phrase.Text() == "" {
			field.SetError(sayNoPhrase)
			d.Fit()
			kit.Focus(phrase.Entry)
			return false
		}
		d.SetConfirm(verbUnlock, false)
		secret := core.NewSecret(phrase.Text())
		task.Do(scope, func(ctx context.Context) (bool, error) { return true, n.Accounts.Protect(ctx, secret) }, func(_ bool, err error) {
			d.SetConfirm(verbUnlock, true)
			switch {
			case err == nil:
				d.Close()
				n.Saved()
			case errors.Is(err, vault.ErrWrongPassphrase):
				field.SetError(sayWrong)
				d.Fit()
				kit.Focus(phrase.Entry)
				phrase.Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) // the next try replaces it
			default:
				field.SetError(sayNotUnlocked(err))
				d.Fit()
			}
		})
		return false
	}
	n.Stage.Open(d)
}

const verbUnlock = "Unlock"

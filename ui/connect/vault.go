package connect

import (
	"context"
	"errors"
	"slices"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/vault"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// mover is the dialog that shows where the key of the credentials lies, and takes it elsewhere.
type mover struct {
	needs Needs
	box   *kit.Dialog
	scope *task.Scope
	busy  bool
	known bool
	now   vault.Status
	to    vault.Kind // the place that is chosen

	where  *kit.Paragraph
	choice *kit.Segments
	about  *kit.Paragraph
	old    *kit.SecretEntry
	phrase *kit.SecretEntry
	again  *kit.SecretEntry
	fields struct{ old, phrase, again *kit.FormField }
	pair   *fyne.Container
	result *outcome
	all    *fyne.Container
}

// places are what can be chosen, in the order shown.
var places = []vault.Kind{vault.KindKeychain, vault.KindPassphrase}

// ChangeVault shows where the key of the credentials lies, and takes it to the keychain, under a passphrase, or under another one. Of the
// needs it uses Accounts.Vault, Protect and MoveVault, Runner, Stage, Clipboard, and Saved, which it tells when the key was moved.
func ChangeVault(ctx context.Context, n Needs) {
	m := &mover{
		needs: n, scope: task.NewScope(ctx, n.Runner), where: kit.NewParagraph(sayLooking), about: kit.NewMutedParagraph(""),
		old: kit.NewSecretEntry(), phrase: kit.NewSecretEntry(), again: kit.NewSecretEntry(),
	}
	m.result = newOutcome(n.Clipboard, m.fit)
	m.choice = kit.NewSegments([]string{"Keychain", "Passphrase"}, 0, func(int) { m.choose() })
	m.fields.old = kit.NewFormField("Current passphrase", m.old, "")
	m.fields.phrase = kit.NewFormField("New passphrase", m.phrase, sayLeast)
	m.fields.again = kit.NewFormField("Once more", m.again, "")
	watch(m.unblame, m.entries()...)
	m.pair = kit.Grid(44, m.fields.phrase, m.fields.again)
	m.all = kit.Column(4,
		kit.TopLine(3, kit.NewIcon(assets.Lock, look.AccentText), kit.Grow(m.where)),
		kit.Line(0, m.choice, kit.Spring()), m.about, m.fields.old, m.pair, m.result.object)
	m.box = &kit.Dialog{
		Title: "Where the credentials are kept", Content: m.all, Confirm: sayVerb(vault.KindKeychain, vault.KindPassphrase), Width: 124,
		OnConfirm: func() bool { m.confirm(); return false },
		OnClose:   m.closed,
	}
	n.Stage.Open(m.box)
	m.offer(false)
	m.look()
}

func (m *mover) entries() []*kit.Entry {
	return []*kit.Entry{m.old.Entry, m.phrase.Entry, m.again.Entry}
}

func (m *mover) closed() {
	m.scope.End()
	forget(m.entries()...)
}

// look finds out where the key lies.
func (m *mover) look() {
	task.Do(m.scope, func(ctx context.Context) (vault.Status, error) { return m.needs.Accounts.Vault(ctx), nil }, func(s vault.Status, _ error) {
		m.now, m.known = s, true
		m.where.Set(sayKept(s))
		m.to = vault.KindKeychain
		if s.Kind == m.to { // the other place is what one comes here for
			m.to = vault.KindPassphrase
		}
		m.choice.SetChosen(slices.Index(places, m.to))
		m.choose()
		if m.protected() {
			kit.Focus(m.old.Entry)
		} else {
			kit.Focus(m.phrase.Entry)
		}
	})
}

// choose shows what belongs to the place that is chosen.
func (m *mover) choose() {
	if m.busy { // the key is on its way
		m.choice.SetChosen(slices.Index(places, m.to))
		return
	}
	m.to = places[m.choice.Chosen()]
	m.result.silence()
	m.unblame()
	m.about.Set(sayAbout(m.to))
	m.offer(true)
}

// protected tells that a passphrase must be entered before the key can be had.
func (m *mover) protected() bool {
	return m.known && m.now.Kind == vault.KindPassphrase && m.now.Recorded
}

// offer shows the fields that are needed, and lets them be used or not.
func (m *mover) offer(on bool) {
	stays := m.to == vault.KindKeychain && m.now.Kind == vault.KindKeychain
	m.choice.Hidden, m.about.Hidden = !m.known, !m.known
	m.fields.old.Hidden = !m.protected()
	m.pair.Hidden = !m.known || m.to != vault.KindPassphrase
	enable(on, m.entries()...)
	m.box.SetConfirm(sayVerb(m.now.Kind, m.to), on && m.known && !stays)
	m.all.Refresh()
	m.fit()
}

// fit gives the dialog its height: what is new in it knows its own only when it has its width.
func (m *mover) fit() {
	m.box.Fit()
	m.box.Fit()
}

func (m *mover) unblame() {
	unblame(m.fields.old, m.fields.phrase, m.fields.again)
	m.fit()
}

// entered are the passphrase of now and the new one; what cannot be used is said beside its field.
func (m *mover) entered() (old, phrase core.Secret, ok bool) {
	ok = true
	blame := func(is bool, field *kit.FormField, sentence string) {
		if is && ok {
			field.SetError(sentence)
			ok = false
		}
	}
	blame(m.protected() && m.old.Text() == "", m.fields.old, sayNoPhrase)
	if m.to == vault.KindPassphrase {
		blame(m.phrase.Text() == "", m.fields.phrase, sayNoPhrase)
		blame(utf8.RuneCountInString(m.phrase.Text()) < leastPhrase, m.fields.phrase, sayShort)
		blame(m.phrase.Text() != m.again.Text(), m.fields.again, sayDiffers)
		phrase = core.NewSecret(m.phrase.Text())
	}
	m.fit()
	return core.NewSecret(m.old.Text()), phrase, ok
}

func (m *mover) confirm() {
	old, phrase, ok := m.entered()
	if !ok || m.busy {
		return
	}
	to, protected := m.to, m.protected()
	m.busy = true
	m.offer(false)
	m.result.news(kit.Accent, sayMoving)
	task.Do(m.scope, func(ctx context.Context) (nothing, error) {
		if protected {
			if err := m.needs.Accounts.Protect(ctx, old); err != nil {
				return nothing{}, err
			}
		}
		return nothing{}, m.needs.Accounts.MoveVault(ctx, to, phrase)
	}, func(_ nothing, err error) {
		m.busy = false
		m.result.silence()
		m.offer(true)
		switch {
		case err == nil:
			m.done(kit.Good, sayMoved(to))
		case errors.Is(err, vault.ErrLeft):
			m.done(kit.Warn, sayLeft)
		case errors.Is(err, vault.ErrWrongPassphrase):
			m.fields.old.SetError(sayWrong)
			m.fit()
		default:
			m.result.problem(sayNotMoved(err))
		}
	})
}

// done ends the dialog with the news.
func (m *mover) done(tone kit.Tone, sentence string) {
	m.box.Close()
	m.needs.Stage.Toast(tone, sentence)
	m.needs.Saved()
}

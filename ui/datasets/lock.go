package datasets

import (
	"context"

	"tamtam/core/vault"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// lock is what keeps the credentials of all connections to Gong shut, as far as a screen knows. Its zero value is an open one.
type lock struct {
	say.Attention
	asking bool // the keychain is being asked on the person's word

	needs   Needs
	scope   *task.Scope
	changed func()
	attempt task.Latest
}

// enter finds out, while the scope lasts. It does not keep a screen waiting: the keychain may take seconds.
func (l *lock) enter(s *task.Scope, n Needs, changed func()) {
	l.needs, l.scope, l.changed, l.asking = n, s, changed, false
	l.look()
}

func (l *lock) look() { l.ask(l.scope.Context()) }

// retry asks the keychain for as long as the person takes to answer it.
func (l *lock) retry() {
	l.asking = true
	l.changed()
	l.ask(vault.Attended(l.scope.Context()))
}

func (l *lock) ask(ctx context.Context) {
	task.DoContext(l.attempt.Next(ctx), l.scope, func(ctx context.Context) (say.Attention, error) { return l.needs.Connections.Shut(ctx), nil },
		func(a say.Attention, _ error) {
			l.Attention, l.asking = a, false
			l.changed()
		})
}

// hinders is what keeps a connection from working: Gong's refusal first, for it stays when the lock is open. The simulated account has no
// credentials.
func (l *lock) hinders(c Connection) say.Attention {
	if c.Attention.Mend == say.MendNothing && c.ID != "" && !c.Sample {
		return l.Attention
	}
	return c.Attention
}

// wantsPhrase tells that a connection works once the passphrase is entered.
func (l *lock) wantsPhrase(c Connection) bool { return l.hinders(c).Mend == say.MendUnlock }

// unlock asks for the passphrase, and goes on with then once it was right.
func (l *lock) unlock(mended, then func()) {
	l.needs.Routes.Unlock(func() {
		l.Attention = say.Attention{}
		mended()
		then()
	})
}

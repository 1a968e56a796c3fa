package connect_test

import (
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/vault"
	"tamtam/ui/connect"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

var (
	inKeychain   = vault.Status{Kind: vault.KindKeychain, State: vault.Found, Recorded: true}
	byPassphrase = vault.Status{Kind: vault.KindPassphrase, State: vault.Found, Recorded: true}
)

// changing opens the dialog that moves the key, over an empty window.
func changing(t *testing.T, mode look.Mode, a *accounts, r task.Runner) *opened {
	t.Helper()
	o := &opened{Window: uitest.New(t, mode), accounts: a}
	o.Resize(1024, 700)
	o.Show(kit.NewGround(look.Rail))
	if r == nil {
		r = o.Runner
	}
	connect.ChangeVault(t.Context(), connect.Needs{Accounts: a, Runner: r, Stage: o.Stage, Saved: func() { o.saved++ }})
	o.Settle()
	return o
}

func (o *opened) passphrases(old, phrase, again string) {
	if old != "" {
		o.Enter("Current passphrase", old)
	}
	o.Enter("New passphrase", phrase)
	o.Enter("Once more", again)
}

func TestVaultPictures(t *testing.T) {
	pictures := map[string]struct {
		accounts *accounts
		do       func(o *opened)
	}{
		"vault-keychain":   {&accounts{status: inKeychain}, func(*opened) {}},
		"vault-passphrase": {&accounts{status: byPassphrase}, func(*opened) {}},
		"vault-change": {&accounts{status: byPassphrase}, func(o *opened) {
			o.Tap("Passphrase")
			o.passphrases("canary of now", "canary", "")
			o.Tap("Change the passphrase")
		}},
		"vault-failed": {
			&accounts{status: byPassphrase, moveErr: core.E(core.Locked, "move data key", vault.ErrLocked)},
			func(o *opened) { o.Enter("Current passphrase", "canary of now"); o.Tap("Move to the keychain") },
		},
	}
	for name, picture := range pictures {
		t.Run(name, func(t *testing.T) {
			uitest.Both(t, func(t *testing.T, mode look.Mode) {
				o := changing(t, mode, picture.accounts, nil)
				picture.do(o)
				o.Golden(name)
			})
		})
	}
}

func TestPictureOfAMoveUnderWay(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		var step task.Step
		o := changing(t, mode, &accounts{status: inKeychain}, &step)
		step.Release(0)
		o.passphrases("", "canary correct", "canary correct")
		o.Tap("Protect by passphrase")
		o.Golden("vault-moving")
	})
}

func TestChangeVault(t *testing.T) {
	tests := []struct {
		name   string
		status vault.Status
		do     func(o *opened)
		old    []string
		moved  move
		says   string
	}{
		{
			"from the keychain", inKeychain,
			func(o *opened) { o.passphrases("", "canary correct", "canary correct"); o.Key(fyne.KeyReturn) },
			nil,
			move{vault.KindPassphrase, "canary correct"},
			"protected by your new passphrase",
		},
		{
			"to the keychain", byPassphrase,
			func(o *opened) { o.Enter("Current passphrase", "canary of now"); o.Tap("Move to the keychain") },
			[]string{"canary of now"},
			move{vault.KindKeychain, ""},
			"The key of the credentials now lies in",
		},
		{
			"to another passphrase", byPassphrase,
			func(o *opened) {
				o.Tap("Passphrase")
				o.passphrases("canary of now", "canary correct", "canary correct")
				o.Tap("Change the passphrase")
			},
			[]string{"canary of now"},
			move{vault.KindPassphrase, "canary correct"},
			"protected by your new passphrase",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := &accounts{status: test.status}
			o := changing(t, uitest.Light, a, nil)
			test.do(o)
			if !slices.Equal(a.moved, []move{test.moved}) || !slices.Equal(a.protected, test.old) || o.saved != 1 {
				t.Errorf("moved %v after %q, told %d times", a.moved, a.protected, o.saved)
			}
			o.MustNotShow("Where the credentials are kept")
			o.MustShow(test.says)
		})
	}
}

func TestWhereTheKeyLiesAlreadyItStays(t *testing.T) {
	o := changing(t, uitest.Light, &accounts{status: inKeychain}, nil)
	o.Tap("Keychain")
	o.Tap("Move to the keychain")
	o.MustNotShow("New passphrase")
	if len(o.accounts.moved) != 0 {
		t.Error("it was moved")
	}
}

func TestPassphrasesThatCannotBeUsed(t *testing.T) {
	tests := []struct{ name, old, phrase, again, says string }{
		{"no old one", "", "canary correct", "canary correct", "Enter a passphrase."},
		{"no new one", "canary of now", "", "", "Enter a passphrase."},
		{"a short one", "canary of now", "canary", "canary", "Take at least eight characters"},
		{"two that differ", "canary of now", "canary correct", "canary corect", "The two passphrases differ."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := changing(t, uitest.Light, &accounts{status: byPassphrase}, nil)
			o.Tap("Passphrase")
			o.passphrases(test.old, test.phrase, test.again)
			o.Tap("Change the passphrase")
			o.MustShow(test.says)
			if len(o.accounts.moved)+len(o.accounts.protected) != 0 {
				t.Error("it was used all the same")
			}
		})
	}
}

func TestMovesThatFailAreSentences(t *testing.T) {
	tests := []struct {
		name string
		err  error
		says string
	}{
		{"locked", core.E(core.Locked, "move data key", vault.ErrLocked), "locked, or its question was dismissed"},
		{"timed out", core.E(core.Unavailable, "move data key", vault.ErrTimedOut), "does not answer"},
		{"unavailable", core.Errorf(core.Unavailable, "move data key", "raw words"), "no keychain that Tamtam can use"},
		{"occupied", core.E(core.Broken, "save data key", vault.ErrOccupied), "holds another key"},
		{"lost", core.Errorf(core.NotFound, "load data key", "raw words"), "is gone or has changed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := &accounts{status: byPassphrase, moveErr: test.err}
			o := changing(t, uitest.Light, a, nil)
			o.Enter("Current passphrase", "canary of now")
			o.Tap("Move to the keychain")
			o.MustShow("The key was not moved, and nothing was changed.", test.says)
			o.MustNotShow("raw words")
			if o.saved != 0 {
				t.Error("told as done")
			}
			a.moveErr = nil
			o.Tap("Move to the keychain")
			if o.saved != 1 {
				t.Error("it cannot be tried again")
			}
		})
	}
	t.Run("wrong passphrase", func(t *testing.T) {
		o := changing(t, uitest.Light, &accounts{status: byPassphrase, wrong: true}, nil)
		o.Enter("Current passphrase", "canary guess")
		o.Tap("Move to the keychain")
		o.MustShow("This is not the passphrase of this database.")
	})
	t.Run("left", func(t *testing.T) {
		a := &accounts{status: inKeychain, moveErr: core.E(core.Locked, "move data key", errors.Join(vault.ErrLeft, vault.ErrLocked))}
		o := changing(t, uitest.Light, a, nil)
		o.passphrases("", "canary correct", "canary correct")
		o.Tap("Protect by passphrase")
		o.MustShow("the keychain did not let the key go")
		if o.saved != 1 {
			t.Error("not told as done")
		}
	})
}

func TestAMoveCanBeLeft(t *testing.T) {
	var step task.Step
	a := &accounts{status: inKeychain}
	o := changing(t, uitest.Light, a, &step)
	o.MustShow("Looking where the credentials are kept.")
	step.Release(0)
	o.passphrases("", "canary correct", "canary correct")
	o.Tap("Protect by passphrase")
	o.MustShow("Moving the key.")
	o.Tap("Cancel")
	step.Release(0) // the answer comes too late
	o.MustNotShow("Where the credentials are kept", "protected by your new passphrase")
	if o.saved != 0 {
		t.Error("told as done")
	}
}

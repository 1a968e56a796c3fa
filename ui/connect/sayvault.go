package connect

import (
	"errors"

	"tamtam/core"
	"tamtam/core/vault"
	"tamtam/ui/say"
)

// The sentences of the dialog that moves the key.
const (
	sayLooking = "Looking where the credentials are kept."
	sayMoving  = "Moving the key. If the keychain asks for its password, answer it there."
	sayLeft    = "Your passphrase protects the credentials now, but the keychain did not let the key go. Change the passphrase once more to remove it there."
)

// sayKept tells where the key lies, and whether it can be had.
func sayKept(s vault.Status) string {
	text := "The credentials lie encrypted in Tamtam's database. Their key lies " + s.Kind.Words() + "."
	switch {
	case s.Kind == 0:
		return "Where the key of the credentials lies cannot be read; the record of it is damaged."
	case !s.Recorded:
		text = "No credentials are kept yet. Their key would lie " + s.Kind.Words() + "."
	case s.Kind == vault.KindPassphrase:
		text = "The credentials lie encrypted in Tamtam's database, protected by your passphrase."
	}
	switch {
	case s.Left:
		text += " The keychain may still hold it, too; a change here removes it there."
	case s.Kind == vault.KindKeychain && s.State == vault.Locked:
		text += " It is locked now."
	case s.Kind == vault.KindKeychain && (s.State == vault.TimedOut || s.State == vault.Unavailable):
		text += " It does not answer now."
	}
	return text
}

// sayAbout tells what a place is good for.
func sayAbout(to vault.Kind) string {
	if to == vault.KindKeychain {
		return "Tamtam starts without asking: the keychain opens when you log in. Other programs of yours can ask it for the key, too."
	}
	return "Tamtam asks for the passphrase once after each start. Nobody can recover it: if it is lost, Gong must be connected again. Datasets stay."
}

func sayVerb(from, to vault.Kind) string {
	switch {
	case to == vault.KindKeychain:
		return "Move to the keychain"
	case from == vault.KindPassphrase:
		return "Change the passphrase"
	}
	return "Protect by passphrase"
}

func sayMoved(to vault.Kind) string {
	if to == vault.KindKeychain {
		return "The key of the credentials now lies " + to.Words() + "."
	}
	return "The credentials are now protected by your new passphrase."
}

// sayNotMoved is why the key stays where it is.
func sayNotMoved(err error) say.Problem {
	p := say.Error(err, "The key was not moved, and nothing was changed")
	switch {
	case errors.Is(err, vault.ErrOccupied):
		p.Cause = "The keychain holds another key under the name of this database, from an earlier connection."
		p.Next = "Disconnect Gong under Settings and connect it again: it is then kept in the keychain."
	case core.Is(err, core.Locked):
		p.Cause, p.Next = "The computer's keychain is locked, or its question was dismissed.", "Unlock it and try again."
	case errors.Is(err, vault.ErrTimedOut):
		p.Cause, p.Next = "The computer's keychain does not answer.", "Look whether it waits for a password, then try again."
	case core.Is(err, core.Unavailable):
		p.Cause, p.Next = "This computer has no keychain that Tamtam can use.", "Keep the passphrase, or try again when the keychain runs."
	case core.Is(err, core.NotFound), core.Is(err, core.Broken):
		p.Cause = "The key that protects the credentials is gone or has changed."
		p.Next = "Disconnect every account under Settings, then connect again; your datasets stay."
	}
	return p
}

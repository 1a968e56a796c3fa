package say

import (
	"tamtam/core"
	"tamtam/core/vault"
)

// Mending is what a person can do about a connection that does not work.
type Mending int

// The ways to mend a connection, each one button.
const (
	MendNothing    Mending = iota
	MendReconnect          // give it other credentials
	MendUnlock             // enter the passphrase
	MendRetry              // unlock the keychain, and have it asked again
	MendDisconnect         // disconnect all connections, so that they can be made anew
)

// Attention is why a connection does not work, in whole sentences, and what helps. Its zero value says that nothing is known to be wrong.
type Attention struct {
	Why  string
	Mend Mending
}

// Refused tells why Gong does not take a connection's credential any more: a login's or an API key's. over tells that Gong has ended the
// login, trouble is the kind of the failure noted for the connection. Being offline is no reason: it passes.
func Refused(login, over bool, trouble core.Kind) Attention {
	switch {
	case over:
		return Attention{"Gong has ended this login: its consent was withdrawn in Gong, or has expired.", MendReconnect}
	case trouble == core.Unauthorized && login:
		return Attention{"Gong does not accept the login any more: its consent was withdrawn in Gong.", MendReconnect}
	case trouble == core.Unauthorized:
		return Attention{"Gong does not accept the API key any more: it was deleted in Gong or has expired.", MendReconnect}
	case trouble == core.Foreign:
		return Attention{"Gong redirects to an address that is not Gong's, and credentials go nowhere else: perhaps the API base URL is wrong.", MendReconnect}
	}
	return Attention{}
}

// Shut tells why the credentials that are kept cannot be opened. only tells that one connection is kept: its new credentials may take the
// place of those that nobody can open.
func Shut(s vault.Status, only bool) Attention {
	const closed = ", so the credentials cannot be opened."
	switch s.State {
	case vault.Missing, vault.Damaged:
		mend := MendDisconnect
		if only {
			mend = MendReconnect
		}
		return Attention{"The key that protects the credentials is gone or has changed, so nobody can open them any more.", mend}
	case vault.Locked, vault.WrongPassphrase:
		if s.Kind == vault.KindPassphrase {
			return Attention{"Your passphrase protects the credentials.", MendUnlock}
		}
		return Attention{"The computer's keychain is locked" + closed, MendRetry}
	case vault.Unavailable, vault.TimedOut:
		return Attention{"The computer's keychain does not answer" + closed, MendRetry}
	}
	return Attention{}
}

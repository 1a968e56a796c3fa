package connect

import (
	"fmt"
	"strings"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/datatype"
	"tamtam/core/vault"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of this package, but those of a login and of moving the key.

const (
	apiPage = "https://app.gong.io/company/api"

	sayWhere    = "A technical administrator of Gong makes the key under Company Settings > API (Admin center > Settings > Ecosystem > API)."
	sayOnce     = "Gong shows the secret only once, when the key is made."
	sayBase     = "Only if Gong shows you an address of your own beside the key."
	sayShould   = "What the key should be able to read"
	sayBadBase  = "Only api.gong.io and addresses that end in .api.gong.io are allowed, with https."
	sayNoKey    = "Enter the access key."
	sayNoSecret = "Enter the access key secret."
	sayNoPhrase = "Enter a passphrase."
	sayLeast    = "At least eight characters."
	sayShort    = "Take at least eight characters: a few words are best."
	sayDiffers  = "The two passphrases differ."
	sayUnlock   = "The Gong credentials are protected by your passphrase. Tamtam needs it once, until it is closed."
	sayFinding  = "Looking where the credentials can be kept."
	sayAsking   = "Asking the keychain. If it asks for its password, answer it there; or choose a passphrase."
	sayWrong    = "This is not the passphrase of this database."
	sayEmptyKey = "Gong knows this key, but it may read none of the data types. Give it permissions in Gong, or save it all the same."
)

// sayTitle is the dialog's: with several accounts a person must know which one gets the credentials.
func sayTitle(name string) string {
	if name == "" {
		return "Connect Gong"
	}
	return "Reconnect “" + humane.Short(name, 60) + "”"
}

func sayNeeds(holder string) string {
	return "Each data type needs the permission beside it. What the " + holder + " lacks is left out; the rest can be imported."
}

// sayPlace tells where the secret will be kept.
func sayPlace(s vault.Status) string {
	if s.Kind == vault.KindPassphrase {
		return "The credentials are kept in Tamtam's database, encrypted under your passphrase."
	}
	return "The credentials are kept encrypted; their key lies " + s.Kind.Words() + "."
}

// sayWithout explains why a passphrase is asked for.
func sayWithout(s vault.Status) string {
	switch {
	case s.Recorded && s.Kind == vault.KindPassphrase:
		return "The credentials of this database are protected by a passphrase."
	case s.State == vault.Locked:
		return "The computer's keychain is locked. Unlock it and try again, or choose a passphrase to encrypt the credentials with."
	case s.State == vault.TimedOut:
		return "The computer's keychain does not answer. Try again, or choose a passphrase to encrypt the credentials with."
	}
	return "This computer has no keychain that Tamtam can use. Choose a passphrase to encrypt the credentials with."
}

func sayCount(granted int) string {
	switch all := len(core.DataTypes()); granted {
	case all:
		return fmt.Sprintf("All %d data types can be read", all)
	default:
		return fmt.Sprintf("%d of %d data types can be read", granted, all)
	}
}

func sayTesting(known int) string {
	return fmt.Sprintf("Testing, %d of %d", known, len(core.DataTypes()))
}

// sayMissing says what to do about what is not granted; "" when nothing is missing.
func sayMissing(r auth.Report, holder string) string {
	denied, lacking, failed := 0, 0, 0
	for _, g := range r.Grants {
		switch {
		case g.Denied():
			denied++
		case g.Err != nil:
			failed++
		case g.Lacks != "":
			lacking++
		}
	}
	switch {
	case denied > 0:
		return "A technical administrator of Gong can add what is missing to the " + holder + ". The rest can be imported."
	case failed > 0:
		return "Gong failed to answer for some. You can save the credentials and test them again later."
	case lacking > 0:
		return "Some records will be less complete without the permission that is missing."
	}
	return ""
}

// sayReached names the account.
func sayReached(r auth.Report) string {
	_, host, _ := strings.Cut(r.BaseURL, "://")
	if len(r.Workspaces) == 0 {
		return "Reached the account at " + host + "."
	}
	const most = 3
	names := strings.Join(r.Workspaces[:min(most, len(r.Workspaces))], ", ")
	if more := len(r.Workspaces) - most; more > 0 {
		names += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Sprintf("Reached %s: %s, at %s.", humane.Count(len(r.Workspaces), "workspace", "workspaces"), names, host)
}

// sayGrant is a data type's line: what it says at the right, and how it is meant.
func sayGrant(g auth.Grant) (words string, tone kit.Tone) {
	switch {
	case g.Err != nil:
		return "could not be checked", kit.Bad
	case !g.Granted && g.Scope == "":
		return "no permission", kit.Warn
	case !g.Granted:
		return g.Scope, kit.Warn
	case g.Lacks != "":
		return "without " + g.Lacks, kit.Good
	}
	return "granted", kit.Good
}

func needed(t core.DataType) string { return strings.Join(datatype.Of(t).Scopes, ", ") }

// sayRefused is why a test did not reach the account.
func sayRefused(err error) say.Problem {
	p := say.Error(err, "The connection does not work")
	switch {
	case core.Is(err, core.Unauthorized):
		p.Headline = "Gong does not accept this key."
		p.Cause = "The access key or its secret is wrong, was deleted in Gong, or has expired."
		p.Next = "Check both. If the secret is lost, make a new key in Gong."
	case core.Is(err, core.Denied):
		p.Headline = "Gong refuses every request with this key."
		p.Cause = "Perhaps the key trusts only certain network addresses, and this computer's is not among them."
		p.Next = "Look at the key's Trusted IPs in Gong."
	case core.Is(err, core.NotFound):
		p.Cause = "At this address nothing answers as Gong does."
		p.Next = "Check the API base URL under Advanced."
	}
	return p
}

// sayNotSaved is why credentials that work could not be kept.
func sayNotSaved(err error) say.Problem {
	p := say.Error(err, "The credentials could not be saved")
	switch core.KindOf(err) {
	case core.Unavailable:
		p.Cause, p.Next = "The computer's keychain cannot be used.", "Choose a passphrase instead, or try the keychain again."
	case core.Locked:
		p.Cause, p.Next = "The computer's keychain is locked.", "Unlock it and save again."
	case core.NotFound, core.Broken:
		p.Cause = "The key that protects the credentials saved before is gone or has changed."
		p.Next = "Disconnect every account under Settings, then connect again; your datasets stay."
	}
	return p
}

func sayConnected(r auth.Report) string { return "Connected to Gong. " + sayCount(r.Granted()) + "." }

func sayNotUnlocked(err error) string {
	return say.Error(err, "The credentials could not be unlocked").Line()
}

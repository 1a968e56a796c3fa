package connect

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/datatype"
	"tamtam/core/oauth"
	"tamtam/core/vault"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of this package.

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

// The sentences of a login through the browser.
const (
	sayRedirect       = "Of the three beside, the first that is free is used."
	sayRedirectOwn    = "As it is registered in Gong, letter by letter."
	saySimulated      = "Only for a simulated account: Gong tells the address of yours by itself."
	sayKeptSecret     = "kept from the last time"
	sayNoID           = "Enter the client id of your integration in Gong."
	sayNoClientSecret = "Enter the client secret of the integration."

	sayRegister = "Once: register Tamtam with Gong"
	sayCreate   = "In Gong: Admin center > Settings > Ecosystem > API > Integrations > Create Integration. Only a technical administrator can, and can allow the access."
	sayTick     = "Tick these permissions (scopes):"
	sayBring    = "Copy the client id and the client secret that Gong shows into the fields here."

	sayAsks      = "What Tamtam asks Gong for"
	sayBefore    = "Before the browser opens"
	sayErrorPage = "It will end on a page that cannot be shown. That is as it should be: copy the address of that page from the address bar and paste it here."
	sayWaiting   = "Waiting for Gong in your browser"
	sayAllow     = "Sign in to Gong there and allow the access. Tamtam goes on by itself."
	sayPaste     = "If the browser ends on an error page, or nothing happens here: copy the whole address from its address bar."
	sayAnswered  = "Gong has answered"
	sayFetching  = "Tamtam fetches the access now."
	sayAllowed   = "Gong has allowed the access"
	sayExamining = "Tamtam tests what it may read."
	sayNoBrowser = "The browser could not be opened. Copy the link and open it yourself."

	sayCertificate = "Gong will send it to an https address of this computer, whose certificate it does not know: go on past its warning, or change https to http in the address bar."
	sayBareCode    = "This is only a code, and nothing proves that it answers this attempt. Paste the whole address, unless you are sure where the code comes from."
	sayEmptyLogin  = "The access may read none of the data types. Give the integration permissions in Gong and connect again, or connect all the same."
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
		return "A Gong administrator can add what is missing to the " + holder + ". Everything else can be imported without it."
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
		p.Next = "Disconnect Gong under Settings, then connect it again."
	}
	return p
}

// sayAddresses is the step about so many redirect addresses.
func sayAddresses(n int) string {
	if n == 1 {
		return "Register exactly this redirect address:"
	}
	return "Register exactly these redirect addresses:"
}

// sayRemaining is the time that a login still waits: "4:59 left".
func sayRemaining(d time.Duration) string {
	seconds := max(0, int((d+time.Second-1)/time.Second))
	return fmt.Sprintf("%d:%02d left", seconds/60, seconds%60)
}

// sayNotListening is why the answer of the browser does not come in by itself, and the way out.
func sayNotListening(err error, to oauth.Redirect) string {
	switch {
	case errors.Is(err, oauth.ErrPort) && slices.Contains(oauth.DefaultRedirects(), to.String()): // all of them were tried
		return "Other programs use the ports of all the registered addresses. Go on by pasting; or stop, and close one of those programs or register and enter another address."
	case errors.Is(err, oauth.ErrPort):
		return "Another program uses port " + to.Port() + ". Go on by pasting; or stop, and close that program or register and enter another redirect address."
	case !to.Loopback():
		return "Gong will send the browser to " + to.String() + ", which is not this computer."
	}
	return "Tamtam cannot listen at port " + to.Port() + " of this computer. Go on by pasting; or stop, and register and enter another redirect address."
}

// sayPasted is what is wrong with a pasted text. bare tells that it is a code, which can be used all the same.
func sayPasted(err error) (sentence string, bare bool) {
	if errors.Is(err, oauth.ErrBareCode) {
		return sayBareCode, true
	}
	return say.Error(err, "").Cause, false
}

// sayNotReached is why the test of an access that Gong has just given did not reach the account.
func sayNotReached(err error) say.Problem {
	p := say.Login(err)
	if core.Is(err, core.Unauthorized) || core.Is(err, core.Denied) {
		p.Headline = "Gong has allowed the access and does not accept it."
		p.Cause = "Perhaps it was revoked at once, or this computer's network address is not allowed."
		p.Next = "Try again; if it stays, look at the integration in Gong."
	}
	return p
}

// sayLoggedIn is the news of a login that was kept.
func sayLoggedIn(r auth.Report, scopes []string) string {
	_, account, _ := strings.Cut(r.BaseURL, "://")
	if len(r.Workspaces) > 0 {
		account = r.Workspaces[0]
	}
	news := "Connected to " + account + ". " + sayCount(r.Granted())
	if len(scopes) > 0 {
		news += ", " + humane.Count(len(scopes), "permission was", "permissions were") + " granted"
	}
	return news + "."
}

func sayConnected(r auth.Report) string { return "Connected to Gong. " + sayCount(r.Granted()) + "." }

func sayNotUnlocked(err error) string {
	return say.Error(err, "The credentials could not be unlocked").Line()
}

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
		return "Move to the Keychain"
	case from == vault.KindPassphrase:
		return "Change the Passphrase"
	}
	return "Protect by Passphrase"
}

func sayMoved(to vault.Kind) string {
	if to == vault.KindKeychain {
		return "The key of the credentials lies now " + to.Words() + "."
	}
	return "The credentials are protected by your new passphrase now."
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
		p.Next = "Disconnect Gong under Settings, then connect it again."
	}
	return p
}

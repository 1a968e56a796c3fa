package connect

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/oauth"
	"tamtam/ui/humane"
	"tamtam/ui/say"
)

// The sentences of a login through the browser.
const (
	sayRedirect       = "Of the three beside, the first that is free is used."
	sayRedirectOwn    = "As it is registered in Gong, letter by letter."
	saySimulated      = "Only for a simulated account: Gong tells the address of yours by itself."
	sayKeptSecret     = "kept from the last time"
	sayNoID           = "Enter the client ID of your integration in Gong."
	sayNoClientSecret = "Enter the client secret of the integration."

	sayRegister = "Once: register Tamtam with Gong"
	sayCreate   = "In Gong: Admin center > Settings > Ecosystem > API > Integrations > Create Integration. Only a technical administrator can, and can allow the access."
	sayTick     = "Tick these permissions (scopes):"
	sayBring    = "Copy the client ID and the client secret that Gong shows into the fields here."

	sayAsks      = "What Tamtam asks Gong for"
	sayBefore    = "Before the browser opens"
	sayErrorPage = "The browser will end on a page that cannot be shown. That is as it should be: copy that page's address from the address bar and paste it here."
	sayWaiting   = "Waiting for Gong in your browser"
	sayAllow     = "Sign in to Gong there and allow the access. Tamtam goes on by itself."
	sayPaste     = "If the browser ends on an error page, or nothing happens here: copy the whole address from its address bar."
	sayAnswered  = "Gong has answered"
	sayFetching  = "Tamtam fetches the access now."
	sayAllowed   = "Gong has allowed the access"
	sayExamining = "Tamtam tests what it may read."
	sayNoBrowser = "The browser could not be opened. Copy the link and open it yourself."

	sayCertificate = "Gong will send the browser to an https address of this computer, whose certificate the browser does not know. Go on past its warning, or change https to http in the address bar."
	sayBareCode    = "This is only a code, and nothing proves that it answers this attempt. Paste the whole address, unless you are sure where the code comes from."
	sayEmptyLogin  = "The access may read none of the data types. Give the integration permissions in Gong and connect again, or connect all the same."
)

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

package settings

import (
	"fmt"
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/datatype"
	"tamtam/core/vault"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of the cards of accounts.

const (
	sayNone       = "Connect your company's Gong account with an API key or through the browser. A technical administrator of Gong makes either in a minute."
	saySample     = "The built-in simulated account: made-up people, made-up calls. Nothing leaves this computer."
	sayAttention  = "Gong does not accept the API key any more: it was deleted in Gong or has expired. Your datasets stay readable; reconnect to refresh them."
	sayRefused    = "Gong does not accept the login any more: its consent was withdrawn in Gong. Your datasets stay readable; reconnect to refresh them."
	sayOver       = "Gong has ended this login. Your datasets stay readable; reconnect to refresh them."
	sayForeign    = "Gong redirects to a host that is not Gong's, and credentials go nowhere else. Reconnect with the address that Gong shows beside the key."
	sayLocked     = "The credentials are protected by your passphrase. Enter it to refresh your datasets."
	sayKeyLost    = "The key that protects the credentials is gone, so nobody can open them any more. Disconnect every account, then connect again; your datasets stay."
	sayNoKeychain = "The computer's keychain is locked or does not answer, so the credentials cannot be opened. Unlock it, then try again."

	sayNameHint         = "How you call the account in Tamtam. Nothing changes in Gong."
	sayRemoveTitle      = "Remove the sample account?"
	sayRemoved          = "The sample account is removed."
	sayNotRead          = "The connections could not be read"
	sayNotRenamed       = "The account could not be renamed"
	sayNotDisconnected  = "The account could not be disconnected"
	sayTestFailed       = "The test did not reach Gong"
	sayTestFailedDenied = "Gong refuses every request of these credentials"
)

// sayState is a card's one line: what it says and how it is meant.
func sayState(c Connection) (string, kit.Tone) {
	if c.Sample {
		return "Connected to the sample account", kit.Good
	}
	if sentence, _ := attention(c); sentence != "" {
		if c.TroubleSince.IsZero() {
			return "Needs attention", kit.Bad
		}
		return "Needs attention since " + humane.Date(c.TroubleSince), kit.Bad
	}
	return "Connected as " + c.Account + " since " + humane.Date(c.Since), kit.Good
}

// mending is what helps a connection that needs attention.
type mending int

const (
	mendNothing mending = iota
	mendReconnect
	mendUnlock
	mendRetry
	mendDisconnect
)

// attention is why a connection does not work and what a person can do about it; "" when it does. Being offline is no reason: it passes.
func attention(c Connection) (string, mending) {
	switch {
	case c.Sample:
		return "", mendNothing
	case c.Over:
		return sayOver, mendReconnect
	case c.Trouble == core.Unauthorized && c.Kind == auth.KindOAuth:
		return sayRefused, mendReconnect
	case c.Trouble == core.Unauthorized:
		return sayAttention, mendReconnect
	case c.Trouble == core.Foreign:
		return sayForeign, mendReconnect
	}
	switch c.Vault.State {
	case vault.Missing, vault.Damaged:
		return sayKeyLost, mendDisconnect
	case vault.Locked, vault.WrongPassphrase:
		if c.Vault.Kind == vault.KindPassphrase {
			return sayLocked, mendUnlock
		}
		return sayNoKeychain, mendRetry
	case vault.Unavailable, vault.TimedOut:
		return sayNoKeychain, mendRetry
	}
	return "", mendNothing
}

// sayChange is the verb that gives a connection other credentials.
func sayChange(c Connection) string {
	if c.Kind == auth.KindOAuth {
		return "Reconnect"
	}
	return "Change key"
}

func sayKind(c Connection) string {
	if c.Kind == auth.KindOAuth {
		return "OAuth, client id " + c.ClientID
	}
	return "API key"
}

func sayUsed(c Connection) string {
	if c.Datasets == 0 {
		return "No dataset yet"
	}
	return humane.Count(c.Datasets, "dataset", "datasets")
}

func sayKept(c Connection) string {
	if c.Vault.Kind == 0 {
		return "Credentials encrypted in Tamtam's database"
	}
	if c.Vault.Kind == vault.KindPassphrase {
		return "Credentials encrypted in Tamtam's database, protected by your passphrase"
	}
	return "Credentials encrypted in Tamtam's database; the key lies " + c.Vault.Kind.Words()
}

func sayReadable(c Connection) string {
	all := len(core.DataTypes())
	if len(c.Missing) == 0 {
		return fmt.Sprintf("All %d can be read", all)
	}
	return fmt.Sprintf("%d of %d can be read", all-len(c.Missing), all)
}

// sayGrant is the tip of a data type.
func sayGrant(t core.DataType, scope string, missing bool) string {
	title := datatype.Of(t).Title
	switch {
	case !missing:
		return title + ": granted"
	case scope == "":
		return title + ": Gong does not permit it"
	}
	return title + ": lacks " + scope
}

// sayMissing names the types that cannot be read, with their permissions; types that share one stand together.
func sayMissing(c Connection) string {
	var scopes []string
	types := map[string][]string{}
	for _, t := range core.DataTypes() {
		scope, missing := c.Missing[t]
		if !missing {
			continue
		}
		if !slices.Contains(scopes, scope) {
			scopes = append(scopes, scope)
		}
		types[scope] = append(types[scope], datatype.Of(t).Title)
	}
	var parts []string
	for _, scope := range scopes {
		part := strings.Join(types[scope], ", ")
		if scope != "" {
			part += " (" + scope + ")"
		}
		parts = append(parts, part)
	}
	if c.Kind == auth.KindOAuth {
		return "The login lacks permissions for " + strings.Join(parts, "; ") + ". A Gong administrator can add them to the integration; then reconnect."
	}
	return "The key lacks permissions for " + strings.Join(parts, "; ") + ". A Gong administrator can add them; then test again."
}

func sayScopes(c Connection) string { return "Granted scopes: " + strings.Join(c.Scopes, ", ") }

func sayTesting(known int) string {
	return fmt.Sprintf("Testing, %d of %d data types", known, len(core.DataTypes()))
}

// sayTest is what a test that failed has to say; "" where the card says it itself.
func sayTest(err error) string {
	switch core.KindOf(err) {
	case core.Unauthorized, core.Foreign:
		return ""
	case core.Denied:
		return say.Error(err, sayTestFailedDenied).Line()
	}
	return say.Error(err, sayTestFailed).Line()
}

func sayDisconnectTitle(c Connection) string { return "Disconnect “" + c.Name + "”?" }

// sayDisconnectLoss says what is removed, what stays, and where in Gong the credentials themselves end.
func sayDisconnectLoss(c Connection) string {
	secrets, revoke := "the access key and its secret",
		"The key itself stays valid in Gong: to revoke it, delete it there under Company Settings > API."
	if c.Kind == auth.KindOAuth {
		secrets, revoke = "the login's tokens and the client secret",
			"Gong's consent itself stays: to revoke it, remove the integration there under Company Settings > Ecosystem."
	}
	return "Tamtam removes " + secrets + " from this computer. " + sayStays(c) + "\n\n" + revoke
}

func sayRemoveLoss(c Connection) string { return "The simulated account is taken away. " + sayStays(c) }

// sayStays is what becomes of the datasets.
func sayStays(c Connection) string {
	switch c.Datasets {
	case 0:
		return "No dataset uses it."
	case 1:
		return "The dataset that uses it stays readable, but cannot be refreshed until the account is connected again. Exported files stay."
	}
	return fmt.Sprintf("The %d datasets that use it stay readable, but cannot be refreshed until the account is connected again. Exported files stay.", c.Datasets)
}

func sayDisconnected(c Connection) string {
	return "“" + c.Name + "” is disconnected. Its datasets are still here."
}

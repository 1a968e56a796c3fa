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
	sayNone             = "Connect your company's Gong account with an API key, or through the browser (OAuth). A technical administrator of Gong can set up either."
	saySample           = "The built-in simulated account: made-up people, made-up calls. Nothing leaves this computer."
	sayNoMeetings       = "Its meetings can be synced to the Timeline, as Activities of companies."
	sayNameHint         = "Its name in Tamtam. Nothing changes in Gong."
	sayRemoveTitle      = "Remove the sample account?"
	sayRemoved          = "The sample account is removed."
	sayNotRead          = "The connections could not be read"
	sayNotRenamed       = "The account could not be renamed"
	sayNotDisconnected  = "The account could not be disconnected"
	sayTestFailed       = "The account could not be tested"
	sayTestFailedDenied = "Gong refuses every request of these credentials"
)

// sayState is a card's one line: what it says and how it is meant.
func sayState(c Connection, troubled bool) (string, kit.Tone) {
	if c.Sample {
		return "Connected to the sample account", kit.Good
	}
	if troubled {
		if c.TroubleSince.IsZero() {
			return "Needs attention", kit.Bad
		}
		return "Needs attention since " + humane.Date(c.TroubleSince), kit.Bad
	}
	return "Connected as " + c.Account + " since " + humane.Date(c.Since), kit.Good
}

// attention is why a connection does not work and what a person can do about it. only tells that there is no other to Gong.
func attention(c Connection, only bool) say.Attention {
	if c.Sample {
		return say.Attention{}
	}
	a := say.Refused(c.Kind == auth.KindOAuth, c.Over, c.Trouble)
	if a.Mend == say.MendNothing {
		a = say.Shut(c.Vault, only)
	}
	return a
}

// sayAttention is why a connection does not work, what stays, and the next step.
func sayAttention(a say.Attention) string {
	switch a.Mend {
	case say.MendUnlock:
		return a.Why + " Enter it to refresh your datasets."
	case say.MendRetry:
		return a.Why + " Unlock it, then try again."
	case say.MendDisconnect:
		return a.Why + " Disconnect every account, then connect again; your datasets stay."
	}
	return a.Why + " Your datasets stay readable; reconnect to refresh them."
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
		return "OAuth, client ID " + c.ClientID
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
	if c.Vault.State == vault.Missing {
		return "Credentials encrypted in Tamtam's database, without the key that opens them"
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
		return "The login lacks permissions for " + strings.Join(parts, "; ") + ". A technical administrator of Gong can add them to the integration; then reconnect."
	}
	return "The key lacks permissions for " + strings.Join(parts, "; ") + ". A technical administrator of Gong can add them; then test again."
}

func sayScopes(c Connection) string {
	return "Granted permissions (scopes): " + strings.Join(c.Scopes, ", ")
}

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
	removed, revoke := "the access key and its secret",
		"The key itself stays valid in Gong: to revoke it, delete it there under Company Settings > API."
	if c.Kind == auth.KindOAuth {
		removed, revoke = "the login's tokens and the client secret",
			"The consent itself stays valid in Gong: to revoke it, remove the integration there under Company Settings > Ecosystem."
	}
	return "Tamtam removes " + removed + " from this computer. " + sayStays(c) + "\n\n" + revoke
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

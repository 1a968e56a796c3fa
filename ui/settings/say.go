package settings

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/network"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of this package. Labels of buttons and rows stand where they are used.

const (
	sayNone       = "Connect your company's Gong account with an API key. A technical administrator of Gong makes one in a minute."
	saySample     = "The built-in simulated account: made-up people, made-up calls. Nothing leaves this computer."
	sayAttention  = "Gong does not accept the credentials any more: they were deleted in Gong or have expired. Your datasets stay readable; connect again to refresh them."
	sayForeign    = "Gong redirects to a host that is not Gong's, and credentials go nowhere else. Check the API base URL."
	sayLocked     = "The credentials are protected by your passphrase. Enter it to refresh your datasets."
	sayKeyLost    = "The key that protects the credentials is gone from the keychain. Disconnect, then connect again; your datasets stay."
	sayNoKeychain = "The computer's keychain is locked or does not answer, so the credentials cannot be opened. Unlock it, then test again."

	sayDisconnectTitle  = "Disconnect Gong?"
	sayDisconnectLoss   = "Tamtam removes the stored access key and secret from this computer. Your datasets and exported files stay, but cannot be refreshed until you connect again.\n\nThe key itself stays valid in Gong: to revoke it, delete it there under Company Settings > API."
	sayRemoveTitle      = "Remove the sample account?"
	sayRemoveLoss       = "The simulated account is taken away. Datasets that you made from it stay, but cannot be refreshed."
	sayDisconnected     = "Gong is disconnected. Your datasets are still here."
	sayRemoved          = "The sample account is removed."
	saySystem           = "System follows what the desktop prefers."
	sayChecking         = "Reading the whole database"
	sayNotRead          = "The connection could not be read"
	sayNotDisconnected  = "Gong could not be disconnected"
	sayNotChecked       = "The database could not be checked"
	sayNotMeasured      = "The database could not be measured"
	sayTestFailed       = "The test did not reach Gong"
	sayNotInEffect      = "The network settings are not fully in effect"
	sayNotChanged       = "The network settings were not changed"
	sayFileNotUsed      = "The CA file is not used"
	sayNoCAFile         = "None: the system's own certificates hold"
	sayCheck            = "One request without credentials."
	sayReaching         = "Trying to reach Gong"
	sayTestFailedDenied = "Gong refuses every request of this key"
)

// sayProxy explains each choice.
var sayProxy = map[network.Proxy]string{
	network.System: "As the desktop says, else the environment.",
	network.Manual: "Through the proxy at this address.",
	network.None:   "Gong is reached directly.",
}

// sayFound is what a check of the network has found.
func sayFound(f network.Finding) (string, kit.Tone) {
	if f.Err != nil {
		return say.Error(f.Err, "Gong was not reached"+through(f.Via)).Line(), kit.Bad
	}
	reached := f.Host + " is reached" + through(f.Via) + "."
	if f.ClockOff != 0 {
		return reached + " " + say.Clock(f.ClockOff) + " Set it right: logins can fail by it.", kit.Warn
	}
	return reached, kit.Good
}

func through(proxy string) string {
	if proxy == "" {
		return ""
	}
	return " through " + proxy
}

// sayState is the card's one line: what it says and how it is meant.
func sayState(c Connection) (string, kit.Tone) {
	switch {
	case c.ID == "":
		return "Not connected", kit.Neutral
	case c.Sample:
		return "Connected to the sample account", kit.Good
	case attention(c) != "":
		return "Needs attention", kit.Bad
	}
	return "Connected as " + c.Account + " since " + humane.Date(c.Since), kit.Good
}

// attention is what a person must mend, or "".
func attention(c Connection) string {
	if c.ID == "" || c.Sample {
		return ""
	}
	switch c.Trouble {
	case core.Unauthorized:
		return sayAttention
	case core.Foreign:
		return sayForeign
	}
	switch c.Vault.State {
	case vault.Missing, vault.Damaged:
		return sayKeyLost
	case vault.Locked, vault.WrongPassphrase:
		if c.Vault.Kind == vault.KindPassphrase {
			return sayLocked
		}
		return sayNoKeychain
	case vault.Unavailable, vault.TimedOut:
		return sayNoKeychain
	}
	return ""
}

func sayTested(c Connection, now time.Time) string { return humane.Ago(c.Tested, now) }

func sayKept(c Connection) string {
	if c.Vault.Kind == 0 {
		return "Encrypted in Tamtam's database"
	}
	if c.Vault.Kind == vault.KindPassphrase {
		return "Encrypted in Tamtam's database, protected by your passphrase"
	}
	return "Encrypted in Tamtam's database; the key lies " + c.Vault.Kind.Words()
}

func sayReadable(c Connection) string {
	all := len(core.DataTypes())
	if len(c.Missing) == 0 {
		return fmt.Sprintf("All %d can be read", all)
	}
	return fmt.Sprintf("%d of %d can be read", all-len(c.Missing), all)
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
	return "The key lacks permissions for " + strings.Join(parts, "; ") + ". A Gong administrator can add them; then test again."
}

func sayTesting(known int) string {
	return fmt.Sprintf("Testing, %d of %d data types", known, len(core.DataTypes()))
}

func sayTest(err error) string {
	switch core.KindOf(err) {
	case core.Unauthorized:
		return ""
	case core.Denied:
		return say.Error(err, sayTestFailedDenied).Line()
	}
	return say.Error(err, sayTestFailed).Line()
}

func sayChecked(r store.Report) (string, kit.Tone) {
	if n := len(r.Problems); n > 0 {
		return humane.Count(n, "problem was found.", "problems were found.") + " Refresh the datasets concerned, or send the details to your support.", kit.Bad
	}
	if r.Files == 0 {
		return "The database is in order. It holds no files yet.", kit.Good
	}
	return fmt.Sprintf("The database is in order: %s in %s, %s of text, all readable.", humane.Count(r.Records, "record", "records"),
		humane.Count(r.Files, "file", "files"), humane.Size(r.Bytes)), kit.Good
}

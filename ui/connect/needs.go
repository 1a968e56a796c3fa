package connect

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/oauth"
	"tamtam/core/vault"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// Accounts test and keep credentials. Its methods may take their time and are called off the UI goroutine; somebody waits for all of them
// and can cancel.
type Accounts interface {
	// Test finds out what the key may read and calls watch, from any goroutine, with each line as it becomes known.
	Test(ctx context.Context, key auth.APIKey, watch func(auth.Grant)) (auth.Report, error)
	// Save keeps the key of a tested account under the target.
	Save(ctx context.Context, target auth.Target, key auth.APIKey, report auth.Report) error
	// App is the integration of a connection, or that which was entered last when id is "" or the connection has none, with an empty secret
	// when that cannot be opened now, and the address of its accounts. It asks the keychain for as long as ctx says (vault.Attended).
	App(ctx context.Context, id core.ConnectionID) (app oauth.App, base string, err error)
	// Login begins a login through the browser for accounts at the address base. The caller closes it.
	Login(ctx context.Context, app oauth.App, base string) (Login, error)
	// Vault tells where secrets are kept, or would be. It asks the keychain for as long as ctx says (vault.Attended).
	Vault(ctx context.Context) vault.Status
	// Protect opens the vault with a passphrase, or makes it when nothing is kept yet.
	Protect(ctx context.Context, passphrase core.Secret) error
	// MoveVault takes the key of what is kept to the keychain, or under the passphrase, which is new. An error that wraps vault.ErrLeft
	// tells that it is done, and that the keychain may still hold the key.
	MoveVault(ctx context.Context, to vault.Kind, passphrase core.Secret) error
}

// Login is one attempt to connect through the browser, an auth.Login. Wait, Test, Save and Close may take their time and are called off the
// UI goroutine; the others answer at once.
type Login interface {
	// Address is Gong's page that asks for consent, Local a short address of this computer that leads there, "" when nothing listens.
	Address() string
	Local() string
	// Redirect is the registered address that Gong sends the browser to.
	Redirect() oauth.Redirect
	// Listening is nil when the answer comes in by itself; else it says why it must be pasted.
	Listening() error
	// Until is when Wait gives up.
	Until() time.Time
	// Paste takes the address that the browser was sent to, PasteCode a code alone.
	Paste(text string) error
	PasteCode(code string) error
	// Wait waits for the consent.
	Wait(ctx context.Context) error
	// Scopes are the permissions that Gong has granted, when it said so.
	Scopes() []string
	// Test finds out what the consent lets us read, as Accounts.Test does for a key.
	Test(ctx context.Context, watch func(auth.Grant)) (auth.Report, error)
	// Save keeps the login of a tested account under the target.
	Save(ctx context.Context, target auth.Target, report auth.Report) error
	// Close ends the attempt.
	Close()
}

// Needs is what the dialog needs from the program.
type Needs struct {
	// Target is the connection that gets the credentials; its zero value is a new one.
	Target   auth.Target
	Accounts Accounts
	// Name is how the person calls the connection that gets other credentials; "" makes a new one.
	Name string
	// Kind is the way to connect that is shown first: auth.KindOAuth, else the API key.
	Kind      string
	Clock     core.Clock
	Runner    task.Runner
	Stage     *kit.Stage
	Clipboard fyne.Clipboard
	// OpenURL opens a page of Gong's in the browser.
	OpenURL func(url string)
	// OpenLogin opens the address of a login in the browser, Gong's or this computer's.
	OpenLogin func(url string) error
	// Offer is what the news of a connection that was kept offers to do next; nil for nothing.
	Offer *Offer
	// Saved is told when the credentials were kept, unlocked or their key moved, and the dialog has closed.
	Saved func()
}

// Offer is something that a person may want to do next: a verb, and what it does.
type Offer struct {
	Verb string
	Do   func()
}

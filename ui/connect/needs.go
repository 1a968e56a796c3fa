package connect

import (
	"context"

	"tamtam/core"
	"tamtam/core/auth"
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
	// Vault tells where secrets are kept, or would be. It asks the keychain for as long as ctx says (vault.Attended).
	Vault(ctx context.Context) vault.Status
	// Protect opens the vault with a passphrase, or makes it when nothing is kept yet.
	Protect(ctx context.Context, passphrase core.Secret) error
	// MoveVault takes the key of what is kept to the keychain, or under the passphrase, which is new. An error that wraps vault.ErrLeft
	// tells that it is done, and that the keychain may still hold the key.
	MoveVault(ctx context.Context, to vault.Kind, passphrase core.Secret) error
}

// Needs is what the dialog needs from the program.
type Needs struct {
	// Target is the connection that gets the credentials; its zero value is a new one.
	Target   auth.Target
	Accounts Accounts
	// Target is the connection that is made or replaced.
	Target auth.Target
	Runner task.Runner
	Stage  *kit.Stage
	// OpenURL opens a page of Gong's in the browser.
	OpenURL func(url string)
	// Saved is told when the credentials were kept, unlocked or their key moved, and the dialog has closed.
	Saved func()
}

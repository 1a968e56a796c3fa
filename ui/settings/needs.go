package settings

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/network"
	"tamtam/core/store"
	"tamtam/core/vault"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// Connection is a connection to an account as its card shows it.
type Connection struct {
	ID core.ConnectionID
	// Name is how the person calls it, Account how the account calls itself, Host where it is reached.
	Name, Account, Host string
	Workspaces          []string
	// Kind is auth.KindAPIKey or auth.KindOAuth; "" for the simulated account.
	Kind string
	// ClientID is the integration that a login asked through, Scopes what Gong granted it; Over tells that Gong has ended it.
	ClientID string
	Scopes   []string
	Over     bool
	// Since is when it was made, Tested when it last passed a test.
	Since, Tested time.Time
	// Missing holds, for each type without permission at the last test, the scope that is missing, or "".
	Missing map[core.DataType]string
	// Datasets is how many are imported through it.
	Datasets int
	// Sample tells that it is the built-in simulated account.
	Sample bool
	// MeetingsOff tells that no meetings are synced to the Timeline, so that those of this account can be.
	MeetingsOff bool
	// Trouble is the kind of the failure that a person must mend, core.Other when there is none, and TroubleSince when it began.
	Trouble      core.Kind
	TroubleSince time.Time
	// Vault is where the credential's key is and whether it can be had. It means nothing for the simulated account.
	Vault vault.Status
}

// Accounts read, test and end the connections. Its methods may take their time and are called off the UI goroutine.
type Accounts interface {
	// Connections lists those to Gong, the oldest first, then the simulated account if it is in use.
	Connections(ctx context.Context) ([]Connection, error)
	// Rename gives a connection another name; core.Invalid says why it cannot have it.
	Rename(ctx context.Context, id core.ConnectionID, name string) error
	// Retest tests the credential again, keeps what it finds, and calls watch, from any goroutine, with each line as it becomes known.
	Retest(ctx context.Context, id core.ConnectionID, watch func(auth.Grant)) error
	// Disconnect removes the connection and its credential.
	Disconnect(ctx context.Context, id core.ConnectionID) error
}

// Appearance is how the window looks. Its methods return at once and are called on the UI goroutine.
type Appearance interface {
	Look() look.Options
	// SetLook shows the new look and remembers it.
	SetLook(look.Options)
}

// Storage is where the data lies. Its methods may take their time and are called off the UI goroutine.
type Storage interface {
	Place(ctx context.Context) (Place, error)
	// Check reads the whole database.
	Check(ctx context.Context) (store.Report, error)
}

// Network is how Gong is reached. Its methods may take their time and are called off the UI goroutine.
type Network interface {
	// Settings returns what is in effect; the error says why it is not fully so.
	Settings(ctx context.Context) (network.Settings, error)
	// Set keeps the settings and has them in effect at once; core.Invalid says in words for the person why they cannot be used.
	Set(ctx context.Context, s network.Settings) error
	// Check tries to reach Gong without a credential.
	Check(ctx context.Context) network.Finding
}

// Place is the database on the disk.
type Place struct {
	Path string
	Size int64
}

// About is what support wants to know. Folder and Log are folders.
type About struct{ Version, Folder, Log string }

// Routes are the ways out of the page.
type Routes struct {
	// Connect opens the dialog that gives a connection other credentials, or makes another connection when id is ""; saved is called when it
	// did.
	Connect func(id core.ConnectionID, saved func())
	// Unlock asks for the passphrase that protects the credentials; unlocked is called when it was right.
	Unlock func(unlocked func())
	// ChangeVault lets the person choose where the key of the credentials is kept; changed is called when that changed. nil where there is no
	// choice.
	ChangeVault func(changed func())
	// Sample connects the built-in simulated account; done is called when it is there.
	Sample func(done func())
	// SyncMeetings offers to sync the meetings of a connection to the Timeline; begun is called when the person does.
	SyncMeetings func(id core.ConnectionID, begun func())
	// Reveal shows a folder in the system's file manager.
	Reveal func(path string)
	// PickCAFile lets the person choose a file of certificates; now is the one in use, or "". picked is not called when they change their mind.
	PickCAFile func(now string, picked func(path string))
}

// Needs is all that the page needs from the program.
type Needs struct {
	Accounts   Accounts
	Appearance Appearance
	Storage    Storage
	Network    Network
	Background Background
	About      About
	Routes     Routes
	Clipboard  fyne.Clipboard
	Clock      core.Clock
	Runner     task.Runner
	Stage      *kit.Stage
}

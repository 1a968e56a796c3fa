package connect_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/datatype"
	"tamtam/core/oauth"
	"tamtam/core/vault"
	"tamtam/ui/connect"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

const (
	accessKey = "AK7QX2"
	secret    = "canary-secret-77aa"
)

// accounts is a fake of what app brings.
type accounts struct {
	report  auth.Report
	testErr error
	saveErr error
	status  vault.Status
	wrong   bool // Protect knows another passphrase

	kept     oauth.App // from the last login
	keptBase string
	login    *login
	loginErr error

	mu        sync.Mutex
	tested    []auth.APIKey
	saved     []auth.APIKey
	targets   []auth.Target
	protected []string
	begun     []begun
	moved     []move
	moveErr   error
	looks     []looked
}

// looked is a call of Vault, and whether the keychain may take as long as it likes.
type looked struct {
	ctx      context.Context
	attended bool
}

// move is what MoveVault was asked for.
type move struct {
	to    vault.Kind
	words string
}

var _ connect.Accounts = (*accounts)(nil)

func (a *accounts) Test(ctx context.Context, key auth.APIKey, watch func(auth.Grant)) (auth.Report, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.tested = append(a.tested, key)
	if a.testErr != nil {
		return auth.Report{}, a.testErr
	}
	for _, g := range a.report.Grants {
		watch(g)
	}
	return a.report, ctx.Err()
}

func (a *accounts) Save(_ context.Context, target auth.Target, key auth.APIKey, _ auth.Report) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.saveErr != nil {
		return a.saveErr
	}
	a.saved = append(a.saved, key)
	a.targets = append(a.targets, target)
	return nil
}

func (a *accounts) Vault(ctx context.Context) vault.Status {
	limited, cancel := vault.Limited(ctx)
	defer cancel()
	_, hurried := limited.Deadline()
	a.mu.Lock()
	defer a.mu.Unlock()
	a.looks = append(a.looks, looked{ctx, !hurried})
	return a.status
}

func (a *accounts) MoveVault(_ context.Context, to vault.Kind, passphrase core.Secret) error {
	if a.moveErr != nil {
		return a.moveErr
	}
	a.moved = append(a.moved, move{to, passphrase.Reveal()})
	return nil
}

func (a *accounts) Protect(_ context.Context, passphrase core.Secret) error {
	if a.wrong {
		return core.E(core.Invalid, "open vault", vault.ErrWrongPassphrase)
	}
	a.protected = append(a.protected, passphrase.Reveal())
	return nil
}

var target = auth.Target{ID: "c-2", Name: "Sandbox"}

var (
	keychain = vault.Status{Kind: vault.KindKeychain, State: vault.Missing}
	none     = vault.Status{Kind: vault.KindKeychain, State: vault.Unavailable}
	locked   = vault.Status{Kind: vault.KindPassphrase, State: vault.Locked, Recorded: true}
)

// granting is a report in which the types are not granted.
func granting(without ...core.DataType) auth.Report {
	r := auth.Report{BaseURL: "https://us-12345.api.gong.io", Workspaces: []string{"Sales", "Support"}, Tested: time.Unix(1_780_000_000, 0)}
	for _, t := range core.DataTypes() {
		g := auth.Grant{Type: t, Granted: !slices.Contains(without, t)}
		if !g.Granted {
			g.Scope = datatype.Of(t).Scopes[0]
		}
		r.Grants = append(r.Grants, g)
	}
	return r
}

// opened is the dialog over an empty window.
type opened struct {
	*uitest.Window
	accounts *accounts
	clock    clock
	saved    int
	offered  int // what is offered with the news was taken
	urls     []string

	logins     []string // addresses of logins that were opened
	browserErr error
}

func open(t *testing.T, mode look.Mode, a *accounts, r task.Runner) *opened {
	t.Helper()
	return openKind(t, mode, a, r, "")
}

func openKind(t *testing.T, mode look.Mode, a *accounts, r task.Runner, kind string) *opened {
	t.Helper()
	o := &opened{Window: uitest.New(t, mode), accounts: a, clock: clock{time.Unix(1_780_000_000, 0)}}
	o.Resize(1024, 700)
	o.Show(kit.NewGround(look.Rail))
	if r == nil {
		r = o.Runner
	}
	connect.Open(t.Context(), connect.Needs{
		Accounts: a, Target: target, Kind: kind, Clock: &o.clock, Runner: r, Stage: o.Stage, Clipboard: o.App.Clipboard(),
		OpenURL:   func(url string) { o.urls = append(o.urls, url) },
		OpenLogin: func(url string) error { o.logins = append(o.logins, url); return o.browserErr },
		Offer:     &connect.Offer{Verb: "Sync meetings…", Do: func() { o.offered++ }},
		Saved:     func() { o.saved++ },
	})
	o.Settle()
	return o
}

func (o *opened) fill() {
	o.Enter("Access Key", accessKey)
	o.Enter("Access Key Secret", secret)
}

func TestPictures(t *testing.T) {
	broken := granting(core.Libraries)
	broken.Grants[7] = auth.Grant{Type: core.Trackers, Err: core.E(core.Broken, "list trackers", nil)}
	broken.Grants[3].Lacks = "api:stats:interaction"
	pictures := map[string]struct {
		accounts *accounts
		do       func(o *opened)
	}{
		"empty":   {&accounts{status: keychain}, func(*opened) {}},
		"missing": {&accounts{status: keychain}, func(o *opened) { o.Tap("Advanced"); o.Tap("Save Credentials") }},
		"granted": {&accounts{status: keychain, report: granting()}, func(o *opened) { o.fill(); o.Tap("Test Connection") }},
		"partial": {
			&accounts{status: keychain, report: granting(core.Libraries, core.Trackers, core.CRMDeals, core.CRMContacts, core.CRMAccounts, core.Calls)},
			func(o *opened) { o.fill(); o.Tap("Test Connection") },
		},
		"unchecked": {&accounts{status: keychain, report: broken}, func(o *opened) { o.fill(); o.Tap("Test Connection") }},
		"refused": {
			&accounts{status: keychain, testErr: &core.Error{Kind: core.Unauthorized, Op: "list workspaces", RequestID: "4al018gzaztcr8nbukw"}},
			func(o *opened) { o.fill(); o.Tap("Test Connection") },
		},
		"passphrase": {&accounts{status: none}, func(o *opened) { o.fill(); o.Enter("Passphrase", "canary"); o.Tap("Save Credentials") }},
		"protected":  {&accounts{status: locked, report: granting(), wrong: true}, func(o *opened) { o.fill(); o.Enter("Passphrase", "canary"); o.Tap("Save Credentials") }},
	}
	for name, picture := range pictures {
		t.Run(name, func(t *testing.T) {
			uitest.Both(t, func(t *testing.T, mode look.Mode) {
				o := open(t, mode, picture.accounts, nil)
				picture.do(o)
				o.Golden(name)
			})
		})
	}
}

func TestPictureOfATestUnderWay(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		var step task.Step
		report := granting(core.Transcripts)
		report.Grants = report.Grants[:5]
		o := open(t, mode, &accounts{status: keychain, report: report}, &step)
		step.Release(0)
		o.fill()
		o.Tap("Test Connection")
		step.Advance(task.PulseGap)
		o.Golden("testing")
	})
}

func TestOtherCredentialsNameTheirConnection(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	w.Resize(1024, 700)
	w.Show(kit.NewGround(look.Rail))
	connect.Open(t.Context(), connect.Needs{
		Accounts: &accounts{status: keychain, report: granting()}, Target: target, Name: "Sandbox", Runner: w.Runner, Stage: w.Stage, Clipboard: w.App.Clipboard(),
		Saved: func() {},
	})
	w.MustShow("Reconnect “Sandbox”")
	w.MustNotShow("Connect Gong")
	w.Enter("Access Key", accessKey)
	w.Enter("Access Key Secret", secret)
	w.Tap("Test Connection")
	w.Tap("Save Credentials")
	w.MustShow("Connected to Gong.")
	w.MustNotShow("Sync meetings…")
}

func TestSaveTestsFirst(t *testing.T) {
	o := open(t, uitest.Light, &accounts{status: keychain, report: granting(core.Libraries)}, nil)
	o.fill()
	o.Tap("Save Credentials")
	if len(o.accounts.tested) != 1 || len(o.accounts.saved) != 1 || o.saved != 1 {
		t.Fatalf("tested %d, saved %d, told %d times", len(o.accounts.tested), len(o.accounts.saved), o.saved)
	}
	if o.accounts.targets[0] != target {
		t.Errorf("saved under %+v", o.accounts.targets[0])
	}
	key := o.accounts.saved[0]
	if key.AccessKey != accessKey || key.Secret.Reveal() != secret || key.BaseURL != "https://api.gong.io" {
		t.Errorf("saved %+v", key)
	}
	o.MustNotShow("Connect Gong")
	o.MustShow("Connected to Gong. 10 of 11 data types can be read.")
	if o.Tap("Sync meetings…"); o.offered != 1 {
		t.Errorf("the offer was taken %d times", o.offered)
	}
}

func TestSaveDoesNotTestTwice(t *testing.T) {
	o := open(t, uitest.Light, &accounts{status: keychain, report: granting()}, nil)
	o.fill()
	o.Tap("Test Connection")
	o.MustShow("All 11 data types can be read", "Sales, Support", "us-12345.api.gong.io")
	o.Tap("Save Credentials")
	if len(o.accounts.tested) != 1 || o.saved != 1 {
		t.Errorf("tested %d times, saved %d", len(o.accounts.tested), o.saved)
	}
}

func TestAnEditForgetsTheTest(t *testing.T) {
	o := open(t, uitest.Light, &accounts{status: keychain, report: granting()}, nil)
	o.fill()
	o.Tap("Test Connection")
	o.Enter("Access Key", "other")
	o.MustNotShow("All 11 data types can be read")
	o.Tap("Save Credentials")
	if n := len(o.accounts.tested); n != 2 || o.accounts.saved[0].AccessKey != "other" {
		t.Errorf("tested %d times", n)
	}
}

func TestEnterSavesAndEscCloses(t *testing.T) {
	o := open(t, uitest.Light, &accounts{status: keychain, report: granting()}, nil)
	o.Type(accessKey) // the first field has the focus
	o.Tab(1)
	o.Type(secret)
	o.Key(fyne.KeyReturn)
	if o.saved != 1 || o.accounts.saved[0].Secret.Reveal() != secret {
		t.Error("not saved")
	}
	o = open(t, uitest.Light, &accounts{status: keychain}, nil)
	o.Key(fyne.KeyEscape)
	o.MustNotShow("Connect Gong")
}

func TestAKeyWithoutAnyPermissionIsSavedOnTheSecondWord(t *testing.T) {
	o := open(t, uitest.Light, &accounts{status: keychain, report: granting(core.DataTypes()...)}, nil)
	o.fill()
	o.Tap("Save Credentials")
	o.MustShow("it may read none of the data types")
	if o.saved != 0 {
		t.Fatal("saved at once")
	}
	o.Tap("Save Credentials")
	if o.saved != 1 {
		t.Error("not saved")
	}
}

func TestWhatIsMissingIsSaidBesideItsField(t *testing.T) {
	o := open(t, uitest.Light, &accounts{status: keychain}, nil)
	o.Tap("Advanced")
	o.Enter("API base URL", "https://gong.example.com")
	o.Tap("Test Connection")
	o.MustShow("Enter the access key.", "Enter the access key secret.", "Only api.gong.io and addresses")
	if len(o.accounts.tested) != 0 {
		t.Error("tested all the same")
	}
	o.Enter("Access Key", "a")
	o.MustNotShow("Enter the access key.")
}

func TestStopEndsATest(t *testing.T) {
	var step task.Step
	o := open(t, uitest.Light, &accounts{status: keychain, report: granting()}, &step)
	step.Release(0)
	o.fill()
	o.Tap("Test Connection")
	o.Tap("Stop")
	step.Release(0) // the answer comes too late
	o.MustNotShow("All 11 data types can be read")
	o.MustShow("Test Connection", "What the key should be able to read")
}

func TestFailuresAreSentences(t *testing.T) {
	tests := map[core.Kind]string{
		core.Unauthorized: "Gong does not accept this key.",
		core.Offline:      "Gong could not be reached.",
		core.Denied:       "Trusted IPs",
		core.NotFound:     "At this address nothing answers as Gong does.",
		core.Busy:         "the limit is reached",
	}
	for kind, want := range tests {
		t.Run(kind.String(), func(t *testing.T) {
			o := open(t, uitest.Light, &accounts{status: keychain, testErr: core.Errorf(kind, "list workspaces", "raw words")}, nil)
			o.fill()
			o.Tap("Save Credentials")
			if o.saved != 0 {
				t.Error("saved all the same")
			}
			o.MustShow(want)
			o.MustNotShow("raw words")
		})
	}
}

func TestWithoutAKeychainAPassphraseIsAskedFor(t *testing.T) {
	o := open(t, uitest.Light, &accounts{status: none, report: granting()}, nil)
	o.fill()
	o.MustShow("This computer has no keychain")
	o.Tap("Save Credentials")
	o.MustShow("Enter a passphrase.")
	o.Enter("Passphrase", "canary battery")
	o.Enter("Once more", "canary bettery")
	o.Tap("Save Credentials")
	o.MustShow("The two passphrases differ.")
	if o.saved != 0 || len(o.accounts.protected) != 0 {
		t.Fatal("saved without a passphrase")
	}
	o.Enter("Once more", "canary battery")
	o.Tap("Save Credentials")
	if o.saved != 1 || !slices.Equal(o.accounts.protected, []string{"canary battery"}) {
		t.Errorf("saved %d, protected by %q", o.saved, o.accounts.protected)
	}
}

// Whatever keeps the keychain from being used: a passphrase is asked for, nothing is kept without one, and the reason is said.
func TestNothingIsKeptInAnotherWaySilently(t *testing.T) {
	tests := []struct {
		state vault.State
		says  string
	}{
		{vault.Locked, "keychain is locked"},
		{vault.TimedOut, "keychain does not answer"},
		{vault.Unavailable, "no keychain that Tamtam can use"},
	}
	for _, test := range tests {
		t.Run(string(test.state), func(t *testing.T) {
			a := &accounts{status: vault.Status{Kind: vault.KindKeychain, State: test.state}, report: granting()}
			o := open(t, uitest.Light, a, nil)
			o.fill()
			o.MustShow(test.says, "Passphrase", "Once more", "Try the keychain again")
			o.Tap("Save Credentials")
			o.MustShow("Enter a passphrase.")
			if o.saved != 0 || len(a.protected) != 0 {
				t.Error("saved all the same")
			}
			o.Enter("Passphrase", "canary battery")
			o.Enter("Once more", "canary battery")
			o.Tap("Save Credentials")
			if o.saved != 1 || !slices.Equal(a.protected, []string{"canary battery"}) {
				t.Errorf("saved %d, protected by %q", o.saved, a.protected)
			}
		})
	}
}

func TestAPassphraseIsOfferedWhileTheKeychainIsAsked(t *testing.T) {
	var step task.Step
	o := open(t, uitest.Light, &accounts{status: vault.Status{Kind: vault.KindKeychain, State: vault.TimedOut}, report: granting()}, &step)
	step.Release(0)
	o.fill()
	o.Tap("Test Connection")
	step.Release(0)
	o.Tap("Try the keychain again")
	o.MustShow("Asking the keychain.", "Once more")
	o.Enter("Passphrase", "canary battery")
	o.Enter("Once more", "canary battery")
	o.Tap("Save Credentials")
	looks := o.accounts.looks
	if len(looks) != 2 || looks[0].attended || !looks[1].attended || looks[1].ctx.Err() == nil {
		t.Errorf("looked %d times; the keychain is still waited for", len(looks))
	}
	step.Release(0) // the keychain
	step.Release(0)
	if o.saved != 1 {
		t.Error("not saved")
	}
}

func TestAKeychainThatFailsAtSavingIsOfferedAWayOut(t *testing.T) {
	a := &accounts{status: keychain, report: granting(), saveErr: core.E(core.Unavailable, "open vault", nil)}
	o := open(t, uitest.Light, a, nil)
	o.fill()
	o.Tap("Test Connection")
	a.status = none
	o.Tap("Save Credentials")
	o.MustShow("The credentials could not be saved.", "Passphrase", "Try the keychain again")
	a.status, a.saveErr = keychain, nil
	o.Tap("Try the keychain again")
	o.MustNotShow("Once more")
	o.Tap("Save Credentials")
	if o.saved != 1 {
		t.Error("not saved")
	}
}

func TestTheSecretIsMaskedUntilAskedFor(t *testing.T) {
	o := open(t, uitest.Light, &accounts{status: keychain}, nil)
	o.fill()
	o.MustNotShow(secret)
	o.Tap("Show the secret")
	o.MustShow(secret)
}

func TestGongsPageIsOpened(t *testing.T) {
	o := open(t, uitest.Light, &accounts{status: keychain}, nil)
	o.Tap("Open it in Gong")
	if !slices.Equal(o.urls, []string{"https://app.gong.io/company/api"}) {
		t.Errorf("opened %q", o.urls)
	}
}

func TestUnlock(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		w, a, unlocked := uitest.New(t, mode), &accounts{wrong: true}, 0
		w.Resize(1024, 700)
		w.Show(kit.NewGround(look.Rail))
		connect.Unlock(t.Context(), connect.Needs{Accounts: a, Runner: w.Runner, Stage: w.Stage, Saved: func() { unlocked++ }})
		w.Key(fyne.KeyReturn)
		w.MustShow("Enter a passphrase.")
		w.Type("canary guess")
		w.MustNotShow("canary guess")
		w.Key(fyne.KeyReturn)
		w.MustShow("This is not the passphrase of this database.")
		w.Golden("unlock")
		if unlocked != 0 {
			t.Error("unlocked by a guess")
		}
		a.wrong = false
		w.Type("canary right") // in the guess's place
		w.Tap("Unlock")
		if unlocked != 1 || !slices.Equal(a.protected, []string{"canary right"}) {
			t.Errorf("unlocked %d times with %q", unlocked, a.protected)
		}
		w.MustNotShow("Unlock the credentials")
	})
}

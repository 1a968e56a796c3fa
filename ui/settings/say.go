package settings

import (
	"fmt"

	"tamtam/core/network"
	"tamtam/core/store"
	"tamtam/core/tray"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of this package, but those of the cards of accounts. Labels of buttons and rows stand where they are used.

const (
	saySystem      = "System follows what the desktop prefers."
	sayChecking    = "Reading the whole database"
	sayNotChecked  = "The database could not be checked"
	sayNotMeasured = "The database could not be measured"
	sayNotInEffect = "The network settings are not fully in effect"
	sayNotChanged  = "The network settings were not changed"
	sayFileNotUsed = "The CA file is not used"
	sayNoCAFile    = "None: what this computer trusts is enough"
	sayCheck       = "Sends Gong one request, without your credentials."
	sayReaching    = "Trying to reach Gong"

	sayAtLogin      = "Tamtam begins in the tray, without its window."
	sayAtLoginShown = "Tamtam begins with its window."
	sayLoginNotRead = "Whether Tamtam starts at login is not known"
	sayLoginNotSet  = "The start at login was not changed"
	sayClosingEnds  = "Closing the window ends Tamtam and its syncs."
	sayWithoutTray  = "Without it closing the window ends Tamtam; minimise it to keep syncing."
)

// sayClosing explains each choice of what closing the window does.
var sayClosing = map[Closing]string{
	AskOnClose:  "Asks once a dataset has a schedule; quits until then.",
	KeepOnClose: "Tamtam stays in the tray, and syncs go on.",
	QuitOnClose: "Syncs go on at the next start.",
}

// sayTray says why the desktop shows no icon.
var sayTray = map[tray.State]string{
	tray.Unknown:   "The desktop did not say in time whether it shows a tray icon.",
	tray.NoBus:     "This session has no D-Bus, by which desktops show a tray icon.",
	tray.NoWatcher: "This desktop shows no tray icon. GNOME does with the extension AppIndicator and KStatusNotifierItem Support.",
	tray.NoHost:    "This desktop takes a tray icon, but nothing draws it: its panel may lack the system tray.",
}

// sayProxy explains each choice.
var sayProxy = map[network.Proxy]string{
	network.System: "As this computer is set up.",
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

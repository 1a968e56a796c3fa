// Package app puts Tamtam together: it opens the database, makes the services of core, hands them to the pages of ui as the small interfaces
// that those declare, and shows the window. It decides nothing that core or ui could decide.
//
// # The model
//
// A program is an open database with its services, without a window: connections, clients, runs, the simulated account. A window is the
// shell with its pages over a program. Main makes both, and takes both down within about a second: pages are left, runs are cancelled (whole
// pages stay), what is to be remembered is written, the database is closed.
//
// # Who answers what
//
//	accounts.go   connect.Accounts, settings.Accounts, welcome.Accounts, datasets.Connections
//	clients.go    the one client of each connection, with the answers that it keeps between an estimate and an import
//	sample.go     the simulated account on a loopback port, while it is in use
//	datasets.go   datasets.Datasets, datasets.Estimates
//	runs.go       one run per dataset, not bound to any page; reports.go what is known of those that ended
//	current.go    schedule.Runner: what the schedule runs, and when it does next
//	plans.go      datasets.Plans; checks.go datasets.Checks; goon.go what goes on when there are new requests
//	mirrors.go    the datasets' mirror folders, after each run and change
//	exports.go    datasets.Exports
//	attached.go   datasets.Sources
//	settings.go   settings.Storage, settings.Appearance, ui.State
//	background.go settings.Background: what goes on while nobody looks, and the start at login
//	hide.go       the window that hides, and comes back where no tray stands for it; icon.go the tray; notes.go what the desktop tells
//	window.go     sections, routes, dialogs; status.go the status bar
//	session.go    the window over a program, or why there is none; start.go what may go wrong before there is a window
//	handover.go   a second start, which asks the first to show its window and ends
//
// # Goroutines
//
// Everything of the window runs on the UI goroutine. Runs, the schedule, the simulated account and the writer of settings have a goroutine
// each, owned by the program, which waits for them when it closes; those that listen for other starts belong to the session. The one that sends
// notifications is waited for by nobody: the desktop may never answer it.
package app

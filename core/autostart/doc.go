// Package autostart has the system start the program when the person logs in.
//
// # The model
//
// Each system has one place for it, of the person's own, and a Login is one entry there:
//
//	Linux    $XDG_CONFIG_HOME/autostart/ID.desktop (Desktop Application Autostart Specification, Desktop Entry Specification)
//	Windows  HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run, a value of the program's name
//	macOS    ~/Library/LaunchAgents/ID.plist (launchd.plist(5)), with RunAtLoad and without KeepAlive
//
// desktop.go, runkey.go and agent.go are these three, written and read by pure functions that are tested on any system.
//
// # The promises
//
// Nothing is remembered: whether the program starts at login is what the system's own entry says, which a person may have taken away or
// switched off by the system's own means (GNOME's Tweaks, the Task Manager). Set may be called any number of times. A file is complete or
// not there at all. An entry whose program has been moved is mended by Repair; one whose program exists is another installation's, and is
// left alone.
package autostart

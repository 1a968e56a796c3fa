// Package tray finds out whether the desktop shows icons of programs that have no window open.
//
// Windows and macOS always do. On Linux and the BSDs it is the desktop's choice: KDE, Xfce, Cinnamon, MATE and Budgie do, GNOME only with an
// extension, bare window managers with a panel that can. There is one question to ask, on the session's D-Bus (the StatusNotifierItem
// specification): who owns org.kde.StatusNotifierWatcher, and has a host registered with it that draws the icons? The answer changes while a
// desktop starts, and when its panel is started anew, so it is good for the moment only.
package tray

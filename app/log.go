package app

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"

	"tamtam/core"
)

const (
	logName   = "tamtam.log"
	crashName = "crash.txt"
	mostLog   = 4 << 20 // then the log begins anew, and the one before is kept
)

// delicate is what must never stand in a log, should an error of a library ever hold it: the last line of defence.
var delicate = regexp.MustCompile(`(?i)\b(bearer|basic)\s+[^\s"]+|\b(code|refresh_token|access_token|client_secret)=[^&\s"]+`)

// openLog opens the log in the folder, JSON by lines, and closes it with the returned function.
func openLog(folder string) (*slog.Logger, func(), error) {
	path := filepath.Join(folder, logName)
	if info, err := os.Stat(path); err == nil && info.Size() > mostLog {
		_ = os.Rename(path, path+".1") // else the log goes on growing: no reason not to start
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, core.E(core.Other, "open the log", err)
	}
	return newLog(file), func() { _ = file.Close() }, nil
}

func newLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{ReplaceAttr: redact}))
}

func redact(_ []string, a slog.Attr) slog.Attr {
	switch value := a.Value.Resolve(); value.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(delicate.ReplaceAllString(value.String(), "[removed]"))
	case slog.KindAny:
		if err, ok := value.Any().(error); ok {
			a.Value = slog.StringValue(delicate.ReplaceAllString(err.Error(), "[removed]"))
		}
	}
	return a
}

// keepCrashes has the runtime write what it says about a crash into a file, for nobody sees the standard error of a window.
func keepCrashes(folder string) {
	file, err := os.OpenFile(filepath.Join(folder, crashName), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	_ = debug.SetCrashOutput(file, debug.CrashOptions{}) // it keeps a handle of its own
	_ = file.Close()
}

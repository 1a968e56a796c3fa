// Command tamtam shows the window of Tamtam. Without a display, use tamtamctl.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime/debug"

	"tamtam/app"
)

// version is set when a release is built.
var version = ""

func main() {
	o := app.Options{Version: versionWords()}
	flags := flag.NewFlagSet("tamtam", flag.ContinueOnError)
	flags.StringVar(&o.Home, "home", "", "the `folder` of the database; the system's own when not given")
	flags.BoolVar(&o.Sample, "sample", false, "begin with the built-in simulated account, all its data being imported into a dataset \"Sample\"")
	flags.BoolVar(&o.Background, "background", false, "open no window where the desktop shows a tray icon: for starts at login")
	flags.StringVar(&o.Probe, "probe", "", "for tests of the window: write what it shows as JSON lines into the `file`")
	shown := flags.Bool("version", false, "print the version and end")
	if err := flags.Parse(os.Args[1:]); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		os.Exit(2)
	}
	switch {
	case flags.NArg() > 0:
		fmt.Fprintf(os.Stderr, "tamtam: %q is not understood; see tamtam --help\n", flags.Arg(0))
		os.Exit(2)
	case *shown:
		fmt.Println("tamtam", o.Version)
		return
	}
	os.Exit(app.Main(o, os.Stderr))
}

// versionWords is the release's version, else what the build knows of the source.
func versionWords() string {
	if version != "" {
		return version
	}
	if build, ok := debug.ReadBuildInfo(); ok && build.Main.Version != "" {
		return build.Main.Version
	}
	return "unknown"
}

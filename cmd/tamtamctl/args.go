package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// arguments is a command line taken apart: flags may stand before the verb, between and behind names; "--" ends them.
type arguments struct {
	words []string
	flags map[string]string
	json  bool // asked for, also on a command line that cannot be understood
}

// errUsage is a command line that cannot be understood.
type errUsage struct{ text string }

func (e errUsage) Error() string { return e.text }

func usagef(format string, args ...any) error { return errUsage{fmt.Sprintf(format, args...)} }

// parse takes the command line apart. Every flag but those of switches has a value, behind "=" or as the next word.
func parse(args []string) (arguments, error) {
	a := arguments{flags: map[string]string{}, json: asksJSON(args)}
	for n := 0; n < len(args); n++ {
		word := args[n]
		if a.takesText(args[n:]) {
			a.words = append(a.words, word)
			continue
		}
		if word == "--" {
			a.words = append(a.words, args[n+1:]...)
			break
		}
		name, isFlag := strings.CutPrefix(word, "--")
		if word == "-h" {
			name, isFlag = "help", true
		}
		if !isFlag {
			if strings.HasPrefix(word, "-") && len(word) > 1 {
				return a, usagef("%s is not a flag; flags begin with two dashes", word)
			}
			a.words = append(a.words, word)
			continue
		}
		name, value, hasValue := strings.Cut(name, "=")
		switch {
		case !slices.Contains(allFlags(), name):
			return a, usagef("there is no flag --%s", name)
		case isSwitch(name) && hasValue:
			return a, usagef("--%s takes no value", name)
		case isSwitch(name):
			value = "true"
		case !hasValue:
			if n++; n == len(args) {
				return a, usagef("--%s needs a value", name)
			}
			value = args[n]
		}
		if before, twice := a.flags[name]; twice && slices.Contains(lists, name) {
			value = before + "," + value
		} else if twice {
			return a, usagef("--%s stands twice", name)
		}
		a.flags[name] = value
	}
	a.json = a.json || a.has("json") // behind a "--" that is a query
	return a, nil
}

func asksJSON(args []string) bool {
	if end := slices.Index(args, "--"); end >= 0 {
		args = args[:end]
	}
	return slices.Contains(args, "--json")
}

// flag is a flag's value, or what stands for it when it was not given.
func (a arguments) flag(name, otherwise string) string { return cmp.Or(a.flags[name], otherwise) }

func (a arguments) has(name string) bool { return a.flags[name] != "" }

// everywhere are the flags of all verbs.
var everywhere = []string{"home", "json", "rate", "wait", "help"}

// switches are the flags without a value.
var switches = []string{
	"json", "wait", "help", "no-save", "include-private", "no-include-private", "keep-deleted", "no-keep-deleted", "discard", "all", "due",
	"everything", "changes", "mend", "oauth", "no-browser", "redact", "dry-run",
}

// lists are the flags that may stand more than once: their values are joined by commas.
var lists = []string{"call", "redact-names"}

func isSwitch(name string) bool { return slices.Contains(switches, name) }

func allFlags() []string {
	flags := slices.Clone(everywhere)
	for _, v := range verbs {
		flags = append(flags, v.flags...)
	}
	return flags
}

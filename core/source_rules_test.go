package core_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// use is one mention of a name of another package.
type use struct {
	pkg, name string // "net/http", "DefaultClient"
	call      *ast.CallExpr
	at        token.Position
}

// rule is something that the source of some rooms does not do. Nothing of it is left to a reviewer's eyes.
type rule struct {
	name string
	// in are the rooms the rule holds in, with all below them; but are excused, rooms or files.
	in, but []string
	breaks  func(u use) bool
	why     string
}

var rules = []rule{
	{
		"the machine's time",
		[]string{"core", "ui"},
		[]string{"core/clock.go", "ui/task", "ui/uitest"},
		names("time", "Now", "Since", "Until"),
		"time comes in as a core.Clock",
	},
	{"sleep", []string{"core", "ui", "app", "cmd"}, []string{"core/clock.go"}, names("time", "Sleep"), "waiting ends with its context"},
	{
		"the shared HTTP client",
		[]string{"."},
		nil,
		names("net/http", "DefaultClient", "DefaultTransport", "Get", "Post", "PostForm", "Head", "Handle", "HandleFunc"),
		"it follows redirects with the credentials and never times out",
	},
	{"files for everybody", []string{"core", "app", "cmd"}, nil, names("os", "Create"), "it makes them 0666 before umask"},
	{"wide modes", []string{"core", "app", "cmd"}, nil, wideMode, "files are 0600 and folders 0700"},
	{
		"Markdown of strangers",
		[]string{"ui", "app"},
		nil, names("fyne.io/fyne/v2/widget", "NewRichTextFromMarkdown"),
		"it fetches remote images and keeps javascript: links",
	},
	{
		"a bar that moves",
		[]string{"ui", "app"},
		nil, names("fyne.io/fyne/v2/widget", "NewProgressBarInfinite"),
		"each of its steps repaints the whole window, and it goes on when it is shown no more",
	},
	{"waiting for the window", []string{"."}, nil, names("fyne.io/fyne/v2", "DoAndWait"), "on the window's own goroutine it blocks for ever"},
	{"printing", []string{"core", "ui", "app"}, nil, names("fmt", "Print", "Println", "Printf"), "a window has no standard output"},
	{"the end of the process", []string{"core", "ui"}, nil, names("os", "Exit"), "nothing would be closed"},
	{"services of core in ui", []string{"ui"}, nil, service, "pages declare the small interface they need, and app hands them the service"},
	{
		"unsafe logs",
		[]string{"core", "ui", "app", "cmd"},
		nil, names("log", "Print", "Printf", "Println", "Fatal", "Fatalf", "Panic"),
		"use the slog.Logger that is handed in: it redacts",
	},
}

// names makes a test for mentions of a package's names.
func names(pkg string, of ...string) func(use) bool {
	return func(u use) bool { return u.pkg == pkg && slices.Contains(of, u.name) }
}

// modes tells where the functions of os take a mode.
var modes = map[string]int{"WriteFile": 2, "OpenFile": 2, "Mkdir": 1, "MkdirAll": 1, "Chmod": 1}

// wideMode finds modes that let in others than the owner.
func wideMode(u use) bool {
	place, takes := modes[u.name]
	if u.pkg != "os" || !takes || u.call == nil || len(u.call.Args) <= place {
		return false
	}
	literal, ok := u.call.Args[place].(*ast.BasicLit)
	if !ok {
		return false // a name or a parameter: told by its own definition
	}
	mode, err := strconv.ParseUint(literal.Value, 0, 32)
	return err == nil && mode&0o077 != 0
}

// services are what core does, as opposed to what it is made of.
var services = map[string][]string{
	"tamtam/core/store":    {"Open", "Store"},
	"tamtam/core/importer": {"New", "Importer"},
	"tamtam/core/meetings": {"New", "Syncer"},
	"tamtam/core/attach":   {"New", "Sources"},
	"tamtam/core/auth":     {"New", "Connections"},
	"tamtam/core/gong":     {"New", "Client", "NewTransport"},
	"tamtam/core/network":  {"Open", "Network"},
	"tamtam/core/vault":    {"Open", "New", "Vault"},
	"tamtam/core/export":   {"Folder", "Zip", "File", "Each", "Write"},
	"tamtam/core/mirror":   {"New", "Mirror", "Prepare"},
	"tamtam/core/instance": {"Listen", "Ask"},
	"tamtam/core/schedule": {"New", "Schedule"},

	"tamtam/core/autostart": {"New", "Login"},
	"tamtam/core/tray":      {"Look"},
}

func service(u use) bool { return slices.Contains(services[u.pkg], u.name) }

func TestSourceRules(t *testing.T) {
	for _, r := range house(t) {
		for name, file := range r.files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			for _, u := range uses(r.set, file) {
				for _, rule := range rules {
					if holds(rule, r.path, name) && rule.breaks(u) {
						t.Errorf("%s: %s: %s.%s: %s", u.at, rule.name, u.pkg, u.name, rule.why)
					}
				}
			}
		}
	}
}

func holds(r rule, at, file string) bool {
	within := func(places []string) bool {
		return slices.ContainsFunc(places, func(place string) bool {
			return place == "." || at == place || at+"/"+file == place || strings.HasPrefix(at, place+"/")
		})
	}
	return within(r.in) && !within(r.but)
}

// uses finds the mentions of other packages' names in a file.
func uses(set *token.FileSet, file *ast.File) []use {
	packages := map[string]string{}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		packages[called(spec, imported)] = imported
	}
	var found []use
	calls := map[ast.Expr]*ast.CallExpr{}
	ast.Inspect(file, func(node ast.Node) bool {
		if call, ok := node.(*ast.CallExpr); ok {
			calls[call.Fun] = call
		}
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if pkg, ok := selector.X.(*ast.Ident); ok && packages[pkg.Name] != "" {
			found = append(found, use{packages[pkg.Name], selector.Sel.Name, calls[selector], set.Position(selector.Pos())})
		}
		return true
	})
	return found
}

// called is the name that a file gives to what it imports.
func called(spec *ast.ImportSpec, imported string) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	parts := strings.Split(imported, "/")
	last := parts[len(parts)-1]
	if len(parts) > 1 && len(last) > 1 && last[0] == 'v' && last[1] >= '0' && last[1] <= '9' {
		last = parts[len(parts)-2]
	}
	return last
}

// A rule that nothing breaks may be one that cannot be broken.
func TestRulesBite(t *testing.T) {
	imports := []struct {
		at, imported string
		fine         bool
	}{
		{"core", "strings", true},
		{"core", "tamtam/core/text", false},
		{"core/text", "fyne.io/fyne/v2", false},
		{"core/text", "tamtam/core", true},
		{"core/text", "tamtam/core/store", false},
		{"core/store", "tamtam/core/importer", false},
		{"core/importer", "tamtam/core/store", true},
		{"core/gong", "tamtam/core/store", false},
		{"core/new", "strings", false},
		{"cmd/tamtam", "tamtam/core", false},
		{"cmd/tamtamctl", "fyne.io/fyne/v2", false},
		{"cmd/gongsim", "tamtam/core/gong", false},
		{"ui/say", "fyne.io/fyne/v2", false},
		{"ui/kit", "tamtam/core", false},
		{"ui/look", "tamtam/core", true},
		{"ui/datasets", "tamtam/ui/kit", true},
		{"ui/datasets", "tamtam/ui/connect", false},
		{"ui/datasets", "tamtam/app", false},
		{"ui/datasets", fyneApp, false},
		{"ui/kit", "tamtam/ui/uitest", false},
		{"ui", "tamtam/ui/datasets", false},
		{"app", "tamtam/ui/datasets", true},
		{"app", fyneApp, true},
	}
	for _, i := range imports {
		if why := forbidden(i.at, i.imported); (why == "") != i.fine {
			t.Errorf("%s imports %s: %q", i.at, i.imported, why)
		}
	}
	broken := map[string]string{
		"the machine's time":     `import "time"; var _ = time.Now()`,
		"sleep":                  `import "time"; func _() { time.Sleep(1) }`,
		"the shared HTTP client": `import "net/http"; var _ = http.DefaultClient`,
		"files for everybody":    `import "os"; var _, _ = os.Create("")`,
		"wide modes":             `import "os"; var _ = os.WriteFile("", nil, 0o644)`,
		"Markdown of strangers":  `import "fyne.io/fyne/v2/widget"; var _ = widget.NewRichTextFromMarkdown("")`,
		"a bar that moves":       `import "fyne.io/fyne/v2/widget"; var _ = widget.NewProgressBarInfinite()`,
		"waiting for the window": `import f "fyne.io/fyne/v2"; func _() { f.DoAndWait(nil) }`,
		"printing":               `import "fmt"; func _() { fmt.Println() }`,
		"the end of the process": `import "os"; func _() { os.Exit(1) }`,
		"services of core in ui": `import "tamtam/core/store"; var _ *store.Store`,
		"unsafe logs":            `import "log"; func _() { log.Fatal(1) }`,
	}
	for _, rule := range rules {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, rule.name, "package p; "+broken[rule.name], parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(uses(set, file), rule.breaks) {
			t.Errorf("%s: the rule passes what it forbids", rule.name)
		}
	}
}

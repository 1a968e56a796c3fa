package core_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// room is a package of the module, read from its source whatever its build tags are.
type room struct {
	path  string               // seen from the module's root: "core/gong"
	files map[string]*ast.File // by name, those that end in _test.go too
	set   *token.FileSet
}

// imports lists what the room's files import, those of its tests apart, each with a place where it is imported.
func (r *room) imports() (own, tests map[string]token.Position) {
	own, tests = map[string]token.Position{}, map[string]token.Position{}
	for name, file := range r.files {
		into := own
		if strings.HasSuffix(name, "_test.go") {
			into = tests
		}
		for _, spec := range file.Imports {
			if imported, err := strconv.Unquote(spec.Path.Value); err == nil {
				into[imported] = r.set.Position(spec.Pos())
			}
		}
	}
	return own, tests
}

// house reads the source of the whole module.
func house(t *testing.T) map[string]*room {
	t.Helper()
	rooms, set := map[string]*room{}, token.NewFileSet()
	err := filepath.WalkDir("..", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := entry.Name()
		if entry.IsDir() {
			if name != ".." && (base == "testdata" || base == "build" || base == "bin" || strings.HasPrefix(base, ".")) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(base, ".go") {
			return nil
		}
		file, err := parser.ParseFile(set, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil //nolint:nilerr // it does not compile: whoever is writing it hears so from the compiler
		}
		within, err := filepath.Rel("..", filepath.Dir(name))
		if err != nil {
			return err
		}
		at := filepath.ToSlash(within)
		if rooms[at] == nil {
			rooms[at] = &room{path: at, files: map[string]*ast.File{}, set: set}
		}
		rooms[at].files[base] = file
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rooms
}

// knows is the whole of what a room of core or a command may know beside the standard library: rooms of ours, and libraries.
var knows = map[string]struct{ rooms, libraries []string }{
	"core":               {},
	"core/text":          {rooms: []string{"core"}},
	"core/prose":         {rooms: []string{"core/text"}},
	"core/gong":          {[]string{"core"}, []string{"golang.org/x/time/rate"}},
	"core/gong/contract": {nil, []string{"github.com/getkin/kin-openapi/openapi3"}},
	"core/gong/gongsim":  {rooms: []string{"core"}},
	"core/network": {[]string{"core", "core/gong"}, []string{
		"github.com/mattn/go-ieproxy", "github.com/rymdport/portal/proxyresolver",
	}},
	"core/vault": {[]string{"core"}, []string{
		"github.com/zalando/go-keyring", "github.com/zalando/go-keyring/secret_service", "golang.org/x/crypto/argon2",
		"golang.org/x/crypto/chacha20poly1305",
	}},
	"core/datatype": {rooms: []string{"core", "core/gong", "core/text"}},
	"core/store": {[]string{"core", "core/digest", "core/index", "core/marks", "core/text", "core/timeline"}, []string{
		"github.com/adrg/xdg", "github.com/klauspost/compress/zstd", "go.etcd.io/bbolt", "go.etcd.io/bbolt/errors",
	}},
	"core/digest":    {rooms: []string{"core", "core/text"}},
	"core/marks":     {rooms: []string{"core", "core/text"}},
	"core/timeline":  {rooms: []string{"core"}},
	"core/index":     {[]string{"core/text"}, []string{"golang.org/x/text/unicode/norm"}},
	"core/review":    {rooms: []string{"core", "core/digest", "core/index", "core/store", "core/text"}},
	"core/search":    {rooms: []string{"core", "core/digest", "core/index", "core/review", "core/store", "core/text"}},
	"core/oauth":     {[]string{"core", "core/gong"}, []string{"golang.org/x/oauth2"}},
	"core/auth":      {rooms: []string{"core", "core/gong", "core/oauth", "core/store", "core/vault"}},
	"core/importer":  {rooms: []string{"core", "core/datatype", "core/gong", "core/store", "core/text"}},
	"core/schedule":  {rooms: []string{"core", "core/store"}},
	"core/directory": {[]string{"core", "core/charset", "core/text", "core/timeline"}, []string{"github.com/xuri/excelize/v2"}},
	"core/meetings":  {rooms: []string{"core", "core/gong", "core/store", "core/text", "core/timeline"}},
	"core/instance":  {[]string{"core"}, []string{"github.com/adrg/xdg"}},
	"core/charset": {libraries: []string{
		"golang.org/x/text/encoding", "golang.org/x/text/encoding/charmap", "golang.org/x/text/encoding/unicode", "golang.org/x/text/transform",
	}},
	"core/attach": {[]string{"core", "core/charset", "core/store", "core/text"}, []string{
		"github.com/fsnotify/fsnotify", "github.com/klippa-app/go-pdfium", "github.com/klippa-app/go-pdfium/errors",
		"github.com/klippa-app/go-pdfium/requests", "github.com/klippa-app/go-pdfium/webassembly", "github.com/tetratelabs/wazero",
		"github.com/tetratelabs/wazero/api", "github.com/tetratelabs/wazero/experimental", "golang.org/x/net/html", "golang.org/x/net/html/atom",
		"golang.org/x/net/html/charset", "golang.org/x/text/transform",
	}},
	"core/redact": {[]string{"core/text"}, []string{"golang.org/x/text/unicode/norm"}},
	"core/export": {[]string{"core", "core/digest", "core/marks", "core/redact", "core/store", "core/text", "core/timeline"}, []string{
		"github.com/parquet-go/parquet-go", "github.com/xuri/excelize/v2", "golang.org/x/text/unicode/norm",
	}},
	"core/opened": {[]string{"core", "core/datatype", "core/store", "core/text"}, []string{
		"golang.org/x/text/encoding/charmap", "golang.org/x/text/encoding/unicode", "golang.org/x/text/transform",
	}},
	"core/mirror": {rooms: []string{"core", "core/export", "core/store"}},

	"core/autostart": {[]string{"core"}, []string{"github.com/adrg/xdg", "golang.org/x/sys/windows/registry"}},
	"core/tray":      {libraries: []string{"github.com/godbus/dbus/v5"}},

	"cmd/tamtam":  {rooms: []string{"app"}},
	"cmd/gongsim": {rooms: []string{"core", "core/gong/gongsim"}},
	"cmd/tamtamctl": {[]string{
		"core", "core/attach", "core/auth", "core/datatype", "core/directory", "core/export", "core/gong", "core/importer", "core/marks", "core/meetings", "core/mirror",
		"core/network", "core/oauth", "core/opened", "core/redact", "core/review", "core/schedule", "core/search", "core/store", "core/text", "core/timeline", "core/vault", "ui/humane", "ui/say",
	}, []string{"github.com/pkg/browser"}},
}

// The layers of ui below its pages. Each knows those that are named, and of core at most the vocabulary.
var layers = map[string][]string{
	"ui/say":    {"core", "core/opened", "core/oauth", "core/store", "core/vault", "ui/humane"}, // without Fyne: the ctl says the same sentences
	"ui/humane": {},
	"ui/task":   {},
	"ui/look":   {"assets", "core"},
	"ui/kit":    {"assets", "core/prose", "ui/look", "ui/task"},
	"ui/reader": {"assets", "core/prose", "core/text", "ui/humane", "ui/kit", "ui/look", "ui/task"},
	"ui":        {"assets", "ui/humane", "ui/kit", "ui/look", "ui/task"},
	"ui/uitest": {"assets", "ui/kit", "ui/look", "ui/task"},
}

// fyneFree are the layers of ui that must compile without Fyne.
var fyneFree = []string{"ui/say", "ui/humane"}

const fyneApp = "fyne.io/fyne/v2/app"

func ours(imported string) (string, bool) {
	if imported == "tamtam" {
		return ".", true
	}
	return strings.CutPrefix(imported, "tamtam/")
}

func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".") && first != "tamtam"
}

func TestWhoKnowsWhom(t *testing.T) {
	rooms := house(t)
	if len(rooms) < 10 {
		t.Fatalf("only %d packages were found", len(rooms))
	}
	for _, at := range slices.Sorted(maps.Keys(rooms)) {
		r := rooms[at]
		own, tests := r.imports()
		for imported, where := range own {
			if why := forbidden(at, imported); why != "" {
				t.Errorf("%s: %s imports %s: %s", where, at, imported, why)
			}
		}
		for imported, where := range tests {
			if why := forbiddenInTests(at, imported); why != "" {
				t.Errorf("%s: the tests of %s import %s: %s", where, at, imported, why)
			}
		}
	}
}

// forbidden says why a room may not know what it imports, or "".
func forbidden(at, imported string) string {
	name, isOurs := ours(imported)
	if isOurs && path.Base(name) == "uitest" {
		return "uitest is for tests"
	}
	switch {
	case at == "core" || strings.HasPrefix(at, "core/") || strings.HasPrefix(at, "cmd/"):
		return outside(at, imported)
	case at == "app":
		return ""
	case at == "ui" || strings.HasPrefix(at, "ui/"):
		return aboveUI(at, imported)
	case at == "assets" || strings.HasPrefix(at, "assets/"):
		if isOurs && !strings.HasPrefix(name, "assets") {
			return "assets know nobody"
		}
	}
	return ""
}

// outside holds a room of core or a command against its list.
func outside(at, imported string) string {
	list, known := knows[at]
	name, isOurs := ours(imported)
	switch {
	case !known:
		return "the room is new: say in the table whom it may know"
	case isOurs && !slices.Contains(list.rooms, name):
		return "it may know of ours only " + strings.Join(list.rooms, ", ")
	case !isOurs && !isStandard(imported) && !slices.Contains(list.libraries, imported):
		return "it may know of libraries only " + strings.Join(list.libraries, ", ")
	}
	return ""
}

// aboveUI holds a layer of ui against its list, and a page against what all pages share.
func aboveUI(at, imported string) string {
	name, isOurs := ours(imported)
	list, isLayer := layers[at]
	switch {
	case imported == fyneApp || isOurs && name == "app":
		return "only app makes the application"
	case slices.Contains(fyneFree, at) && !isOurs && !isStandard(imported):
		return "it is used without a window, too"
	case !isOurs:
		return ""
	case isLayer && !slices.Contains(list, name):
		return "it may know of ours only " + strings.Join(list, ", ")
	case isLayer || name == "assets" || name == "core" || strings.HasPrefix(name, "core/"):
		return ""
	case layers[name] == nil:
		return "pages never know pages"
	}
	return ""
}

// forbiddenInTests says why a room's tests may not know what they import, or "". Tests may use rooms above their own.
func forbiddenInTests(at, imported string) string {
	isCore := at == "core" || strings.HasPrefix(at, "core/")
	name, isOurs := ours(imported)
	switch {
	case isCore && strings.HasPrefix(imported, "fyne.io/"):
		return "core is tested without Fyne"
	case isCore && isOurs && name != "core" && !strings.HasPrefix(name, "core/"):
		return "core is tested by itself"
	case imported == fyneApp && at != "app" && at != "cmd/tamtam":
		return "tests of ui use Fyne's test driver"
	}
	return ""
}

package task_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// Fyne's test driver runs fyne.Do on the calling goroutine: a page that starts goroutines itself has races that only its
// tests would show. So nobody else under ui may.
func TestOnlyTaskStartsGoroutines(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (path == filepath.Join("..", "task") || entry.Name() == "testdata") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			checkFile(t, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkFile(t *testing.T, path string) {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Logf("%s does not parse: %v", path, err) // the compiler will say so; somebody is writing it
		return
	}
	ast.Inspect(file, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.GoStmt:
			t.Errorf("%s: a go statement; use task", files.Position(n.Pos()))
		case *ast.SelectorExpr:
			pkg, ok := n.X.(*ast.Ident)
			if ok && pkg.Name == "fyne" && (n.Sel.Name == "Do" || n.Sel.Name == "DoAndWait") {
				t.Errorf("%s: fyne.%s; use task", files.Position(n.Pos()), n.Sel.Name)
			}
			if ok && pkg.Name == "time" && n.Sel.Name == "AfterFunc" {
				t.Errorf("%s: time.AfterFunc; use Runner.After", files.Position(n.Pos()))
			}
		}
		return true
	})
}

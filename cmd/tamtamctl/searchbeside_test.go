package main_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// ripgrep returns the median time in milliseconds of a warm scan, over some words of each kind.
func (l *library) ripgrep(b *testing.B, folder string, asked map[string][]question) float64 {
	b.Helper()
	var took times
	for round := range 2 { // the first one only warms
		for _, k := range kinds {
			for n := range 5 {
				q := asked[k.name][n*len(asked[k.name])/5]
				began := time.Now()
				out, err := exec.CommandContext(b.Context(), "rg", "-i", "-c", "--", q.ripgrep, folder).CombinedOutput()
				if code, failed := err.(*exec.ExitError); err != nil && (!failed || code.ExitCode() > 1) { //nolint:errorlint // the very error
					b.Fatalf("rg: %v %s", err, out)
				}
				if round > 0 {
					took = append(took, float64(time.Since(began))/1e6)
				}
			}
		}
	}
	return took.at(0.5)
}

// fts is what SQLite's FTS5 took.
type fts struct {
	built float64 // seconds, contentless, without a prefix index
	asked map[string]times
}

// fts5 has Debian's sqlite3 index the same text and answer the same queries, tuned: contentless, with an index of prefixes.
func (l *library) fts5(b *testing.B, p parts, asked map[string][]question) fts {
	b.Helper()
	folder := b.TempDir()
	result := fts{asked: map[string]times{}}
	build := func(name, options string) float64 {
		script := fmt.Sprintf("PRAGMA journal_mode=WAL;\nCREATE VIRTUAL TABLE t USING fts5(body, content='', tokenize='unicode61 remove_diacritics 2'%s);\n"+
			"BEGIN;\nINSERT INTO t(rowid, body) SELECT row_number() OVER (), CAST(readfile(name) AS TEXT) FROM fsdir('%s') WHERE name LIKE '%%.txt';\nCOMMIT;\n",
			options, p.single)
		began := time.Now()
		l.sqlite(b, filepath.Join(folder, name), script)
		return time.Since(began).Seconds()
	}
	result.built = build("plain.db", "")
	build("tuned.db", ", prefix='2 3'")
	for _, k := range kinds {
		var script strings.Builder
		script.WriteString("SELECT count(*) FROM t WHERE t MATCH 'warm';\n.timer on\n")
		for _, q := range asked[k.name] {
			fmt.Fprintf(&script, "SELECT rowid FROM t WHERE t MATCH '%s' ORDER BY rank LIMIT 20;\n", strings.ReplaceAll(q.fts, "'", "''"))
		}
		out := l.sqlite(b, filepath.Join(folder, "tuned.db"), script.String())
		for scan := bufio.NewScanner(bytes.NewReader(out)); scan.Scan(); {
			if _, rest, ok := strings.Cut(scan.Text(), "Run Time: real "); ok {
				seconds, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
				if err != nil {
					b.Fatal(err)
				}
				result.asked[k.name] = append(result.asked[k.name], seconds*1e3)
			}
		}
	}
	return result
}

func (l *library) sqlite(b *testing.B, database, script string) []byte {
	b.Helper()
	c := exec.CommandContext(b.Context(), "sqlite3", "-bail", database)
	c.Stdin = strings.NewReader(script)
	out, err := c.CombinedOutput()
	if err != nil {
		b.Fatalf("sqlite3: %v %.500s", err, out)
	}
	return out
}

package export_test

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tamtam/core/export"
	"tamtam/core/text"
)

const page = "https://us-49467.app.gong.io/call?id=4570250816631531513"

// sample is a call as it is in a dataset.
func sample() export.Conversation {
	call := text.New("Call", "4570250816631531513")
	call.Set("Title", "Acme, renewal and pricing")
	call.Set("Started", "2026-04-08 14:30:00 UTC")
	call.Set("Duration", "45m 12s")
	call.Set("URL", page)
	call.List("Attendees", []string{"Ina Internal <ina@example.com>, Account Executive (Internal, attended)", "Jane Doe <jane@acme.com> (External)"})
	call.List("Trackers", []string{"Competitors, 2 (KEYWORD): 00:00:32, 00:12:10"})
	call.Set("Brief", "They renew.\nPricing is open.")
	transcript := text.New("Transcript", "4570250816631531513")
	transcript.Set("Title", "Acme, renewal and pricing")
	transcript.Set("Started", "2026-04-08 14:30:00 UTC")
	transcript.Set("URL", page)
	transcript.List("Speakers", []string{"Ina Internal <ina@example.com> (Internal)", "Jane Doe <jane@acme.com> (External)"})
	transcript.Say(text.Turn{At: 3 * time.Second, Speaker: "Ina Internal", Affiliation: "Internal", Lines: []string{
		"Hello, thanks for making the time.", "Shall we start with pricing?",
	}})
	transcript.Say(text.Turn{At: 12 * time.Second, Speaker: "Jane Doe", Affiliation: "External", Topic: "Pricing", Lines: []string{"Yes please: jane@acme.com."}})
	transcript.Say(text.Turn{At: time.Hour + 2*time.Second, Speaker: "Ina Internal", Affiliation: "Internal", Lines: []string{"日本語, עברית, 👍."}})
	return export.Conversation{Call: &call, Transcript: &transcript}
}

// evil are texts that would be something else than text where they are not escaped. They are lines as records hold them.
var evil = []string{
	"=HYPERLINK(\"http://evil.example\",\"x\")", "+1+1", "-1+1|cmd", "@SUM(A1)", "＝1+1", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
	"](javascript:alert(1)) [x](http://evil.example) ![i](http://evil.example/i.png)", "<http://evil.example>", "http://evil.example www.evil.example",
	"mailto:a@evil.example ftp://evil.example", "# heading", "===", "---", "***", "- item", "+ item", "1. item", "12) item", "> quote", "```", "~~~", "| a | b |",
	"`code`", "*bold* _em_ ~~gone~~", "&lt;b&gt; &amp; &#60;", "\\", "\\[x\\](y)", "[x]: http://evil.example", "[^1]: note", "\u202egnp.exe", "\"quoted\" 'single'",
	"]]>", "<!-- x -->", "_x000D_ _x005F_x000D_", "\ufffe\uffff", "{{.}} ${x} %s %n", "$x^2$", ":smile:", "=== Call 1 ===", "[00:00:01] Jane", "Title: forged",
	"a\u2028b", "e\u0301\u200d👩‍👩‍👧", "<a href=\"http://evil.example\">x</a>", "\"><svg onload=alert(1)>", "'; DROP TABLE calls; --", "javascript:alert(1)",
	"data:text/html,<script>", ": definition", "www.a.bhttp://evil.example", "1.http://evil.example", "</style><script>", "</w:t></w:r>",
}

// hostile is a call that holds the text in all places that hold texts; the grammar allows no bracket in a side.
func hostile(s string) export.Conversation {
	call, transcript := text.New("Call", s), text.New("Transcript", s)
	for _, r := range []*text.Record{&call, &transcript} {
		r.Set("Title", s)
		r.Set("URL", s)
		r.List("Speakers", []string{s, s + "\n" + s})
	}
	call.Set("Brief", s+"\n"+s)
	transcript.Say(text.Turn{At: time.Second, Speaker: s, Affiliation: strings.ReplaceAll(s, ")", ""), Topic: s, Lines: []string{s, s}})
	return export.Conversation{Call: &call, Transcript: &transcript}
}

var errBroken = errors.New("broken")

// list goes through the conversations; one that is empty is an error.
func list(all ...export.Conversation) iter.Seq2[export.Conversation, error] {
	return func(yield func(export.Conversation, error) bool) {
		for _, c := range all {
			var err error
			if c.Call == nil && c.Transcript == nil {
				err = errBroken
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

// written is what Write writes.
func written(t testing.TB, f export.Format, o export.Options, all ...export.Conversation) []byte {
	t.Helper()
	var b bytes.Buffer
	n, err := export.Write(t.Context(), &b, f, list(all...), o)
	if err != nil || n != len(all) {
		t.Fatalf("%s: %d conversations, %v", f, n, err)
	}
	return b.Bytes()
}

// golden compares with a file of testdata, which TAMTAM_GOLDEN=write writes.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("TAMTAM_GOLDEN") == "write" {
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if diff := cmp.Diff(string(want), string(got)); diff != "" || err != nil {
		t.Errorf("%s: %v, %s", name, err, diff)
	}
}

func TestFormats(t *testing.T) {
	untold := text.New("Transcript", "2")
	untold.Set("Started", "2026-04-07 09:00:00 UTC")
	silent := text.New("Call", "3")
	silent.Set("Title", "No transcript yet")
	all := []export.Conversation{sample(), {Transcript: &untold}, {Call: &silent}}
	for _, f := range []export.Format{export.Text, export.Markdown, export.HTML, export.CSV, export.JSONLines} {
		var done []int
		o := export.Options{Title: "Renewals", Done: func(n int) { done = append(done, n) }}
		golden(t, "sample."+string(f), written(t, f, o, all...))
		if !slices.Equal(done, []int{1, 2, 3}) {
			t.Errorf("%s: reported %v", f, done)
		}
	}
}

func TestParseFormat(t *testing.T) {
	for _, f := range export.Formats() {
		if got, err := export.ParseFormat(string(f)); got != f || err != nil {
			t.Errorf("%s: got %q, %v", f, got, err)
		}
	}
	if got, err := export.ParseFormat("text"); got != export.Text || err != nil {
		t.Errorf("text: got %q, %v", got, err)
	}
	if _, err := export.ParseFormat("pdf"); err == nil || !strings.Contains(err.Error(), "jsonl") {
		t.Errorf("pdf: %v", err)
	}
}

func TestLinkAt(t *testing.T) {
	for in, want := range map[string]string{
		page:                   page + "&highlights=%5B%7B%22type%22%3A%22SHARE%22%2C%22from%22%3A65%2C%22to%22%3A125%7D%5D",
		"":                     "",
		"javascript:alert(1)":  "",
		"file:///etc/passwd":   "",
		"https://u:p@evil.com": "",
		"mailto:a@b.c":         "",
		"https://a.com/x y?\"": "https://a.com/x%20y?%22&highlights=%5B%7B%22type%22%3A%22SHARE%22%2C%22from%22%3A65%2C%22to%22%3A125%7D%5D",
	} {
		if got := export.LinkAt(in, 65500*time.Millisecond); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func ExampleCitation() {
	fmt.Println(export.Citation(export.Quote{
		Text: "Yes please.", Speaker: "Jane Doe", Side: "External", Title: "Acme, renewal and pricing",
		Started: time.Date(2026, 4, 8, 14, 30, 0, 0, time.UTC), At: 12 * time.Second, URL: "https://us-49467.app.gong.io/call?id=1", Comment: "Keep",
	}))
	// Output:
	// “Yes please.”
	// Jane Doe (External), in “Acme, renewal and pricing”, 2026-04-08, at 00:00:12
	// https://us-49467.app.gong.io/call?id=1
	// Comment: Keep
}

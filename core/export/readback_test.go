package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"tamtam/core/export"
	"tamtam/core/text"
)

// line is a row of a table as it was read back.
type line struct {
	CallID, Title, Started, URL, At, Speaker, Side, Topic, Text string
	Duration, Turn, Seconds                                     int64
}

// lines are the rows of sample.
func lines() []line {
	const started = "2026-04-08 14:30:00 UTC"
	head := line{CallID: "4570250816631531513", Title: "Acme, renewal and pricing", Started: started, URL: page, Duration: 2712}
	one, two, three := head, head, head
	one.Turn, one.Seconds, one.At, one.Speaker, one.Side = 1, 3, "00:00:03", "Ina Internal", "Internal"
	one.Text = "Hello, thanks for making the time. Shall we start with pricing?"
	two.Turn, two.Seconds, two.At, two.Speaker, two.Side, two.Topic, two.Text = 2, 12, "00:00:12", "Jane Doe", "External", "Pricing", "Yes please: jane@acme.com."
	three.Turn, three.Seconds, three.At, three.Speaker, three.Side, three.Text = 3, 3602, "01:00:02", "Ina Internal", "Internal", "日本語, עברית, 👍."
	return []line{one, two, three}
}

func number(t *testing.T, s string) (n int64) {
	t.Helper()
	if _, err := fmt.Sscan(s, &n); err != nil {
		t.Errorf("%q is no number", s)
	}
	return n
}

func lineOf(t *testing.T, c []string) line {
	return line{c[0], c[1], c[2], c[4], c[7], c[8], c[9], c[10], c[11], number(t, c[3]), number(t, c[5]), number(t, c[6])}
}

func readCSV(t *testing.T, b []byte) [][]string {
	t.Helper()
	body, marked := bytes.CutPrefix(b, []byte("\ufeff"))
	rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil || !marked || len(rows) == 0 {
		t.Fatalf("%v, byte order mark %v", err, marked)
	}
	return rows
}

func readXLSX(t *testing.T, b []byte, sheet string, o excelize.Options) [][]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet, o)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// parquetLine says the columns again, so that a change of their names or kinds is seen.
type parquetLine struct {
	CallID   string  `parquet:"call_id"`
	Title    string  `parquet:"title"`
	Started  *int64  `parquet:"started,optional,timestamp(millisecond)"`
	Duration int64   `parquet:"duration_seconds"`
	URL      string  `parquet:"url"`
	Turn     *int32  `parquet:"turn,optional"`
	Seconds  *int64  `parquet:"at_seconds,optional"`
	At       *string `parquet:"at,optional"`
	Speaker  string  `parquet:"speaker"`
	Side     string  `parquet:"side"`
	Topic    string  `parquet:"topic"`
	Text     string  `parquet:"text"`
}

func readParquet(t *testing.T, b []byte) (all []parquetLine) {
	t.Helper()
	all, err := parquet.Read[parquetLine](bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTablesReadBack(t *testing.T) {
	read := map[export.Format]func([]byte) []line{
		export.CSV: func(b []byte) (all []line) {
			for _, c := range readCSV(t, b)[1:] {
				all = append(all, lineOf(t, c))
			}
			return all
		},
		export.XLSX: func(b []byte) (all []line) {
			for _, c := range readXLSX(t, b, "Turns", excelize.Options{})[1:] {
				c[2] += " UTC"
				all = append(all, lineOf(t, c))
			}
			return all
		},
		export.JSONLines: func(b []byte) (all []line) {
			for _, s := range bytes.Split(bytes.TrimSuffix(b, []byte("\n")), []byte("\n")) {
				var v struct {
					CallID, Title, URL, At, Speaker, Side, Topic, Text string
					Started                                            time.Time
					DurationSeconds, Turn, AtSeconds                   int64
				}
				if err := json.Unmarshal(s, &v); err != nil {
					t.Error(err)
				}
				all = append(all, line{v.CallID, v.Title, text.Time(v.Started), v.URL, v.At, v.Speaker, v.Side, v.Topic, v.Text, v.DurationSeconds, v.Turn, v.AtSeconds})
			}
			return all
		},
		export.Parquet: func(b []byte) (all []line) {
			for _, v := range readParquet(t, b) {
				all = append(all, line{
					v.CallID, v.Title, text.Time(time.UnixMilli(*v.Started)), v.URL, *v.At, v.Speaker, v.Side, v.Topic, v.Text, v.Duration, int64(*v.Turn), *v.Seconds,
				})
			}
			return all
		},
	}
	for f, read := range read {
		if diff := cmp.Diff(lines(), read(written(t, f, export.Options{}, sample()))); diff != "" {
			t.Errorf("%s: %s", f, diff)
		}
	}
	silent := text.New("Call", "3")
	rows := readParquet(t, written(t, export.Parquet, export.Options{}, export.Conversation{Call: &silent}))
	if len(rows) != 1 || rows[0].Turn != nil || rows[0].Started != nil || rows[0].At != nil || rows[0].Seconds != nil {
		t.Errorf("a call without a transcript: %+v", rows)
	}
}

// TestWorkbook: times are times, ids and what looks like a formula are texts, and each call is in the sheet of calls.
func TestWorkbook(t *testing.T) {
	silent := text.New("Call", "0003")
	silent.Set("Title", "=1+1")
	b := written(t, export.XLSX, export.Options{Title: "Renewals"}, sample(), export.Conversation{Call: &silent})
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Turns", "Calls"}) {
		t.Errorf("the sheets are %q", got)
	}
	rows := readXLSX(t, b, "Calls", excelize.Options{RawCellValue: true})
	want := [][]string{
		{"Call id", "Title", "Started (UTC)", "Duration (s)", "Link", "Turns"},
		{"4570250816631531513", "Acme, renewal and pricing", "46120.604166666664", "2712", page, "3"},
		{"0003", "=1+1", "", "0", "", "0"},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
	for cell, want := range map[string]excelize.CellType{"A2": excelize.CellTypeInlineString, "A3": excelize.CellTypeInlineString, "B3": excelize.CellTypeInlineString} {
		if got, err := f.GetCellType("Calls", cell); got != want || err != nil {
			t.Errorf("%s is of type %v, %v", cell, got, err)
		}
	}
	props, err := f.GetDocProps()
	if err != nil || props.Title != "Renewals" || props.Creator != "Tamtam" {
		t.Errorf("got %+v, %v", props, err)
	}
}

// TestHostileTables: nothing becomes a formula, and nothing is lost.
func TestHostileTables(t *testing.T) {
	var all []export.Conversation
	for _, s := range evil {
		all = append(all, hostile(s))
	}
	said := func(n int) string { return strings.Join(all[n].Transcript.Turns[0].Lines, " ") }
	for n, cells := range readCSV(t, written(t, export.CSV, export.Options{}, all...))[1:] {
		for _, cell := range cells {
			if strings.ContainsRune("=+-@＝＋－＠\t\r\n", []rune(cell + "x")[0]) {
				t.Errorf("csv: a cell is %q", cell)
			}
		}
		if got := strings.TrimPrefix(cells[11], "'"); got != strings.TrimPrefix(said(n), "'") {
			t.Errorf("csv: %q became %q", said(n), got)
		}
	}
	for n, row := range readParquet(t, written(t, export.Parquet, export.Options{}, all...)) {
		if row.Title != all[n].Call.Value("Title") || row.Text != said(n) {
			t.Errorf("parquet: %q became %+v", said(n), row)
		}
	}
	f, err := excelize.OpenReader(bytes.NewReader(written(t, export.XLSX, export.Options{}, all...)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for n := range all {
		want := strings.NewReplacer("\ufffe", "\ufffd", "\uffff", "\ufffd").Replace(said(n))
		if got, err := f.GetCellValue("Turns", fmt.Sprint("L", n+2)); got != want || err != nil {
			t.Errorf("xlsx: %q became %q, %v", want, got, err)
		}
		for _, column := range []string{"A", "B", "E", "I", "J", "K", "L"} {
			if formula, err := f.GetCellFormula("Turns", fmt.Sprint(column, n+2)); formula != "" || err != nil {
				t.Errorf("xlsx: %q is the formula %q, %v", want, formula, err)
			}
		}
	}
}

// TestHostileText: what is written is read again as what it was.
func TestHostileText(t *testing.T) {
	for _, s := range evil {
		c := hostile(s)
		r := text.NewReader(bytes.NewReader(written(t, export.Text, export.Options{}, c)))
		if _, err := r.Header(); err != nil {
			t.Fatal(err)
		}
		for _, want := range []*text.Record{c.Call, c.Transcript} {
			got, err := r.Next()
			if diff := cmp.Diff(*want, got); diff != "" || err != nil {
				t.Errorf("%q: %v, %s", s, err, diff)
			}
		}
		if _, err := r.Next(); !errors.Is(err, io.EOF) {
			t.Errorf("%q: more than two records, %v", s, err)
		}
	}
}

// TestHostileHTML: only elements of ours are in the page, with attributes of ours, and the texts are what they were.
func TestHostileHTML(t *testing.T) {
	allowed := strings.Fields("html head meta title style body main h1 h2 dl dt dd ul li section p a b span br")
	for _, s := range evil {
		c := hostile(s)
		z := html.NewTokenizer(bytes.NewReader(written(t, export.HTML, export.Options{Title: s}, c)))
		var shown strings.Builder
		for z.Next() != html.ErrorToken {
			token := z.Token()
			switch token.Type {
			case html.TextToken:
				shown.WriteString(token.Data)
			case html.CommentToken:
				t.Errorf("%q: the comment %q", s, token.Data)
			case html.StartTagToken, html.SelfClosingTagToken:
				if !slices.Contains(allowed, token.Data) {
					t.Errorf("%q: the element %s", s, token)
				}
				for _, a := range token.Attr {
					known := slices.Contains(strings.Fields("lang charset http-equiv content name dir class rel href"), a.Key)
					if !known || a.Key == "href" && !strings.HasPrefix(a.Val, "http://evil.example") {
						t.Errorf("%q: the attribute %s=%q", s, a.Key, a.Val)
					}
				}
			}
		}
		if err := z.Err(); !errors.Is(err, io.EOF) {
			t.Errorf("%q: %v", s, err)
		}
		for _, want := range append(c.Transcript.Turns[0].Lines, c.Call.Value("Title"), c.Transcript.Turns[0].Speaker) {
			for _, line := range strings.Split(want, "\n") {
				if !strings.Contains(shown.String(), line) {
					t.Errorf("%q is not shown", line)
				}
			}
		}
	}
}

// TestHostileMarkdown: whatever the texts hold, they make no headings, links, images, rules, lists or HTML, also in programs that make links
// of addresses, and they are shown as they are.
func TestHostileMarkdown(t *testing.T) {
	for _, s := range evil {
		staysText(t, text.CleanLine(s))
	}
}

// FuzzMarkdown is TestHostileMarkdown of any line.
func FuzzMarkdown(f *testing.F) {
	for _, s := range evil {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if s = text.CleanLine(s); s != "" {
			staysText(t, s)
		}
	})
}

// staysText holds documents in Markdown with the line in all their places against such that hold a word there.
func staysText(t *testing.T, s string) {
	t.Helper()
	quotes := func(s string) []byte {
		var b bytes.Buffer
		q := export.Quote{Text: s + "\n" + s, Speaker: s, Side: s, Title: s, URL: page, Comment: s + "\n" + s}
		if err := export.Quotes(&b, export.Markdown, []export.Quote{q, q}, export.Options{Title: s}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	call := func(s string) []byte {
		c := hostile(s)
		c.Call.Fields[1].Value, c.Transcript.Fields = page, c.Transcript.Fields[:1]
		return written(t, export.Markdown, export.Options{}, c)
	}
	for _, document := range []func(string) []byte{quotes, call} {
		want, _ := rendered(t, document("nothing"))
		got, shown := rendered(t, document(s))
		if !slices.Equal(got, want) {
			t.Errorf("%q changes the document: %s", s, cmp.Diff(want, got))
		}
		if !strings.Contains(shown, s) {
			t.Errorf("%q is not shown: %q", s, shown)
		}
	}
}

// rendered is the elements of a document in Markdown, and its text.
func rendered(t *testing.T, source []byte) (elements []string, shown string) {
	t.Helper()
	var page bytes.Buffer
	extended := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))
	if err := extended.Convert(source, &page); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for z := html.NewTokenizer(&page); z.Next() != html.ErrorToken; {
		switch token := z.Token(); token.Type {
		case html.TextToken:
			b.WriteString(token.Data)
		default:
			token.Attr = slices.DeleteFunc(token.Attr, func(a html.Attribute) bool { return a.Key == "id" })
			elements = append(elements, token.String())
		}
	}
	return elements, b.String()
}

// TestHostileWord: the parts are well-formed, the texts are what they were, and links lead to the web.
func TestHostileWord(t *testing.T) {
	for _, s := range evil {
		c := hostile(s)
		parts := unzipped(t, written(t, export.DOCX, export.Options{Title: s}, c))
		for name, content := range parts {
			wellFormed(t, name, content)
		}
		shown := wordText(t, parts["word/document.xml"])
		for _, want := range c.Transcript.Turns[0].Lines {
			if want = strings.NewReplacer("\ufffe", "\ufffd", "\uffff", "\ufffd").Replace(want); !strings.Contains(shown, want) {
				t.Errorf("%q is not shown", want)
			}
		}
		var links struct {
			Relationship []struct {
				Target     string `xml:"Target,attr"`
				TargetMode string `xml:"TargetMode,attr"`
			}
		}
		if err := xml.Unmarshal(parts["word/_rels/document.xml.rels"], &links); err != nil {
			t.Error(err)
		}
		for _, l := range links.Relationship {
			if l.TargetMode == "External" && !strings.HasPrefix(l.Target, "http://evil.example") {
				t.Errorf("%q: a link to %q", s, l.Target)
			}
		}
	}
}

func unzipped(t *testing.T, b []byte) map[string][]byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return parts
}

func wellFormed(t *testing.T, name string, content []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

// wordText is the text of a document's paragraphs, a line each.
func wordText(t *testing.T, document []byte) string {
	t.Helper()
	var b strings.Builder
	d := xml.NewDecoder(bytes.NewReader(document))
	for {
		token, err := d.Token()
		if err != nil {
			return b.String()
		}
		switch e := token.(type) {
		case xml.CharData:
			b.Write(e)
		case xml.EndElement:
			if e.Name.Local == "p" {
				b.WriteByte('\n')
			}
		}
	}
}

func TestWordDocument(t *testing.T) {
	parts := unzipped(t, written(t, export.DOCX, export.Options{Title: "Renewals"}, sample()))
	golden(t, "sample.docx.txt", []byte(strings.ReplaceAll(wordText(t, parts["word/document.xml"]), "\n\n", "\n")))
	golden(t, "sample.docx.xml", parts["word/document.xml"])
	if !strings.Contains(string(parts["docProps/core.xml"]), "<dc:title>Renewals</dc:title>") {
		t.Errorf("the properties are %s", parts["docProps/core.xml"])
	}
	if !strings.Contains(string(parts["word/_rels/document.xml.rels"]), `Target="`+page+`"`) {
		t.Errorf("the links are %s", parts["word/_rels/document.xml.rels"])
	}
}

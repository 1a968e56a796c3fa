package attach

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tamtam/core/store"
)

// reads reads content as the format and returns the text.
func reads(t testing.TB, r *reader, format string, content []byte) (string, error) {
	t.Helper()
	var b bytes.Buffer
	err := r.read(t.Context(), format, section(content), &b)
	return b.String(), err
}

func section(content []byte) *io.SectionReader {
	return io.NewSectionReader(bytes.NewReader(content), 0, int64(len(content)))
}

// docx makes a Word document of the parts.
func docx(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	wordHead = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	wordFoot = `</w:body></w:document>`
)

func word(t testing.TB, body string) []byte {
	return docx(t, map[string]string{"[Content_Types].xml": "<Types/>", "word/document.xml": wordHead + body + wordFoot})
}

// pdf makes a PDF of pages with a line of text each; a page of "" has none.
func pdf(pages ...string) []byte {
	var b bytes.Buffer
	var places []int
	object := func(format string, args ...any) {
		places = append(places, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(places), fmt.Sprintf(format, args...))
	}
	b.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	var kids strings.Builder
	for n := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*n)
	}
	object("<< /Type /Pages /Kids [%s] /Count %d >>", kids.String(), len(pages))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	for n, text := range pages {
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>", 5+2*n)
		content := "0 0 10 10 re f"
		if text != "" {
			content = fmt.Sprintf("BT /F1 12 Tf 72 700 Td (%s) Tj ET", text)
		}
		object("<< /Length %d >>\nstream\n%s\nendstream", len(content), content)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for _, place := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", place)
	}
	fmt.Fprintf(&b, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(places)+1, start)
	return b.Bytes()
}

func TestRead(t *testing.T) {
	r := reader{most: 1 << 20}
	for _, c := range []struct{ name, format, content, want string }{
		{"nothing", plain, "", ""},
		{"markdown", plain, "# Plan\n\n- a\n\t- b\n", "# Plan\n\n- a\n\t- b\n"},
		{"CSV", plain, "name,note\r\n\"A, B\",\"two\r\nlines\"\r\n", "name,note\n\"A, B\",\"two\nlines\"\n"},
		{"UTF-8 with a mark", plain, "\xef\xbb\xbfGrüße", "Grüße\n"},
		{"UTF-16LE", plain, "\xff\xfeG\x00r\x00\xfc\x00\n\x00", "Grü\n"},
		{"UTF-16BE", plain, "\xfe\xff\x00G\x00r\x00\xfc", "Grü\n"},
		{"UTF-16LE without a mark", plain, "G\x00r\x00\xfc\x00\r\x00\n\x00", "Grü\n"},
		{"UTF-16BE without a mark", plain, "\x00G\x00r\x00\xfc\x00\r\x00\n", "Grü\n"},
		{"Windows-1252", plain, "Gr\xfc\xdfe \x80 5 \x96 6", "Grüße € 5 – 6\n"},
		{"JSON in one line", jsonDoc, `{"a":[1,2],"b":"x"}`, "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": \"x\"\n}\n"},
		{"JSON in lines", jsonDoc, "{\n\t\"a\": 1\n}", "{\n\t\"a\": 1\n}\n"},
		{"JSON that is none", jsonDoc, `{"a":`, "{\"a\":\n"},
		{
			"JSON nested without end", jsonDoc, strings.Repeat("[", 200) + strings.Repeat("]", 200),
			strings.Repeat("[", 200) + strings.Repeat("]", 200) + "\n",
		},
		{
			"HTML", htmlDoc, `<!doctype html><html><head><title>Plan &amp; price</title><style>p{}</style><script>if (a<b) "</p>"</script></head>
			<body><h1>One  <b>two</b>three</h1><p>First<br>second &euro;</p><ul><li>a</li><li>b</li></ul>
			<table><tr><th>k</th><th>v</th></tr><tr><td>1</td><td>2</td></tr></table><pre>  x
  y</pre><svg><text>no</text><svg></svg></svg>end`,
			"Plan & price\n\nOne twothree\n\nFirst\nsecond €\n\n- a\n- b\n\nk\tv\n1\t2\n\n  x\n  y\n\nend\n",
		},
		{"HTML that names its encoding", htmlDoc, "<meta charset=iso-8859-15><p>5 \xa4", "5 €\n"},
		{"HTML in UTF-8 that names none", htmlDoc, "<p>Grüße", "Grüße\n"},
		{"HTML never closed", htmlDoc, "<script>a", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := reads(t, &r, c.format, []byte(c.content))
			if c.want == "" && c.format != plain {
				if !errors.Is(err, errNoText) {
					t.Errorf("got %q, %v", got, err)
				}
				return
			}
			if got != c.want || err != nil {
				t.Errorf("got %q, %v\nwant %q", got, err, c.want)
			}
		})
	}
}

func TestReadDOCX(t *testing.T) {
	r := reader{most: 1 << 20}
	for _, c := range []struct{ name, body, want string }{
		{
			"paragraphs", `<w:p><w:r><w:t>One </w:t></w:r><w:r><w:t xml:space="preserve">two</w:t><w:br/><w:t>three</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>A &amp; B</w:t></w:r></w:p>`,
			"One two\nthree\n\nA & B\n",
		},
		{"a table", `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>k</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>v</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, "k \tv\n"},
		{"a list", `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p>`, "- item\n"},
		{"tracked changes", `<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>`, "new\n"},
		{"a drawing in two ways", `<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>once</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>once</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>`, "once\n"},
	} {
		if got, err := reads(t, &r, docxDoc, word(t, c.body)); got != c.want || err != nil {
			t.Errorf("%s: got %q, %v", c.name, got, err)
		}
	}
	notes := docx(t, map[string]string{
		"word/document2.xml": wordHead + `<w:p><w:r><w:t>body</w:t></w:r></w:p>` + wordFoot,
		"word/footnotes.xml": wordHead + `<w:p><w:r><w:t>note</w:t></w:r></w:p>` + wordFoot,
	})
	if got, err := reads(t, &r, docxDoc, notes); got != "body\nnote\n" || err != nil {
		t.Errorf("with notes: got %q, %v", got, err)
	}
}

// TestHostileFiles: each gives its reason, and takes neither the program nor its memory along.
func TestHostileFiles(t *testing.T) {
	r := reader{most: 1 << 20}
	bomb := word(t, "<w:p><w:r><w:t>"+strings.Repeat("all work and no play</w:t><w:t>", 6<<20/80)+"</w:t></w:r></w:p>")
	deep := word(t, strings.Repeat("<w:tbl>", 100_000))
	for _, c := range []struct {
		name, format string
		content      []byte
		want         error
	}{
		{"a picture called text", plain, []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), errFaulty},
		{"text called Word", docxDoc, []byte("hello"), errFaulty},
		{"an archive without a body", docxDoc, docx(t, map[string]string{"a.txt": "a"}), errFaulty},
		{"a body that breaks off", docxDoc, docx(t, map[string]string{"word/document.xml": wordHead + "<w:p><w:r><w:t"}), errFaulty},
		{"an encrypted document", docxDoc, append(bytes.Clone(compound), make([]byte, 600)...), errEncrypted},
		{"a bomb", docxDoc, bomb, errTooLong},
		{"more text than is kept", plain, []byte(strings.Repeat("line\n", 1<<20)), errTooLong},
		{"a text without a tag", docxDoc, word(t, "<w:p>"+strings.Repeat("x", mostToken+8192)), errFaulty},
		{"nested without end", docxDoc, deep, errNoText},
		{"an archive cut short", docxDoc, word(t, "<w:p/>")[:60], errFaulty},
		{"a tag without end", htmlDoc, []byte("<p title='" + strings.Repeat("x", mostTag+1)), errFaulty},
		{"a document of white space", docxDoc, word(t, "<w:p/><w:p/>"), errNoText},
		{"of no format", "", []byte("x"), errFaulty},
	} {
		if _, err := reads(t, &r, c.format, c.content); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

func TestAPanicIsTheFilesFault(t *testing.T) {
	r := reader{most: 1 << 20}
	_, err := reads(t, &r, plain, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = r.read(t.Context(), plain, section([]byte("text")), panics{})
	if trouble, ok := troubleOf(err); !ok || trouble != store.Faulty {
		t.Errorf("got %v", err)
	}
}

type panics struct{}

func (panics) Write([]byte) (int, error) { panic("broken") }

func TestReadingEnds(t *testing.T) {
	r := reader{most: 1 << 20}
	long := []byte(strings.Repeat("line\n", 100_000))
	stopped, stop := context.WithCancel(t.Context())
	stop()
	for _, format := range []string{plain, jsonDoc, htmlDoc} {
		if err := r.read(stopped, format, section(long), io.Discard); !errors.Is(err, context.Canceled) {
			t.Errorf("%s, stopped: %v", format, err)
		}
		if err := r.readWithin(t.Context(), -time.Second, format, section(long), io.Discard); !errors.Is(err, errTooSlow) {
			t.Errorf("%s, too slow: %v", format, err)
		}
	}
}

// TestMakingTheEngineIsNotTheFilesTime: a file that was given up because of it would never be read again.
func TestMakingTheEngineIsNotTheFilesTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		made := &madeEngine{ready: make(chan struct{}), err: errors.New("there is no engine")}
		r := reader{most: 1 << 20, pdf: pdfEngine{made: made}}
		read := make(chan error, 1)
		go func() { read <- r.readWithin(t.Context(), -time.Second, pdfDoc, section(pdf("a")), io.Discard) }()
		synctest.Wait() // the file's time is over before it has begun
		close(made.ready)
		if err := <-read; !errors.Is(err, made.err) {
			t.Errorf("got %v", err)
		}
		stopped, stop := context.WithCancel(t.Context())
		stop()
		r.pdf.made = &madeEngine{ready: make(chan struct{})}
		if err := r.read(stopped, pdfDoc, section(pdf("a")), io.Discard); !errors.Is(err, context.Canceled) {
			t.Errorf("stopped while it is made: %v", err)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(0, []byte("\xff\xfea\x00"))
	f.Add(1, []byte(`{"a":[{}]}`))
	f.Add(2, []byte("<p><table><td>a<script>b</script>"))
	f.Add(3, word(f, "<w:p><w:r><w:t>a</w:t></w:r></w:p>"))
	r := reader{most: 1 << 20}
	f.Fuzz(func(t *testing.T, format int, content []byte) {
		of := []string{plain, jsonDoc, htmlDoc, docxDoc}[uint(format)%4]
		text, err := reads(t, &r, of, content)
		if _, known := troubleOf(err); err != nil && !known {
			t.Errorf("%s: %v", of, err)
		}
		if err == nil && text != "" && !strings.HasSuffix(text, "\n") {
			t.Errorf("%s: %q", of, text)
		}
		if err != nil && strings.Contains(err.Error(), "panicked") {
			t.Error(err)
		}
	})
}

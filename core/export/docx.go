package export

import (
	"archive/zip"
	"bufio"
	_ "embed"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"strings"

	"tamtam/core/text"
)

// word is a document in Office Open XML (ECMA-376, WordprocessingML), as Word and LibreOffice open it: zip and XML, written through. The parts
// that never change are files beside this one.
type word struct {
	archive *zip.Writer
	w       *bufio.Writer // the part word/document.xml
	title   string
	links   []string // addresses, by their number in the part of relationships
}

//go:embed docx/content_types.xml
var wordTypes string

//go:embed docx/rels.xml
var wordRoot string

//go:embed docx/styles.xml
var wordStyles string

const (
	wordHead = xml.Header + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>`
	// wordFoot is a page of A4, with margins of 2.5 cm, in twentieths of a point.
	wordFoot = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" ` +
		`w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`
	wordCore = xml.Header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>%s</dc:title><dc:creator>Tamtam</dc:creator></cp:coreProperties>`
	wordLinks = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rStyles" ` +
		`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>`
	wordLink = `<Relationship Id="r%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" ` +
		`Target="%s" TargetMode="External"/>`
)

func newWord(w io.Writer, title string) (*word, error) {
	d := &word{archive: zip.NewWriter(w), title: title}
	for _, part := range []struct{ name, content string }{
		{"[Content_Types].xml", wordTypes},
		{"_rels/.rels", wordRoot},
		{"docProps/core.xml", fmt.Sprintf(wordCore, escaped(title))},
		{"word/styles.xml", wordStyles},
	} {
		if err := d.part(part.name, part.content); err != nil {
			return nil, err
		}
	}
	body, err := d.archive.Create("word/document.xml")
	if err != nil {
		return nil, err
	}
	d.w = bufio.NewWriterSize(body, bufferBytes)
	d.put(wordHead)
	return d, nil
}

func (d *word) part(name, content string) error {
	w, err := d.archive.Create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, content)
	return err
}

func (d *word) put(parts ...string) {
	for _, s := range parts {
		_, _ = d.w.WriteString(s) // the writer keeps its error for Flush
	}
}

// paragraph writes one of a style of docx/styles.xml; its runs are written already.
func (d *word) paragraph(style string, runs ...string) {
	d.put(`<w:p><w:pPr><w:pStyle w:val="`, style, `"/></w:pPr>`)
	d.put(runs...)
	d.put("</w:p>\n")
}

// run makes a run of text: of a character style, or of none.
func run(style, s string) string {
	var b strings.Builder
	b.WriteString("<w:r>")
	if style != "" {
		b.WriteString(`<w:rPr><w:rStyle w:val="` + style + `"/></w:rPr>`)
	}
	for n, line := range strings.Split(s, "\n") {
		if n > 0 {
			b.WriteString("<w:br/>")
		}
		b.WriteString(`<w:t xml:space="preserve">` + escaped(line) + "</w:t>")
	}
	b.WriteString("</w:r>")
	return b.String()
}

// escaped escapes a text for XML; what XML does not allow becomes U+FFFD.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

// link makes runs lead to an address. The part of relationships, which says where, is written last.
func (d *word) link(address, runs string) string {
	if address == "" {
		return runs
	}
	d.links = append(d.links, address)
	return fmt.Sprintf(`<w:hyperlink r:id="r%d" w:history="1">%s</w:hyperlink>`, len(d.links), runs)
}

func (d *word) heading(level int, s string) { d.paragraph(fmt.Sprintf("Heading%d", level), run("", s)) }

func (d *word) facts(fields []text.Field) {
	for _, f := range fields {
		switch {
		case f.Key == "URL" && web(f.Value) != "":
			d.paragraph("Fact", run("Key", f.Key+": "), d.link(web(f.Value), run("Hyperlink", f.Value)))
		case f.Value != "":
			d.paragraph("Fact", run("Key", f.Key+": "), run("", f.Value))
		default:
			d.paragraph("Fact", run("Key", f.Key+":"))
			for _, item := range f.Items {
				d.paragraph("Item", run("", "• "+item))
			}
		}
	}
}

func (d *word) turn(t text.Turn, _ string, _ int) {
	who := []string{run("Time", text.Offset(t.At)+"  "), run("Speaker", t.Speaker)}
	if t.Affiliation != "" {
		who = append(who, run("", " ("+t.Affiliation+")"))
	}
	if t.Topic != "" {
		who = append(who, run("", " · "+t.Topic))
	}
	d.paragraph("Who", who...)
	d.paragraph("Said", run("", strings.Join(t.Lines, "\n")))
}

func (d *word) quote(q Quote) {
	d.paragraph("Quote", run("", q.Text))
	style := ""
	if q.URL != "" {
		style = "Hyperlink"
	}
	d.paragraph("Source", run("", "— "), d.link(q.URL, run(style, q.source())))
	if q.Comment != "" {
		d.paragraph("Source", run("", q.Comment))
	}
}

func (d *word) entry(title, about, file string) {
	if about != "" {
		about = " · " + about
	}
	d.paragraph("Said", d.link(url.PathEscape(file), run("Hyperlink", title)), run("", about))
}

func (d *word) flush() error { return d.w.Flush() }

func (d *word) end() error {
	d.put(wordFoot)
	if err := d.w.Flush(); err != nil {
		return err
	}
	w, err := d.archive.Create("word/_rels/document.xml.rels")
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(w, bufferBytes)
	_, _ = b.WriteString(wordLinks) // the writer keeps its error for Flush
	for n, address := range d.links {
		_, _ = fmt.Fprintf(b, wordLink, n+1, escaped(address))
	}
	_, _ = b.WriteString("</Relationships>")
	if err := b.Flush(); err != nil {
		return err
	}
	return d.archive.Close()
}
